"""What bookings really were, and uses that nobody had booked."""

from datetime import date

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.venues import (
    BookingState,
    Span,
    blocked,
)
from app.venues.actions.booking import Asked
from app.venues.models import (
    Booking,
    Venue,
)


def note_use(
    booking: Booking, *, minutes: int, people: int, intact: bool | None, note: str = ""
) -> None:
    """Say what the booking really was; nought minutes says that nobody came."""
    if booking.state is not BookingState.HELD:
        raise Refused(f"这次预约{booking.state.label}，没有使用情况可记。")
    if booking.begins > clock.wall():
        raise Refused("预约的时间还没有到。", "minutes")
    if people and not minutes:
        raise Refused("没有用上的，人数也填 0。", "people")
    booking.used_minutes, booking.used_people = minutes, people if minutes else 0
    booking.intact, booking.used_note = intact, note
    db.session.flush()


def enter_use(
    venue: Venue, organization: Organization, person: Person | None, day: date, span: Span,
    asked: Asked, *, intact: bool | None, note: str = "",
) -> Booking:  # fmt: skip
    """Note a use that nobody had booked; on a past day only, and not over another one."""
    now = clock.wall()
    begin, end = blocked(day, span, 0, 0)
    row = Booking(
        venue=venue, organization=organization, person=person, day=day, starts=span.starts,
        ends=span.ends, blocked_from=begin, blocked_until=end, title=asked.title[:100],
        address=asked.address, subject_kind=asked.subject_kind, subject_id=asked.subject_id,
        people=asked.people, asked_on=clock.today(), state=BookingState.HELD,
    )  # fmt: skip
    if row.begins > now:
        raise Refused("这个时间还没有到，请用预约。", "day")
    if span.ends <= span.starts:
        raise Refused("结束时间应晚于开始时间。", "ends")
    if venue.used_since and day < venue.used_since:
        raise Refused("这个场所那时还没有启用，请核对日期。", "day")
    if venue.capacity and (asked.people or 0) > venue.capacity:
        raise Refused(f"这里最多容纳 {venue.capacity} 人，请核对人数。", "people")
    db.session.add(row)
    db.session.flush()
    note_use(row, minutes=span.minutes, people=asked.people or 0, intact=intact, note=note)
    return row
