"""The picture of budget against use, for the page and in greys for paper; sees figures only."""

from collections.abc import Sequence
from typing import Protocol

from app.core import charts

HEAD, BAR = 90, 42  # pixels: legend and axis, one line of the budget


class Figures(Protocol):
    name: str
    spent: int
    reserved: int
    free: int


def use(lines: Sequence[Figures]) -> bytes:
    """What of each line is spent, promised and free, in yuan."""
    parts = {
        "已支出": [one.spent / 100 for one in lines],
        "已批未付": [one.reserved / 100 for one in lines],
        "可用": [one.free / 100 for one in lines],
    }
    names = [one.name for one in lines]
    return charts.stacked_rows(names, parts, unit="元", height=HEAD + BAR * max(len(names), 1))


def printed(lines: Sequence[Figures]) -> str:
    """The same inside a paper; empty where there are no lines."""
    return charts.data_uri(use(lines)) if lines else ""
