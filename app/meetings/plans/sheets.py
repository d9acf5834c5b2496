"""The yearly plan as it is printed: a table by month, plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.meetings.plans.models import MeetingPlan
from app.meetings.plans.queries import Recorded
from app.printing.words import paragraphs
from app.rules.planning import Break


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
    month: int
    rows: tuple[PlannedRow, ...]


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
    """The paper of a plan; what has been held is told where `done` says so."""
    held = done or {}
    months = tuple(
        PlannedMonth(month, tuple(_row(one, held.get(one.id)) for one in entries))
        for month, entries in groupby(plan.entries, key=lambda one: one.month)
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


def _row(entry, record):
    day = _short(entry.planned_on) if entry.planned_on else ""
    return PlannedRow(
        entry.label, entry.topic, day, entry.leader, _short(record.held_on) if record else ""
    )


def _short(day):
    return f"{day.month}月{day.day}日"
