"""The picture of a year: months × duties, of one organisation or in counts of many; pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.findings.engine import Finding, State
from app.findings.models import AnswerKind

LOOKS = {
    State.DONE: "done", State.WAIVED: "waived", State.LATE: "late", State.SOON: "owed",
    State.OPEN: "owed", State.AHEAD: "ahead", State.INFO: "owed",
}  # fmt: skip
MARKS = {
    "done": "✓", "belated": "迟", "waived": "免", "late": "缺", "owed": "待", "ahead": "·",
    "na": "",
}  # fmt: skip
WORDS = {
    "done": "已办", "belated": "已迟办", "waived": "不适用", "late": "超期待补", "owed": "待办",
    "ahead": "未到",
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """`span` months of the year; `finding` is the instance due in it, if any."""

    span: int
    look: str
    finding: Finding | None = None

    @property
    def mark(self) -> str:
        return MARKS[self.look]

    @property
    def word(self) -> str:
        return WORDS.get(self.look, "")


@dataclass(frozen=True)
class Row:
    title: str
    cells: tuple[Cell, ...]


class Count(NamedTuple):
    """Of the organisations that owe something in these months: how many did it, are late, are
    not asked yet, and to how many it does not apply."""

    span: int
    owed: int
    done: int
    late: int
    waived: int

    @property
    def look(self) -> str:
        if not self.owed:
            return "na"
        if self.late:
            return "late"
        return "done" if self.done + self.waived == self.owed else "owed" if self.done else "ahead"


def of_one(instances: Iterable[Finding], year: int) -> list[Row]:
    """A row a line, in the order in which the lines first fall due, twelve months each."""
    lines = defaultdict(dict)
    for one in instances:
        if one.line and one.due.year == year:
            lines[one.line, one.title][_months(one.since, one.due)] = one
    return [
        Row(title, tuple(_cells(periods, _cell, Cell(1, "na"))))
        for (_, title), periods in sorted(lines.items(), key=_often)
    ]


def of_many(
    counts: Iterable[tuple[str, date, date, State, int]], year: int
) -> list[tuple[str, list[Count]]]:
    """[(duty, counts through the year)] out of (duty, first day, last day, state, how many)."""
    lines = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for title, since, due, state, number in counts:
        if due.year == year:
            lines[title, title][_months(since, due)][state] += number
    return [
        (title, _cells(periods, _count, Count(1, 0, 0, 0, 0)))
        for (_, title), periods in sorted(lines.items(), key=_often)
    ]


def _often(line):
    """What comes every month before what comes once a year."""
    (name, title), periods = line
    return min(last - first for first, last in periods), title, name


def _months(since, due):
    return (since.month if since.year == due.year else 1), due.month


def _cells(periods, make, blank):
    cells, month = [], 1
    for (first, last), found in sorted(periods.items()):
        if first < month:
            continue
        cells += [blank] * (first - month)
        cells.append(make(last - first + 1, found))
        month = last + 1
    return cells + [blank] * (13 - month)


def _cell(span, finding):
    late = finding.state is State.DONE and finding.answer == AnswerKind.DONE_LATE
    return Cell(span, "belated" if late else LOOKS[finding.state], finding)


def _count(span, states):
    owed = sum(states.values())
    late = states[State.LATE]
    return Count(span, owed, states[State.DONE], late, states[State.WAIVED])
