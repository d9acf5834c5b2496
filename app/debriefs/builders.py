"""Fills the papers of one report from the record."""

from collections.abc import Sequence
from datetime import date

from app.core.clock import here
from app.debriefs.models import Debrief
from app.debriefs.sheets import (
    DebriefReport,
    PromiseList,
    PromiseRow,
    debrief_report,
    promise_list,
)
from app.printing.words import when
from app.rectification.builders import acceptance
from app.rectification.models import Item
from app.rules.reports import Section

PROMISED, COMMENTED = "述职承诺", "上级点评"


def of_debrief(debrief: Debrief, outline: tuple[Section, ...], day: date) -> DebriefReport:
    """The paper of one report, dated the day it was submitted or, before that, `day`; its
    promises, one a line, close it."""
    sections = debrief.sections(outline)
    if debrief.promises:
        title, text = sections[-1]
        sections[-1] = title, f"{text}\n{_promised(debrief)}"
    return debrief_report(
        year=debrief.year,
        post=f"{debrief.organization.long_name}书记",
        author=debrief.person.name,
        held=here(debrief.submitted_at).date() if debrief.submitted else day,
        opening=f"现将本人{debrief.year}年度履行党支部书记职责、抓党建工作的情况报告如下。",
        sections=sections,
    )


def promises(debrief: Debrief, items: Sequence[Item], day: date) -> PromiseList:
    """The list of promises with what became of them; before submission as they are written."""
    rows = [
        PromiseRow(
            PROMISED if item.source_part else COMMENTED,
            item.problem,
            item.measure,
            item.responsible,
            item.due_on,
            _outcome(item),
        )
        for item in sorted(items, key=lambda one: (not one.source_part, one.source_part, one.id))
    ] or [
        PromiseRow(PROMISED, one.problem, one.measure, one.responsible, one.due_on, "")
        for one in debrief.promises
    ]
    return promise_list(
        year=debrief.year,
        organization=debrief.organization.long_name,
        secretary=debrief.person.name,
        filled=day,
        rows=rows,
    )


def _promised(debrief):
    lines = [
        f"{number}. {one.measure.rstrip('。；')}（责任人：{one.responsible}，"
        f"{when(one.due_on)}前完成）。"
        for number, one in enumerate(debrief.promises, 1)
    ]
    return "\n".join(["具体措施和时限：", *lines])


def _outcome(item):
    last = f"{when(item.notes[-1].told_on)}：{item.notes[-1].text}" if item.notes else ""
    return acceptance(item) or last
