"""The room a meeting's notice books: taken with it, moved with it, given up with it, and noted as
used once the meeting is on record."""

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.errors import Refused
from app.meetings.calls.models import Call
from app.meetings.models import Meeting
from app.people.models import Person
from app.rules.venues import BookingState, Span
from app.venues import actions, queries
from app.venues.actions import Asked
from app.venues.models import Booking, Venue

KIND = "call"
FIELDS = {"day": "held_on", "starts": "started_at", "ends": "ended_at", "people": "people"}
"""What a booking's field is called in the form of a notice."""


def of_call(call_id: int) -> Booking | None:
    """The booking that stands for the notice."""
    return queries.of_subject(EVERYTHING, KIND, [call_id]).get(call_id)


def take(call: Call, venue: Venue | None, person: Person | None) -> None:
    """Book the venue for the notice, move the booking it has, or give it up where no venue is
    asked for. What speaks against it is told at the notice's own field."""
    booking = of_call(call.id)
    if venue is None:
        if booking:
            _cancel(booking, "会议改在别处")
        return
    if call.ended_at is None:
        raise Refused("要预约场所，请填预计结束的时间。", "ended_at")
    span, people = Span(call.started_at, call.ended_at), len(call.called)
    try:
        if booking:
            _move(booking, venue, call, span, people)
        else:
            address = f"/meetings/calls/{call.id}"
            asked = Asked(call.title, people, address, KIND, call.id)
            actions.book(venue, call.organization, person, call.held_on, span, asked)
    except Refused as refused:
        raise Refused(refused.message, FIELDS.get(refused.field, "venue_id")) from None
    if venue.name not in (call.place or ""):  # what was typed may say where in the room, or be old
        call.place = f"{venue.place} {venue.name}".strip()


def give_up(call: Call, why: str) -> None:
    """The meeting is not held: whoever waits in line may have the room."""
    if booking := of_call(call.id):
        _cancel(booking, why)


def note_use(meeting: Meeting) -> None:
    """What the record says of a meeting whose notice had a room: so long, so many people."""
    booking = of_call(meeting.call_id) if meeting.call_id else None
    if booking is None or booking.state is not BookingState.HELD:
        return
    if booking.day != meeting.held_on or booking.begins > clock.wall():
        return
    span = booking.span
    if meeting.started_at and meeting.ended_at:
        span = Span(meeting.started_at, meeting.ended_at)
    actions.note_use(booking, minutes=span.minutes, people=meeting.present, intact=booking.intact)


def _move(booking, venue, call, span, people):
    then = (booking.venue_id, booking.day, booking.span, booking.people)
    if then != (venue.id, call.held_on, span, people):
        actions.move(booking, venue, call.held_on, span, people)
    booking.title = call.title


def _cancel(booking, why):
    if booking.begins > clock.wall():
        actions.cancel([booking], why=why, by=booking.person.name if booking.person else "")
