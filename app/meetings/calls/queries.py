"""Every SELECT on calls and leave. The scope comes first, always."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import Scope
from app.core.db import db
from app.meetings.calls.models import Call, Called, Leave
from app.meetings.models import Meeting, MeetingStatus
from app.organizations.models import Organization


class Own(NamedTuple):
    """A call to one person, with the leave this person asked for."""

    call: Call
    guest: bool
    leave: Leave | None


def listed(
    scope: Scope, *, organization_id: int | None = None, since: date | None = None, limit: int = 100
) -> list[Call]:
    """Calls with their branches, who is called and leave; the next meeting first where `since`
    is given, else the latest first."""
    query = _in(scope).options(
        joinedload(Call.group), selectinload(Call.called), selectinload(Call.leaves)
    )
    if organization_id:
        query = query.where(Call.organization_id == organization_id)
    if since:
        query = query.where(Call.held_on >= since).order_by(Call.held_on, Call.started_at)
    else:
        query = query.order_by(Call.held_on.desc(), Call.started_at.desc())
    return list(db.session.scalars(query.limit(limit)))


def one(scope: Scope, call_id: int) -> Call | None:
    """The call with its people and their leave."""
    query = (
        _in(scope)
        .where(Call.id == call_id)
        .options(
            joinedload(Call.group),
            joinedload(Call.sent_by),
            selectinload(Call.called).joinedload(Called.person),
            selectinload(Call.leaves).joinedload(Leave.person),
        )
    )
    return db.session.scalar(query)


def coming(scope: Scope, person_id: int, day: date) -> list[Own]:
    """The meetings this person is called to from that day on, the next first; cancelled ones too,
    so that nobody comes in vain. One statement."""
    return _own(scope, Called.person_id == person_id, Call.held_on >= day)


def own(scope: Scope, person_id: int, call_id: int) -> Own | None:
    """One call, if this person is called."""
    return next(iter(_own(scope, Called.person_id == person_id, Call.id == call_id)), None)


def of_entries(scope: Scope, entry_ids: Iterable[int]) -> dict[int, Call]:
    """{plan entry id: its latest call that stands}; one statement."""
    ids = list(entry_ids)
    if not ids:
        return {}
    query = _in(scope).where(Call.entry_id.in_(ids), Call.cancelled_why == "").order_by(Call.id)
    return {call.entry_id: call for call in db.session.scalars(query)}


def of_branches(scope: Scope, branch_ids: Iterable[int], since: date) -> list[Call]:
    """Calls of these branches from that day on, with groups; one statement."""
    query = _in(scope).options(joinedload(Call.group))
    query = query.where(Call.organization_id.in_(list(branch_ids)), Call.held_on >= since)
    return list(db.session.scalars(query.order_by(Call.held_on, Call.id)))


def called_to(scope: Scope, person_id: int, call_ids: Iterable[int]) -> set[int]:
    """Which of these calls are to this person."""
    query = (
        select(Called.call_id)
        .join(Called.call)
        .join(Call.organization)
        .where(
            Called.person_id == person_id,
            Called.call_id.in_(list(call_ids)),
            scope.clause(Organization.path),
        )
    )
    return set(db.session.scalars(query))


def record_of(scope: Scope, call: Call) -> Meeting | None:
    """The record that was opened from the call, if one stands."""
    query = (
        select(Meeting)
        .join(Meeting.organization)
        .where(
            Meeting.call_id == call.id,
            Meeting.status == MeetingStatus.SUBMITTED,
            scope.clause(Organization.path),
        )
    )
    return db.session.scalar(query.order_by(Meeting.id).limit(1))


def _own(scope, *wanted):
    leave = (Leave.call_id == Called.call_id) & (Leave.person_id == Called.person_id)
    query = (
        select(Call, Called.guest, Leave)
        .join(Call.called)
        .join(Call.organization)
        .outerjoin(Leave, leave)
        .options(contains_eager(Call.organization), joinedload(Call.group))
        .where(*wanted, scope.clause(Organization.path))
        .order_by(Call.held_on, Call.started_at, Call.id)
    )
    return [Own(*row) for row in db.session.execute(query)]


def _in(scope):
    return (
        select(Call)
        .join(Call.organization)
        .options(contains_eager(Call.organization))
        .where(scope.clause(Organization.path))
    )
