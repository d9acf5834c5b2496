"""What time it is; the only place that asks the computer."""

import json
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Shanghai")
_travelled: ContextVar[datetime | None] = ContextVar("travelled", default=None)
_process_shift = [timedelta()]


def now() -> datetime:
    """The moment, in UTC and aware of it."""
    return _travelled.get() or datetime.now(UTC) + _process_shift[0]


def today() -> date:
    """The calendar day where the branches are."""
    return here(now()).date()


def wall() -> datetime:
    """The present moment on the branches' wall clock, without a zone, to compare with times of
    the record."""
    return here(now()).replace(tzinfo=None)


def here(moment: datetime) -> datetime:
    """The same moment on the wall clock where the branches are."""
    return moment.astimezone(HERE)


@contextmanager
def travel(day: date, hour: int = 10, minute: int = 0):
    """Within the block it is that day; for the demo world and for tests."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE).astimezone(UTC)
    token = _travelled.set(moment)
    try:
        yield
    finally:
        _travelled.reset(token)


def set_epoch(file: Path, built_for: date) -> None:
    """Remember that the world in this instance was built to a day; the clock runs on from it."""
    write_epoch(file, built_for)
    follow_epoch(file)


def write_epoch(file: Path, day: date) -> None:
    """Whoever follows the file finds that day from now on; this process's clock stays."""
    made_on = datetime.now(UTC).astimezone(HERE).date()
    whole = file.with_suffix(".new")  # a server that reads meanwhile never sees half a file
    whole.write_text(json.dumps({"days": (day - made_on).days}), "utf-8")
    whole.replace(file)


def follow_epoch(file: Path) -> None:
    """Shift this process's clock by what `set_epoch` wrote, or not at all."""
    days = json.loads(file.read_text("utf-8"))["days"] if file.exists() else 0
    _process_shift[0] = timedelta(days=days)
