"""Loads a year's arrangement of holidays, and takes one back."""

from app.calendars import queries
from app.calendars.models import APART, CalendarYear
from app.calendars.reading import Days
from app.core.db import db


def load(year: int, days: Days, *, source: str) -> CalendarYear:
    """The year's arrangement is these days and no others; an earlier one is replaced."""
    arrangement = queries.arrangement(year)
    if arrangement is None:
        arrangement = CalendarYear(year=year)
        db.session.add(arrangement)
    arrangement.holidays, arrangement.workdays = _line(days.off), _line(days.worked)
    arrangement.source = source
    db.session.flush()
    return arrangement


def take_back(arrangement: CalendarYear) -> None:
    """The year is again as the package knows it, or 暂算."""
    db.session.delete(arrangement)
    db.session.flush()


def _line(days):
    return APART.join(day.isoformat() for day in sorted(days))
