"""What a member was on an earlier day: today's columns with the later events taken away."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app.members.life.chain import as_stored
from app.members.life.models import Event
from app.members.models import Member
from app.rules.dates import PartialDate
from app.rules.life import EventKind, PunishmentKind
from app.rules.members import Stage, Standing

_MOVES = {EventKind.LEFT, EventKind.CAME}


class Stood(NamedTuple):
    """`organization_id` is None where the person was in no branch of this portal that day."""

    stage: Stage
    standing: Standing
    joined_on: PartialDate | None
    confirmed_on: PartialDate | None
    vote_suspended: bool
    organization_id: int | None
    group_id: int | None


def stood(members: Sequence[Member], events: Iterable[Event], day: date) -> dict[int, Stood]:
    """{member id: what the member was that day}; `events` are all of theirs, oldest first.

    An event counts from its day on; one known only to its month from the month's first day."""
    of_member = defaultdict(list)
    for event in events:
        of_member[event.member_id].append(event)
    return {member.id: _stood(member, of_member[member.id], day) for member in members}


def _stood(member, events, day):
    later = [event for event in events if event.happened_on.earliest > day]

    def then(column):
        found = next((event for event in later if column in event.before), None)
        return as_stored(column, found.before[column]) if found else getattr(member, column)

    move = next((event for event in later if event.kind in _MOVES), None)
    organization_id, group_id = member.organization_id, member.group_id
    if move:
        gone = move.kind is EventKind.LEFT
        organization_id = move.organization_id if gone else None
        group_id = move.before.get("group_id") if gone else None
    return Stood(
        then("stage"),
        then("standing"),
        then("joined_on"),
        then("confirmed_on"),
        _suspended(member, events, day),
        organization_id,
        group_id,
    )


def _suspended(member, events, day):
    probations = [e for e in events if e.punishment is PunishmentKind.PROBATION_IN_PARTY]
    if not probations:
        return member.vote_suspended
    return any(
        e.happened_on.earliest <= day and (e.ended_on is None or e.ended_on.earliest > day)
        for e in probations
    )
