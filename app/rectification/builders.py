"""Fills the ledger, on paper and as a table, from items."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.printing.words import when
from app.rectification.models import Item
from app.rectification.sheets import Ledger, LedgerRow, ledger
from app.rules.rectification import ItemState


def paper(items: Sequence[Item], *, title: str, organization: str, day: date) -> Ledger:
    """The ledger of these items in their order, with how many are in which state."""
    counted = Counter(item.state for item in items)
    totals = [(state.label, counted[state]) for state in ItemState if counted[state]]
    return ledger(
        title=title,
        organization=organization,
        filled=day,
        rows=[row(item) for item in items],
        totals=totals,
    )


def row(item: Item) -> LedgerRow:
    """One item as the ledger shows it."""
    return LedgerRow(
        organization=item.organization.long_name,
        source=item.source_title or item.source_kind.label,
        problem=item.problem,
        goal=item.goal,
        measure=item.measure,
        responsible=item.responsible,
        due=item.due_on,
        progress=tuple(f"{when(note.told_on)}：{note.text}" for note in item.notes),
        acceptance=acceptance(item),
    )


def acceptance(item: Item) -> str:
    """How it ended so far, in words."""
    if item.state is ItemState.ACCEPTED:
        said = f"，{item.accepted_note}" if item.accepted_note else ""
        return f"{when(item.accepted_on)} {item.accepted_by}验收{said}"
    if item.state is ItemState.DONE:
        return f"{when(item.done_on)}办结"
    return f"不再办理：{item.ended_why}" if item.state is ItemState.DROPPED else ""


def cells(item: Item) -> list:
    """One item for a workbook, under sheets.HEADINGS."""
    one = row(item)
    return [
        one.organization, one.source, one.problem, one.goal, one.measure, one.responsible,
        when(one.due), "\n".join(one.progress), one.acceptance, item.state.label,
    ]  # fmt: skip
