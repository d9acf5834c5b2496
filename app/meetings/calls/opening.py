"""A call's form filled in, from the plan or the last meeting; and a meeting's form from a call."""

from dataclasses import dataclass, field
from datetime import date, time

from app.access.scope import Scope
from app.core import clock
from app.meetings import filled, queries
from app.meetings.attendance import AttendanceCode, Attendee, Mark
from app.meetings.calls import rooms
from app.meetings.calls.models import Call
from app.meetings.desk import Place
from app.meetings.plans.models import PlanEntry
from app.rules.meetings import MeetingKind


@dataclass
class Drafted:
    title: str = ""
    held_on: date | None = None
    started_at: time | None = None
    ended_at: time | None = None
    place: str = ""
    venue_id: str = ""
    agenda: str = ""
    remark: str = ""
    people: list[int] = field(default_factory=list)
    version: str = ""


def of_call(call: Call) -> Drafted:
    booking = rooms.of_call(call.id)
    return Drafted(
        call.title, call.held_on, call.started_at, call.ended_at, call.place,
        str(booking.venue_id) if booking else "", call.agenda, call.remark,
        [one.person_id for one in call.called], str(call.version),
    )  # fmt: skip


def of_place(
    scope: Scope, place: Place, everybody: dict[int, Attendee], entry: PlanEntry | None
) -> Drafted:
    """What the plan says and, for the rest, how the last such meeting was."""
    last = queries.last(scope, place.branch, place.kind, place.group)
    day = entry.planned_on if entry and (entry.planned_on or date.min) >= clock.today() else None
    topic = entry.topic if entry else ""
    named = day or (date(entry.plan.year, entry.month, 1) if entry else clock.today())
    return Drafted(
        title=filled.title_of(place.kind, named, place.group),
        held_on=day,
        started_at=last.started_at if last else None,
        place=last.place if last else "",
        agenda=topic,
        people=[key for key, one in everybody.items() if one.expected],
    )


def into_meeting(opened: filled.Filled, call: Call) -> None:
    """The meeting as it was announced: day, hour, place, agenda, and leave on the list."""
    opened.title, opened.place = call.title, call.place
    opened.held_on, opened.started_at = call.held_on, call.started_at
    opened.ended_at = call.ended_at
    opened.items = [filled.Item(title=line) for line in call.items] or [filled.Item()]
    leaves = {leave.person_id: leave for leave in call.leaves}
    for one in call.called:
        if one.person_id not in opened.people:
            continue
        code = AttendanceCode.OBSERVER if one.guest else AttendanceCode.PRESENT
        opened.attendance[one.person_id] = Mark(code)
        if leave := leaves.get(one.person_id):
            opened.attendance[one.person_id] = Mark(leave.code, leave.reason)


def from_entry(opened: filled.Filled, entry: PlanEntry) -> None:
    """The meeting as it was planned: its day once that has come, and its topic."""
    if entry.planned_on and entry.planned_on <= clock.today():
        opened.held_on = entry.planned_on
        opened.title = filled.title_of(entry.kind, entry.planned_on, entry.group)
    if entry.topic:
        opened.items = [filled.Item(title=entry.topic)]
    if entry.kind is MeetingKind.PARTY_CLASS:
        opened.lecturer = entry.leader or opened.lecturer
