"""The yearly plan as it is printed: a table by month, plain values."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.meetings.plans.models import MeetingPlan
from app.meetings.plans.queries import Recorded
from app.printing.words import paragraphs
from app.rules.planning import Break, wholly_away


@dataclass(frozen=True)
class PlannedRow:
    """`day` is 11月13日, or empty where only the month is set."""

    kind: str
    topic: str
    day: str
    leader: str
    done: str = ""


@dataclass(frozen=True)
class PlannedMonth:
    """`why` says why nothing is planned in a month without rows."""

    month: int
    rows: tuple[PlannedRow, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class YearPlan:
    """`fixed` says the branch's day for 主题党日; `away` its breaks, each in words."""

    organization: str
    year: int
    goals: tuple[str, ...]
    months: tuple[PlannedMonth, ...]
    fixed: str = ""
    away: tuple[str, ...] = ()
    filled: date | str = ""


def year_plan(
    plan: MeetingPlan,
    *,
    fixed: str = "",
    away: Iterable[Break] = (),
    done: dict[int, Recorded] | None = None,
    filled: date | str = "",
) -> YearPlan:
    """The paper of a plan; what has been held is told where `done` says so, and a month that lies
    wholly in a break says why it holds nothing."""
    held = done or {}
    away = tuple(away)
    planned = {
        month: tuple(_row(one, held.get(one.id)) for one in entries)
        for month, entries in groupby(plan.entries, key=lambda one: one.month)
    }
    empty = without(plan, away)
    months = tuple(
        PlannedMonth(month, planned.get(month, ()), empty.get(month, ""))
        for month in sorted({*planned, *empty})
    )
    return YearPlan(
        plan.organization.name,
        plan.year,
        paragraphs(plan.goals),
        months,
        fixed,
        tuple(f"{one.name}：{_short(one.first)}至{_short(one.last)}" for one in away),
        filled,
    )


def without(plan: MeetingPlan, away: Iterable[Break]) -> dict[int, str]:
    """{month: why nothing is planned in it} of the months that lie wholly in breaks."""
    away = tuple(away)
    planned = {one.month for one in plan.entries}
    return {
        month: f"{_names(plan.year, month, away)}，会议提前或者顺延到别的月"
        for month in range(1, 13)
        if month not in planned and wholly_away(plan.year, month, away)
    }


def _names(year, month, away):
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return "、".join(one.name for one in away if one.first <= last and one.last >= first)


def _row(entry, record):
    day = _short(entry.planned_on) if entry.planned_on else ""
    return PlannedRow(
        entry.label, entry.topic, day, entry.leader, _short(record.held_on) if record else ""
    )


def _short(day):
    return f"{day.month}月{day.day}日"
