"""Fills the result sheet, on paper and as a table, from entries and the evidence beside them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from app.debriefs.assessment.models import Assessment, AssessmentEntry
from app.debriefs.assessment.queries import Evidence
from app.debriefs.assessment.sheets import ResultRow, ResultSheet, result_sheet
from app.rules.assessment import GRADES, Subject, total


def result(
    assessment: Assessment,
    entries: Sequence[AssessmentEntry],
    evidence: Mapping[int, Evidence],
    day: date,
) -> ResultSheet:
    """The sheet as it stands; grades are counted in their order."""
    counted = Counter(entry.grade for entry in entries)
    return result_sheet(
        title=assessment.title,
        organization=assessment.organization.name,
        filled=day,
        items=[f"{item.title}（{item.weight}%）" for item in assessment.items],
        person=assessment.subject is Subject.CADRE,
        rows=[_row(assessment, entry, evidence.get(entry.organization_id)) for entry in entries],
        totals=[(g.label, counted[g]) for g in GRADES[assessment.subject] if counted[g]],
        state=assessment.state.label,
    )


def headings(assessment: Assessment) -> list[str]:
    """Of the workbook."""
    items = [f"{item.title}（{item.weight}%）" for item in assessment.items]
    return ["党支部", "考核对象", *items, "合计", "述职综合评价", "等次", "评语"]


def cells(row: ResultRow) -> list:
    """One row for a workbook, under those headings."""
    return [
        row.branch, row.name, *row.marks, row.total, row.overall, row.grade, row.remark,
    ]  # fmt: skip


def _row(assessment, entry, beside):
    halves = entry.halves(assessment.items)
    overall = beside.overall if beside and entry.reports else None
    place = entry.organization.long_name
    return ResultRow(
        f"{place}{entry.post}" if entry.post and entry.person else place,
        entry.name,
        tuple("" if mark is None else f"{mark / 2:g}" for mark in halves),
        total(halves, assessment.weights) or "",
        overall.label if overall else "",
        entry.grade.label if entry.grade else "",
        entry.remark,
    )
