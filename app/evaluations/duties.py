"""Which branches owe the yearly 民主评议 (BR-20): one statement whatever their number.

Reminded from the lead time of yearly duties before the year's end (OWN-04). The year before is
late only where this portal was in use and the branch existed in it.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import defer

from app.access.policy import Can
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.filters import day as short_day
from app.evaluations.models import Campaign, Kind
from app.evaluations.models import State as CampaignState
from app.findings.engine import STATES, Finding, State
from app.organizations.models import Organization
from app.rules.dates import Period, PeriodKind
from app.rules.meetings import DueState, asked_years, due_state
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

LINE, TITLE = "evaluations", "民主评议党员"


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """The evaluations of these branches: this year's however they stand, and through the first
    quarter those that the year before left open."""
    branches = [o for o in organizations if o.kind is OrganizationKind.BRANCH]
    if not branches:
        return []
    years = asked_years(day)
    began, campaigns = _facts(branches, years, day)
    return [
        _finding(branch, campaigns.get((branch.id, year)), period, day)
        for year in years
        for branch in branches
        if (period := Period(PeriodKind.YEAR, year)).end >= began and branch.in_force(period.end)
        if year == day.year or not _held(campaigns.get((branch.id, year)))
    ]


def _facts(branches, years, day):
    """When this instance was set up, and {(organization_id, year): campaign}."""
    held = and_(
        Campaign.organization_id == Organization.id,
        Campaign.year.in_(years),
        Campaign.kind == Kind.MEMBER_REVIEW,
        Campaign.state != CampaignState.DESTROYED,
    )
    query = (
        select(select(func.min(AuditEntry.at)).scalar_subquery(), Campaign)
        .select_from(Organization)
        .outerjoin(Campaign, held)
        .options(defer(Campaign.questionnaire))
        .where(Organization.id.in_([branch.id for branch in branches]))
        .order_by(Campaign.id)
    )
    rows = db.session.execute(query).all()
    began = rows[0][0]
    campaigns = {(c.organization_id, c.year): c for _, c in rows if c}
    return clock.here(began).date() if began else day, campaigns


def _held(campaign):
    return bool(campaign and campaign.counted)


def _finding(branch, campaign, period, day):
    found, held = rule("BR-20"), _held(campaign)
    state = due_state(period, held, day)
    return Finding(
        rule_id=found.id,
        cite=str(found.nearest(day).cite),
        organization_id=branch.id,
        path=branch.path,
        subject=f"{LINE}/{period.year}",
        what=TITLE,
        why="" if held else f"{period.label}{_why(campaign, day)}",
        since=period.start,
        due=period.end,
        state=State.AHEAD if state is DueState.DUE else STATES[state],
        press_label="打开" if campaign else "组织评议",
        press_url=f"/evaluations/{campaign.id}"
        if campaign
        else f"/evaluations/new?organization={branch.id}&year={period.year}",
        press_needs=Can.EVALUATIONS_RUN,
        line=LINE,
        title=TITLE,
        period=period.label,
        record_url=f"/evaluations/{campaign.id}" if held else "",
    )


def _why(campaign, day):
    if campaign is None:
        return "还没有开展。"
    if campaign.state is CampaignState.DRAFT:
        return "名单已建好，还没有开始。"
    if campaign.takes_votes(day):
        return f"正在投票，到{short_day(campaign.closes_on)}截止。"
    if campaign.state is CampaignState.OPEN:
        return "投票时间已过，请停止投票并计票。"
    return "已停止投票，还没有计票。"
