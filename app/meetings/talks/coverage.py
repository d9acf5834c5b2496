"""A branch's year of talks at a glance: who with whom, and which are still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.access.scope import Scope
from app.meetings.talks import queries
from app.meetings.talks.models import Talk
from app.organizations.models import Organization
from app.rules.talks import Coverage, coverage

MOST_IN_MATRIX = 60


class Line(NamedTuple):
    """One person of the matrix; `seen` and `met` say whether the two kinds owed to an ordinary
    member are there, None where it is not owed."""

    id: int
    name: str
    sits: bool
    seen: bool | None
    met: bool | None


@dataclass(frozen=True)
class Matrix:
    """`columns` are all people, or the committee alone where a branch is large; `held` is
    {(row, column): the latest day}, both ways round."""

    lines: tuple[Line, ...]
    columns: tuple[Line, ...]
    held: dict[tuple[int, int], date]
    found: Coverage
    names: dict[int, str]

    @property
    def reduced(self) -> bool:
        return len(self.columns) < len(self.lines)

    def look(self, row: int, column: int) -> str:
        """How a cell looks: done, owed (a pair of the committee), na."""
        if (row, column) in self.held:
            return "done"
        pair = (min(row, column), max(row, column))
        return "owed" if pair in self.found.missing else "na"


def of_branches(
    scope: Scope, branches: Sequence[Organization], year: int, today: date
) -> dict[int, Coverage]:
    """{branch id: how far the year's talks reach}, in a fixed number of statements."""
    last = min(today, date(year, 12, 31))
    found, _ = queries.circles(scope, [b.id for b in branches], date(year, 1, 1), last)
    return {branch.id: of_circle(found[branch.id], year, last) for branch in branches}


def of_circle(circle: queries.Circle, year: int, day: date) -> Coverage:
    """The rule asked of one branch's people as they were on that day of the year."""
    return coverage(circle.committee_on(day), circle.members_on(day), circle.talked_in(year))


def matrix(scope: Scope, branch: Organization, talks: Sequence[Talk], year: int, today: date):
    """The matrix of one branch; `talks` are those of its year, which the caller has at hand."""
    last = min(today, date(year, 12, 31))
    found, _ = queries.circles(scope, [branch.id], date(year, 1, 1), last)
    circle = found[branch.id]
    told = of_circle(circle, year, last)
    sits = circle.committee_on(last)
    asked = circle.members_on(last) | sits
    names = queries.names(scope, sorted(asked)) | {
        person.id: person.name for talk in talks for person in (talk.first, talk.second)
    }
    ordered = sorted(asked, key=lambda who: (who not in sits, who))
    lines = tuple(_line(who, names[who], who in sits, told, bool(sits)) for who in ordered)
    held = {}
    for talk in reversed(talks):
        held[talk.first_id, talk.second_id] = held[talk.second_id, talk.first_id] = talk.talked_on
    columns = lines if len(lines) <= MOST_IN_MATRIX else tuple(x for x in lines if x.sits)
    return Matrix(lines, columns, held, told, names)


def _line(who, name, sits, told, committee):
    if sits:
        return Line(who, name, True, None, None)
    return Line(
        who,
        name,
        False,
        who not in told.unvisited if committee else None,
        who not in told.alone if told.mutual else None,
    )
