"""What lies in a file as the cells of its row: the inverse of `told`. Pure."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.development.history.columns import (
    FLOATING,
    LEAVES_ON,
    OTHER_PAPERS,
    TEMPLATE,
    Facet,
    Key,
    of_helper,
    of_notice,
    of_paper,
    of_review,
    of_step,
    paper_name,
)
from app.development.history.merging import Known
from app.development.history.told import ATTRIBUTES
from app.rules.development.case import HelperRole, NoticeKind, Outcome, ReviewKind
from app.rules.development.steps import Step

Cells = dict[Key, Any]
_ALONE = frozenset({Facet.ON, Facet.MONTHS})
_SAYS_HOW_IT_ENDED = {key.step for key in TEMPLATE if key.facet is Facet.OUTCOME} | {
    Step.CONFIRMATION_APPROVED
}


def cells_of(known: Known) -> Cells:
    """Only what there is: an empty fact has no cell."""
    found: Cells = {}
    for part in (_steps, _helpers, _reviews, _notices, _papers, _own):
        found.update(part(known))
    return found


def written(value) -> Any:
    """As reading takes it again."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "label", None) or getattr(value, "iso", None) or str(value)


def _steps(known: Known) -> Iterator[tuple[Key, Any]]:
    for row in known.steps:
        step = Step(row.step)
        for facet, attribute in ATTRIBUTES.items():
            value = getattr(row, attribute)
            if facet not in _ALONE and value is not None and value != "":
                yield of_step(step, facet, row.turn), written(value)
        yield of_step(step, Facet.ON, row.turn), written(row.taken_on)
        if (
            row.outcome is not Outcome.PASSED
            or of_step(step, Facet.OUTCOME) in TEMPLATE
            or step is Step.CONFIRMATION_APPROVED
        ):
            yield of_step(step, Facet.OUTCOME, row.turn), _ending(step, row)
        if row.months is not None and row.outcome is not Outcome.EXTENDED:
            yield of_step(step, Facet.MONTHS, row.turn), row.months


def _ending(step, row) -> str:
    if row.outcome is Outcome.EXTENDED:
        return f"延长{row.months}个月" if row.months else "延长预备期"
    if row.outcome is Outcome.PASSED:
        return "按期转正" if step is Step.CONFIRMATION_VOTED else "通过"
    return row.outcome.label


def _helpers(known: Known) -> Iterator[tuple[Key, Any]]:
    numbers = dict.fromkeys(HelperRole, 0)
    for row in known.helpers:
        numbers[row.role] += 1
        yield of_helper(row.role, numbers[row.role]), row.name
        # An empty cell says that nobody knows since when; no column would mean the step's day.
        since = written(row.since_on) if row.since_on else ""
        yield of_helper(row.role, numbers[row.role], Facet.ON), since
        if row.until_on:
            yield of_helper(row.role, numbers[row.role], Facet.UNTIL), written(row.until_on)


def _reviews(known: Known) -> Iterator[tuple[Key, Any]]:
    for kind in ReviewKind:
        days = [leaf.on for leaf in known.leaves if leaf.what == "review" and leaf.code == kind]
        if days:
            yield of_review(kind), "、".join(sorted(set(days)))


def _notices(known: Known) -> Iterator[tuple[Key, Any]]:
    for kind in NoticeKind:
        own = (row for row in known.notices if row.kind is kind)
        for number, row in enumerate(own, 1):
            yield of_notice(kind, Facet.ON, number), written(row.posted_on)
            yield of_notice(kind, Facet.UNTIL, number), written(row.until_on)
            for facet, place in ((Facet.PLACE, row.place), (Facet.SECOND, row.second_place)):
                if place:
                    yield of_notice(kind, facet, number), place


def _papers(known: Known) -> Iterator[tuple[Key, Any]]:
    others = []
    for leaf in known.leaves:
        if leaf.what != "paper":
            continue
        if of_paper(leaf.code) in TEMPLATE:
            yield of_paper(leaf.code), leaf.on
        else:
            others.append(f"{paper_name(leaf.code)}（{leaf.on}）")
    if others:
        yield of_paper(OTHER_PAPERS), "；".join(others)


def _own(known: Known) -> Iterator[tuple[Key, Any]]:
    if known.file.floating:
        yield FLOATING, "是"
    if known.file.leaves_on:
        yield LEAVES_ON, written(known.file.leaves_on)
