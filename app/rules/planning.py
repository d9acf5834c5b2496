"""A branch's year planned by rule: what it owes, on the fixed day, around holidays and breaks."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from app.rules.dates import MONTHS, Period, PeriodKind
from app.rules.meetings import MeetingKind, Through, owed_periods, period_kind

WEEK = timedelta(days=7)
CLASSES = (4, 10)
"""Months for which a party class is proposed. A proposal only: BR-17 fixes no number."""


ALWAYS_OFF = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""(month, day) of holidays that keep their date whatever a year's arrangement says."""


class Break(NamedTuple):
    """Days an organisation is away, both ends included."""

    first: date
    last: date
    name: str

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class FixedDay:
    """The branch's day for 主题党日 (BR-18): the `week`th `weekday` (0 is Monday) of a month, or
    the `day`th of it, the last day where a month is shorter."""

    week: int | None = None
    weekday: int | None = None
    day: int | None = None

    def within(self, year: int, month: int) -> date:
        """The day by the calendar alone."""
        last = monthrange(year, month)[1]
        if self.day:
            return date(year, month, min(self.day, last))
        first = date(year, month, 1)
        ahead = (self.weekday - first.weekday()) % 7 + 7 * (self.week - 1)
        return first + timedelta(days=ahead)

    @property
    def label(self) -> str:
        """每月第 2 个星期五, 每月 15 日."""
        if self.day:
            return f"每月 {self.day} 日"
        return f"每月第 {self.week} 个星期{'一二三四五六日'[self.weekday]}"


class Proposal(NamedTuple):
    """One meeting the year should hold. `group` counts the branch's groups from 0; `day` is None
    where no fixed day is set."""

    kind: MeetingKind
    group: int | None
    month: int
    day: date | None


def moved(day: date, is_working: Callable[[date], bool], breaks: Iterable[Break] = ()) -> date:
    """The next working day outside every break; the last one before it where the month ends
    first. The day itself when nothing is in its way, or when the month has no such day."""
    away = tuple(breaks)
    last = monthrange(day.year, day.month)[1]
    later = (day + timedelta(days=n) for n in range(last - day.day + 1))
    earlier = (day - timedelta(days=n) for n in range(1, day.day))
    for one in (*later, *earlier):
        off = (one.month, one.day) in ALWAYS_OFF or not is_working(one)
        if not off and not any(each.holds(one) for each in away):
            return one
    return day


def wholly_away(year: int, month: int, breaks: Iterable[Break]) -> bool:
    """Whether every day of the month lies in a break."""
    away = tuple(breaks)
    days = range(1, monthrange(year, month)[1] + 1)
    return all(any(each.holds(date(year, month, day)) for each in away) for day in days)


def proposed(
    year: int,
    *,
    full_members: Through,
    committee: Through,
    groups: int,
    from_day: date,
    fixed: FixedDay | None,
    breaks: Sequence[Break],
    is_working: Callable[[date], bool],
) -> list[Proposal]:
    """Every meeting owed in the year, by month and day. A month wholly in a break is passed over:
    what is owed for it is held before or after, as the branch decides."""

    def within(month, weeks=0):
        if fixed is None:
            return None
        day = fixed.within(year, month) + weeks * WEEK
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return moved(min(max(day, first), last), is_working, breaks)

    months = [n for n in range(1, 13) if not wholly_away(year, n, breaks)]
    first = max(from_day, date(year, 1, 1))
    found = []
    for kind in MeetingKind:
        if kind is MeetingKind.PARTY_CLASS:
            wanted = [n for n in CLASSES if n in months and n >= first.month]
        else:
            owed = owed_periods(
                kind,
                full_members=full_members,
                committee=committee,
                groups=groups,
                from_day=first,
                until_day=date(year, 12, 31),
            )
            wanted = [month for one in owed if (month := _last_month(one, months))]
        weeks = {MeetingKind.COMMITTEE: -1, MeetingKind.GROUP: 1}.get(kind, 0)
        for group in range(groups) if kind is MeetingKind.GROUP else [None]:
            found += [Proposal(kind, group, month, within(month, weeks)) for month in wanted]
    order = list(MeetingKind)
    return sorted(
        found, key=lambda p: (p.month, p.day or date.max, order.index(p.kind), p.group or 0)
    )


def settles(kind: MeetingKind, planned_month: int, held_on: date) -> bool:
    """Whether a record of that day falls into the period its planned month belongs to."""
    every = period_kind(kind) or PeriodKind.QUARTER
    planned = Period(every, held_on.year, (planned_month - 1) // MONTHS[every] + 1)
    return held_on in planned


def _last_month(period, months):
    """The period's last month that is not wholly a break: a quarter's assembly closes it, the
    life meeting generally comes in the fourth quarter (BR-19)."""
    last = period.end.month
    return next((n for n in range(last, last - MONTHS[period.kind], -1) if n in months), None)
