"""Reads every person of a history sheet, each cell with its problem; knows nobody on record."""

from collections.abc import Mapping as Values
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.development.history.columns import NAME, Key
from app.development.history.headings import choose_table
from app.development.history.told import Told, told_of
from app.development.history.values import read_value
from app.members.roster.cells import text_of
from app.members.roster.doubts import Doubt, Unreadable
from app.members.roster.headings import Table
from app.members.roster.layout import SIGNATURE, TOTAL, Skipped
from app.members.roster.outcome import PersonRow, Problem, Severity
from app.members.roster.table import MAX_PEOPLE, RosterError, Row, Sheet, too_many_rows

NOBODY = "标题行下面没有读到人员，请核对：第一行是标题，下面每人一行。"
NOTHING_ELSE = "除了姓名和证件，没有认出一栏步骤。请下载模板，照它的标题填写。"


@dataclass(frozen=True)
class HistoryRow:
    """`person` holds the cells and their problems, `told` what follows from them."""

    person: PersonRow
    told: Told

    @property
    def number(self) -> int:
        return self.person.number

    @property
    def name(self) -> str:
        return self.person.values.get(NAME) or self.person.raw.get(NAME, "")

    @property
    def values(self) -> Values[Key, Any]:
        return self.person.values


@dataclass(frozen=True)
class History:
    table: Table
    rows: tuple[HistoryRow, ...]
    skipped: tuple[Skipped, ...]


def read_history(sheets: list[Sheet], today: date) -> History:
    """Raises `RosterError` where there is no heading, no step or nobody, or too many."""
    table = choose_table(sheets)
    if all(key.part == "person" for key in table.mapping.fields):
        raise RosterError(NOTHING_ELSE)
    rows, skipped = [], []
    for row in table.rows:
        if why := _odd(row, table):
            skipped.append(Skipped(row.number, _shown(row), why))
        elif any(text_of(cell) for cell in row.cells):
            rows.append(_read(row, table, today))
        if len(rows) > MAX_PEOPLE:
            raise too_many_rows()
    if not rows:
        raise RosterError(NOBODY)
    return History(table, tuple(rows), tuple(skipped))


def _odd(row: Row, table: Table) -> str:
    """Why a row is no person: the heading again, a sum, a signature, an explanation."""
    texts = {index: text for index, cell in enumerate(row.cells) if (text := text_of(cell))}
    first = next(iter(texts.values()), "")
    if texts and all(i < len(table.heading) and table.heading[i] == t for i, t in texts.items()):
        return "重复的标题行"
    if TOTAL.match(first):
        return "合计行"
    if len(texts) <= 2 and (SIGNATURE.match(first) or len(first) > 60):
        return "签名或说明行"
    if len(texts) == 1 and table.mapping.fields[NAME] not in texts:
        return "不像人员，请核对"
    if texts.get(table.mapping.fields[NAME], "").startswith("例："):
        return "模板里的例子"
    return ""


def _read(row: Row, table: Table, today: date) -> HistoryRow:
    raw, values, problems = {}, {}, []

    def note(key, message, severity):
        letter = table.mapping.of(key).letter if key else ""
        problems.append(Problem(row.number, letter, key, message, severity))

    for key, index in table.mapping.fields.items():
        cell = row.cells[index] if index < len(row.cells) else None
        if cell is None:
            continue
        raw[key] = text_of(cell)
        try:
            value = read_value(key, cell, raw[key], table.sheet.epoch, table.sheet.typed)
        except Unreadable as error:
            note(key, str(error), Severity.REFUSE)
            continue
        if isinstance(value, Doubt):
            note(key, value.why, Severity.WARN)
            value = value.value
        if value is not None:
            values[key] = value
    if not values.get(NAME) and not any(problem.field == NAME for problem in problems):
        note(NAME, "缺姓名，请补上。", Severity.REFUSE)
    told = told_of(values, table.mapping.fields, today)
    own = {key: key for key in table.mapping.fields}  # a column is found by the very key it has
    for said in told.notes:
        note(own.get(said.key), said.message, Severity.REFUSE if said.refuses else Severity.WARN)
    return HistoryRow(PersonRow(row.number, raw, values, tuple(problems), row.hidden), told)


def _shown(row: Row) -> str:
    return " ".join(text for cell in row.cells if (text := text_of(cell)))[:80]
