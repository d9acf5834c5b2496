"""Finds the heading row of a roster and says which column means which field, and why."""

import re
import unicodedata
from collections.abc import Mapping as Overrides
from dataclasses import dataclass, replace
from functools import lru_cache

from openpyxl.utils import get_column_letter

from app.members.roster.cells import text_of
from app.members.roster.fields import COUNTERS, FOREIGN, HEADINGS, PARTS, Field
from app.members.roster.table import RosterError, Row, Sheet

SEARCHED = 40  # rows that are looked at for a heading
ENOUGH = 2  # fields, the name among them, that make a row a heading
SAMPLED = 50
NO_HEADING = (
    "找不到标题行：需要有一行写着“姓名”和至少一个别的栏目（如“身份证号”“入党时间”）。"
    "若打开文件看到的是乱码，请另存为“CSV UTF-8”再试。"
)
NUMBER_SHAPES = {
    Field.ID_NUMBER: re.compile(r"[1-9]\d{5}(18|19|20)\d\d[01]\d[0-3]\d{4}[\dXx]"),
    Field.PHONE: re.compile(r"1[3-9]\d{9}"),
}


@dataclass(frozen=True)
class Column:
    """What one column is taken for; `confidence` runs from 0 (nothing) to 1 (its exact heading)."""

    index: int
    heading: str
    field: Field | None
    confidence: float
    why: str

    @property
    def letter(self) -> str:
        return get_column_letter(self.index + 1)


@dataclass(frozen=True)
class Mapping:
    """A field stands in at most one column."""

    columns: tuple[Column, ...]

    def of(self, field: Field) -> Column | None:
        return next((column for column in self.columns if column.field is field), None)

    @property
    def fields(self) -> dict[Field, int]:
        return {column.field: column.index for column in self.columns if column.field}

    def override(self, choices: Overrides[int, Field | str | None]) -> "Mapping":
        """The user's word: column index → field (None leaves the column out).

        A field chosen for a new column leaves its old one; chosen twice it raises `RosterError`.
        """
        chosen = {index: Field(field) if field else None for index, field in choices.items()}
        named = [field for field in chosen.values() if field]
        for field in named:
            if named.count(field) > 1:
                raise RosterError(f"“{field.label}”选了两列，请只选一列。")
        return Mapping(tuple(_chosen(column, chosen, named) for column in self.columns))


@dataclass(frozen=True)
class Table:
    """One sheet with its heading found. `rows` are those below the heading, people or not."""

    sheet: Sheet
    heading: tuple[str, ...]
    heading_row: int
    mapping: Mapping
    rows: list[Row]
    other_sheets: tuple[str, ...] = ()

    def mapped(self, choices: Overrides[int, Field | str | None]) -> "Table":
        return replace(self, mapping=self.mapping.override(choices))


def choose_table(sheets: list[Sheet], sheet: str | None = None) -> Table:
    """The sheet whose heading says most (or the one named); the others are listed in the result.

    Raises `RosterError` when no sheet has a heading row, or none bears the name.
    """
    candidates = [one for one in sheets if sheet is None or one.name == sheet]
    if not candidates:
        raise RosterError(f"没有名为“{sheet}”的工作表。")
    tables = [table for one in candidates if (table := find_heading(one))]
    if not tables:
        raise RosterError(NO_HEADING)
    best = max(tables, key=lambda table: (len(table.mapping.fields), len(table.rows)))
    others = tuple(one.name for one in sheets if one is not best.sheet)
    return replace(best, other_sheets=others)


def find_heading(sheet: Sheet) -> Table | None:
    """The row among the first ones that names most fields; two rows where groups stand above."""
    starts = range(min(len(sheet.rows), SEARCHED))
    best, most = None, ENOUGH - 1
    for depth in (1, 2):
        for start in starts:
            heading = _heading(sheet.rows[start : start + depth])
            named = {field for text in heading if (field := meaning(text)[0])}
            if Field.NAME in named and len(named) > most:
                best, most = (start + depth, heading), len(named)
    if best is None:
        return None
    first, heading = best
    rows = sheet.rows[first:]
    width = max((len(row.cells) for row in rows[:SAMPLED]), default=0)
    heading += ("",) * (width - len(heading))
    return Table(sheet, heading, sheet.rows[first - 1].number, map_columns(heading, rows), rows)


