"""Every change of a branch's year: its plan, its fixed day, its breaks."""

from datetime import date

from app.access.scope import Scope
from app.accounts.models import Account
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.meetings.plans import queries
from app.meetings.plans.models import CalendarBreak, MeetingPlan, PlanEntry, ThemeDay
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind
from app.rules.organizations import OrganizationKind

PLAIN = ("kind", "group_id", "month", "planned_on", "topic", "leader")


def submit(
    branch: Organization,
    year: int,
    plan: MeetingPlan | None,
    *,
    goals: str,
    entries: list[dict],
    by: Account | None = None,
) -> MeetingPlan:
    """Submit the plan of a year, or change it. Entries are mappings with `id` (of one that there
    is, else None) and the fields of PlanEntry; one that is not among them any more is taken out.

    Refused for a day outside its year and month, and for an empty plan.
    """
    if not entries:
        raise Refused("计划里还没有会议，请至少留一项。", "entries")
    for one in entries:
        _check(year, one)
    now = clock.now()
    if plan is None:
        plan = MeetingPlan(organization=branch, year=year, submitted_at=now, submitted_by=by)
        db.session.add(plan)
    else:
        plan.revised_at = now
    plan.goals = goals
    known = {entry.id: entry for entry in plan.entries}
    kept = []
    for one in entries:
        entry = known.get(one.get("id")) or PlanEntry(plan=plan)
        for name in PLAIN:
            setattr(entry, name, one.get(name))
        kept.append(entry)
    plan.entries = kept
    db.session.flush()
    return plan


def fix_theme_day(
    branch: Organization, *, week: int | None, weekday: int | None, day: int | None
) -> ThemeDay:
    """Set the branch's day for 主题党日; Refused where both ways or neither are given."""
    by_week = week is not None and weekday is not None
    if by_week == (day is not None):
        raise Refused("请选第几个星期几，或者每月几日，二者填一样。", "day")
    scope = Scope(frozenset({branch.path}))
    fixed = queries.theme_day(scope, branch) or ThemeDay(organization=branch)
    fixed.week, fixed.weekday = (week, weekday) if by_week else (None, None)
    fixed.day = None if by_week else day
    db.session.add(fixed)
    db.session.flush()
    return fixed


def set_break(
    organization: Organization,
    one: CalendarBreak | None,
    *,
    name: str,
    first_on: date,
    last_on: date,
) -> CalendarBreak:
    """Set or change a break; it may span New Year. Refused where two share a day."""
    if last_on < first_on:
        raise Refused("结束日期不能早于开始日期。", "last_on")
    if (last_on - first_on).days > 120:
        raise Refused("一个假期最长四个月，请核对日期。", "last_on")
    scope = Scope(frozenset({organization.path}))
    other = queries.overlapping(scope, organization, first_on, last_on, one and one.id)
    if other:
        raise Refused(f"与“{other.name}”的日期重叠，请核对。", "first_on")
    one = one or CalendarBreak(organization=organization)
    one.name, one.first_on, one.last_on = name, first_on, last_on
    db.session.add(one)
    db.session.flush()
    return one


def remove_break(one: CalendarBreak, *, why: str) -> None:
    """Take a break back; what is above, if anything, holds again."""
    audit.because(why)
    db.session.delete(one)
    db.session.flush()


def _check(year, one):
    number = one.get("number")
    place = f"第 {number} 项：" if number else ""
    day = one.get("planned_on")
    if day and (day.year, day.month) != (year, one["month"]):
        raise Refused(f"{place}日期应在{year}年{one['month']}月内。", "entries")
    if one["kind"] is MeetingKind.GROUP and not one.get("group_id"):
        raise Refused(f"{place}党小组会请选择是哪个党小组。", "entries")


def is_branch(organization: Organization | None) -> bool:
    """Whether there can be such a plan: only branches hold 三会一课."""
    return organization is not None and organization.kind is OrganizationKind.BRANCH
