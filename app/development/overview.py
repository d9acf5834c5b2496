"""People by step: one page of the list, with how far each is and who is late."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.access.scope import Scope
from app.calendars.queries import calendar
from app.development import cases, listing
from app.development.listing import Filter
from app.development.models import File
from app.development.rows import gather
from app.rules.development.bounds import Bound
from app.rules.development.path import NextStep, Path, path
from app.rules.members import Stage


@dataclass(frozen=True)
class Line:
    """One person as the list shows them."""

    file: Any
    path: Path
    today: date

    @property
    def next(self) -> NextStep | None:
        """The step that is late, else the first that can be taken; a gap only where all is done."""
        ordered = sorted(self.path.next, key=lambda one: (one.gap, not self._late(one), one.step))
        return ordered[0] if ordered else None

    @property
    def review(self) -> Bound | None:
        """The next half-yearly review, while one is owed."""
        return next((one.due for one in self.path.lasting if one.due), None)

    @property
    def due(self) -> date | None:
        """The nearest limit of all."""
        days = [one.latest.day for one in self.path.next if one.latest]
        days += [self.review.day] if self.review else []
        return min(days, default=None)

    @property
    def late(self) -> bool:
        """A step or a half-yearly review is past its limit."""
        return self.due is not None and self.due < self.today

    def _late(self, one):
        return one.latest is not None and one.latest.day < self.today


@dataclass(frozen=True)
class Overview:
    lines: list[Line]
    branches: list[tuple[int, str]]
    stages: Counter
    total: int


def of(scope: Scope, wanted: Filter, today: date) -> Overview:
    """One page, the most urgent first, in ten statements whatever the number of files."""
    counted = listing.branch_stages(scope, wanted.closed)
    rows = gather(scope, File.id.in_(listing.page_of(scope, wanted)), local=False)
    days = calendar()
    lines = [Line(file, path(cases.case_of(file, rows), today, days), today) for file in rows.files]
    lines.sort(key=lambda line: line.due or date.max)
    stages = Counter()
    for branch_id, _, stage, number in counted:
        if wanted.organization_id in {None, branch_id}:
            stages[stage] += number
    return Overview(
        lines=lines,
        branches=list(dict.fromkeys((key, name) for key, name, _, _ in counted)),
        stages=stages,
        total=stages[Stage(wanted.stage)] if wanted.stage in set(Stage) else stages.total(),
    )
