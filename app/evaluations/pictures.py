"""Pictures of votes that were counted, for the page and the same on paper; sees lines of figures
only."""

from collections.abc import Sequence
from typing import Protocol

from app.core import charts

MOST = 40
"""Bars that can still be read on one side of paper."""
HEAD, BAR = 70, 26  # pixels: legend and axis, one bar


class Counted(Protocol):
    marks: tuple[str, ...]
    votes: tuple[int, ...]


def comparable(rows: Sequence[tuple[str, Counted]]) -> list[tuple[str, Counted]]:
    """The rows that have votes; none where they are too many or their marks differ."""
    told = [(label, line) for label, line in rows if sum(line.votes)]
    alike = len({line.marks for _, line in told}) == 1
    return told if alike and len(told) <= MOST else []


def shares(rows: Sequence[tuple[str, Counted]]) -> bytes | None:
    """What part of each row's votes every mark has, in per cent; None where nothing compares."""
    told = comparable(rows)
    if not told:
        return None
    parts = {
        mark: [100 * line.votes[place] / sum(line.votes) for _, line in told]
        for place, mark in enumerate(told[0][1].marks)
    }
    return charts.stacked_rows(
        [label for label, _ in told], parts, unit="%", top=100, height=HEAD + BAR * len(told)
    )


def rows_of(people) -> list[tuple[str, Counted]]:
    """What is compared: the overall line of each subject, or every item of the only one."""
    if len(people) == 1:
        one = people[0]
        return [(line.label, line) for line in (*one.lines, *filter(None, [one.overall]))]
    return [(one.judged.name, one.overall) for one in people if one.overall]


def printed(rows: Sequence[tuple[str, Counted]]) -> str:
    """The same inside a paper; empty where there is none."""
    drawn = shares(rows)
    return charts.data_uri(drawn) if drawn else ""
