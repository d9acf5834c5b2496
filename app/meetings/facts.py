"""The facts that meeting duties rest on: of many branches, in eight statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Text, and_, bindparam, func, or_, select, type_coerce

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.findings.models import Answer, AnswerKind, AnswerState
from app.meetings.models import Meeting, MeetingStatus
from app.members.life.models import Event
from app.members.models import Member
from app.organizations.models import Organization, Post
from app.rules.dates import PartialDate
from app.rules.life import STANDING_OF, EventKind
from app.rules.meetings import MeetingKind, Through
from app.rules.members import Stage, Standing
from app.rules.organizations import OrganizationKind, PostKind

ARRIVING = frozenset({EventKind.CAME, EventKind.RESTORED})
LEAVING = frozenset(STANDING_OF) - ARRIVING - {EventKind.CANCELLED}

ADDRESS = "/meetings/"
"""Where a record is shown, before its id."""

_KINDS = {kind.value: kind for kind in MeetingKind}


class Held(NamedTuple):
    """The facts of a recorded meeting that duties and their reasons need."""

    id: int
    organization_id: int
    group_id: int | None
    kind: MeetingKind
    held_on: date
    place: str
    due: int
    present: int


@dataclass(frozen=True)
class Make:
    """What a branch is made of through the year, as far as its duties depend on it.

    `committee` is how many seats are held; `owes_from` its founding, or the day this instance was
    set up: what was before the portal is on paper and not asked for again.
    """

    full_members: Through
    committee: Through
    groups: tuple[Organization, ...]
    owes_from: date
    ended_on: date | None


@dataclass(frozen=True)
class Facts:
    """What the statements tell of a list of branches: makes and records by branch. `claimed` are
    the records (ids) said to make up for a period that was over: they settle none of their own."""

    makes: dict[int, Make]
    held: dict[tuple[int, MeetingKind, int | None], list[Held]]
    claimed: frozenset[int]


def facts_of(branches: Sequence[Organization], year: int, day: date) -> Facts:
    """Makes of the branches through the year, its records, and each line's latest of the year
    before."""
    ids = [branch.id for branch in branches]
    first = date(year, 1, 1)
    held = defaultdict(list)
    for record in _records(ids, year):
        held[record.organization_id, record.kind, record.group_id].append(record)
    groups, full, seats = _groups(ids), _full_members(ids, first), _seats(ids, first)
    began = db.session.scalar(select(func.min(AuditEntry.at)))
    opened = clock.here(began).date() if began else day
    makes = {
        branch.id: Make(
            full.get(branch.id, ((date.min, 0),)),
            through(0, seats[branch.id], first),
            tuple(groups[branch.id]),
            max(branch.since, opened),
            branch.dissolved_on,
        )
        for branch in branches
    }
    return Facts(makes, held, claimed(ids))


def claimed(branch_ids: Collection[int]) -> frozenset[int]:
    """Ids of the meetings by which these branches say that something was done late."""
    query = select(Answer.record_url).where(
        Answer.organization_id.in_(branch_ids),
        Answer.kind == AnswerKind.DONE_LATE,
        Answer.state.in_([AnswerState.STANDING, AnswerState.AGREED]),
        Answer.record_url.startswith(ADDRESS),
    )
    return frozenset(int(url.removeprefix(ADDRESS)) for url in db.session.scalars(query))


def through(now: int, changes: Iterable[tuple[date, int]], first: date) -> Through:
    """A number through time. `now` is what it is without any of the changes (day, by how much),
    which are told in any order; those before `first` are one step."""
    steps, number = [(date.min, now)], now
    for day, by in sorted(changes):
        number += by
        if day <= first or day == steps[-1][0]:
            steps[-1] = (steps[-1][0], number)
        else:
            steps.append((day, number))
    return tuple(steps)


def _groups(ids) -> dict[int, list[Organization]]:
    query = select(Organization).where(
        Organization.parent_id.in_(ids),
        Organization.kind == OrganizationKind.GROUP,
        Organization.dissolved_on.is_(None),
    )
    groups = defaultdict(list)
    for group in db.session.scalars(query.order_by(Organization.code)):
        groups[group.parent_id].append(group)
    return groups


def _full_members(ids, first) -> dict[int, Through]:
    """How many full members in good standing each branch had, through the year.

    Today's number, less those confirmed or arrived since `first` until they came, and more by
    those who have left since then until they went.
    """
    here = and_(
        Member.organization_id.in_(ids),
        Member.stage == Stage.FULL,
        Member.standing == Standing.NORMAL,
    )
    query = (
        select(Member.organization_id, func.count()).where(here).group_by(Member.organization_id)
    )
    now = dict(db.session.execute(query).all())
    changes = defaultdict(list)
    for organization_id, since in _newcomers(here, first):
        changes[organization_id].append((since, 1))
    for organization_id, until in _departures(ids, first):
        changes[organization_id].append((until, -1))
    return {
        branch: through(now.get(branch, 0) - sum(by for _, by in told), told, first)
        for branch in set(now) | set(changes)
        for told in [changes[branch]]
    }


def _newcomers(here, first):
    """(branch, since when) of those who became full members there after `first`."""
    arrived = (
        select(func.max(Event.happened_on))
        .where(
            Event.member_id == Member.id,
            Event.kind.in_(ARRIVING),
            Event.organization_id == Member.organization_id,
        )
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Member.organization_id, Member.confirmed_on, arrived).where(
            here,
            or_(Member.confirmed_on >= PartialDate(first.year), arrived >= PartialDate(first.year)),
        )
    )
    for organization_id, confirmed, came in rows:
        days = [one.earliest for one in (confirmed, came) if one]
        yield organization_id, max(days)


def _departures(ids, first):
    """(branch, first day without) of full members who left it after `first`."""
    rows = db.session.execute(
        select(Event.organization_id, Event.happened_on, Member.confirmed_on)
        .join(Event.member)
        .where(
            Event.organization_id.in_(ids),
            Event.kind.in_(LEAVING),
            Event.happened_on >= PartialDate(first.year),
            Member.confirmed_on.is_not(None),
        )
    )
    for organization_id, gone, confirmed in rows:
        if confirmed.earliest < gone.earliest:
            yield organization_id, gone.earliest


def _seats(ids, first) -> dict[int, list[tuple[date, int]]]:
    """When seats of these branches' committees were taken and left."""
    query = select(Post.organization_id, Post.started_on, Post.ended_on).where(
        Post.organization_id.in_(ids),
        Post.kind == PostKind.COMMITTEE_MEMBER,
        or_(Post.ended_on.is_(None), Post.ended_on >= first),
    )
    changes = defaultdict(list)
    for organization_id, started_on, ended_on in db.session.execute(query):
        changes[organization_id].append((started_on, 1))
        if ended_on:
            changes[organization_id].append((ended_on + timedelta(days=1), -1))
    return changes


