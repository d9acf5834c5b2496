"""One row to be corrected, and the refused rows as a file; whose eyes see whole ID numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.members.importing import actions
from app.members.models import Import
from app.members.roster.compare import Kind
from app.members.roster.fields import Field
from app.members.roster.outcome import PersonRow, Problem
from app.members.roster.refused import refused_workbook
from app.rules.identity import mask


@dataclass(frozen=True)
class Cell:
    """A field of the row as the file shows it; `hidden` keeps its text from this reader."""

    field: Field
    column: str
    text: str
    hidden: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Card:
    row: PersonRow
    kind: Kind
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...]

    def differing(self, typed: Mapping[str, str]) -> dict[str, str]:
        """What was typed otherwise than it stood; a hidden cell left blank stays as it is."""
        before = {cell.field.value: cell for cell in self.cells}
        return {
            name: text
            for name, text in typed.items()
            if text != before[name].text and (text or not before[name].hidden)
        }


def card_of(imported: Import, number: int, *, own: bool) -> Card | None:
    """The row of that number with its problems at their cells; `own`: the reader brought the
    file and may see what it holds."""
    judged = actions.judged(imported)
    outcome = next((o for o in judged.outcomes if o.row.number == number), None)
    if outcome is None:
        return None
    mapping, row = judged.reading.table.mapping, outcome.row
    fields = list(mapping.fields)
    fields += [p.field for p in outcome.problems if p.field and p.field not in fields]
    fields += [f for f in row.raw if f not in fields]
    cells = []
    for field in dict.fromkeys(fields):
        column, text = mapping.of(field), row.raw.get(field, "")
        hidden = field is Field.ID_NUMBER and bool(text) and not own
        problems = tuple(p for p in outcome.problems if p.field is field)
        letter = column.letter if column else ""
        cells.append(Cell(field, letter, "" if hidden else text, hidden, problems))
    rest = tuple(p for p in outcome.problems if p.field is None)
    return Card(row, outcome.kind, tuple(cells), rest)


def refused_file(imported: Import, *, own: bool) -> bytes:
    """The refused rows with their reasons as a workbook; only its own reader's numbers whole."""
    judged = actions.judged(imported)
    refused = [
        (outcome.row if own else _masked(outcome.row), outcome.problems)
        for outcome in judged.outcomes
        if outcome.kind is Kind.REFUSED
    ]
    return refused_workbook(judged.reading.table, refused)


def _masked(row: PersonRow) -> PersonRow:
    if number := row.raw.get(Field.ID_NUMBER):
        return replace(row, raw=row.raw | {Field.ID_NUMBER: mask(number)})
    return row
