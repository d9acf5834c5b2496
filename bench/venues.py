"""What it costs to know which rooms are taken in a month once many bookings are on file."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from sqlalchemy import insert, select

from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.db import db, unit_of_work
from app.organizations import queries as organizations
from app.rules.venues import BLOCKING, BookingState, Span, blocked
from app.venues import queries
from app.venues.models import Booking, Venue
from bench.figures import Figure, medians, versus

ROOMS, BOOKINGS, ROUNDS, AT_ONCE = 500, 200_000, 15, 20_000


def venues(world) -> Iterator[Figure]:
    """500 rooms for a month among 200 000 bookings, against the bare range over the index."""
    with world.app.app_context():
        with unit_of_work():
            owner = organizations.top(EVERYTHING)
            rooms = _filled(owner)
        scope = Scope(frozenset({owner.path}))
        first = clock.today().replace(day=1)
        begin, end = _minute(first), _minute(first + timedelta(days=31))

        def ours():
            assert len(queries.taken(scope, rooms, begin, end)) == ROOMS  # noqa: S101

        def theirs():
            bare = select(Booking.venue_id, Booking.blocked_from, Booking.blocked_until)
            db.session.execute(
                bare.where(Booking.blocked_from.between(begin, end), Booking.state.in_(BLOCKING))
            ).all()

        cost, yardstick = medians(ROUNDS, "wall", ours, theirs)
        db.session.rollback()
    told = f"{ROOMS} rooms for a month, {BOOKINGS:,} bookings ÷ the bare range: "
    yield Figure(
        "venues", told + versus(cost, yardstick, "wall"), "×",
        ratio=round(cost / yardstick, 2), limit=3,
    )  # fmt: skip


def _filled(owner) -> list[int]:
    """Rooms with two bookings a day on either side of today; their ids."""
    named = [{"organization_id": owner.id, "name": f"测量用房间{n}"} for n in range(ROOMS)]
    rooms = list(db.session.scalars(insert(Venue).returning(Venue.id), named))
    each, today = BOOKINGS // ROOMS, clock.today()
    spans = (Span(time(9), time(11)), Span(time(14), time(16)))
    rows = []
    for room in rooms:
        for n in range(each):
            day, span = today + timedelta(days=n // 2 - each // 4), spans[n % 2]
            start, stop = blocked(day, span, 0, 0)
            rows.append(
                {"venue_id": room, "organization_id": owner.id, "day": day, "starts": span.starts,
                 "ends": span.ends, "blocked_from": start, "blocked_until": stop, "title": "学习",
                 "asked_on": today, "state": BookingState.HELD}
            )  # fmt: skip
        if len(rows) >= AT_ONCE:
            db.session.execute(insert(Booking), rows)
            rows = []
    if rows:
        db.session.execute(insert(Booking), rows)
    return rooms


def _minute(day: date) -> int:
    return blocked(day, Span(time(0), time(1)), 0, 0)[0]
