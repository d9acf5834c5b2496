"""Every change of the tree and of posts; the form and placement rules are asked, never invented."""

from datetime import date

from app.access.scope import Scope
from app.core.db import db
from app.core.errors import Refused
from app.organizations import queries
from app.organizations.models import Organization, Post
from app.rules.organizations import POSTS, OrganizationKind, PostKind, UnitType, check_placement


def create(*, code: str, name: str, kind, unit_type, parent: Organization | None = None, **facts):
    """Set up an organisation below `parent` (None: a root). Refused where the rule forbids it."""
    kind = OrganizationKind(kind)
    _check_place(kind, parent)
    organization = Organization(
        code=code,
        name=name,
        kind=kind,
        unit_type=UnitType(unit_type),
        parent=parent,
        path=f"?{code}",
        **facts,
    )
    db.session.add(organization)
    db.session.flush()
    organization.path = f"{parent.path if parent else '/'}{organization.id}/"
    db.session.flush()
    return organization


def edit(organization: Organization, **facts) -> None:
    """Correct an organisation's own facts; its place in the tree is not one of them."""
    for name, value in facts.items():
        setattr(organization, name, value)
    db.session.flush()


def appoint(organization: Organization, person, *, kind, started_on: date, **facts) -> Post:
    """Give a person a post from a day on; refused if the same person already holds it then."""
    kind, scope = PostKind(kind), Scope(frozenset({organization.path}))
    if kind not in POSTS[organization.kind]:
        fitting = "、".join(one.label for one in PostKind if one in POSTS[organization.kind])
        raise Refused(f"{organization.kind.label}里可以设的职务有：{fitting}。", "kind")
    for held in queries.posts(scope, organization, started_on):
        if held.person_id == person.id and held.kind == kind:
            raise Refused(f"{person.name}已担任{held.label}，请先填写结束日期。", "person_id")
    post = Post(organization=organization, person=person, kind=kind, started_on=started_on, **facts)
    db.session.add(post)
    db.session.flush()
    return post


def end_post(post: Post, *, ended_on: date) -> None:
    """The last day a person holds the post."""
    post.ended_on = ended_on
    db.session.flush()


def _check_place(kind, parent):
    verdict = check_placement(kind, parent.kind if parent else None)
    if not verdict:
        raise Refused(verdict.reasons[0].message, "kind")
