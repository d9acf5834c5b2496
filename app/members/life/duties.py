"""What branches owe their members: contact, arrangements while away, and limits that end.

One statement whatever the number of branches. Who is exempt (ED-32) is not reminded of what
is the person's own part: contact from abroad, an address while away.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.core.db import db
from app.findings.engine import Finding
from app.members.life.models import Event
from app.members.life.timeline import running
from app.members.models import Member
from app.members.owed import ANSWER_WITHIN, owed
from app.organizations.models import Organization
from app.rules import standing as rules
from app.rules.life import EventKind, PunishmentKind, StopGround
from app.rules.members import Standing
from app.rules.organizations import OrganizationKind

K = EventKind
WATCHED = (
    K.ABROAD, K.FLOATING, K.LOST, K.CONTACT, K.GRADUATE, K.RECTIFYING, K.PUNISHED, K.STOPPED,
)  # fmt: skip
LEADS = {"ED-23": 30, "ED-15": 60, "ED-16": 30, "ED-17": 30, "ED-22": 60, "ED-25": 30,
         "ED-28.3": 30}  # fmt: skip
"""Days before the last one from which on a branch is reminded (rulebook 13: R-20 … R-24)."""


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """The duties of these branches towards single members on that day."""
    branches = {o.id: o for o in organizations if o.kind is OrganizationKind.BRANCH}
    if not branches:
        return []
    return list(_of_events(branches, day))


def _of_events(branches, day) -> Iterator[Finding]:
    query = (
        select(Event)
        .join(Event.member)
        .join(Member.person)
        .where(
            Member.organization_id.in_(branches),
            Member.standing.in_([Standing.NORMAL, Standing.STOPPED]),
            Event.kind.in_(WATCHED),
        )
        .options(contains_eager(Event.member).contains_eager(Member.person))
        .order_by(Event.happened_on, Event.id)
    )
    of_member = defaultdict(list)
    for event in db.session.scalars(query):
        of_member[event.member_id].append(event)
    for events in of_member.values():
        member = events[0].member
        branch = branches[member.organization_id]
        if member.standing is Standing.STOPPED:
            yield from _stopped(branch, member, events, day)
            continue
        for event in running(events):
            for finding in _JUDGED.get(event.kind, _nothing)(branch, event, events, day):
                if finding is not None:
                    yield finding


def _nothing(*_):
    return ()


def _stopped(branch, member, events, day):
    stops = [event for event in events if event.kind is K.STOPPED]
    if stops and stops[-1].stop_ground is StopGround.LOST:
        due = rules.removal_due(stops[-1].happened_on)
        since = stops[-1].happened_on
        why = f"{member.name}于{since}因失去联系停止党籍，满 2 年仍无法取得联系的除名。"
        found = _about(branch, stops[-1], "ED-17", "停止党籍期满", why, due, day, K.REMOVED)
        if found:
            yield found


def _abroad(branch, event, events, day):
    if event.member.exempt:
        return
    contacts = [e.happened_on for e in events if e.kind is K.CONTACT]
    last = max([event.happened_on, *contacts], key=lambda on: on.latest)
    why = f"{event.member.name}在国（境）外，上次联系是{last}，每半年至少联系 1 次。"
    due = rules.contact_due(last)
    yield _about(branch, event, "ED-23", "联系出国（境）党员", why, due, day, K.CONTACT)
    why = f"{event.member.name}自{event.happened_on}出国（境），超过 5 年未返回的一般停止党籍。"
    due = rules.stay_until(event.happened_on)
    yield _about(branch, event, "ED-15", "出国（境）满 5 年", why, due, day, K.STOPPED)


def _floating(branch, event, _events, day):
    if event.organ or event.member.exempt:
        return
    since = event.happened_on.latest
    why = f"{event.member.name}外出，还没有写明流入地党组织或联系人。"
    due = since + timedelta(days=ANSWER_WITHIN)
    yield _finding(branch, event, "ED-24", "安排流动党员", why, since, due, day, "补上", "edit")


def _lost(branch, event, _events, day):
    why = f"{event.member.name}自{event.happened_on}失去联系，满 6 个月仍未取得联系的停止党籍。"
    due = rules.stop_due(event.happened_on)
    yield _about(branch, event, "ED-16", "失去联系", why, due, day, K.STOPPED)


def _graduate(branch, event, _events, day):
    if event.until:
        why = f"{event.member.name}的组织关系保留到{event.until}，请联系本人转出或者申请延长。"
        due = event.until.latest
        yield _about(branch, event, "ED-22", "毕业生组织关系到期", why, due, day, None)


def _rectifying(branch, event, _events, day):
    if event.until:
        why = f"{event.member.name}的限期改正到{event.until}期满，请作出结论。"
        due = event.until.latest
        yield _about(branch, event, "ED-25", "限期改正期满", why, due, day, None)


def _punished(branch, event, _events, day):
    if event.punishment is PunishmentKind.PROBATION_IN_PARTY and event.until:
        why = f"{event.member.name}的留党察看到{event.until}期满，请讨论是否恢复党员权利。"
        due = event.until.latest
        yield _about(branch, event, "ED-28.3", "留党察看期满", why, due, day, None)


_JUDGED = {
    K.ABROAD: _abroad,
    K.FLOATING: _floating,
    K.LOST: _lost,
    K.GRADUATE: _graduate,
    K.RECTIFYING: _rectifying,
    K.PUNISHED: _punished,
}


def _about(branch, event, rule_id, what, why, due, day, then: EventKind | None):
    """A finding from its lead time on; the press records what comes `then`, or the end."""
    if due - timedelta(days=LEADS[rule_id]) > day:
        return None
    label, address = ("记结束", "end") if then is None else (then.label, then)
    since = event.happened_on.latest
    return _finding(branch, event, rule_id, what, why, since, due, day, label, address)


def _finding(branch, event, rule_id, what, why, since, due, day, label, address):
    if isinstance(address, EventKind):
        url = f"/members/{event.member_id}/events/new?kind={address.value}"
    else:
        url = f"/members/events/{event.id}/{address}"
    return owed(
        branch, rule_id, f"members/{what}/{event.id}", f"{what}：{event.member.name}", why,
        since, due, day, label, url, event.member.person_id,
    )  # fmt: skip
