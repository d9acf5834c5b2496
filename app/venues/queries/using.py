"""Every SELECT on real use. The scope comes first."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.organizations.models import Organization
from app.rules.venues import BookingState
from app.venues.models import Booking, Venue
from app.venues.queries.register import may_use


def use(scope: Scope, first: date, last: date) -> dict[int, Any]:
    """{venue: times, minutes, people, booked} of real use from day to day in venues of this scope;
    `booked` counts what stands, noted or not. One statement."""
    query = (
        select(
            Booking.venue_id,
            func.count(Booking.used_minutes).label("times"),
            func.coalesce(func.sum(Booking.used_minutes), 0).label("minutes"),
            func.coalesce(func.sum(Booking.used_people), 0).label("people"),
            func.count().label("booked"),
        )
        .join(Booking.venue)
        .join(Venue.organization)
        .where(
            may_use(scope),
            Booking.day.between(first, last),
            Booking.state == BookingState.HELD,
        )
        .group_by(Booking.venue_id)
    )
    return {row.venue_id: row for row in db.session.execute(query)}


def uses_of(scope: Scope, venue: Venue, first: date, last: date) -> list[Booking]:
    """Every booking of one venue that was held from day to day, noted or not, by time."""
    query = (
        select(Booking)
        .join(Booking.venue)
        .join(Venue.organization)
        .options(
            contains_eager(Booking.venue),
            joinedload(Booking.organization).joinedload(Organization.parent),
            joinedload(Booking.person),
        )
        .where(
            may_use(scope),
            Booking.venue_id == venue.id,
            Booking.day.between(first, last),
            Booking.state == BookingState.HELD,
        )
    )
    return list(db.session.scalars(query.order_by(Booking.day, Booking.starts)))
