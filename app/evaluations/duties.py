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
from app.evaluations.models import Campaign, Kind, State
from app.findings.engine import STATES, Finding
from app.organizations.models import Organization
from app.rules.dates import Period, PeriodKind
from app.rules.meetings import DueState, due_state
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

REMINDED = {DueState.SOON, DueState.LATE}


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """The evaluations that these branches should soon hold or should have held."""
    branches = [o for o in organizations if o.kind is OrganizationKind.BRANCH]
    if not branches:
        return []
    this = Period.of(PeriodKind.YEAR, day)
    last = Period.of(PeriodKind.YEAR, date(day.year - 1, 12, 31))
    began, campaigns = _facts(branches, (last.year, this.year), day)
    return [
        finding
        for period in (last, this)
        if period.end >= began and due_state(period, False, day) in REMINDED
        for finding in _of_year(branches, campaigns, period, day)
    ]


def _facts(branches, years, day):
    """When this instance was set up, and {(organization_id, year): campaign}."""
    held = and_(
        Campaign.organization_id == Organization.id,
        Campaign.year.in_(years),
        Campaign.kind == Kind.MEMBER_REVIEW,
        Campaign.state != State.DESTROYED,
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


def _of_year(branches, campaigns, period, day):
    for branch in branches:
        campaign = campaigns.get((branch.id, period.year))
        if branch.in_force(period.end) and not (campaign and campaign.counted):
            yield _finding(branch, campaign, period, day)


def _finding(branch, campaign, period, day):
    found = rule("BR-20")
    return Finding(
        rule_id=found.id,
        cite=str(found.nearest(day).cite),
        organization_id=branch.id,
        path=branch.path,
        subject=f"evaluations/{period.year}",
        what=f"{period.year}年度民主评议党员",
        why=_why(campaign, day),
        since=period.start,
        due=period.end,
        state=STATES[due_state(period, False, day)],
        press_label="打开" if campaign else "组织评议",
        press_url=f"/evaluations/{campaign.id}"
        if campaign
        else f"/evaluations/new?organization={branch.id}&year={period.year}",
        press_needs=Can.EVALUATIONS_RUN,
    )


def _why(campaign, day):
    if campaign is None:
        return "还没有开展。"
    if campaign.state is State.DRAFT:
        return "名单已建好，还没有开始。"
    if campaign.takes_votes(day):
        return f"正在投票，到{short_day(campaign.closes_on)}截止。"
    if campaign.state is State.OPEN:
        return "投票时间已过，请停止投票并计票。"
    return "已停止投票，还没有计票。"
