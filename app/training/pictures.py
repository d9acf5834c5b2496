"""Pictures of coverage and hours, for the page and the same on paper; sees figures only."""

from collections.abc import Sequence

from app.core import charts
from app.training.hours.queries import Summed

MOST = 40
"""Bars that can still be read on one side of paper."""
HEAD, BAR = 70, 26  # pixels: legend and axis, one bar


def coverage(rows: Sequence[tuple[str, int, int]]) -> bytes | None:
    """(unit, asked, done) of one half-year as bars of two parts; None without any."""
    told = [row for row in rows if row[1]][:MOST]
    if not told:
        return None
    parts = {
        "已参加": [done for _, _, done in told],
        "未参加": [asked - done for _, asked, done in told],
    }
    names = [name for name, *_ in told]
    return charts.stacked_rows(names, parts, unit="人", height=HEAD + BAR * len(told))


def hours(rows: Sequence[tuple[str, Summed]]) -> bytes | None:
    """Hours a head of each branch; None without any."""
    told = [(name, one) for name, one in rows if one.asked][:MOST]
    if not told:
        return None
    mean = [round(one.hours / (one.asked + one.exempt), 1) for _, one in told]
    names = [name for name, _ in told]
    return charts.rows(names, {"人均学时": mean}, height=HEAD + BAR * len(told), values=True)


def printed(drawn: bytes | None) -> str:
    """The same inside a paper; empty where there is none."""
    return charts.data_uri(drawn) if drawn else ""
