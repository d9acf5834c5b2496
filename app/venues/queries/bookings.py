"""Every SELECT on bookings and the line for them. The scope comes first."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.organizations.models import Organization
from app.rules.venues import BLOCKING, BookingState, Span, blocked
from app.venues.models import Booking, Venue, Waiting
from app.venues.queries.register import listed, may_use

LONGEST = 1440 + 2 * 240
"""Minutes a booking can block: within one day, with setting up and clearing."""


def free(scope: Scope, day: date, span: Span, people: int | None = None) -> list[Venue]:
    """Venues open and not taken at that time that hold so many; the smallest that do first. The
    statements of `listed` and one more, however many venues there are."""
    found = [
        one
        for one in listed(scope)
        if not (people and one.capacity and one.capacity < people)
        and (not (open_then := one.opening_on(day))
             or any(s.covers(span) for s in open_then.get(day.weekday(), ())))
    ]  # fmt: skip
    begin, end = blocked(day, span, 0, 0)
    busy = taken(scope, [one.id for one in found], begin - 240, end + 240)
    return sorted(
        (
            one
            for one in found
            if not _meets(busy.get(one.id, ()), *blocked(day, span, one.set_up, one.clearing))
        ),
        key=lambda one: (one.capacity is None, one.capacity or 0, one.name),
    )


def taken(
    scope: Scope, venue_ids: Collection[int], begin: int, end: int
) -> dict[int, list[tuple[int, int]]]:
    """{venue: (from, until)} of what stands in venues this scope may use between two minutes since
    1970; one statement over an index, whatever lies on file."""
    usable = select(Venue.id).join(Venue.organization).where(may_use(scope))
    query = select(Booking.venue_id, Booking.blocked_from, Booking.blocked_until).where(
        Booking.venue_id.in_(venue_ids),
        Booking.venue_id.in_(usable),
        Booking.blocked_from.between(begin - LONGEST, end),
        Booking.blocked_until > begin,
        Booking.state.in_(BLOCKING),
    )
    found: dict[int, list[tuple[int, int]]] = {}
    for venue_id, start, stop in db.session.execute(query):
        found.setdefault(venue_id, []).append((start, stop))
    return found


def between(
    scope: Scope, first: date, last: date, venue_ids: Iterable[int] | None = None
) -> list[Booking]:
    """What stands in venues of this scope from day to day, by time; one statement."""
    query = (
        select(Booking)
        .join(Booking.venue)
        .join(Venue.organization)
        .options(contains_eager(Booking.venue), joinedload(Booking.organization))
        .where(may_use(scope), Booking.day.between(first, last), Booking.state.in_(BLOCKING))
    )
    if venue_ids is not None:
        query = query.where(Booking.venue_id.in_(list(venue_ids)))
    return list(db.session.scalars(query.order_by(Booking.day, Booking.starts, Booking.id)))


def booking(scope: Scope, booking_id: int) -> Booking | None:
    """A booking made for, or of a venue kept by, an organisation in scope."""
    return db.session.scalar(_bookings(scope).where(Booking.id == booking_id))


def of_organizations(scope: Scope, since: date, limit: int = 100) -> list[Booking]:
    """What organisations in scope have booked from that day on, the next first."""
    user = select(Organization.id).where(scope.clause(Organization.path))
    query = _bookings(scope).where(
        Booking.organization_id.in_(user), Booking.day >= since, Booking.state.in_(BLOCKING)
    )
    return list(
        db.session.scalars(query.order_by(Booking.day, Booking.starts, Booking.id).limit(limit))
    )


def of_subject(scope: Scope, kind: str, ids: Iterable[int]) -> dict[int, Booking]:
    """{subject id: what stands for it}; one statement."""
    query = _bookings(scope).where(
        Booking.subject_kind == kind, Booking.subject_id.in_(list(ids)), Booking.state.in_(BLOCKING)
    )
    return {one.subject_id: one for one in db.session.scalars(query) if one.subject_id}


def series(scope: Scope, booking: Booking, since: date) -> list[Booking]:
    """The bookings repeated with this one that still stand, from that day on."""
    if not booking.series:
        return []
    query = _bookings(scope).where(
        Booking.series == booking.series, Booking.day >= since, Booking.state.in_(BLOCKING)
    )
    return list(db.session.scalars(query.order_by(Booking.day)))


def to_answer(scope: Scope) -> list[Booking]:
    """Bookings that wait for whoever keeps a venue in scope, the next day first."""
    query = (
        select(Booking)
        .join(Booking.venue)
        .join(Venue.organization)
        .options(
            contains_eager(Booking.venue).contains_eager(Venue.organization),
            joinedload(Booking.organization),
        )
        .where(scope.clause(Organization.path), Booking.state == BookingState.ASKED)
    )
    return list(db.session.scalars(query.order_by(Booking.day, Booking.starts, Booking.id)))


def to_note(scope: Scope, day: date, limit: int = 30) -> list[Booking]:
    """Bookings of organisations in scope that are over and of which the real use is not known."""
    user = select(Organization.id).where(scope.clause(Organization.path))
    query = _bookings(scope).where(
        Booking.organization_id.in_(user),
        Booking.day < day,
        Booking.state == BookingState.HELD,
        Booking.used_minutes.is_(None),
    )
    return list(db.session.scalars(query.order_by(Booking.day.desc(), Booking.id).limit(limit)))


def came_free(scope: Scope, day: date) -> list[Booking]:
    """Coming bookings of organisations in scope that came off the waiting list."""
    user = select(Organization.id).where(scope.clause(Organization.path))
    query = _bookings(scope).where(
        Booking.organization_id.in_(user),
        Booking.day >= day,
        Booking.from_list,
        Booking.state.in_(BLOCKING),
    )
    return list(db.session.scalars(query.order_by(Booking.day, Booking.starts)))


def waiting(scope: Scope, venue: Venue, since: date) -> list[Waiting]:
    """The line for one venue, the first in line first."""
    query = (
        select(Waiting)
        .join(Waiting.organization)
        .options(contains_eager(Waiting.organization), joinedload(Waiting.person))
        .where(Waiting.venue_id == venue.id, Waiting.day >= since, Waiting.ended_on.is_(None))
        .order_by(Waiting.asked_at, Waiting.id)
    )
    if not scope.covers(venue.organization.path):
        query = query.where(scope.clause(Organization.path))
    return list(db.session.scalars(query))


def waiting_one(scope: Scope, waiting_id: int) -> Waiting | None:
    query = (
        select(Waiting)
        .join(Waiting.organization)
        .options(contains_eager(Waiting.organization), joinedload(Waiting.venue))
        .where(Waiting.id == waiting_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def in_line(scope: Scope, venue: Venue, day: date) -> list[Waiting]:
    """Who waits for a span of that day in a venue that scope may use, whoever they are."""
    query = select(Waiting).join(Waiting.venue).join(Venue.organization)
    query = query.options(joinedload(Waiting.organization))
    query = query.where(
        may_use(scope),
        Waiting.venue_id == venue.id,
        Waiting.day == day,
        Waiting.ended_on.is_(None),
    )
    return list(db.session.scalars(query.order_by(Waiting.asked_at, Waiting.id)))


def _bookings(scope: Scope) -> Select:
    keeper = select(Venue.id).join(Venue.organization).where(scope.clause(Organization.path))
    user = select(Organization.id).where(scope.clause(Organization.path))
    return (
        select(Booking)
        .options(
            joinedload(Booking.venue).joinedload(Venue.organization),
            joinedload(Booking.organization),
            joinedload(Booking.person),
        )
        .where(or_(Booking.venue_id.in_(keeper), Booking.organization_id.in_(user)))
    )


def _meets(spans, begin, end):
    return any(start < end and stop > begin for start, stop in spans)
