"""Every change of the tree and of posts; the form and placement rules are asked, never invented."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, literal, update

from app.access.scope import Scope
from app.core.db import db
from app.core.errors import Refused
from app.organizations import queries
from app.organizations.models import LocalRule, Organization, Post
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


def place(organization: Organization, parent: Organization) -> None:
    """Put it, with everything below it, under another parent; refused where it cannot stand.
    Paths of the whole subtree are rewritten in one statement, and access follows them at once."""
    _check_place(organization.kind, parent)
    if parent.path.startswith(organization.path):
        raise Refused("不能调整到自己的下级之下。", "parent_id")
    old, new = organization.path, f"{parent.path}{organization.id}/"
    below = Scope(frozenset({old})).clause(Organization.path)
    rest = func.substr(Organization.path, len(old) + 1)
    statement = update(Organization).where(below).values(path=literal(new) + rest)
    db.session.execute(statement, execution_options={"synchronize_session": False})
    for known in list(db.session.identity_map.values()):
        if isinstance(known, Organization):
            db.session.expire(known, ["path"])
    organization.parent = parent
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


def end_posts(posts: Iterable[Post], *, ended_on: date) -> None:
    """The last day of all of them; one that began only after it ends on its first day."""
    for post in posts:
        post.ended_on = max(ended_on, post.started_on)
    db.session.flush()


def end_post(post: Post, *, ended_on: date) -> None:
    """The last day a person holds the post."""
    post.ended_on = ended_on
    db.session.flush()


def set_local_rule(
    organization: Organization, rule_id: str, word: bool | None, *, since: date, reason: str
) -> None:
    """What the organisation says of a local rule, for itself and all below; None: nothing, so
    that the word from above holds. A word against the one from above takes its reason."""
    words = queries.local_words(Scope(frozenset({organization.path})), organization)
    of_this = [one for one in words if one.rule_id == rule_id]
    own = next((one for one in of_this if one.organization_id == organization.id), None)
    above = next((one for one in of_this if one.organization_id != organization.id), None)
    if word is not None and word != bool(above and above.switched_on) and above and not reason:
        raise Refused("与上级的设置不同，请写明理由。", "reason")
    if word is None:
        if own:
            db.session.delete(own)
    elif own:
        own.switched_on, own.since, own.reason = word, since, reason
    else:
        facts = {"rule_id": rule_id, "switched_on": word, "since": since, "reason": reason}
        db.session.add(LocalRule(organization=organization, **facts))
    db.session.flush()


def _check_place(kind, parent):
    verdict = check_placement(kind, parent.kind if parent else None)
    if not verdict:
        raise Refused(verdict.reasons[0].message, "kind")
