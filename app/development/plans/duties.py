"""What a committee owes every year: the analysis of the activists (DEV-06) and the report on
plan and work (DEV-35). One statement whatever the number of organisations."""

from collections.abc import Sequence
from datetime import date

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.core import clock
from app.development.plans import queries
from app.findings.engine import STATES, Finding
from app.organizations.models import Organization
from app.rules.dates import Period, PeriodKind
from app.rules.meetings import DueState, due_state
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

REMINDED = {DueState.SOON, DueState.LATE}
WORDS = {
    "DEV-06": ("入党积极分子队伍分析", "还没有分析。", "写分析", "analysis"),
    "DEV-35": ("发展党员工作报告和计划", "还没有报告。", "写报告", "plans"),
}


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """The analyses and reports that these committees should soon make or should have made."""
    committees = [o for o in organizations if o.kind is OrganizationKind.COMMITTEE]
    periods = [
        period
        for year in (day.year - 1, day.year)
        if due_state(period := Period(PeriodKind.YEAR, year), False, day) in REMINDED
    ]
    if not committees or not periods:
        return []
    ids = [one.id for one in committees]
    done = queries.years_done(EVERYTHING, ids, [period.year for period in periods])
    return [
        _finding(rule_id, one, period, day)
        for one in committees
        for period in periods
        if one.in_force(period.end) and period.end >= _began(done[one.id].began, day)
        for rule_id in _missing(done[one.id], period.year)
    ]


def _missing(done, year):
    if done.has_activists and year not in done.analysed:
        yield "DEV-06"
    if year not in done.reported:
        yield "DEV-35"


def _began(at, day):
    """What was owed before this instance was set up is nobody's lateness here."""
    return clock.here(at).date() if at else day


def _finding(rule_id, organization, period, day):
    found = rule(rule_id)
    what, why, press, page = WORDS[rule_id]
    return Finding(
        rule_id=rule_id,
        cite=str(found.nearest(day).cite),
        organization_id=organization.id,
        path=organization.path,
        subject=f"development/{page}/{period.year}",
        what=f"{period.year}年{what}",
        why=why,
        since=period.start,
        due=period.end,
        state=STATES[due_state(period, False, day)],
        press_label=press,
        press_url=f"/development/{page}/edit?organization={organization.id}&year={period.year}",
        press_needs=Can.DEVELOPMENT_DECIDE,
    )
