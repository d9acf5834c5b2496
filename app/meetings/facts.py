"""The facts that meeting duties rest on: of many branches, in two statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.meetings.models import Meeting, MeetingStatus
from app.members.models import Member
from app.organizations.models import Organization, Post
from app.rules.meetings import MeetingKind
from app.rules.members import Stage, Standing
from app.rules.organizations import OrganizationKind, PostKind


class Held(NamedTuple):
    """The facts of a recorded meeting that duties and their reasons need."""

    id: int
    organization_id: int
    group_id: int | None
    kind: MeetingKind
    held_on: date
    started_at: time | None
    place: str
    due: int
    present: int


@dataclass(frozen=True)
class Make:
    """What a branch is made of, as far as its duties depend on it."""

    full_members: int
    has_committee: bool
    groups: tuple[Organization, ...]
    owes_from: date


@dataclass(frozen=True)
class Facts:
    """Everything two statements tell of a list of branches: makes and records by branch."""

    makes: dict[int, Make]
    held: dict[tuple[int, MeetingKind, int | None], list[Held]]


def facts_of(branches: Sequence[Organization], year: int, day: date) -> Facts:
    """Makes of the branches today, the year's records, and the latest record of each line."""
    ids = [branch.id for branch in branches]
    held = defaultdict(list)
    for record in _records(ids, year):
        held[record.organization_id, record.kind, record.group_id].append(record)
    rows = db.session.execute(_makes(ids, day)).all()
    groups = defaultdict(list)
    for organization, *_ in rows:
        groups[organization.parent_id].append(organization)
    makes = {}
    for organization, full, seats, began in rows:
        opened = clock.here(began).date() if began else day
        own_groups = (g for g in groups[organization.id] if g.kind is OrganizationKind.GROUP)
        makes[organization.id] = Make(
            full, seats > 0, tuple(own_groups), max(organization.since, opened)
        )
    return Facts(makes, held)


def _makes(ids, day):
    """The branches and their groups, each with what is counted of it."""
    full = (
        select(func.count())
        .where(
            Member.organization_id == Organization.id,
            Member.stage == Stage.FULL,
            Member.standing == Standing.NORMAL,
        )
        .scalar_subquery()
    )
    seats = (
        select(func.count())
        .where(
            Post.organization_id == Organization.id,
            Post.kind == PostKind.COMMITTEE_MEMBER,
            Post.started_on <= day,
            or_(Post.ended_on.is_(None), Post.ended_on >= day),
        )
        .scalar_subquery()
    )
    began = select(func.min(AuditEntry.at)).scalar_subquery()
    is_group = and_(
        Organization.parent_id.in_(ids),
        Organization.kind == OrganizationKind.GROUP,
        Organization.dissolved_on.is_(None),
    )
    query = select(Organization, full, seats, began).where(or_(Organization.id.in_(ids), is_group))
    return query.order_by(Organization.code)


def _records(ids, year):
    asked = {"ids": ids, "first": date(year, 1, 1), "last": date(year, 12, 31)}
    return [Held(*row) for row in db.session.execute(_RECORDS, asked)]


def _records_statement():
    """The year's records and, of each line, the latest one up to the year's end; oldest first."""
    columns = [getattr(Meeting, name) for name in Held._fields]
    turn = func.row_number().over(
        partition_by=(Meeting.organization_id, Meeting.kind, Meeting.group_id),
        order_by=(Meeting.held_on.desc(), Meeting.id.desc()),
    )
    ranked = (
        select(*columns, turn.label("turn"))
        .where(
            Meeting.organization_id.in_(bindparam("ids", expanding=True)),
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.held_on <= bindparam("last"),
        )
        .subquery()
    )
    wanted = [ranked.c[name] for name in Held._fields]
    query = select(*wanted).where(or_(ranked.c.turn == 1, ranked.c.held_on >= bindparam("first")))
    return query.order_by(ranked.c.held_on, ranked.c.id)


_RECORDS = _records_statement()  # built once: putting it together takes longer than running it