def map_columns(heading: tuple[str, ...], rows: list[Row]) -> Mapping:
    columns = []
    for index, text in enumerate(heading):
        field, confidence, why = meaning(text)
        if field is None and confidence == 0:
            field, confidence, why = _by_content(index, rows) or (field, confidence, why)
        columns.append(Column(index, text, field, confidence, why))
    return Mapping(tuple(_without_rivals(columns)))


@lru_cache(maxsize=1024)
def meaning(heading: str) -> tuple[Field | None, float, str]:
    """Field, confidence and reason; (None, 1.0, …) is a column known to hold no field."""
    word, bare = normal(heading), normal(re.sub(r"[(（【\[].*", "", heading))
    if word in COUNTERS:
        return None, 1.0, "序号，不导入"
    for form in (word, bare):
        if form in HEADINGS:
            return HEADINGS[form], 1.0, f"标题“{heading}”"
    if len(word) > 20 or any(part in word for part in FOREIGN):
        return None, 0.0, "没有对应的栏目"
    for part, field in PARTS:
        if part in word:
            return field, 0.7, f"标题含“{part}”"
    return None, 0.0, "没有对应的栏目" if word else "没有标题"


def normal(heading: str) -> str:
    """Letters and characters only, full-width forms made plain."""
    plain = unicodedata.normalize("NFKC", heading).lower()
    return "".join(sign for sign in plain if sign.isalnum())


def _heading(rows: list[Row]) -> tuple[str, ...]:
    """Texts by column; of two rows the lower one names the column, the upper one its group."""
    upper, lower = rows[0].cells, rows[-1].cells
    if len(rows) == 1:
        return tuple(text_of(cell) for cell in upper)
    if sum(bool(text_of(cell)) for cell in lower) < 2:
        return ()  # a group row: one branch over the people below it
    texts, group = [], ""
    for index in range(max(len(upper), len(lower))):
        above = text_of(upper[index]) if index < len(upper) else ""
        below = text_of(lower[index]) if index < len(lower) else ""
        group = above or group
        if not below or below == above:
            texts.append(above)
        elif meaning(below)[1] or normal(group + below) in HEADINGS:
            texts.append(below if meaning(below)[1] else group + below)
        else:
            return ()  # the lower row holds a person, not headings
    return tuple(texts)


def _by_content(index: int, rows: list[Row]):
    cells = [row.cells[index] for row in rows[:SAMPLED] if index < len(row.cells)]
    texts = [text for cell in cells if (text := text_of(cell).replace(" ", ""))]
    for field, shape in NUMBER_SHAPES.items():
        hits = sum(bool(shape.fullmatch(text)) for text in texts)
        if hits >= 3 and hits * 10 >= len(texts) * 8:
            return field, 0.5, f"内容像{field.label}，请核对"
    return None


def _without_rivals(columns: list[Column]):
    """The surest column keeps the field, the first one among equals; the others say so."""
    keeper = {}
    for column in columns:
        rival = keeper.get(column.field)
        if rival is None or column.confidence > rival.confidence:
            keeper[column.field] = column
    for column in columns:
        kept = keeper[column.field]
        if column.field is None or column is kept:
            yield column
        else:
            why = f"与 {kept.letter} 列同为“{kept.field.label}”，未采用，请核对"
            yield replace(column, field=None, confidence=0.0, why=why)


def _chosen(column: Column, chosen: dict[int, Field | None], named: list[Field]) -> Column:
    if column.index in chosen:
        return replace(column, field=chosen[column.index], confidence=1.0, why="由您指定")
    if column.field in named:
        return replace(column, field=None, confidence=0.0, why="已改到另一列")
    return column
