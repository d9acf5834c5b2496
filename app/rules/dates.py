"""Dates known to the day, month or year, adding months, and the periods meetings are owed for."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, total_ordering
from typing import Self

from app.rules.base import Labelled


def add_months(day: date, months: int) -> date:
    """The same day that many months later (or earlier), clamped to the month's end (CONV-02)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


class Precision(Labelled):
    YEAR = "year", "年"
    MONTH = "month", "月"
    DAY = "day", "日"


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known. What the source did not say is None, never 1.

    Ordered by the first day it may be; at the same first day the vaguer comes first.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self):
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        given = (1 if part is None else part for part in (self.month, self.day))
        date(self.year, *given)

    @classmethod
    def parse_iso(cls, text: str) -> Self:
        """'1998', '1998-07' or '1998-07-01'; ValueError for anything else."""
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
        if not match:
            raise ValueError(f"not a date: {text!r}")
        return cls(*(int(part) for part in match.groups() if part))

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def iso(self) -> str:
        parts = [f"{self.year:04}"] + [f"{p:02}" for p in (self.month, self.day) if p is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self):
        month = "" if self.month is None else f"{self.month}月"
        return f"{self.year}年{month}" + ("" if self.day is None else f"{self.day}日")

    def __lt__(self, other):
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self):
        return (self.year, self.month or 0, self.day or 0)


def in_words(day: date) -> str:
    """2026年5月3日: a whole day as it reads beside partial ones."""
    return str(PartialDate.of(day))


class PeriodKind(Labelled):
    MONTH = "month", "月"
    QUARTER = "quarter", "季度"
    HALF = "half", "半年"
    YEAR = "year", "年"


MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}


_CODES = {PeriodKind.MONTH: "{:02}", PeriodKind.QUARTER: "Q{}", PeriodKind.HALF: "H{}"}


@dataclass(frozen=True, order=True)
class Period:
    """The `number`th month, quarter or half (from 1) of a calendar year; a year's number is 1."""

    kind: PeriodKind
    year: int
    number: int = 1

    def __post_init__(self):
        if not 1 <= self.number <= 12 // MONTHS[self.kind]:
            raise ValueError(f"no {self.kind} {self.number} in a year")

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> Self:
        """The period of that kind in which the day lies."""
        return cls(kind, day.year, (day.month - 1) // MONTHS[kind] + 1)

    @cached_property
    def start(self) -> date:
        return date(self.year, (self.number - 1) * MONTHS[self.kind] + 1, 1)

    @cached_property
    def end(self) -> date:
        """The last day, included."""
        return add_months(self.start, MONTHS[self.kind]) - timedelta(days=1)

    @property
    def next(self) -> Self:
        return type(self).of(self.kind, add_months(self.start, MONTHS[self.kind]))

    @cached_property
    def label(self) -> str:
        if self.kind is PeriodKind.MONTH:
            return f"{self.year}年{self.number}月"
        if self.kind is PeriodKind.QUARTER:
            return f"{self.year}年第{'一二三四'[self.number - 1]}季度"
        if self.kind is PeriodKind.HALF:
            return f"{self.year}年{'上下'[self.number - 1]}半年"
        return f"{self.year}年"

    @cached_property
    def short(self) -> str:
        """Within its year: 11月, 第四季度; a year keeps its number."""
        return self.label if self.kind is PeriodKind.YEAR else self.label.partition("年")[2]

    @cached_property
    def code(self) -> str:
        """For identifiers: 2026-11, 2026-Q4, 2026-H2, 2026."""
        if self.kind is PeriodKind.YEAR:
            return str(self.year)
        return f"{self.year}-{_CODES[self.kind].format(self.number)}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def periods_between(kind: PeriodKind, from_day: date, until_day: date) -> list[Period]:
    """The periods with at least one day in the range (both ends included), oldest first."""
    periods, period = [], Period.of(kind, from_day)
    while period.start <= until_day:
        periods.append(period)
        period = period.next
    return periods
