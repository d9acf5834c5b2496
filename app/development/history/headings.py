"""Finds the heading row of a history sheet and says which column means what, and why. Pure."""

import re
from dataclasses import replace
from functools import lru_cache

from app.development.history.columns import NAME, Key, Part
from app.development.history.words import BARE, WORDS
from app.members.roster import fields as roster
from app.members.roster.cells import text_of
from app.members.roster.headings import NO_HEADING, SEARCHED, Column, Mapping, Table, normal
from app.members.roster.table import RosterError, Sheet

ENOUGH = 2
_DERIVED = {
    "转正日期", "转正时间", "入党日期", "入党时间", "预备期", "预备期起止", "预备期起", "预备期止",
    "党龄", "入党年月", "党龄起算日期",
}  # fmt: skip
_KNOWN_TO_SAY_NOTHING = roster.COUNTERS | {
    word
    for field in (roster.Field.REMARKS, roster.Field.GENDER, roster.Field.STAGE)
    for word in roster.SYNONYMS[field].split()
} - {"说明"}
_AGAIN = re.compile("第([2-9二三四五六七八九])次")
_NUMBERED = re.compile("(培养联系人|入党介绍人|联系人|介绍人)([1-9一二三四五六七八九])")
_DIGITS = "零一二三四五六七八九"


def choose_table(sheets: list[Sheet]) -> Table:
    """The sheet whose heading says most. Raises `RosterError` when none has a heading row."""
    tables = [table for sheet in sheets if (table := find_heading(sheet))]
    if not tables:
        raise RosterError(NO_HEADING)
    best = max(tables, key=lambda table: (len(table.mapping.fields), len(table.rows)))
    return replace(best, other_sheets=tuple(s.name for s in sheets if s is not best.sheet))


def find_heading(sheet: Sheet) -> Table | None:
    """The row among the first ones that names most columns; two rows where steps stand above."""
    best, most = None, ENOUGH - 1
    for depth in (1, 2):
        for start in range(min(len(sheet.rows), SEARCHED)):
            heading = _texts(sheet.rows[start : start + depth])
            columns = _columns(heading)
            named = {column.field for column in columns if column.field}
            if NAME in named and len(named) > most:
                best, most = (start + depth, heading, columns), len(named)
    if best is None:
        return None
    first, heading, columns = best
    number = sheet.rows[first - 1].number
    return Table(sheet, heading, number, Mapping(columns), sheet.rows[first:])


def meaning(heading: str, before: Key | None = None) -> tuple[Key | None, str]:
    """What a heading means and why; `before` is the column to its left, whose step a bare 应到 or
    结果 belongs to."""
    found = _meaning(heading)
    if found[0] is not None or found[1]:
        return found
    word = normal(heading)
    if before is not None and before.part is Part.STEP and word in BARE:
        return replace(before, facet=BARE[word]), f"接前一列“{before.label}”"
    return None, "没有对应的栏目，不导入" if word else "没有标题，不导入"


@lru_cache(maxsize=2048)
def _meaning(heading: str) -> tuple[Key | None, str]:
    word = normal(heading)
    turn, number = 1, 0
    if match := _AGAIN.search(word):
        turn, word = _number(match[1]), word.replace(match[0], "")
    if match := _NUMBERED.search(word):
        number, word = _number(match[2]), word.replace(match[0], match[1])
    bare = normal(re.sub(r"[(（【\[].*", "", heading)) if turn == 1 and not number else word
    for form in (word, bare):
        if key := WORDS.get(form):
            return replace(key, turn=number or turn), f"标题“{heading}”"
    if word in _DERIVED:
        return None, "由大会通过的日期推算，不导入"
    if word in _KNOWN_TO_SAY_NOTHING:
        return None, "不导入"
    return None, ""


def _columns(heading: tuple[str, ...]) -> tuple[Column, ...]:
    columns, taken, before = [], {}, None
    for index, text in enumerate(heading):
        key, why = meaning(text, before)
        if key in taken:
            why = f"与 {taken[key].letter} 列同为“{key.label}”，未采用，请核对"
            columns.append(Column(index, text, None, 0.0, why))
            continue
        columns.append(Column(index, text, key, 1.0 if key else 0.0, why))
        if key:
            taken[key], before = columns[-1], key
    return tuple(columns)


def _texts(rows) -> tuple[str, ...]:
    """Texts by column; of two rows the upper one names the step, the lower one its fact."""
    if not rows:
        return ()
    upper, lower = rows[0].cells, rows[-1].cells
    if len(rows) == 1:
        return tuple(text_of(cell) for cell in upper)
    texts, group = [], ""
    for index in range(max(len(upper), len(lower))):
        above = text_of(upper[index]) if index < len(upper) else ""
        below = text_of(lower[index]) if index < len(lower) else ""
        group = above or group
        if not below or below == above:
            texts.append(above)
        else:
            joined = group + below
            texts.append(joined if _meaning(joined)[0] else below)
    return tuple(texts)


def _number(sign: str) -> int:
    return int(sign) if sign.isdecimal() else _DIGITS.index(sign)
