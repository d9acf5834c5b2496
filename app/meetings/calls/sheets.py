"""The notice of a meeting as it is posted: plain values."""

from dataclasses import dataclass
from datetime import date

from app.core import clock
from app.core.filters import full_day, hour, weekday
from app.meetings.calls.models import Call
from app.printing.words import paragraphs


@dataclass(frozen=True)
class MeetingCall:
    """`recipients` and `guests` are names; `remarks` what to prepare."""

    organization: str
    title: str
    kind: str
    held: str
    place: str
    recipients: tuple[str, ...]
    agenda: tuple[str, ...]
    guests: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    sent: date | str = ""
    cancelled: str = ""


def meeting_call(call: Call) -> MeetingCall:
    """The paper of a call; leave is nobody's business on the board and stays out."""
    hours = "—".join(hour(at) for at in (call.started_at, call.ended_at) if at)
    return MeetingCall(
        organization=call.organization.name,
        title=call.title,
        kind=call.kind.label + (f"（{call.group.name}）" if call.group else ""),
        held=f"{full_day(call.held_on)}（{weekday(call.held_on)}）{hours}",
        place=call.place,
        recipients=tuple(one.person.name for one in call.called if not one.guest),
        agenda=tuple(call.items),
        guests=tuple(one.person.name for one in call.called if one.guest),
        remarks=paragraphs(call.remark),
        sent=clock.here(call.sent_at).date(),
        cancelled=call.cancelled_why,
    )
