"""The result sheet of an assessment as it is printed: marks, the sum in the open, grades."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ResultRow:
    """One team or secretary; `marks` in the order of the items, '' where none was given."""

    branch: str
    name: str
    marks: tuple[str, ...]
    total: str
    overall: str
    grade: str
    remark: str


@dataclass(frozen=True)
class ResultSheet:
    """`items` are titles with their weights; `person` says whether people or teams are assessed;
    `totals` are grade and count; `state` is where the assessment stands."""

    title: str
    organization: str
    filled: date | str
    items: tuple[str, ...]
    person: bool
    rows: tuple[ResultRow, ...]
    totals: tuple[tuple[str, int], ...]
    state: str


def result_sheet(
    *,
    title: str,
    organization: str,
    filled: date | str,
    items: Iterable[str],
    person: bool,
    rows: Iterable[ResultRow],
    totals: Iterable[tuple[str, int]],
    state: str,
) -> ResultSheet:
    """考核结果表 of one assessment."""
    return ResultSheet(
        f"{title}结果表", organization, filled, tuple(items), person, tuple(rows), tuple(totals),
        state,
    )  # fmt: skip
