"""The working-day calendar as this instance knows it; it belongs to no organisation."""

from sqlalchemy import inspect, select

from app.calendars.models import CalendarYear
from app.core.db import db
from app.rules.workdays import PACKAGED, Calendar

_kept: dict[tuple, Calendar] = {}


def calendar() -> Calendar:
    """The calendar of the package with every loaded arrangement above it. One statement; the
    counting behind it is kept as long as no arrangement changes."""
    loaded = years()
    if not loaded:
        return PACKAGED
    state = tuple((one.year, one.holidays, one.workdays) for one in loaded)
    if state not in _kept:
        _kept.clear()
        extra = {day: works for one in loaded for day, works in one.days.items()}
        _kept[state] = Calendar(extra, frozenset(one.year for one in loaded))
    return _kept[state]


def calendar_or_packaged() -> Calendar:
    """The same where the instance may not be set up yet: then there is only the package's."""
    return calendar() if inspect(db.engine).has_table(CalendarYear.__tablename__) else PACKAGED


def years() -> list[CalendarYear]:
    """Every loaded arrangement, oldest first."""
    return list(db.session.scalars(select(CalendarYear).order_by(CalendarYear.year)))


def arrangement(year: int) -> CalendarYear | None:
    return db.session.scalar(select(CalendarYear).where(CalendarYear.year == year))
