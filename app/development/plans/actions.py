"""A committee writes its plan, its report on the year, and its analysis of the activists."""

from datetime import date

from app.core.db import db
from app.core.errors import Refused
from app.development.models import Analysis, Plan
from app.organizations.models import Organization
from app.rules.organizations import OrganizationKind


def write_plan(
    organization: Organization,
    year: int,
    plan: Plan | None,
    *,
    planned: int | None,
    measures: str,
    report: str,
    reported_on: date | None,
) -> Plan:
    """The plan of a year and, once there is one, the report on it (DEV-35)."""
    _committee(organization)
    if planned is None:
        raise Refused("请填写计划发展人数；没有计划的填 0。", "planned")
    if reported_on and not report:
        raise Refused("填了报告日期，请写上执行情况。", "report")
    if plan is None:
        plan = Plan(organization=organization, year=year)
        db.session.add(plan)
    plan.planned, plan.measures = planned, measures
    plan.report, plan.reported_on = report, reported_on
    db.session.flush()
    return plan


def analyse(
    organization: Organization,
    year: int,
    analysis: Analysis | None,
    *,
    analysed_on: date,
    activists: int,
    content: str,
    measures: str,
) -> Analysis:
    """The yearly analysis of the body of activists (DEV-06), with the figure of its day."""
    _committee(organization)
    if analysed_on.year != year:
        raise Refused(f"分析日期应在{year}年内。", "analysed_on")
    if analysis is None:
        analysis = Analysis(organization=organization, year=year)
        db.session.add(analysis)
    analysis.analysed_on, analysis.activists = analysed_on, activists
    analysis.content, analysis.measures = content, measures
    db.session.flush()
    return analysis


def _committee(organization):
    if organization.kind is not OrganizationKind.COMMITTEE:
        raise Refused("年度计划、报告和分析由党委作出。")
