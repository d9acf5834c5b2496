"""A table as rows by their headings, and the people they name; knows nothing of what is written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from app.core.errors import Refused
from app.dues.models.imports import Kind
from app.members.models import Member
from app.members.roster.cells import is_blank, narrow, text_of
from app.members.roster.table import RosterError
from app.members.roster.workbook import read_table
from app.rules.dues.payers import EXCLUDED, Part
from app.rules.money import fen_of

NAME, NUMBER = "姓名", "工号或学号"
HEADINGS = {
    Kind.BASES: [
        NAME, NUMBER, "类别", "单位", *(part.label for part in Part), "起交月份", "按季交纳",
        "同意的会议",
    ],
    Kind.PAYMENTS: [NAME, NUMBER, *(f"{n}月" for n in range(1, 13)), "谁交来", "代交人", "备注"],
    Kind.OPENINGS: ["项目", NAME, NUMBER, "起始月", "月数", "每月金额", "结余", "截至日期"],
}  # fmt: skip
EXAMPLES = {
    Kind.BASES: [
        {NAME: "张三", NUMBER: "10086", "类别": "按月领工资", "单位": "事业单位",
         "岗位工资": "3200", "薪级工资": "2300", "基础性绩效工资": "1800", "起交月份": "1"},
        {NAME: "李四", "类别": "学生", "起交月份": "1"},
    ],
    Kind.PAYMENTS: [{NAME: "张三", NUMBER: "10086", "1月": "90", "2月": "90", "谁交来": "本人"}],
    Kind.OPENINGS: [
        {"项目": "账面结余", "结余": "1280.50", "截至日期": "2025-12-31"},
        {"项目": "党员欠交", NAME: "张三", NUMBER: "10086", "起始月": "2025-11", "月数": "2",
         "每月金额": "90"},
    ],
}  # fmt: skip
LOOKED = 20
"""Rows in which the heading is looked for."""


@dataclass
class Line:
    """One row of a table: its number in the file and its texts by heading."""

    number: int
    cells: dict[str, str]

    def text(self, heading: str) -> str:
        found = self.cells.get(heading, "")
        return "" if is_blank(found) else found


@dataclass
class Table:
    """`unused` are headings that nothing was done with, `excluded` those that do not count
    (DUE-14)."""

    lines: list[Line] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)


def read(content: bytes, filename: str, kind: Kind) -> Table:
    """The first sheet whose heading fits; refused where there is none."""
    try:
        sheets = read_table(BytesIO(content), filename)
    except RosterError as error:
        raise Refused(str(error), "file") from error
    known = {narrow(one): one for one in HEADINGS[kind]}
    needed = narrow("项目" if kind is Kind.OPENINGS else NAME)
    for sheet in sheets:
        for place, row in enumerate(sheet.rows[:LOOKED]):
            texts = [narrow(text_of(cell)) for cell in row.cells]
            if needed in texts and len(known.keys() & set(texts)) >= 2:
                return _table(texts, sheet.rows[place + 1 :], known)
    raise Refused(f"没有找到表头。第一行应有“{HEADINGS[kind][0]}”等列，请用模板填写。", "file")


def whose(line: Line, members: Iterable[Member]) -> tuple[Member | None, str]:
    """The member a row names, or why there is none."""
    name, number = line.text(NAME), narrow(line.text(NUMBER))
    same = [one for one in members if one.name == name]
    if number:
        same = [one for one in same if narrow(one.person.number) == number] or (
            same if len(same) == 1 and not same[0].person.number else []
        )
    if len(same) == 1:
        return same[0], ""
    if not same:
        return None, f"本支部没有“{name}”{'（' + number + '）' if number else ''}"
    return None, f"本支部有 {len(same)} 个“{name}”，请填工号或学号"


def amount_of(line: Line, heading: str) -> int | None:
    """Fen in that cell; ValueError tells what is wrong with it."""
    text = line.text(heading)
    try:
        return fen_of(text) if text else None
    except ValueError as error:
        raise ValueError(f"{heading}“{text}”：{error}") from error


def choice_of(line: Line, heading: str, choices: Mapping[str, object], default):
    """What the cell's word stands for."""
    text = line.text(heading)
    if not text:
        return default
    if text not in choices:
        raise ValueError(f"{heading}“{text}”不认识，可填：{'、'.join(choices)}")
    return choices[text]


def _table(texts, rows, known):
    table, columns = Table(), {}
    for place, text in enumerate(texts):
        if text in known:
            columns[place] = known[text]
        elif any(word in text for word in map(narrow, EXCLUDED)):
            table.excluded.append(text)
        elif text and not re.fullmatch("序号|签字|合计", text):
            table.unused.append(text)
    for row in rows:
        cells = {
            heading: text_of(row.cells[place])
            for place, heading in columns.items()
            if place < len(row.cells)
        }
        line = Line(row.number, cells)
        if any(line.text(heading) for heading in (NAME, "项目")) and line.text(NAME) != "合计":
            table.lines.append(line)
    return table
