"""Reads the sheets of a screened .xlsx with openpyxl's own parts; evaluates and fetches nothing."""

import re
import warnings
from io import BytesIO
from typing import NamedTuple

from openpyxl import DEFUSEDXML, LXML
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from app.members.roster.archive import BROKEN
from app.members.roster.table import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Broken,
    RosterError,
    Row,
    Sheet,
    too_many_rows,
)
from app.rules.dates import PartialDate

MAX_BLANK_RUN = 5_000
MAX_MERGED_ROWS = 100_000
NO_RESULT = Broken("公式没有保存计算结果，请把这一格改成数值。")
FAILED = Broken("这一格是公式错误，请改成实际内容。")
# Chinese Excel stores a typed “2025年6月” as its first day under one of these built-in formats.
MONTH_FORMATS = {17, 27, 36, 50, 52, 57}

if LXML or not DEFUSEDXML:
    raise RuntimeError("openpyxl must parse with defusedxml: it was imported before app.config")


class _Part(NamedTuple):
    title: str
    path: str


def read_sheets(content: bytes, only: str | None = None, columns: int = MAX_COLUMNS) -> list[Sheet]:
    """The sheets that hold something, or the one named. Raises `RosterError`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl remarks on styles and extensions it drops
        try:
            return _sheets(content, only, columns)
        except RosterError:
            raise
        except Exception as error:
            # A damaged workbook fails anywhere inside the parser, with any exception there is.
            raise RosterError(BROKEN) from error


def _sheets(content: bytes, only: str | None, columns: int) -> list[Sheet]:
    reader = ExcelReader(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    parts = [
        _Part(sheet.name, relation.target)
        for sheet, relation in reader.parser.find_sheets()
        if relation.target in reader.valid_files and "chartsheet" not in relation.Type
    ]
    if len(parts) > MAX_SHEETS:
        raise RosterError(f"工作簿超过 {MAX_SHEETS} 张表，请只保留名册所在的表。")
    months = _month_styles(reader.wb)
    found, left = [], MAX_ROWS
    for part in parts:
        if only is None or part.title == only:
            rows = _rows(reader, part.path, months, left, columns)
            left -= len(rows)
            if rows:
                found.append(Sheet(part.title, rows, epoch=reader.wb.epoch))
    return found


def _month_styles(book) -> set[int]:
    """The styles that show a year and a month but no day."""
    return {
        index
        for index, style in enumerate(book._cell_styles)
        if style.numFmtId in MONTH_FORMATS or _shows_month(_format(book, style.numFmtId))
    }


def _format(book, number: int) -> str:
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return BUILTIN_FORMATS.get(number, "")
    return book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]


def _shows_month(code: str) -> bool:
    shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code).lower()
    return "y" in shown and "m" in shown and not re.search("[dhs]", shown)


def _rows(reader: ExcelReader, path: str, months: set[int], limit: int, columns: int) -> list[Row]:
    """Blank rows are left out; reading ends where a long run of them begins."""
    rows, last, book = [], 0, reader.wb
    with reader.archive.open(path) as source:
        parser = _Parser(
            source,
            reader.shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        parser.months, parser.columns = months, columns
        for row in parser.parse():
            if row.cells:
                rows.append(row)
                last = row.number
                if len(rows) > limit:
                    raise too_many_rows()
            elif row.number - last > MAX_BLANK_RUN:
                return rows
    return _filled(rows, parser.merged_cells)


class _Parser(WorkSheetParser):
    """openpyxl's own parser, which alone sees hidden rows, month formats and missing results."""

    months: set[int]
    columns: int

    def parse_row(self, row):
        hidden = row.get("hidden") in ("1", "true")
        number, cells = super().parse_row(row)
        filled = [(column, value) for column, value in cells if value is not None]
        width = max((column for column, _ in filled), default=0)
        if width > self.columns:
            raise RosterError(f"表格超过 {self.columns} 列，请只保留需要的列。")
        values = [None] * width
        for column, value in filled:
            values[column - 1] = value
        return Row(number, tuple(values), hidden)

    def parse_cell(self, element):
        if place := element.attrib.pop("r", None):
            # Without its place the base class counts on, and need not take the place apart.
            self.col_counter = column_index_from_string(place.rstrip("0123456789")) - 1
        cell = super().parse_cell(element)
        value = cell["value"]
        if value is None:
            return self.col_counter, NO_RESULT if _is_unsaved(element) else None
        if cell["data_type"] == "e":
            return self.col_counter, FAILED
        if cell["style_id"] in self.months:
            value = self._month(value)
        return self.col_counter, value

    def _month(self, value):
        if isinstance(value, (int, float)):
            value = from_excel(value, self.epoch)
        if getattr(value, "day", None) == 1:
            return PartialDate(value.year, value.month)
        return value

    def parse_extensions(self, element):
        """Conditional formats and the like: nothing a roster says."""

    parse_formatting = parse_sheet_protection = parse_extensions


def _is_unsaved(element) -> bool:
    """A formula with neither a result nor, as a text, an empty one."""
    if element.find(FORMULA_TAG) is None:
        return False
    return element.get("t") != "str" or element.find(VALUE_TAG) is None


def _filled(rows: list[Row], merged) -> list[Row]:
    """A value merged downwards holds for every row it spans."""
    if merged is None or not rows:
        return rows
    last = rows[-1].number
    spans = [r for r in merged.mergeCell if r.min_col == r.max_col and r.max_row > r.min_row]
    if sum(max(min(r.max_row, last) - r.min_row, 0) for r in spans) > MAX_MERGED_ROWS:
        return rows
    place = {row.number: index for index, row in enumerate(rows)}
    for span in spans:
        top, column = place.get(span.min_row), span.min_col - 1
        if top is None or column >= len(rows[top].cells):
            continue
        for number in range(span.min_row + 1, min(span.max_row, last) + 1):
            if (index := place.get(number)) is not None:
                rows[index] = _with(rows[index], column, rows[top].cells[column])
    return rows


def _with(row: Row, column: int, value) -> Row:
    cells = [*row.cells, *[None] * (column + 1 - len(row.cells))]
    cells[column] = value
    return row._replace(cells=tuple(cells))
