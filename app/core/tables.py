"""Excel out: plain rows become a workbook that opens clean and runs nothing."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from app.core.web import download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(title: str, headings: list[str], rows, widths: list[int] | None = None) -> bytes:
    """One sheet with a bold, frozen heading row; every value is stored as text or number."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for position, width in enumerate(widths or [], 1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_response(data: bytes, filename: str):
    """The workbook as a download under its Chinese name."""
    return download(data, filename, XLSX)


def _cell(sheet, value, *, bold=False):
    if not isinstance(value, int | float | None):
        value = str(value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # text stays text: a leading "=" is never a formula
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="center")
    return cell
