"""Every change of a life's events: stages forward and back, recording, ending, correcting."""

from collections.abc import Sequence

from sqlalchemy import insert, update

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.members.life import chain, listeners, queries
from app.members.life.models import Event
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.base import Verdict
from app.rules.dates import PartialDate
from app.rules.life import KIND_OF, STAGE_OF, EventKind
from app.rules.members import Stage, Standing
from app.rules.standing import judge

KEPT_ELSEWHERE = frozenset(STAGE_OF) | {EventKind.LEFT, EventKind.CAME}
"""Events that other records make: the development file, the transfer."""
_FIELDS = {
    "ED-16": "since", "ED-27": "since", "ED-17": "ground", "ED-26": "ground", "ED-28.2": "ground",
    "ED-18": "fixed", "ED-24": "until", "ED-25": "until", "ED-28.3": "until",
    "ED-19": "answer",
}  # fmt: skip
"""Where on the form what a rule refuses is to be mended."""
_ENDS = {EventKind.CANCELLED, EventKind.WITHDREW, EventKind.REMOVED}


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
    refused here is what no file can mean: the future, the same stage twice, a standing that ends
    it, and joining again within five years (ED-28.1)."""
    events, kind = _events(member), KIND_OF[stage]
    if _counting(events, kind):
        raise Refused(f"已经记过{kind.label}；如有错误，请先撤回再重新记录。", "happened_on")
    facts = {"organ": organ, "basis": basis, "paper": paper, "note": note}
    event = Event(kind=kind, happened_on=on, **facts)
    _check(member, event, events, "")
    return _put(member, events, event)


def take_back(member: Member, stage: Stage) -> None:
    """The latest event of that stage is undone: stage and date stand as they did before it."""
    events = _events(member)
    event = _counting(events, KIND_OF[stage])
    if event is None:
        raise Refused(f"没有记过{KIND_OF[stage].label}，无法撤回。")
    _take(member, event, events)


def cancel(member: Member, on: PartialDate, *, reason: str = "", **facts) -> Event:
    """取消预备党员资格, with organ, basis, paper and note; refused for all but probationers."""
    return record(member, EventKind.CANCELLED, on, reason=reason, **facts)


def record(
    member: Member, kind: EventKind, happened_on: PartialDate, *, reason: str = "", **facts
) -> Event:
    """Something happened to somebody; facts are the event's other columns. Refused where the
    rules do not allow it; what is only unusual needs a reason, which is kept."""
    events = _events(member)
    event = Event(kind=kind, happened_on=happened_on, **facts)
    _check(member, event, events, reason)
    before = member.standing
    _put(member, events, event)
    if member.standing is not before:
        listeners.tell(member, happened_on.latest, member.standing is Standing.NORMAL)
    return event


def end(event: Event, ended_on: PartialDate) -> None:
    """What lasted is over: back from abroad, rights restored, the person found."""
    _change(event, "", {"ended_on": ended_on})


def correct(event: Event, *, reason: str, **facts) -> None:
    """Change an event as if it had been recorded so at first; the same refusals."""
    if not reason:
        raise Refused("请写明为什么更正。", "reason")
    _change(event, reason, facts)


def remove(event: Event, reason: str) -> None:
    """Take back an event recorded by mistake; its effect goes with it."""
    _refuse_kept_elsewhere(event)
    if not reason:
        raise Refused("请写明为什么删除。", "reason")
    audit.because(reason)
    member, events = event.member, _events(event.member)
    was = _ended(member, events)
    _take(member, event, events)
    _tell_again(member, was, [one for one in events if one is not event])


def moved(member: Member, organization: Organization, kind: EventKind, on, **facts) -> Event:
    """A move that a transfer has settled, told in the branch it concerns."""
    event = Event(kind=kind, happened_on=on, **facts)
    return _put(member, _events(member), event, organization)


def carry(
    members: Sequence[Member],
    old: Organization,
    new: Organization,
    on: PartialDate,
    *,
    why: str,
    paper: str = "",
) -> list[int]:
    """The people of a branch that is merged or divided belong to another one from that day on. An
    event is left on both sides of each; standing and relation stay as they were, for nobody moved
    away. A few statements however many they are; gives the ids of the events."""
    common = {"happened_on": on, "note": why, "paper": paper, "version": 1}
    rows = [
        common
        | {"member_id": member.id, "kind": kind, "organization_id": place.id, "before": found}
        for member in members
        for kind, place, found in (
            (EventKind.LEFT, old, {"group_id": member.group_id}),
            (EventKind.CAME, new, {}),
        )
    ]
    made = insert(Event).returning(Event.id, Event.member_id, Event.kind)
    made = db.session.execute(made, rows).all()
    names, paths = {m.id: m.name for m in members}, {EventKind.LEFT: old.path}
    audit.record_all(
        audit.CREATED,
        Event.audit_name,
        [
            (key, f"{names[member_id]} {kind.label}", paths.get(kind, new.path))
            for key, member_id, kind in made
        ],
        [{"happened_on": on.iso, "note": why} for _ in made],
    )
    _belong(members, old, new)
    return [key for key, *_ in made]


def _belong(members, old, new):
    """Every one of them is of the new branch and of no group; the trail tells it of each."""
    audit.record_all(
        audit.CHANGED,
        Member.audit_name,
        [(member.id, member.name, new.path) for member in members],
        [
            {"organization_id": [old.id, new.id]}
            | ({"group_id": [member.group_id, None]} if member.group_id else {})
            for member in members
        ],
    )
    moved = update(Member).where(Member.id.in_([member.id for member in members]))
    values = {"organization_id": new.id, "group_id": None, "version": Member.version + 1}
    db.session.execute(moved.values(values), execution_options={"synchronize_session": "evaluate"})
    for member in members:
        db.session.expire(member, ["organization", "group"])


def _change(event, reason, facts):
    _refuse_kept_elsewhere(event)
    others = [one for one in _events(event.member) if one is not event]
    was = _ended(event.member, [*others, event])
    with db.session.no_autoflush:
        chain.take_out(event.member, event, others)
        for name, value in facts.items():
            setattr(event, name, value)
        _check(event.member, event, others, reason)
        chain.put_in(event.member, event, others)
    db.session.flush()
    _tell_again(event.member, was, [*others, event])


def _ended(member, events):
    """The day on which good standing ended by these events; None while it holds."""
    if member.standing is Standing.NORMAL:
        return None
    days = [
        one.happened_on.latest
        for one in events
        if one.standing_after not in (None, Standing.NORMAL)
    ]
    return max(days, default=None)


def _tell_again(member, was, events):
    """What was told of an end that has been corrected is taken back and told anew."""
    now = _ended(member, events)
    if was and was != now:
        listeners.tell(member, was, True)
    if now and was != now:
        listeners.tell(member, now, False)


def _events(member):
    scope = Scope(frozenset({member.organization.path}))
    return queries.of_member(scope, member.id) if member.id else []


def _check(member, event, others, reason):
    stage, standing = chain.found(member, event, others)
    past = [one.happening for one in others]
    settle(
        judge(event.happening, past, stage=stage, standing=standing, today=clock.today()), reason
    )


def settle(verdict: Verdict, reason: str) -> None:
    """Refuse what is refused; take a reason for what is only unusual, and keep it."""
    if verdict.refusals:
        field = _FIELDS.get(verdict.refusals[0].rule_id, "happened_on")
        raise Refused("；".join(str(r) for r in verdict.refusals) + "。", field)
    if verdict.warnings and not reason:
        told = "；".join(str(r) for r in verdict.warnings)
        raise Refused(f"{told}。如属实，请写明理由。", "reason")
    if reason:
        audit.because(reason)


def _put(member, events, event, organization=None):
    event.member, event.organization = member, organization or member.organization
    with db.session.no_autoflush:
        chain.put_in(member, event, events)
    db.session.add(event)
    db.session.flush()
    return event


def _take(member, event, events):
    chain.take_out(member, event, events)
    db.session.flush()
    db.session.delete(event)
    db.session.flush()


def _counting(events, kind):
    """The event of that kind that still counts: not before the person had to begin again."""
    for event in reversed(events):
        if event.kind is kind:
            return event
        if event.kind in _ENDS:
            return None
    return None


def _refuse_kept_elsewhere(event):
    if event.kind in KEPT_ELSEWHERE:
        place = "转接记录" if event.kind not in STAGE_OF else "发展档案"
        raise Refused(f"{event.kind.label}由{place}产生，请在{place}里更正。")
