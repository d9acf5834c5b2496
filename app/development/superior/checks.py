"""What the linter says of the files in a queue: how much, and how bad the worst of it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.access.scope import Scope
from app.calendars.queries import calendar
from app.development import cases
from app.rules.development.case import Case, Sort
from app.rules.development.faults import Fault
from app.rules.development.linter import lint

COLOURS = {Sort.WRONG: "red", Sort.LATE: "red", Sort.GAP: "amber", Sort.UNSURE: "grey"}
_WORST = list(COLOURS)


@dataclass(frozen=True)
class Check:
    """A file as it stands, with what does not fit in it, the worst first."""

    case: Case
    faults: tuple[Fault, ...]

    @property
    def worst(self) -> Sort | None:
        return self.faults[0].sort if self.faults else None

    @property
    def colour(self) -> str:
        return COLOURS[self.worst] if self.worst else "green"


def checks(scope: Scope, file_ids: Collection[int], day: date) -> dict[int, Check]:
    """{file id: its check}, in a fixed number of statements."""
    days = calendar()
    found = cases.of_files(scope, file_ids)
    return {
        file_id: Check(
            case, tuple(sorted(lint(case, day, days), key=lambda one: _WORST.index(one.sort)))
        )
        for file_id, case in found.items()
    }
