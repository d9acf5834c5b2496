"""What the addresses of venues say of days and hours; anything else is as if it were not there."""

from datetime import date, time

from flask import request

from app.core.fields import YEARS


def day(name: str, default: date | None) -> date | None:
    """A day of our time by its ISO text, else the default."""
    try:
        found = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return default
    return found if found.year in YEARS[1:-1] else default


def hour(name: str) -> time | None:
    try:
        return time.fromisoformat(request.args.get(name, "")).replace(tzinfo=None)
    except ValueError:
        return None
