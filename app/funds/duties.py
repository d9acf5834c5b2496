"""What is owed of money: budgets, requests that wait and for whom, lines nearly or never used; a
fixed number of statements.

Liaison cadres read findings and see no money: no titles and no amounts stand in one.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.core.filters import day as short_day
from app.findings.engine import STATES, Finding, State
from app.funds import facts, queries
from app.organizations import queries as tree
from app.organizations.models import Organization
from app.rules.funds.checks import (
    ASKED,
    Manner,
    draft_due,
    nearly_used,
    settle_due,
    unused_from,
    urgency,
    within,
)
from app.rules.funds.kinds import BudgetState, Level, LineKind, RequestState
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

HANDED_IN = (BudgetState.SUBMITTED, BudgetState.APPROVED, BudgetState.CLOSED)
LEAD = timedelta(days=60)
"""A budget is asked for that long before its last day; with the year's beginning (OWN-04, 年)."""


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """What these organisations owe, and what they wait for."""
    places = {
        one.id: one
        for one in organizations
        if one.kind is not OrganizationKind.GROUP and one.in_force(day)
    }
    if not places:
        return
    budgets = facts.budgets(places, day.year)
    yield from _asked(places, budgets, day)
    for one in budgets:
        if one.state is BudgetState.SUBMITTED:
            yield _budget_waits(places[one.organization_id], one, day)
    for one in facts.adjustments(places):
        yield _adjustment_waits(places[one.organization_id], one, day)
    manners = queries.manner_of(EVERYTHING, places.values(), day)
    for one in facts.requests(places):
        told = _request(places[one.organization_id], one, manners[one.organization_id], day)
        if told:
            yield told
    for one in facts.lines(places, day.year):
        yield from _line(places[one.organization_id], one, manners[one.organization_id], day)


def _asked(places, budgets, day) -> Iterator[Finding]:
    """The year's budget, where FU-01 is switched on for branches and those above them."""
    last = draft_due(day.year, day)
    asked = tree.local_rules(EVERYTHING, places.values(), min(last, day))
    done = {
        one.organization_id for one in budgets if one.year == day.year and one.state in HANDED_IN
    }
    for place in places.values():
        if ASKED not in asked[place.id] or not place.in_force(last):
            continue
        ready = place.id in done
        url = f"/funds/organization/{place.id}?year={day.year}"
        state = State.DONE if ready else STATES[urgency(last, day)]
        if state is State.OPEN and day < last - LEAD:
            state = State.AHEAD
        yield _finding(
            place, ASKED, day, f"funds/budget/{day.year}", what="年度经费预算",
            why="" if ready else f"{day.year}年的预算还没有报上级。", state=state,
            since=max(date(day.year, 1, 1), place.since), due=last, press="编预算", url=url,
            line="funds/budget", title="年度经费预算", period=f"{day.year}年",
            record_url=url if ready else "",
        )  # fmt: skip


def _budget_waits(place, one, day):
    last = within("预算批复", one.submitted_on)
    return _finding(
        place, "FU-08", day, f"funds/approve-budget/{one.id}", what="经费预算待批复",
        why=f"{one.year}年的预算{short_day(one.submitted_on)}报来，等上级批复。",
        state=STATES[urgency(last, day)], since=one.submitted_on, due=last, press="看预算",
        url=f"/funds/organization/{place.id}?year={one.year}", superior=True,
    )  # fmt: skip


def _adjustment_waits(place, one, day):
    last = within("预算批复", one.made_on)
    return _finding(
        place, "FU-08", day, f"funds/adjustment/{one.id}", what="预算调整待批复",
        why=f"{short_day(one.made_on)}提出的调整等上级批复。", state=STATES[urgency(last, day)],
        since=one.made_on, due=last, press="看调整",
        url=f"/funds/organization/{place.id}?year={one.year}", superior=True,
    )  # fmt: skip


