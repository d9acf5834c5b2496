"""Every SELECT on acts and on the tree of a past day. The scope comes first, always."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import extract, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import Scope
from app.core.db import db
from app.members.life.models import Event
from app.members.models import Member
from app.members.transfers.models import Transfer
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.acts import Known, Node, Turn, then, tree_on
from app.rules.dates import PartialDate
from app.rules.life import EventKind
from app.rules.members import Stage, Standing
from app.rules.organizations import OrganizationKind
from app.rules.transfers import OPEN
from app.structure.models import Act, ActPart

PAGE = 50
PRESENT = (Standing.NORMAL, Standing.STOPPED)
"""Who still belongs to a branch and goes where it goes."""


def one(scope: Scope, act_id: int) -> Act | None:
    """An act in which an organisation of the scope had part."""
    return db.session.scalar(_acts(scope).where(Act.id == act_id))


def acts(scope: Scope, *, year: int | None = None, start: int = 0) -> list[Act]:
    """One page of the acts in scope, the latest first; one row more if there are more."""
    query = _acts(scope)
    if year:
        query = query.where(extract("year", Act.done_on) == year)
    query = query.order_by(Act.done_on.desc(), Act.id.desc())
    return list(db.session.scalars(query.offset(start).limit(PAGE + 1)))


def years(scope: Scope) -> list[int]:
    """The years with an act in scope, newest first."""
    year = extract("year", Act.done_on)
    found = db.session.scalars(select(year).where(_touches(scope)).distinct())
    return sorted(map(int, found), reverse=True)


def of_organization(scope: Scope, organization: Organization) -> list[Act]:
    """Every act in which it had part, the latest first. The scope is that of the organisation
    itself: whoever may see it may know its history."""
    if not scope.covers(organization.path):
        return []
    here = select(ActPart.act_id).where(ActPart.organization_id == organization.id)
    query = _loaded(select(Act)).where(Act.id.in_(here))
    return list(db.session.scalars(query.order_by(Act.done_on.desc(), Act.id.desc())))


def last_day(scope: Scope, organization_ids: Collection[int]) -> date | None:
    """When these organisations last had part in an act."""
    query = select(func.max(Act.done_on)).join(Act.parts)
    query = query.where(ActPart.organization_id.in_(list(organization_ids)))
    return db.session.scalar(query) if scope else None


def later_acts(scope: Scope, act: Act) -> bool:
    """Whether an organisation of this act had part in one recorded after it."""
    concerned = [one.organization_id for one in act.parts]
    query = select(ActPart.id).where(
        ActPart.organization_id.in_(concerned), ActPart.act_id > act.id
    )
    return bool(scope) and db.session.scalar(query.limit(1)) is not None


def tree(scope: Scope, day: date) -> tuple[list[Node], dict[int, str]]:
    """The organisations in scope as they stood on a day, in tree order; and the names then of
    what they belonged to outside the scope: who may see one may know what it belongs to. Four
    statements at most. Access is today's: what has left the scope since is not shown."""
    found = _known(select(Organization).where(scope.clause(Organization.path)))
    turns = _turns(ActPart.organization_id.in_(_ids(scope)))
    nodes = tree_on(found, turns, day)
    inside = {node.id for node in nodes}
    above = {node.parent_id for node in nodes} - inside - {None}
    if not above:
        return nodes, {}
    others = _known(select(Organization).where(Organization.id.in_(above)))
    turns = _turns(ActPart.organization_id.in_(above))
    return nodes, {one.id: then(_of(turns, one.id), "name", one.name, day) for one in others}


def names_on(scope: Scope, act: Act) -> dict[int, str]:
    """{organization id: full name} of everything an act names, as it was called before the act,
    what it made by the name given then. Who may see the act may know these names."""
    if not any(scope.covers(one.organization.path) for one in act.parts):
        return {}
    ids = {one.organization_id for one in act.parts} | {act.superior_id} - {None}
    ids |= {one.before.get("parent_id") for one in act.parts} - {None}
    ids |= {one.after.get("parent_id") for one in act.parts} - {None}
    known = {one.id: one for one in _known(_with_parents(ids))}
    turns = _turns(ActPart.organization_id.in_(list(known)))
    day = act.done_on - timedelta(days=1)
    names = {k: then(_of(turns, k), "name", one.name, day) for k, one in known.items()}
    return {key: _full_name(known, names, _of(turns, key), key, day) for key in ids}


def _full_name(known, names, turns, key, day):
    """As Organization.long_name tells it today: the unit above stands before a branch's name."""
    one = known[key]
    parent = known.get(then(turns, "parent_id", one.parent_id, day))
    if one.kind is not OrganizationKind.BRANCH or parent is None:
        return names[key]
    stem = names[parent.id].removesuffix(parent.kind.label) or names[parent.id]
    return names[key] if names[key].startswith(stem) else stem + names[key]


def _with_parents(ids):
    parents = select(Organization.parent_id).where(Organization.id.in_(ids))
    here = Organization.id.in_(ids) | Organization.id.in_(parents)
    return select(Organization).where(here)


