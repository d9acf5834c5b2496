"""Opens a roster file and hands out its sheets; evaluates nothing and fetches nothing."""

import re
import warnings
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from app.members.roster.archive import BROKEN, screen
from app.members.roster.delimited import read_delimited
from app.members.roster.table import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Broken,
    Row,
    RosterError,
    Sheet,
    too_many_rows,
)
from app.rules.dates import PartialDate

MAX_BYTES = 20 * 1024 * 1024
MAX_BLANK_RUN = 5_000
MAX_MERGED_ROWS = 100_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NO_RESULT = Broken("公式没有保存计算结果，请把这一格改成数值。")
FAILED = Broken("这一格是公式错误，请改成实际内容。")
# Chinese Excel stores a typed “2025年6月” as its first day under one of these built-in formats.
MONTH_FORMATS = {17, 27, 36, 50, 52, 57}

if not DEFUSEDXML:
    raise RuntimeError("openpyxl must parse with defusedxml: install it, unset OPENPYXL_DEFUSEDXML")


def read_table(
    source: str | Path | BinaryIO, filename: str, sheet: str | None = None
) -> list[Sheet]:
    """Every sheet of an .xlsx or .csv that holds something (with `sheet`: only the one so named).

    Raises `RosterError` when the file cannot be read, is too large, or is not what it says.
    """
    content = _content(source)
    if not content.strip():
        raise RosterError("文件是空的。")
    kind = Path(filename).suffix.lower()
    _check_kind(content, kind)
    if kind == ".csv":
        return [read_delimited(content, Path(filename).stem)]
    screen(content)
    sheets = _read_workbook(content, sheet)
    if not sheets:
        raise RosterError("工作簿里没有内容。" if sheet is None else f"没有名为“{sheet}”的工作表。")
    return sheets


def _content(source) -> bytes:
    if isinstance(source, (str, Path)):
        with Path(source).open("rb") as stream:
            return _content(stream)
    content = source.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise RosterError(f"文件超过 {MAX_BYTES >> 20} MB。请只保留名册本身，删去图片等再导入。")
    return content


def _check_kind(content: bytes, kind: str) -> None:
    if kind not in (".xlsx", ".csv"):
        raise RosterError("只能导入 .xlsx 或 .csv。请在 Excel 或 WPS 里另存为 .xlsx 再试。")
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise RosterError("工作簿设有密码，请去掉打开密码后再导入。")
        raise RosterError("这是旧式 .xls 文件，只改扩展名不行。请打开后另存为 .xlsx 再导入。")
    is_zip = content.startswith(b"PK")
    if kind == ".csv" and is_zip:
        raise RosterError("扩展名是 .csv，内容却是压缩包或工作簿。是名册的话请把扩展名改为 .xlsx。")
    if kind == ".xlsx" and not is_zip:
        raise RosterError("扩展名是 .xlsx，内容却不是 Excel 工作簿。请打开后另存为 .xlsx 再试。")


def _read_workbook(content: bytes, only: str | None) -> list[Sheet]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl remarks on styles and extensions it drops
        try:
            book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
            return _sheets(book, only)
        except RosterError:
            raise
        except Exception as error:
            # A damaged workbook fails anywhere inside the parser, with any exception there is.
            raise RosterError(BROKEN) from error


def _sheets(book, only: str | None) -> list[Sheet]:
    if len(book.worksheets) > MAX_SHEETS:
        raise RosterError(f"工作簿超过 {MAX_SHEETS} 张表，请只保留名册所在的表。")
    months = _month_styles(book)
    found, left = [], MAX_ROWS
    for worksheet in book.worksheets:
        if only is not None and worksheet.title != only:
            continue
        rows = _rows(worksheet, months, left)
        left -= len(rows)
        if rows:
            found.append(Sheet(worksheet.title, rows, epoch=book.epoch))
    return found


def _month_styles(book) -> set[int]:
    """The styles that show a year and a month but no day."""
    if not book.worksheets:
        return set()
    styles = set()
    for index in range(len(book._cell_styles)):
        cell = ReadOnlyCell(book.worksheets[0], 1, 1, None, style_id=index)
        shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", cell.number_format or "").lower()
        if cell.style_array.numFmtId in MONTH_FORMATS or (
            "y" in shown and "m" in shown and not re.search("[dhs]", shown)
        ):
            styles.add(index)
    return styles


def _rows(worksheet, months: set[int], limit: int) -> list[Row]:
    """Blank rows are left out; reading ends where a long run of them begins."""
    rows, last = [], 0
    book = worksheet.parent
    with worksheet._get_source() as source:
        parser = _Parser(
            source,
            worksheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        parser.months = months
        for number, cells in parser.parse():
            if any(cell is not None for cell in cells):
                hidden = parser.row_dimensions.get(str(number), {}).get("hidden") in ("1", "true")
                rows.append(Row(number, cells, hidden))
                last = number
                if len(rows) > limit:
                    raise too_many_rows()
            elif number - last > MAX_BLANK_RUN:
                return rows
    return _filled(rows, parser.merged_cells)


class _Parser(WorkSheetParser):
    """openpyxl's own parser, which alone sees hidden rows, month formats and missing results."""

    months: set[int]

    def parse_row(self, row):
        number, cells = super().parse_row(row)
        width = max((column for column, value in cells if value is not None), default=0)
        if width > MAX_COLUMNS:
            raise RosterError(f"表格超过 {MAX_COLUMNS} 列，请只保留名册需要的列。")
        values = [None] * width
        for column, value in cells:
            if value is not None:
                values[column - 1] = value
        return number, tuple(values)

    def parse_cell(self, element):
        cell = super().parse_cell(element)
        value = cell["value"]
        if value is None:
            unsaved = element.find(FORMULA_TAG) is not None and element.find(VALUE_TAG) is None
            return cell["column"], NO_RESULT if unsaved else None
        if cell["data_type"] == "e":
            return cell["column"], FAILED
        if cell["style_id"] in self.months:
            value = self._month(value)
        return cell["column"], value

    def _month(self, value):
        if isinstance(value, (int, float)):
            value = from_excel(value, self.epoch)
        if getattr(value, "day", None) == 1:
            return PartialDate(value.year, value.month)
        return value

    def parse_extensions(self, element):
        """Conditional formats and the like: nothing a roster says."""

    parse_formatting = parse_sheet_protection = parse_extensions


def _filled(rows: list[Row], merged) -> list[Row]:
    """A value merged downwards holds for every row it spans."""
    if merged is None:
        return rows
    spans = [r for r in merged.mergeCell if r.min_col == r.max_col and r.max_row > r.min_row]
    last = rows[-1].number if rows else 0
    if sum(max(min(r.max_row, last) - r.min_row, 0) for r in spans) > MAX_MERGED_ROWS:
        return rows
    place = {row.number: index for index, row in enumerate(rows)}
    for span in spans:
        top = place.get(span.min_row)
        column = span.min_col - 1
        if top is None or column >= len(rows[top].cells):
            continue
        value = rows[top].cells[column]
        for number in range(span.min_row + 1, min(span.max_row, last) + 1):
            if (index := place.get(number)) is not None:
                cells = list(rows[index].cells)
                cells += [None] * (column + 1 - len(cells))
                cells[column] = value
                rows[index] = rows[index]._replace(cells=tuple(cells))
    return rows