def _request(place, one, manner: Manner, day) -> Finding | None:
    told = {
        RequestState.MADE: _undecided,
        RequestState.DECIDED: _unapproved,
        RequestState.RETURNED: _returned,
        RequestState.APPROVED: _unsettled,
        RequestState.PAID: _unsettled,
    }
    return told[one.state](place, one, manner, day)


def _undecided(place, one, _manner, day):
    """The decision is missing: for dues a regulation asks for it, else it is usual."""
    last = within("集体研究", one.made_on)
    rule_id = "DUE-28" if one.kind is LineKind.DUES else "FU-03"
    return _finding(
        place, rule_id, day, f"funds/decide/{one.id}", what="经费申请待集体研究",
        why=f"{short_day(one.made_on)}提出的申请还没有关联研究它的会议。",
        state=STATES[urgency(last, day)], since=one.made_on, due=last, press="关联会议",
        url=f"/funds/request/{one.id}", needs=Can.FUNDS_EDIT,
    )  # fmt: skip


def _unapproved(place, one, manner, day):
    since = one.decided_on or one.made_on
    last, level = within("审批", since), manner.level(one.amount)
    return _finding(
        place, "FU-08", day, f"funds/approve/{one.id}", what="经费申请待审批",
        why=f"{short_day(since)}起等{level.label}审批。", state=STATES[urgency(last, day)],
        since=since, due=last, press="看申请", url=f"/funds/request/{one.id}",
        superior=level is not Level.OWN,
    )  # fmt: skip


def _returned(place, one, _manner, day):
    last = within("集体研究", one.made_on)
    return _finding(
        place, "FU-08", day, f"funds/returned/{one.id}", what="经费申请被退回",
        why=f"{short_day(one.made_on)}提出的申请要修改后再交，不办的请撤回。",
        state=STATES[urgency(last, day)], since=one.made_on, due=last, press="看申请",
        url=f"/funds/request/{one.id}", needs=Can.FUNDS_EDIT,
    )  # fmt: skip


def _unsettled(place, one, _manner, day):
    """Once its day is over; before, money that is kept for it is as it should be."""
    last = settle_due(one.activity_on)
    if one.activity_on > day:
        return None
    return _finding(
        place, "FU-09", day, f"funds/settle/{one.id}", what="活动经费待结清",
        why=f"{short_day(one.activity_on)}的活动还没有结清，没有用完的钱一直留着。",
        state=STATES[urgency(last, day)], since=one.activity_on, due=last, press="去结清",
        url=f"/funds/request/{one.id}", needs=Can.FUNDS_EDIT,
    )  # fmt: skip


def _line(place, one, manner, day) -> Iterator[Finding]:
    """Hints: nearly used, or never used although October has come."""
    used, url = one.spent + one.reserved, f"/funds/organization/{place.id}?year={one.year}"
    begins = unused_from(one.year, day)
    if nearly_used(used, one.given, manner.nearly):
        yield _finding(
            place, "FU-06", day, f"funds/nearly/{one.id}", what=f"{one.name}快用完了",
            why=f"已用和已批的达到 {manner.nearly}%。", state=State.INFO, since=one.since,
            due=one.since, press="看余额", url=url,
        )  # fmt: skip
    elif not used and day >= begins:
        since = max(begins, one.since)
        yield _finding(
            place, "FU-07", day, f"funds/unused/{one.id}", what=f"{one.name}还没有用",
            why="今年一笔也没有支出，请安排使用或者报上级调整。", state=State.INFO, since=since,
            due=since, press="看预算", url=url,
        )  # fmt: skip


def _finding(
    place, rule_id, day, subject, *, what, why, state, since, due, press, url,
    needs=Can.FUNDS_VIEW, **more,
):  # fmt: skip
    return Finding(
        rule_id=rule_id,
        cite=str(rule(rule_id).nearest(day).cite),
        organization_id=place.id,
        path=place.path,
        subject=subject,
        what=what,
        why=why,
        since=since,
        due=due,
        state=state,
        press_label=press,
        press_url=url,
        press_needs=needs,
        **more,
    )
