"""Every SELECT on items. The scope comes first, always."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import Scope
from app.core.db import db
from app.members.models import Member
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rectification.models import Item
from app.rules.members import Standing
from app.rules.organizations import COMMITTEE_POSTS, PostKind
from app.rules.rectification import ItemState, SourceKind

MOST_ON_PAPER = 1000
_NAMED = COMMITTEE_POSTS | {PostKind.OFFICER, PostKind.GROUP_LEADER}
_ORDER = {ItemState.OPEN: 0, ItemState.DONE: 1}


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty means everything. `open` leaves out what has ended;
    `late_on` keeps only what was due before that day and is still open."""

    organization_id: int | None = None
    source: SourceKind | None = None
    open: bool = False
    late_on: date | None = None


@dataclass(frozen=True)
class Numbers:
    """How many items there are, still open, and past their day."""

    items: int = 0
    open: int = 0
    late: int = 0


def listed(scope: Scope, wanted: Filter, limit: int, offset: int = 0) -> list[Item]:
    """Open items first, the earliest day on top, then the others, the latest first; one more
    than `limit` tells of further ones."""
    query = _narrowed(scope, wanted).options(selectinload(Item.notes))
    return list(db.session.scalars(_in_order(query).limit(limit + 1).offset(offset)))


def one(scope: Scope, item_id: int) -> Item | None:
    query = _in(scope).options(selectinload(Item.notes))
    return db.session.scalar(query.where(Item.id == item_id))


def of_source(
    scope: Scope, kind: SourceKind, ids: Collection[int], *, notes: bool = False
) -> dict[int, list[Item]]:
    """{number of the source: its items by part}, in one statement (two with their notes); sources
    without any are left out."""
    if not ids:
        return {}
    query = _in(scope).where(Item.source_kind == kind, Item.source_id.in_(list(ids)))
    if notes:
        query = query.options(selectinload(Item.notes))
    found: dict[int, list[Item]] = {}
    for item in db.session.scalars(query.order_by(Item.source_part, Item.id)):
        found.setdefault(item.source_id, []).append(item)
    return found


def of_person(scope: Scope, person_id: int) -> list[Item]:
    """What one person answers for, in the order of the list."""
    query = _in(scope).where(Item.responsible_id == person_id).options(selectinload(Item.notes))
    return list(db.session.scalars(_in_order(query)))


def numbers(scope: Scope, wanted: Filter, day: date) -> Numbers:
    """Of everything the filter leaves; `open` waits to be done, `late` is past its day."""
    open_ = Item.state == ItemState.OPEN
    query = _narrowed(
        scope,
        wanted,
        func.count(),
        func.count().filter(open_),
        func.count().filter(and_(open_, Item.due_on < day)),
    )
    return Numbers(*db.session.execute(query).one())


def people(scope: Scope, organization: Organization, day: date) -> list[Person]:
    """Whoever may be made responsible there: holders of its posts, then its members, by pinyin."""
    if not scope.covers(organization.path):
        return []
    held = select(Post.person_id).where(
        Post.organization_id == organization.id,
        Post.kind.in_(_NAMED),
        Post.started_on <= day,
        or_(Post.ended_on.is_(None), Post.ended_on >= day),
    )
    here = select(Member.person_id).where(
        Member.organization_id == organization.id, Member.standing == Standing.NORMAL
    )
    query = (
        select(Person)
        .where(or_(Person.id.in_(held), Person.id.in_(here)))
        .order_by(case((Person.id.in_(held), 0), else_=1), Person.pinyin, Person.id)
    )
    return list(db.session.scalars(query))


def _narrowed(scope, wanted, *columns):
    query = _in(scope, *columns)
    if wanted.organization_id:
        query = query.where(Item.organization_id == wanted.organization_id)
    if wanted.source:
        query = query.where(Item.source_kind == wanted.source)
    if wanted.open:
        query = query.where(Item.state.in_([ItemState.OPEN, ItemState.DONE]))
    if wanted.late_on:
        query = query.where(Item.state == ItemState.OPEN, Item.due_on < wanted.late_on)
    return query


def _in_order(query):
    rank = case(*((Item.state == state, number) for state, number in _ORDER.items()), else_=2)
    ended = case((Item.state == ItemState.OPEN, None), else_=Item.done_on)
    return query.order_by(
        rank,
        case((Item.state == ItemState.OPEN, Item.due_on), else_=None),
        ended.desc(),
        Item.id.desc(),
    )


def _in(scope, *columns):
    query = select(*columns).select_from(Item) if columns else select(Item)
    query = query.join(Item.organization).where(scope.clause(Organization.path))
    if columns:
        return query
    return query.options(
        contains_eager(Item.organization).joinedload(Organization.parent), joinedload(Item.person)
    )
