"""Which roles a person's posts give; membership adds its own from above (see create_app)."""

from datetime import date

from app.access.policy import Can, Role
from app.access.scope import EVERYTHING, Scope
from app.accounts.models import Account
from app.core.db import db
from app.organizations import queries as organizations
from app.rules.organizations import OrganizationKind, PostKind

IN_A_BRANCH = {
    PostKind.SECRETARY: Role.SECRETARY,
    PostKind.DEPUTY: Role.COMMITTEE_MEMBER,
    PostKind.COMMITTEE_MEMBER: Role.COMMITTEE_MEMBER,
    PostKind.LIAISON: Role.LIAISON,
}
ABOVE_BRANCHES = {
    PostKind.SECRETARY: Role.OFFICER,
    PostKind.DEPUTY: Role.OFFICER,
    PostKind.OFFICER: Role.OFFICER,
    PostKind.COMMITTEE_MEMBER: Role.LIAISON,
    PostKind.LIAISON: Role.LIAISON,
}


def of_posts(person_id: int, day: date) -> list[tuple[Role, str]]:
    """(role, organisation path) for every post held that day."""
    found = []
    for post in organizations.posts_of(EVERYTHING, person_id, day):
        in_branch = post.organization.kind == OrganizationKind.BRANCH
        role = (IN_A_BRANCH if in_branch else ABOVE_BRANCHES).get(post.kind)
        if role and post.organization.in_force(day):
            found.append((role, post.organization.path))
    return found


def scope_of(account_id: int, permission: Can) -> Scope:
    """Where an account may do that today; nowhere for one that is gone or disabled. Jobs, which
    stand below accounts, are handed this by create_app."""
    account = db.session.get(Account, account_id)
    return account.scope_for(permission) if account and account.is_active else Scope()
