"""The shape of a figure, and how two things are timed against each other."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

CLOCKS = {"CPU": process_time, "wall": perf_counter}


@dataclass(frozen=True)
class Figure:
    """One line: a `ratio` to a yardstick or a `value` in `unit`; `limit` is what it should not
    pass, if anything; `of` tells lines of one name apart."""

    name: str
    detail: str
    unit: str
    of: str | None = None
    ratio: float | None = None
    value: float | None = None
    limit: float | None = None


def taken(act: Callable[[], object], clock: str) -> float:
    """Seconds of one call on the "CPU" (of this process) or the "wall" clock."""
    read = CLOCKS[clock]
    before = read()
    act()
    return read() - before


def medians(rounds: int, clock: str, *acts: Callable[[], object]) -> list[float]:
    """The median seconds of each, called in turn round after round so that all share the same
    weather; one uncounted round warms caches."""
    for act in acts:
        act()
    times = [[taken(act, clock) for act in acts] for _ in range(rounds)]
    return [median(column) for column in zip(*times, strict=True)]


def versus(ours: float, theirs: float, clock: str) -> str:
    """How a ratio came about: medians in milliseconds."""
    return f"{ours * 1000:.2f} ms ÷ {theirs * 1000:.2f} ms {clock}, medians, in turn"
