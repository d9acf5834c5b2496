"""What a round leaves open: comments, overall opinions and feedback of the committee, and the
secretary's word on the feedback; a fixed number of statements however many organisations."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager

from app.access.policy import Can
from app.access.scope import Scope
from app.core.db import db
from app.debriefs.models import Debrief, DebriefStatus
from app.debriefs.rounds.coverage import nearest
from app.debriefs.rounds.models import DebriefRound, Hearing
from app.findings.engine import Finding, State
from app.organizations.models import Organization
from app.rules.meetings import asked_years
from app.rules.rectification import lead
from app.rules.registry import rule

STEPS = {
    "comments": ("EV-04", "述职点评", "逐个点评"),
    "opinions": ("EV-03", "述职综合评价", "形成综合评价"),
    "feedback": ("EV-04", "述职反馈", "反馈给本人"),
}
"""What is still to be done with submitted reports: its rule, its name, and the act in words."""


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """Of committees that hold a round: how many submitted reports wait for what. Of branches: an
    opinion that was told and is not confirmed yet."""
    known = {one.id: one for one in organizations}
    if not known:
        return
    yield from _unconfirmed(known, day)
    rounds = _rounds(day)
    held = {
        one.id: one
        for one in rounds
        if one.organization_id in known and (one.held_on or one.opened_on) <= day
    }
    waiting = _waiting(held, rounds) if held else {}
    for (round_id, step), number in sorted(waiting.items()):
        yield _finding(known[held[round_id].organization_id], held[round_id], step, number, day)


def _rounds(day):
    query = (
        select(DebriefRound)
        .join(DebriefRound.organization)
        .options(contains_eager(DebriefRound.organization))
        .where(DebriefRound.year.in_(asked_years(day)), DebriefRound.closed_on.is_(None))
    )
    return db.session.scalars(query.order_by(DebriefRound.id)).all()


def _waiting(held, rounds):
    """{(round, step): reports that wait}; a report waits for one step at a time."""
    by_year = defaultdict(list)
    for one in rounds:
        by_year[one.year].append(one)
    heard = {
        (one.round_id, one.organization_id): one
        for one in db.session.scalars(select(Hearing).where(Hearing.round_id.in_(held)))
    }
    below = Scope(frozenset(one.organization.path for one in held.values()))
    query = (
        select(Debrief.organization_id, Organization.path, Debrief.year)
        .join(Debrief.organization)
        .where(
            Debrief.status == DebriefStatus.SUBMITTED,
            Debrief.year.in_({one.year for one in held.values()}),
            below.clause(Organization.path),
        )
    )
    counted = Counter()
    for branch_id, path, year in db.session.execute(query):
        asking = nearest(by_year[year], path)
        if asking is not None and asking.id in held:
            counted[asking.id, _step(heard.get((asking.id, branch_id)))] += 1
    return {key: number for key, number in counted.items() if key[1]}


def _step(hearing):
    """What comes next for a report; '' once its secretary was told."""
    if hearing is None or hearing.commented_on is None:
        return "comments"
    if hearing.overall is None:
        return "opinions"
    return "" if hearing.told_on else "feedback"


def _finding(committee, held, step, number, day):
    rule_id, what, act = STEPS[step]
    due = (held.held_on or held.feedback_by) if step == "comments" else held.feedback_by
    return Finding(
        rule_id=rule_id,
        cite=str(rule(rule_id).nearest(day).cite),
        organization_id=committee.id,
        path=committee.path,
        subject=f"debriefs/{held.year}/{step}",
        what=what,
        why=f"{held.year}年度述职有 {number} 个支部的报告已交，还没有{act}。",
        since=held.held_on or held.opened_on,
        due=due,
        state=_state(due, day),
        press_label="打开",
        press_url=f"/debriefs/rounds/{held.id}",
        press_needs=Can.DEBRIEFS_JUDGE,
    )


def _unconfirmed(known, day):
    query = (
        select(Hearing, Debrief.id)
        .join(Hearing.round)
        .join(
            Debrief,
            and_(
                Debrief.organization_id == Hearing.organization_id,
                Debrief.year == DebriefRound.year,
            ),
        )
        .options(contains_eager(Hearing.round))
        .where(
            Hearing.organization_id.in_(known),
            Hearing.told_on.is_not(None),
            Hearing.confirmed_on.is_(None),
            DebriefRound.year.in_(asked_years(day)),
        )
    )
    found = rule("EV-04")
    for hearing, debrief_id in db.session.execute(query):
        branch, held = known[hearing.organization_id], hearing.round
        due = max(held.feedback_by, hearing.told_on)
        yield Finding(
            rule_id=found.id,
            cite=str(found.nearest(day).cite),
            organization_id=branch.id,
            path=branch.path,
            subject=f"debriefs/{held.year}/confirm",
            what="述职评议反馈",
            why=f"上级已反馈{held.year}年度述职的综合评价，请看过后确认并写下打算。",
            since=hearing.told_on,
            due=due,
            state=_state(due, day),
            press_label="去确认",
            press_url=f"/debriefs/{debrief_id}",
            press_needs=Can.DEBRIEFS_WRITE,
        )


def _state(due, day):
    if day > due:
        return State.LATE
    return State.SOON if day >= due - lead(day) else State.OPEN
