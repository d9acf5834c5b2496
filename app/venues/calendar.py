"""The calendar of bookings: which days a view shows, and what stands in each cell; pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

from app.rules.dates import add_months

VIEWS = {"day": "日", "week": "周", "month": "月"}


class Dated(Protocol):
    venue_id: int
    day: date


def bounds(view: str, day: date) -> tuple[date, date]:
    """The first and the last day that a view shows; a month is shown in whole weeks."""
    if view == "day":
        return day, day
    if view == "month":
        first = day.replace(day=1)
        last = add_months(first, 1) - timedelta(days=1)
        return _monday(first), _monday(last) + timedelta(days=6)
    return _monday(day), _monday(day) + timedelta(days=6)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def weeks(first: date, last: date) -> list[list[date]]:
    every = days(first, last)
    return [every[n : n + 7] for n in range(0, len(every), 7)]


def earlier(view: str, day: date) -> date:
    return _by(view, day, -1)


def later(view: str, day: date) -> date:
    return _by(view, day, 1)


def cells(bookings: Iterable[Dated]) -> dict[tuple[int, date], Sequence[Dated]]:
    """{(venue, day): what stands there}, in the order given."""
    found: dict[tuple[int, date], list[Dated]] = {}
    for one in bookings:
        found.setdefault((one.venue_id, one.day), []).append(one)
    return found


def _by(view, day, count):
    if view == "month":
        return add_months(day.replace(day=1), count)
    return day + timedelta(days=count if view == "day" else 7 * count)


def _monday(day):
    return day - timedelta(days=day.weekday())
