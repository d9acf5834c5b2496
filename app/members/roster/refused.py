"""Writes the refused rows as a workbook that can be corrected and imported again."""

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from app.members.roster.fields import Field
from app.members.roster.headings import Table
from app.members.roster.outcome import PersonRow, Problem, Severity

REASON, ORIGIN = "未导入原因", "原行号"
FAULTY = PatternFill("solid", fgColor="FDE9E7")
NOTICE = "改好标色的格子后，整份文件可以直接再导入；最后两列只供对照，导入时不读。"


def refused_workbook(table: Table, refused: Iterable[tuple[PersonRow, Iterable[Problem]]]) -> bytes:
    """The file's headings, each row as it was shown, then why it was refused and where it stood.

    Every cell is text: what begins with = + - or @ is never a formula.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "未导入的人员"
    headings = _headings(table, refused := list(refused))
    _write(sheet, 1, 1, NOTICE)
    for column, heading in enumerate((*headings.values(), REASON, ORIGIN), 1):
        cell = _write(sheet, 2, column, heading)
        cell.font = Font(bold=True)
    for line, (row, problems) in enumerate(refused, 3):
        _write_row(sheet, line, list(headings), row, list(problems))
    for column in range(1, len(headings) + 3):
        sheet.column_dimensions[get_column_letter(column)].width = 16
    sheet.column_dimensions[get_column_letter(len(headings) + 1)].width = 60
    sheet.freeze_panes = "A3"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _headings(table: Table, refused) -> dict[Field, str]:
    """The mapped columns in the file's order, then fields that only group rows gave."""
    mapped = sorted(table.mapping.fields.items(), key=lambda item: item[1])
    headings = {field: table.heading[index] or field.label for field, index in mapped}
    for row, _ in refused:
        for field in row.raw:
            headings.setdefault(field, field.label)
    return headings


def _write_row(sheet, line: int, fields: list[Field], row: PersonRow, problems: list[Problem]):
    for column, field in enumerate(fields, 1):
        _write(sheet, line, column, row.raw.get(field, ""))
    for problem in problems:
        if problem.field in fields:
            _mark(sheet.cell(line, fields.index(problem.field) + 1), problem.message)
    reasons = [problem.message for problem in problems if problem.severity is Severity.REFUSE]
    cell = _write(sheet, line, len(fields) + 1, "\n".join(reasons))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    _write(sheet, line, len(fields) + 2, str(row.number))


def _write(sheet, line: int, column: int, text: str):
    cell = sheet.cell(line, column)
    cell.value = text
    if text:
        cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _mark(cell, message: str):
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(before + message, "支部手册")
    cell.fill = FAULTY
