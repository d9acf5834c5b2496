"""Tells the rows that hold a person from titles, group rows, totals and signatures around them."""

import re
from dataclasses import dataclass

from app.members.roster.cells import is_blank, text_of
from app.members.roster.fields import Field
from app.members.roster.headings import Mapping, Table
from app.members.roster.table import MAX_PEOPLE, Row, too_many_rows
from app.members.roster.values import STAGE_WORDS

SIGNATURE = re.compile(
    r"(填表|制表|审核|填报|经办|负责|联系|报送|单位|党委|支部|书记)\w{0,6}"
    r"(人|日期|时间|盖章|签字|签名|签章|电话)?[)）]?\s*[:：]|[(（]?(盖章|签字|签名|公章)[)）]?|截至|截止"
    r"|(备注|附注|注|说明|填表说明)\s*\d*[:：]|[*※]|\d{4}年\d{1,2}月\d{1,2}日$"
)
TOTAL = re.compile(r"(合\s*计|总\s*计|小\s*计|共\s*计|共\s*\d+\s*[人名]|本页|以下空白)")
_NUMBERING = re.compile(
    r"^([（(]?[一二三四五六七八九十百\d]+[)）]?[、.．\s]+|[（(][一二三四五六七八九十\d]+[)）])"
)
_COUNT = re.compile(r"[（(]?共?\s*\d+\s*[人名]?[)）]?\s*[:：]?$|[:：]$")
_UNIT = re.compile(r"(支部|总支|党委|小组|委员会)$")


@dataclass(frozen=True)
class Candidate:
    """A row taken for a person, with what the group rows above it say of it."""

    row: Row
    section: dict[Field, str]


@dataclass(frozen=True)
class Skipped:
    """A row that is no person; shown, so that nobody is lost unseen."""

    row: int
    text: str
    why: str


def sort_rows(table: Table, mapping: Mapping) -> tuple[list[Candidate], list[Skipped]]:
    """Raises `RosterError` beyond `MAX_PEOPLE`."""
    people, skipped, section = [], [], {}
    columns = list(mapping.fields.values())
    for row in table.rows:
        if _is_plain(row, columns, mapping, table.heading):
            people.append(Candidate(row, section))
        else:
            kind = _odd(row, mapping, table.heading)
            if isinstance(kind, dict):
                section = _below(section, kind)
                skipped.append(
                    Skipped(row.number, "、".join(kind.values()), "分组行，用于下面各行")
                )
            elif kind is None:
                people.append(Candidate(row, section))
            elif kind:
                skipped.append(Skipped(row.number, _shown(row), kind))
        if len(people) > MAX_PEOPLE:
            raise too_many_rows()
    return people, skipped


def _is_plain(row: Row, columns: list[int], mapping: Mapping, heading: tuple[str, ...]) -> bool:
    """The quick answer for nearly every row: a name that is none of the odd words, and more."""
    name_at, width = mapping.fields.get(Field.NAME, -1), len(row.cells)
    if not 0 <= name_at < width:
        return False
    name = row.cells[name_at]
    if not isinstance(name, str) or name == heading[name_at] or TOTAL.match(name.strip()):
        return False
    return not name.isspace() and sum(i < width and row.cells[i] is not None for i in columns) > 2


def _odd(row: Row, mapping: Mapping, heading: tuple[str, ...]):
    """None for a person after all, a section, or why the row is skipped ('' needs no mention)."""
    texts = {index: text_of(cell) for index, cell in enumerate(row.cells)}
    texts = {index: text for index, text in texts.items() if text}
    fields = mapping.fields
    telling = {i: text for i, text in texts.items() if i in fields.values() and not is_blank(text)}
    first = next(iter(texts.values()), "")
    if all(index < len(heading) and heading[index] == text for index, text in texts.items()):
        return "重复的标题行" if texts else ""
    if any(TOTAL.match(text) for text in list(texts.values())[:2]):
        return "合计行"
    if len(telling) <= 2 and SIGNATURE.match(first):
        return "签名或说明行"
    if len(set(texts.values())) == 1 and (section := _section(first)):
        return section
    if fields.get(Field.NAME) in telling or len(telling) > 1:
        return None
    return "" if first.isdecimal() and not telling else "不像人员，请核对"


def _section(text: str) -> dict[Field, str]:
    name = _COUNT.sub("", _NUMBERING.sub("", text)).strip()
    if name.endswith("小组"):
        return {Field.GROUP: name}
    if _UNIT.search(name):
        return {Field.BRANCH: name}
    return {Field.STAGE: name} if name in STAGE_WORDS else {}


def _below(section: dict[Field, str], found: dict[Field, str]) -> dict[Field, str]:
    """A branch opens a new part; a group or a stage refines the one that runs."""
    return found if Field.BRANCH in found else {**section, **found}


def _shown(row: Row) -> str:
    return " ".join(text for cell in row.cells if (text := text_of(cell)))[:80]
