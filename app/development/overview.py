"""People by step: one page of the list, with how far each is and who is late."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.access.scope import Scope
from app.calendars.queries import calendar
from app.development import cases, queries
from app.development.models import File
from app.development.queries import Filter
from app.development.rows import gather
from app.rules.development.path import Path, path
from app.rules.members import Stage


@dataclass(frozen=True)
class Line:
    """One person as the list shows them."""

    file: Any
    path: Path


@dataclass(frozen=True)
class Overview:
    lines: list[Line]
    branches: list[tuple[int, str]]
    stages: Counter
    total: int


def of(scope: Scope, wanted: Filter, today: date) -> Overview:
    """One page, the late first, in a fixed number of statements whatever the number of files."""
    counted = queries.branch_stages(scope, wanted.closed)
    rows = gather(scope, File.id.in_(queries.page_of(scope, wanted)))
    days = calendar()
    lines = [Line(file, path(cases.case_of(file, rows), today, days)) for file in rows.files]
    stages = Counter()
    for branch_id, _, stage, number in counted:
        if wanted.organization_id in {None, branch_id}:
            stages[stage] += number
    return Overview(
        lines=lines,
        branches=list(dict.fromkeys((key, name) for key, name, _, _ in counted)),
        stages=stages,
        total=sum(n for s, n in stages.items() if wanted.stage not in set(Stage) or s == wanted.stage),
    )
