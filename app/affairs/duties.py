"""Opinions that wait for somebody, an answer or its feedback; reception days where they are asked.

Nothing of what an opinion says stands in a finding: superiors read findings.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.affairs.models import RaisedOpinion, ReceptionDay
from app.core.db import db
from app.core.filters import day as short_day
from app.findings.engine import STATES, Finding, State
from app.organizations import queries as tree
from app.organizations.models import Organization
from app.rules.affairs import (
    ANSWER_LOCAL,
    RECEPTION_LOCAL,
    OpinionState,
    assign_by,
    tell_by,
    urgency,
)
from app.rules.dates import Period, periods_between
from app.rules.meetings import DueState, asked_years, due_state
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

LINE, TITLE = "affairs/reception", "书记接访日"
WAITING = (OpinionState.RAISED, OpinionState.ASSIGNED, OpinionState.ANSWERED)


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """What is owed to whoever raised an opinion, and the reception days of the year."""
    known = {one.id: one for one in organizations if one.kind is not OrganizationKind.GROUP}
    if not known:
        return
    on = tree.local_rules(EVERYTHING, known.values(), day)
    query = (
        select(RaisedOpinion)
        .options(
            joinedload(RaisedOpinion.person),
            defer(RaisedOpinion.subject),
            defer(RaisedOpinion.text),
        )
        .where(RaisedOpinion.organization_id.in_(known), RaisedOpinion.state.in_(WAITING))
    )
    for opinion in db.session.scalars(query.order_by(RaisedOpinion.asked_on, RaisedOpinion.id)):
        place = known[opinion.organization_id]
        yield _of_opinion(opinion, place, on[place.id], day)
    branches = {key: one for key, one in known.items() if one.kind is OrganizationKind.BRANCH}
    if any(RECEPTION_LOCAL in on[one] for one in branches):
        yield from _receptions(branches, day)


def _of_opinion(opinion, place, on, day):
    about = "（对支部书记）" if opinion.about_id else ""
    raised = f"{opinion.raised}收到的{opinion.origin.label}意见{about}"
    if opinion.state is OpinionState.RAISED:
        due, rule_id, press = assign_by(opinion.asked_on), "AF-01", "交办"
        part, what, why = "assign", "意见待交办", f"{raised}，{short_day(due)}前明确由谁办理。"
    elif opinion.state is OpinionState.ASSIGNED:
        due, press = opinion.due_on, "打开"
        rule_id = ANSWER_LOCAL if ANSWER_LOCAL in on else "AF-02"
        who = f"{opinion.person.name}办理，" if opinion.person else ""
        part, what, why = "answer", "意见待答复", f"{raised}，{who}{short_day(due)}前答复。"
    else:
        due, rule_id, press = tell_by(opinion.answered_on), "AF-03", "反馈"
        part, what, why = "tell", "答复待反馈", f"{raised}已写好答复，{short_day(due)}前反馈。"
    found = rule(rule_id)
    return Finding(
        rule_id=rule_id,
        cite=str(found.nearest(day).cite),
        organization_id=place.id,
        path=place.path,
        subject=f"affairs/{opinion.id}/{part}/{due.isoformat()}",
        what=what,
        why=why,
        since=opinion.raised.earliest,
        due=due,
        state=STATES[urgency(due, day)],
        press_label=press,
        press_url=f"/affairs/above/{opinion.id}" if about else f"/affairs/{opinion.id}",
        press_needs=Can.OPINIONS_ABOVE if about else Can.OPINIONS_HANDLE,
    )


def _receptions(branches, day):
    """A month is asked for where AF-L2 was on at its beginning: one statement a month."""
    found = rule(RECEPTION_LOCAL)
    kind = found.nearest(day).value
    years = asked_years(day)
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    query = select(ReceptionDay.organization_id, ReceptionDay.held_on, ReceptionDay.id).where(
        ReceptionDay.organization_id.in_(branches),
        ReceptionDay.held_on.between(first, last),
        ReceptionDay.done.is_(True),
    )
    held = {
        (organization_id, Period.of(kind, held_on)): reception_id
        for organization_id, held_on, reception_id in db.session.execute(query)
    }
    for period in periods_between(kind, first, last):
        asked = min(period.start, day)
        on = tree.local_rules(EVERYTHING, branches.values(), asked)
        for branch in branches.values():
            if RECEPTION_LOCAL in on[branch.id] and branch.in_force(asked):
                yield _reception(branch, period, held.get((branch.id, period)), day)


def _reception(branch, period, reception_id, day):
    found = rule(RECEPTION_LOCAL)
    state = due_state(period, reception_id is not None, day)
    ahead = state is DueState.DUE and day < period.start
    return Finding(
        rule_id=found.id,
        cite=str(found.nearest(day).cite),
        organization_id=branch.id,
        path=branch.path,
        subject=f"{LINE}/{period.code}",
        what=TITLE,
        why=f"{period.short}还没有接访记录。",
        since=period.start,
        due=period.end,
        state=State.AHEAD if ahead else STATES[state],
        press_label="安排接访",
        press_url="/affairs/receptions/new",
        press_needs=Can.OPINIONS_HANDLE,
        line=LINE,
        title=TITLE,
        period=period.short,
        record_url=f"/affairs/receptions/{reception_id}" if reception_id else "",
    )
