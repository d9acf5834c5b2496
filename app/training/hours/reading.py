"""Reads a table of hours earned outside: whose each row is, and what is wrong with it.

A row is judged by the same form as one that is typed, so the messages cannot differ; nothing here
writes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO

from werkzeug.datastructures import MultiDict

from app.core.forms import clean_line
from app.members.models import Member
from app.members.roster.table import Broken, RosterError
from app.members.roster.workbook import read_table
from app.rules.study import Form, check_outside
from app.rules.training import ELSEWHERE
from app.training.hours.forms import OutsideForm

MOST_ROWS = 2000
COLUMNS = {
    "姓名": "name", "工号或学号": "number", "日期": "held_on", "培训名称": "title",
    "主办单位": "host", "形式": "manner", "地点": "place", "主讲": "teacher", "学时": "hours",
    "考核结果": "result", "计作": "counts_as", "证明材料": "proof",
}  # fmt: skip
"""The table's headings, as they stand in the empty table that can be downloaded."""
NEEDED = ("姓名", "日期", "培训名称", "主办单位", "形式", "学时", "证明材料")
_FORMS = {one.label: one.value for one in Form}
_KINDS = {one.label: one.value for one in ELSEWHERE}
EXAMPLE = (
    "欧阳懿", "", "2026-10-12", "全省高校党务骨干培训", "省委教育工委", "脱产", "星城", "王老师", 8,
    "合格", "", "结业证书 2026-031，原件存支部",
)  # fmt: skip


@dataclass
class Read:
    """One row as it came out; `facts` are what would be written, None where `errors` speak."""

    number: int
    name: str
    texts: dict[str, str]
    errors: list[str] = field(default_factory=list)
    person_id: int | None = None

    def stored(self) -> dict:
        return {
            "number": self.number, "name": self.name, "texts": self.texts,
            "errors": self.errors, "person_id": self.person_id,
        }  # fmt: skip


def texts_of(content: bytes, filename: str) -> list[tuple[int, dict[str, str]]]:
    """(row number, {column: text}) of the file; RosterError where it is no such table."""
    for sheet in read_table(BytesIO(content), filename):
        for place, row in enumerate(sheet.rows):
            names = [_text(cell).replace("*", "").strip() for cell in row.cells]
            if "姓名" in names and "学时" in names:
                return _below(sheet.rows[place + 1 :], names)
    raise RosterError("没有找到表头。表头里要有“姓名”和“学时”，请用空表填写。")


def judge(
    rows: Sequence[tuple[int, dict[str, str]]],
    members: Collection[Member],
    known: Collection[tuple[int, date, str]],
    today: date,
) -> list[Read]:
    """Every row with what is wrong with it. `known` is what is entered already."""
    seen = set(known)
    return [_judged(number, texts, members, seen, today) for number, texts in rows]


def facts_of(texts: dict[str, str]) -> dict:
    """What a row that was found in order would write."""
    form = _form(texts)
    form.validate()
    return form.facts()


def known_since(member: Member) -> date | None:
    """The first day the record knows of somebody."""
    days = (member.applied_on, member.activist_on, member.prospect_on, member.joined_on)
    return min((one.earliest for one in days if one), default=None)


def check(member: Member, day: date, today: date):
    """Whether hours of that day can be this member's."""
    born = member.person.birth
    return check_outside(
        day, birth=born.earliest if born else None, known=known_since(member), today=today
    )


def _below(rows, names):
    lacking = [name for name in NEEDED if name not in names]
    if lacking:
        raise RosterError(f"表头缺少：{'、'.join(lacking)}。请用空表填写。")
    found = []
    for row in rows:
        cells = dict(zip(names, row.cells, strict=False))
        texts = {COLUMNS[name]: _text(cells.get(name)) for name in COLUMNS if name in cells}
        if any(texts.values()):
            found.append((row.number, texts))
    if not found:
        raise RosterError("表头下面没有内容。")
    if len(found) > MOST_ROWS:
        raise RosterError(f"超过 {MOST_ROWS} 行，请分成几个文件。")
    return found


def _judged(number, texts, members, seen, today):
    row = Read(number, texts.get("name", ""), texts)
    form = _form(texts)
    whole = form.validate()
    if not whole:
        row.errors = [
            f"{form[name].label.text}：{''.join(messages)}"
            for name, messages in form.errors.items()
            if name and name != "person_id"
        ]
    member = _member(row, texts, members)
    if member is None or not whole:
        return row
    verdict = check(member, form.held_on.data, today)
    row.errors += [f"日期：{reason.message}。" for reason in verdict.reasons]
    key = (member.person_id, form.held_on.data, form.title.data)
    if key in seen:
        row.errors.append("这个人这一天的这项学习已经登记过，或者表里有两行。")
    if not row.errors:
        seen.add(key)
        row.person_id = member.person_id
    return row


def _member(row, texts, members):
    number = texts.get("number", "")
    named = [m for m in members if m.name == row.name]
    if number:
        named = [m for m in named if m.person.number == number]
    if len(named) == 1:
        return named[0]
    if not row.name:
        row.errors.append("姓名：请填写这一项。")
    elif named:
        row.errors.append(f"姓名：支部里有 {len(named)} 个同名的人，请写工号或学号。")
    else:
        unlike = "（工号或学号不符）" if number else ""
        row.errors.append(f"姓名：这个支部没有登记这个人{unlike}。")
    return None


def _form(texts):
    typed = {name: texts.get(name, "") for name in COLUMNS.values()}
    typed["manner"] = _FORMS.get(typed["manner"], typed["manner"])
    typed["counts_as"] = _KINDS.get(typed["counts_as"], typed["counts_as"])
    form = OutsideForm(formdata=MultiDict(typed | {"person_id": "0"}), meta={"csrf": False})
    form.person_id.offer([("0", "")])
    return form


def _text(cell) -> str:
    if cell is None or isinstance(cell, Broken):
        return ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float):
        return f"{cell:g}"
    return clean_line(str(cell)) or ""
