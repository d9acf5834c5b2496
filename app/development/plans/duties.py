"""What a committee owes every year: the analysis of the activists (DEV-06) and the report on
plan and work (DEV-35). Four statements whatever the number of organisations."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from app.access.policy import Can
from app.access.scope import Scope
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
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
    this = Period.of(PeriodKind.YEAR, day)
    last = Period.of(PeriodKind.YEAR, date(day.year - 1, 12, 31))
    if not committees:
        return []
    began = _began(day)
    periods = [
        period
        for period in (last, this)
        if period.end >= began and due_state(period, False, day) in REMINDED
    ]
    if not periods:
        return []
    scope = Scope(frozenset(one.path for one in committees))
    ids, years = [one.id for one in committees], [period.year for period in periods]
    reported, analysed = queries.years_done(scope, ids, years)
    with_activists = queries.with_activists(scope)
    found = []
    for one in committees:
        has_activists = any(path.startswith(one.path) for path in with_activists)
        for period in (p for p in periods if one.in_force(p.end)):
            key = (one.id, period.year)
            if has_activists and key not in analysed:
                found.append(_finding("DEV-06", one, period, day))
            if key not in reported:
                found.append(_finding("DEV-35", one, period, day))
    return found


def _began(day):
    """When this instance was set up: what was owed before is nobody's lateness here."""
    at = db.session.scalar(select(func.min(AuditEntry.at)))
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
