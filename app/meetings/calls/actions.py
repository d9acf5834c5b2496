"""Every change of calls: sending, changing, cancelling; and leave asked for by who is called."""

from collections.abc import Collection
from datetime import date, time

from app.accounts.models import Account
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.meetings.attendance import AttendanceCode, Attendee
from app.meetings.calls import listeners, rooms
from app.meetings.calls.models import Call, Called, Leave
from app.meetings.plans.models import PlanEntry
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind
from app.venues.models import Venue

LEAVE = (AttendanceCode.PERSONAL, AttendanceCode.SICK, AttendanceCode.OFFICIAL)


def send(
    branch: Organization,
    kind: MeetingKind,
    *,
    people: dict[int, Attendee],
    chosen: Collection[int],
    held_on: date,
    started_at: time,
    group: Organization | None = None,
    entry: PlanEntry | None = None,
    by: Account | None = None,
    venue: Venue | None = None,
    **facts,
) -> Call:
    """Call people of the branch to a meeting. `people` are all who may be called ({person id:
    Attendee}), `chosen` who is; one who is not expected at such a meeting comes as a guest.

    With a venue, its booking stands or falls with the call. Refused for a meeting that has begun,
    and where nobody is called.
    """
    call = Call(organization=branch, kind=kind, group=group, sent_at=clock.now(), sent_by=by)
    call.entry_id = entry and entry.id
    _write(call, people, chosen, facts | {"held_on": held_on, "started_at": started_at})
    if begun(call):
        raise Refused("这个时间已经过去；已经开过的会，请直接记录。", "held_on")
    db.session.add(call)
    db.session.flush()
    rooms.take(call, venue, by and by.person)
    db.session.flush()
    return call


def change(
    call: Call, *, people: dict[int, Attendee], chosen: Collection[int],
    venue: Venue | None = None, **facts,
) -> None:  # fmt: skip
    """Change a call that stands, and its room with it; whoever is no longer called loses the leave
    asked for."""
    _stands(call)
    _write(call, people, chosen, facts)
    _not_begun(call, "held_on")
    call.sent_at = clock.now()
    call.leaves = [leave for leave in call.leaves if leave.person_id in set(chosen)]
    db.session.flush()
    rooms.take(call, venue, call.sent_by and call.sent_by.person)
    db.session.flush()
    listeners.tell(call)


def cancel(call: Call, *, why: str) -> None:
    """The meeting will not be held as announced; the call stays readable, struck out."""
    _stands(call)
    audit.because(why)
    call.cancelled_why, call.sent_at = why, clock.now()
    rooms.give_up(call, why)
    db.session.flush()


def ask_leave(call: Call, person_id: int, *, code: AttendanceCode, reason: str) -> Leave:
    """Ask leave until the meeting begins; asking again replaces what was said."""
    _stands(call)
    _not_begun(call, "")
    if code not in LEAVE:
        raise Refused("请选择事假、病假或公假。", "code")
    leave = _leave(call, person_id) or Leave(call=call, person_id=person_id)
    leave.code, leave.reason, leave.asked_at = code, reason, clock.now()
    db.session.add(leave)
    db.session.flush()
    return leave


def take_back_leave(call: Call, person_id: int) -> None:
    """Coming after all, said before the meeting begins."""
    _not_begun(call, "")
    leave = _leave(call, person_id)
    if leave is None:
        raise Refused("您没有请假。")
    call.leaves.remove(leave)
    db.session.flush()


def begun(call: Call) -> bool:
    """Whether its hour has come."""
    return clock.wall() >= call.begins


def _write(call, people, chosen, facts):
    wanted = [key for key in people if key in set(chosen)]
    if not any(people[key].expected for key in wanted):
        raise Refused("请至少选一位应到会的人。", "people")
    for name, value in facts.items():
        setattr(call, name, value)
    known = {one.person_id: one for one in call.called}
    lines = []
    for position, key in enumerate(wanted):
        line = known.get(key) or Called(person_id=key)
        line.position, line.guest = position, not people[key].expected
        lines.append(line)
    call.called = lines


def _leave(call, person_id):
    return next((one for one in call.leaves if one.person_id == person_id), None)


def _stands(call):
    if call.cancelled:
        raise Refused("这次会已取消。")


def _not_begun(call, field):
    if begun(call):
        raise Refused("会议时间已到，通知不再更改；请直接记录会议。", field)
