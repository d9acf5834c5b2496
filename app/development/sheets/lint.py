"""What the linter found, as it is printed and tabled: plain values only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.rules.development.case import Sort
from app.rules.development.faults import Fault

HEADINGS = ["党支部", "姓名", "步骤", "情况", "要求", "内容", "对照的事实", "怎样补正", "依据"]
WIDTHS = [26, 10, 22, 8, 8, 50, 40, 36, 44]


@dataclass(frozen=True)
class LintRow:
    step: str
    sort: str
    strength: str
    message: str
    facts: str
    mend: str
    cite: str


@dataclass(frozen=True)
class LintPerson:
    name: str
    branch: str
    rows: tuple[LintRow, ...]


@dataclass(frozen=True)
class LintReport:
    """`totals` are (sort, number) of faults; `read` how many files were looked at; `left_out` how
    many people stand in the workbook only."""

    organization: str
    day: date
    read: int
    totals: tuple[tuple[str, int], ...]
    people: tuple[LintPerson, ...]
    left_out: int = 0


def lint_report(
    *,
    organization: str,
    day: date,
    counts: Mapping[Sort, int],
    read: int,
    people: Iterable[tuple[str, str, Iterable[Fault]]],
    left_out: int = 0,
) -> LintReport:
    """`people` are (branch, name, faults) in the order in which they are printed."""
    return LintReport(
        organization,
        day,
        read,
        tuple((sort.label, number) for sort, number in counts.items()),
        tuple(
            LintPerson(name, branch, tuple(map(row_of, faults))) for branch, name, faults in people
        ),
        left_out,
    )


def row_of(fault: Fault) -> LintRow:
    """One fault as text."""
    return LintRow(
        fault.step.label,
        fault.sort.label,
        fault.strength.value,
        fault.message,
        "；".join(f"{label}：{value}" for label, value in fault.facts),
        fault.mend,
        str(fault.reason.cite or ""),
    )


def table_row(branch: str, name: str, fault: Fault) -> list[str]:
    """The same as a line of the workbook, under HEADINGS."""
    row = row_of(fault)
    return [
        branch, name, row.step, row.sort, row.strength, row.message, row.facts, row.mend, row.cite,
    ]  # fmt: skip
