"""Printed forms of findings: the list of what is off, and the picture of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.findings.engine import Finding
from app.findings.year import Count

MOST = 400
"""Organisations on one printed list."""


@dataclass(frozen=True)
class Line:
    """One thing owed, as it is printed."""

    what: str
    why: str
    cite: str
    due: date
    state: str


@dataclass(frozen=True)
class FindingsList:
    """What is owed in an organisation or below it on `day`."""

    organization: str
    day: date
    groups: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def number(self) -> int:
        return sum(len(lines) for _, lines in self.groups)


@dataclass(frozen=True)
class Square:
    """A cell of the year: how many months wide, how it looks, what stands in it."""

    span: int
    look: str
    text: str


@dataclass(frozen=True)
class YearPicture:
    """Months × duties. In counts where it is of many: done of owed."""

    organization: str
    year: int
    day: date
    many: bool
    rows: tuple[tuple[str, tuple[Square, ...]], ...]


def findings_list(name: str, day: date, rows: Sequence[tuple]) -> FindingsList:
    """`rows` are (organisation, its findings)."""
    return FindingsList(
        name,
        day,
        tuple((one.long_name, tuple(map(_line, found))) for one, found in rows),
    )


def year_sheet(name: str, day: date, rows: Sequence, *, many: bool) -> YearPicture:
    """`rows` are year.Row of one organisation, or (duty, year.Count…) of many."""
    told = (
        [(title, tuple(map(_counted, cells))) for title, cells in rows]
        if many
        else [(row.title, tuple(Square(c.span, c.look, c.mark) for c in row.cells)) for row in rows]
    )
    return YearPicture(name, day.year, day, many, tuple(told))


def _counted(count: Count) -> Square:
    text = f"{count.done + count.waived}/{count.owed}" if count.owed else ""
    return Square(count.span, count.look, text)


def _line(finding: Finding) -> Line:
    return Line(finding.what, finding.why, finding.cite, finding.due, finding.state.label)
