"""Files as a workbook of the shape that history comes in, and the empty template."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from sqlalchemy import select

from app.access.scope import Scope
from app.core.db import db
from app.development.cases import CHUNK
from app.development.history.cells import Cells, cells_of
from app.development.history.columns import (
    BIRTH,
    BRANCH,
    NAME,
    NUMBER,
    TEMPLATE,
    Key,
    Part,
    in_order,
    paper_name,
)
from app.development.history.example import EXAMPLE, NOTES
from app.development.history.judging import known_of
from app.development.models import File
from app.development.rows import gather
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.development.case import HelperRole
from app.rules.development.steps import PAPERS

SHEET, EXPLAINED, NAMES = "发展历史", "填写说明", "材料名称"
GROUND = PatternFill("solid", fgColor="F3ECE6")


def export(scope: Scope, path: str) -> bytes:
    """Everybody's file at and below the organisation of that path, one row each; ID numbers stay
    inside, people are told apart by 工号 or birth."""
    rows = list(_rows(Scope(frozenset({path})) if scope.covers(path) else Scope()))
    used = {key for row in rows for key in row}
    return _workbook(in_order([*TEMPLATE, *used]), rows)


def template() -> bytes:
    """An empty workbook with one example, what each column means and what papers are called."""
    return _workbook(list(TEMPLATE), [EXAMPLE])


def _rows(scope: Scope) -> Iterator[Cells]:
    """In chunks of files, as app.development.cases reads them."""
    ids = select(File.id).join(File.member).join(Member.organization)
    ids = list(db.session.scalars(ids.where(scope.clause(Organization.path)).order_by(File.id)))
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        rows = gather(scope, File.id.between(some[0], some[-1]), whole=True)
        own = select(Person.id, Person.number)
        own = own.where(Person.id.in_([file.person_id for file in rows.files]))
        numbers = {row.id: row.number for row in db.session.execute(own)}
        for file in rows.files:
            person = {NAME: file.name, NUMBER: numbers[file.person_id], BRANCH: file.branch}
            person[BIRTH] = file.birth.iso if file.birth else ""
            yield person | cells_of(known_of(file, rows))


def _workbook(keys: list[Key], rows: list[Mapping[Key, Any]]) -> bytes:
    book = Workbook(write_only=True)
    _people(book.create_sheet(SHEET), keys, rows)
    _explain(book.create_sheet(EXPLAINED), keys)
    names = book.create_sheet(NAMES)
    names.column_dimensions["A"].width = 60
    names.append([_cell(names, "材料名称（“其他在档材料”一栏照抄，几份用“；”隔开）", heading=True)])
    for code in PAPERS:
        names.append([_cell(names, paper_name(code))])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _people(sheet, keys, rows) -> None:
    sheet.freeze_panes = "B3"
    for position, key in enumerate(keys, 1):
        width = min(max(len(key.label) * 2 + 2, 12), 30)
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.append([_cell(sheet, text, heading=True) for text in _groups(keys)])
    sheet.append([_cell(sheet, key.label, heading=True) for key in keys])
    for row in rows:
        sheet.append([_cell(sheet, row.get(key, "")) for key in keys])


def _groups(keys: list[Key]) -> Iterator[str]:
    """Above the first column of each step what step it is."""
    last = None
    for key in keys:
        group = _group(key)
        yield group if group != last else ""
        last = group


def _group(key: Key) -> str:
    if key.part is Part.STEP:
        return f"{key.what}　{key.step.label}"
    named = {Part.PERSON: "本人", Part.PAPER: "在档材料", Part.REVIEW: "考察", Part.NOTICE: "公示"}
    return named.get(key.part) or HelperRole(key.what).label


def _explain(sheet, keys) -> None:
    for letter, width in zip("AB", (30, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    for heading, text in NOTES.general:
        sheet.append([_cell(sheet, heading, heading=True), _cell(sheet, text)])
    sheet.append([_cell(sheet, "栏目", heading=True), _cell(sheet, "怎么填", heading=True)])
    for key in keys:
        sheet.append([_cell(sheet, key.label), _cell(sheet, NOTES.of(key))])


def _cell(sheet, value, *, heading=False):
    """Text stays text: a leading “=” is never a formula, a date is never turned round."""
    cell = WriteOnlyCell(sheet, value if isinstance(value, int) else str(value))
    if isinstance(cell.value, str):
        cell.data_type, cell.number_format = "s", "@"
    if heading:
        cell.font, cell.fill = Font(bold=True), GROUND
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
