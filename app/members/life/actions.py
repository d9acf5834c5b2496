"""Every change of a life's events: stages forward and back, recording, ending, correcting."""

from datetime import date

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.members.life import chain, queries
from app.members.life.models import Event
from app.members.models import Member
from app.rules.dates import PartialDate
from app.rules.life import (
    FOLLOWS,
    KIND_OF,
    EventKind,
)
from app.rules.members import Stage


def advance(
    member: Member,
    stage: Stage,
    on: PartialDate,
    *,
    organ: str = "",
    basis: str = "",
    paper: str = "",
    note: str = "",
) -> Event:
    """A stage is reached. A stage that the person has passed already (an old file entered late)
    only gets its date. Whether the step may be taken is for the development feature to judge;
    refused here is what no file can mean: the future, and the same stage twice."""
    events = queries.of_member(EVERYTHING, member.id)
    kind = KIND_OF[stage]
    if _standing_event(events, kind):
        raise Refused(f"已经记过{kind.label}；如有错误，请先撤回再重新记录。", "happened_on")
    facts = {"organ": organ, "basis": basis, "paper": paper, "note": note}
    return _record(member, events, kind, on, **facts)


def take_back(member: Member, stage: Stage) -> None:
    """The latest event of that stage is undone: stage and date stand as they did before it."""
    events = queries.of_member(EVERYTHING, member.id)
    event = _standing_event(events, KIND_OF[stage])
    if event is None:
        raise Refused(f"没有记过{KIND_OF[stage].label}，无法撤回。")
    _remove(member, event, events)


def cancel(member: Member, on: PartialDate, **facts) -> Event:
    """取消预备党员资格, with organ, basis, paper and note; refused for all but probationers."""
    if member.stage is not Stage.PROBATIONARY:
        raise Refused(f"只有预备党员可以取消资格，{member.name}是{member.stage.label}。", "kind")
    events = queries.of_member(EVERYTHING, member.id)
    return _record(member, events, EventKind.CANCELLED, on, **facts)


def _record(member, events, kind, on, **facts) -> Event:
    if on.earliest > clock.today():
        raise Refused(f"{on}还没有到，请核对日期。", "happened_on")
    if kind not in FOLLOWS[member.standing] and on.latest >= _since(member):
        raise Refused(
            f"{member.name}的党籍状态是{member.standing.label}，不能再记{kind.label}。", "kind"
        )
    event = Event(
        member=member, organization=member.organization, kind=kind, happened_on=on, **facts
    )
    chain.put_in(member, event, events)
    db.session.add(event)
    db.session.flush()
    return event


def _remove(member, event, events):
    chain.take_out(member, event, events)
    db.session.delete(event)
    db.session.flush()


def _since(member):
    """From which day the present standing holds; without one, since ever."""
    return member.standing_on or date.min


def _standing_event(events, kind):
    """The event of that kind that still counts: not before the person had to begin again."""
    ends = {EventKind.CANCELLED, EventKind.WITHDREW, EventKind.REMOVED}
    for event in reversed(events):
        if event.kind is kind:
            return event
        if event.kind in ends:
            return None
    return None
