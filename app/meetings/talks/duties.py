"""Which branches' talks of the year still lack pairs (BR-21): three statements however many.

One instance a branch and year. The year before is late only where this portal was in use and the
branch existed in it; it is judged by who is still here, on its last day.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.core import clock
from app.findings.engine import STATES, Finding, State
from app.meetings.talks.coverage import of_circle
from app.meetings.talks.queries import circles
from app.organizations.models import Organization
from app.rules.dates import Period, PeriodKind
from app.rules.meetings import DueState, asked_years, due_state
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule
from app.rules.talks import BASIS, verdict

LINE, TITLE = "talks", "谈心谈话"


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """Last year's talks where they are short, and this year's however they stand."""
    branches = [one for one in organizations if one.kind is OrganizationKind.BRANCH]
    if not branches:
        return
    periods = [Period(PeriodKind.YEAR, year) for year in asked_years(day)]
    ids = [branch.id for branch in branches]
    found, began = circles(EVERYTHING, ids, periods[0].start, day)
    opened = clock.here(began).date() if began else day
    for branch in branches:
        for period in periods:
            if period.end >= opened and branch.in_force(min(period.end, day)):
                yield from _of_year(branch, found[branch.id], period, day)


def _of_year(branch, circle, period, day):
    told = of_circle(circle, period.year, min(period.end, day))
    state = due_state(period, told.whole, day)
    if not told.owes or (state is DueState.DONE and period.end < day):
        return
    page = f"/meetings/talks?organization={branch.id}&year={period.year}"
    reasons = [reason.message for reason in verdict(told, day).reasons]
    yield Finding(
        rule_id=BASIS,
        cite=str(rule(BASIS).nearest(day).cite),
        organization_id=branch.id,
        path=branch.path,
        subject=f"talks/{period.year}",
        what=TITLE,
        why=f"{period.label}：" + "；".join(reasons) + "。" if reasons else "",
        since=period.start,
        due=period.end,
        state=State.AHEAD if state is DueState.DUE else STATES[state],
        press_label="看还缺谁",
        press_url=page,
        press_needs=Can.MEETINGS_VIEW,
        line=LINE,
        title=TITLE,
        period=period.label,
        record_url=page if told.whole else "",
    )
