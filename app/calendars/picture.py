"""A year as twelve small months: which days are worked, and how each year is known."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from app.calendars.models import CalendarYear
from app.rules.workdays import PACKAGED_YEARS, Calendar

_WEEKS = Weeks()


@dataclass(frozen=True)
class Cell:
    """A day of a month; `kind` is work, rest (a weekend), off (休) or shift (班)."""

    day: date
    kind: str


@dataclass(frozen=True)
class Month:
    number: int
    weeks: tuple[tuple[Cell | None, ...], ...]

    @property
    def working_days(self) -> int:
        return sum(
            cell is not None and cell.kind in {"work", "shift"}
            for week in self.weeks
            for cell in week
        )


def months(calendar: Calendar, year: int) -> list[Month]:
    """The twelve months, weeks from Monday; None where a week reaches into another month."""
    return [
        Month(
            month,
            tuple(
                tuple(_cell(calendar, day) if day.month == month else None for day in week)
                for week in _WEEKS.monthdatescalendar(year, month)
            ),
        )
        for month in range(1, 13)
    ]


def standing(year: int, loaded: CalendarYear | None) -> tuple[str, str]:
    """(in a word, its colour) how the year's arrangement is known."""
    if loaded:
        return "已载入", "green"
    return ("随系统提供", "grey") if year in PACKAGED_YEARS else ("暂算", "amber")


def _cell(calendar, day):
    weekday, works = day.weekday() < 5, calendar.is_working(day)
    if works:
        return Cell(day, "work" if weekday else "shift")
    return Cell(day, "off" if weekday else "rest")