def _records(ids, year):
    asked = {
        "ids": ids,
        "before": date(year - 1, 1, 1),
        "first": date(year, 1, 1),
        "last": date(year, 12, 31),
    }
    rows = db.session.execute(_RECORDS, asked)
    return [Held(a, b, c, _KINDS[kind], *rest) for a, b, c, kind, *rest in rows]


def _records_statement():
    """The year's records and, of each line, the latest of the year before; oldest first."""
    columns = [getattr(Meeting, name) for name in Held._fields]
    columns[3] = type_coerce(Meeting.kind, Text).label("kind")  # read by the thousand: see _KINDS
    ours = and_(
        Meeting.organization_id.in_(bindparam("ids", expanding=True)),
        Meeting.status == MeetingStatus.SUBMITTED,
    )
    turn = func.row_number().over(
        partition_by=(Meeting.organization_id, Meeting.kind, Meeting.group_id),
        order_by=(Meeting.held_on.desc(), Meeting.id.desc()),
    )
    ranked = (
        select(*columns, turn.label("turn"))
        .where(ours, Meeting.held_on >= bindparam("before"), Meeting.held_on <= bindparam("last"))
        .subquery()
    )
    wanted = [ranked.c[name] for name in Held._fields]
    query = select(*wanted).where(or_(ranked.c.turn == 1, ranked.c.held_on >= bindparam("first")))
    return query.order_by(ranked.c.held_on, ranked.c.id)


_RECORDS = _records_statement()  # built once: putting it together takes longer than running it
