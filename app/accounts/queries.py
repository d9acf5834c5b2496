"""Every SELECT on accounts and invitations. The scope comes first, always."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.accounts import passwords
from app.accounts.models import Account, Invitation
from app.core import clock
from app.core.db import db
from app.organizations.models import Organization
from app.people.models import Person


def listed(scope: Scope, *, text: str = "", limit: int = 50, offset: int = 0):
    """Accounts in scope with people and organisations, by name; one more than `limit` if any."""
    query = _in(scope)
    if text:
        query = query.where(
            or_(
                Person.name.contains(text, autoescape=True),
                Person.initials.startswith(text.lower(), autoescape=True),
                Account.username.contains(text, autoescape=True),
            )
        )
    query = query.order_by(Person.pinyin, Account.id).limit(limit + 1).offset(offset)
    return list(db.session.scalars(query))


def one(scope: Scope, account_id: int) -> Account | None:
    return db.session.scalar(_in(scope).where(Account.id == account_id))


def by_username(scope: Scope, username: str) -> Account | None:
    """The account of that login name; for the login itself, which knows no scope yet."""
    query = select(Account).where(Account.username == username)
    return db.session.scalar(query) if scope else None


def of_person(scope: Scope, person_id: int) -> Account | None:
    query = select(Account).where(Account.person_id == person_id)
    return db.session.scalar(query) if scope else None


def of_people(scope: Scope, person_ids) -> list[Account]:
    """The accounts of these people, with their organisations."""
    query = select(Account).where(Account.person_id.in_(person_ids))
    found = db.session.scalars(query.options(joinedload(Account.organization)))
    return list(found) if scope else []


def people_with_accounts(scope: Scope, person_ids) -> set[int]:
    """Which of these people already have an account."""
    query = select(Account.person_id).where(Account.person_id.in_(list(person_ids)))
    return set(db.session.scalars(query)) if scope else set()


def administrators(scope: Scope, person_ids) -> set[int]:
    """Which of these people administer the system."""
    query = select(Account.person_id).where(
        Account.person_id.in_(list(person_ids)), Account.administrator
    )
    return set(db.session.scalars(query)) if scope else set()


def any_account(scope: Scope) -> bool:
    return bool(scope) and db.session.scalar(select(Account.id).limit(1)) is not None


def open_invitation(scope: Scope, token: str) -> Invitation | None:
    """The unused, unexpired invitation of that token."""
    query = (
        select(Invitation)
        .options(joinedload(Invitation.person), joinedload(Invitation.organization))
        .where(
            Invitation.token_hash == passwords.token_hash(token),
            Invitation.used_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
    )
    return db.session.scalar(query) if scope else None


def links_told(scope: Scope, person_id: int, since: datetime | None = None) -> list[Invitation]:
    """Links to this person's account that somebody else asked for, the latest first: those of
    which the person has not said to have seen them, and those made after `since`."""
    wanted = Invitation.seen_at.is_(None)
    query = (
        select(Invitation)
        .where(
            Invitation.person_id == person_id,
            Invitation.asked_by != "",
            or_(wanted, Invitation.made_at > since) if since else wanted,
        )
        .order_by(Invitation.id.desc())
    )
    return list(db.session.scalars(query)) if scope else []


def _in(scope):
    return (
        select(Account)
        .join(Account.person)
        .outerjoin(Account.organization)
        .options(contains_eager(Account.person), contains_eager(Account.organization))
        .where(
            or_(scope.clause(Organization.path), Account.organization_id.is_(None))
            if scope.covers("/")
            else scope.clause(Organization.path)
        )
    )
