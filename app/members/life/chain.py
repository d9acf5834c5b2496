"""Keeps a member's columns and the events that changed them in step, whatever the order of entry.

For each column the events form a chain by date: every event remembers the value it found. Putting
one in or taking one out mends its neighbour, and only the last of a column shows on the member.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any

from app.members.life.models import Event
from app.members.models import Member
from app.rules.dates import PartialDate
from app.rules.life import DATE_OF, changes
from app.rules.members import Relation, Stage, Standing

_READ = {
    "stage": Stage,
    "standing": Standing,
    "relation": Relation,
    "standing_on": date.fromisoformat,
    **dict.fromkeys(DATE_OF.values(), PartialDate.parse_iso),
}


def put_in(member: Member, event: Event, others: Iterable[Event]) -> None:
    """Let the event have its effect; `others` are the member's other events, in any order."""
    others = list(others)
    brought = changes(event.happening, *found(member, event, others))
    before = {}
    for column, value in brought.items():
        later = _next(event, others, column)
        if later is None:
            before[column] = _plain(getattr(member, column))
            setattr(member, column, value)
        else:
            before[column] = later.before[column]
            later.before = later.before | {column: _plain(value)}
    event.before = before
    event.stage_after = brought.get("stage")
    event.standing_after = brought.get("standing")


def take_out(member: Member, event: Event, others: Iterable[Event]) -> None:
    """Undo the event's effect; a column corrected by hand since keeps the correction."""
    others = list(others)
    after = _after(event)
    for column, found in event.before.items():
        later = _next(event, others, column)
        if later is not None:
            later.before = later.before | {column: found}
        elif column in after and getattr(member, column) == after[column]:
            setattr(member, column, as_stored(column, found))
    event.before = {}


def found(member: Member, event: Event, others: Iterable[Event]) -> tuple[Stage, Standing]:
    """The stage and standing that the event met; of before the standing on record, 正常."""
    others = list(others)
    stage, standing = member.stage, member.standing
    if later := _next(event, others, "stage"):
        stage = Stage(later.before["stage"])
    if later := _next(event, others, "standing"):
        standing = Standing(later.before["standing"])
    elif member.standing_on and event.happened_on.latest < member.standing_on:
        standing = Standing.NORMAL
    return stage, standing


def _after(event):
    """What the event made of each column, worked out from what it found."""
    stage = event.before.get("stage") or Stage.FULL
    standing = event.before.get("standing") or Standing.NORMAL
    return changes(event.happening, Stage(stage), Standing(standing))


def _next(event, others, column):
    """The earliest later event that changed the same column."""
    place = _place(event)
    later = [o for o in others if o is not event and column in o.before and _place(o) > place]
    return min(later, key=_place, default=None)


def _place(event: Event):
    """By date; events of one day in the order of entry, the one not yet stored last."""
    return event.happened_on.latest, event.id or float("inf")


def _plain(value: Any):
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def as_stored(column: str, value: Any) -> Any:
    """A value out of `before` as the member keeps it."""
    return value if value is None or isinstance(value, bool) else _READ[column](value)