def people(scope: Scope, branch: Organization) -> list[Member]:
    """Everybody who belongs to a branch, with people and groups, by pinyin."""
    query = (
        select(Member)
        .join(Member.person)
        .join(Organization, Member.organization_id == Organization.id)
        .where(
            Member.organization_id == branch.id,
            Member.standing.in_(PRESENT),
            scope.clause(Organization.path),
        )
        .options(
            contains_eager(Member.person),
            contains_eager(Member.organization),
            joinedload(Member.group),
        )
    )
    return list(db.session.scalars(query.order_by(Person.pinyin, Member.id)))


def members(scope: Scope, member_ids: Collection[int]) -> list[Member]:
    """These members within the scope, with people and branches."""
    query = select(Member).join(Member.person).join(Member.organization)
    query = query.where(Member.id.in_(list(member_ids)), scope.clause(Organization.path))
    eager = (contains_eager(Member.person), contains_eager(Member.organization))
    return list(db.session.scalars(query.options(*eager).order_by(Member.id)))


def with_later_events(scope: Scope, member_ids: Collection[int], event_id: int) -> list[str]:
    """Names of those of whom something was recorded after that event."""
    query = (
        select(Person.name)
        .select_from(Event)
        .join(Event.member)
        .join(Member.person)
        .where(Event.member_id.in_(list(member_ids)), Event.id > event_id)
    )
    return list(db.session.scalars(query.distinct())) if scope else []


def on_the_way(scope: Scope, member_ids: Collection[int]) -> list[str]:
    """Names of those who are not full members yet: whose file went along."""
    query = select(Person.name).select_from(Member).join(Member.person)
    query = query.where(Member.id.in_(list(member_ids)), Member.stage != Stage.FULL)
    return list(db.session.scalars(query)) if scope else []


def numbers(scope: Scope, branch: Organization) -> tuple[int, int]:
    """(people in the Party, full members among them) of a branch, in good standing."""
    query = (
        select(Member.stage, func.count())
        .join(Member.organization)
        .where(
            Member.organization_id == branch.id,
            Member.standing == Standing.NORMAL,
            scope.clause(Organization.path),
        )
        .group_by(Member.stage)
    )
    counts = dict(db.session.execute(query).all())
    full = counts.get(Stage.FULL, 0)
    return full + counts.get(Stage.PROBATIONARY, 0), full


def in_transfer(scope: Scope, organization_id: int) -> list[str]:
    """Names of those whose transfer from or to this organisation is under way."""
    query = (
        select(Person.name)
        .select_from(Transfer)
        .join(Transfer.member)
        .join(Member.person)
        .where(
            Transfer.state.in_(OPEN),
            or_(Transfer.from_id == organization_id, Transfer.to_id == organization_id),
        )
    )
    return list(db.session.scalars(query.order_by(Person.pinyin))) if scope else []


def moved_after(scope: Scope, member_ids: Collection[int], day: date) -> list[str]:
    """Names of those of them who came or left on a later day."""
    query = (
        select(Person.name)
        .select_from(Event)
        .join(Event.member)
        .join(Member.person)
        .where(
            Event.member_id.in_(list(member_ids)),
            Event.kind.in_([EventKind.LEFT, EventKind.CAME]),
            Event.happened_on > PartialDate.of(day),
        )
    )
    return list(db.session.scalars(query.distinct())) if scope else []


def posts_in(scope: Scope, organization_ids: Collection[int], day: date) -> list[Post]:
    """Posts of these organisations that last beyond the day before, with people."""
    query = (
        select(Post)
        .join(Post.organization)
        .join(Post.person)
        .where(
            Post.organization_id.in_(list(organization_ids)),
            or_(Post.ended_on.is_(None), Post.ended_on >= day),
            scope.clause(Organization.path),
        )
        .options(contains_eager(Post.organization), contains_eager(Post.person))
    )
    return list(db.session.scalars(query.order_by(Post.id)))


def groups(scope: Scope, branch: Organization) -> list[Organization]:
    """The groups of a branch that stand."""
    query = select(Organization).where(
        Organization.parent_id == branch.id,
        Organization.kind == OrganizationKind.GROUP,
        Organization.dissolved_on.is_(None),
        scope.clause(Organization.path),
    )
    return list(db.session.scalars(query.order_by(Organization.code)))


def _acts(scope):
    return _loaded(select(Act)).where(_touches(scope))


def _touches(scope):
    return Act.id.in_(select(ActPart.act_id).where(ActPart.organization_id.in_(_ids(scope))))


def _ids(scope):
    return select(Organization.id).where(scope.clause(Organization.path))


def _loaded(query):
    return query.options(
        joinedload(Act.superior),
        joinedload(Act.recorded_by),
        selectinload(Act.parts).joinedload(ActPart.organization).joinedload(Organization.parent),
    )


def _known(query):
    return [
        Known(one.id, one.name, one.parent_id, one.kind, one.code, one.since, one.dissolved_on)
        for one in db.session.scalars(query)
    ]


def _of(turns, organization_id):
    return [turn for turn in turns if turn.organization_id == organization_id]


def _turns(condition):
    query = select(ActPart.organization_id, Act.done_on, Act.id, ActPart.before).join(ActPart.act)
    return [Turn(*row) for row in db.session.execute(query.where(condition))]
