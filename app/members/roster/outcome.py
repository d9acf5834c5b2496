"""What reading a roster ends in: people row by row, and the problems found with them."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from app.members.roster.fields import Field
from app.members.roster.headings import Table
from app.members.roster.layout import Skipped


class Severity(StrEnum):
    REFUSE = "refuse"
    WARN = "warn"


class Problem(NamedTuple):
    """`row` and `column` as the spreadsheet shows them; no column: the row as a whole."""

    row: int
    column: str
    field: Field | None
    message: str
    severity: Severity


@dataclass(frozen=True)
class PersonRow:
    """One person as the file tells it. `values` holds only fields that are filled in.

    `raw` is the text as shown, by field; what a group row above gave stands in it as well.
    """

    number: int
    raw: dict[Field, str]
    values: dict[Field, Any]
    problems: tuple[Problem, ...] = ()
    hidden: bool = False
    duplicate_of: int | None = None

    @property
    def refused(self) -> bool:
        return any(problem.severity is Severity.REFUSE for problem in self.problems)


@dataclass(frozen=True)
class Reading:
    table: Table
    rows: tuple[PersonRow, ...]
    skipped: tuple[Skipped, ...]

    @property
    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]

    @property
    def counts(self) -> dict[str, int]:
        """rows = accepted + duplicate + refused; hidden ones are among them."""
        kinds = Counter(
            "refused" if row.refused else "duplicate" if row.duplicate_of else "accepted"
            for row in self.rows
        )
        return {
            "rows": len(self.rows),
            **{kind: kinds[kind] for kind in ("accepted", "duplicate", "refused")},
            "hidden": sum(row.hidden for row in self.rows),
        }
