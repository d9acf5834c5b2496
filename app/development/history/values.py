"""Turns a cell into the value of its column, or says what to write instead. Pure."""

import re
from datetime import datetime
from typing import NamedTuple

from app.development.history.columns import (
    BRANCH,
    ID_NUMBER,
    NAME,
    NUMBER,
    OTHER_PAPERS,
    VOTES,
    Facet,
    Key,
    Part,
    paper_name,
)
from app.members.roster.cells import is_blank, narrow, text_of
from app.members.roster.dates import HOW, read_date
from app.members.roster.doubts import Doubt, Unreadable
from app.members.roster.headings import normal
from app.members.roster.table import Broken
from app.members.roster.values import read_id_number, read_name
from app.rules.dates import PartialDate
from app.rules.development.case import Organ, Outcome
from app.rules.development.steps import PAPERS

MOST = 100_000
MANY = 60  # dates or papers in one cell
LENGTHS = {Facet.BY: 200, Facet.REASON: 200, Facet.NUMBER: 60, Facet.PLACE: 100, Facet.SECOND: 100}
PASSED = "通过 合格 同意 按期转正 是 已通过 予以通过 同意接收 批准 转正 审查合格 同意转正"
FAILED = "未通过 不通过 不合格 不同意 否 没有通过 不批准"
OUTCOMES = dict.fromkeys(PASSED.split(), Outcome.PASSED) | dict.fromkeys(
    FAILED.split(), Outcome.FAILED
)
ORGANS = (
    ("所属基层党委", Organ.TOWNSHIP_BASE),
    ("临时", Organ.TEMPORARY),
    ("党总支", Organ.GENERAL_BRANCH),
    ("总支", Organ.GENERAL_BRANCH),
    ("支委会", Organ.BRANCH_COMMITTEE),
    ("支部委员会", Organ.BRANCH_COMMITTEE),
    ("党员大会", Organ.ASSEMBLY),
    ("支部大会", Organ.ASSEMBLY),
    ("党组", Organ.LEADING_GROUP),
    ("党委", Organ.COMMITTEE),
    ("工委", Organ.COMMITTEE),
    ("委员会", Organ.COMMITTEE),
)
YES = frozenset(
    {"是", "有", "√", "✓", "✔", "1", "y", "yes", "对", "已有", "齐", "已存", "无记名", "在"}
)
NO = frozenset({"否", "没有", "无", "×", "✗", "x", "0", "n", "no", "缺", "不是", "记名", "举手"})
PAPER_CODES = {
    normal(part): code
    for code in PAPERS
    for part in (*paper_name(code).split("、"), paper_name(code))
}
_ONE_OR_MORE = re.compile(r"[、，,;；\n]+|\s+(?=\d{4})")
_SPAN = re.compile(r"[至到~～]+|—+|--+|(?<=\d)\s*-\s*(?=\d{4}\D)")
_BETWEEN_NAMES = re.compile(r"[、，,;；/\n]+")
_BETWEEN_PAPERS = re.compile(r"[、，,/]+(?![^（(]*[)）])")
_DAY = re.compile(r"[(（]([^()（）]*\d{4}[^()（）]*)[)）]\s*$")
_EXTENDED = re.compile(r"延长(?:预备期)?(\d{1,2}|[一二三四五六七八九十]{1,2}|半)?(?:个)?(月|年)?")
_CHINESE = {sign: n for n, sign in enumerate("零一二三四五六七八九十")} | {"十一": 11, "十二": 12}


class Ending(NamedTuple):
    """How a vote or an examination ended; `months` where probation was extended."""

    outcome: Outcome
    months: int | None = None


class Span(NamedTuple):
    since: PartialDate
    until: PartialDate | None


class HeldPaper(NamedTuple):
    """A paper that lies in the file, and the day it came in where that is known."""

    code: str
    on: PartialDate | None = None


def read_value(key: Key, cell, text: str, epoch: datetime, typed: bool):
    """None for an empty cell; a `Doubt` where a person should look. Raises `Unreadable`."""
    if isinstance(cell, Broken):
        raise Unreadable(cell.why)
    if is_blank(text) and not (text == "无" and key.part is Part.PAPER):
        return None

    def day(value):
        return read_date(value, epoch, typed)

    whole = text if isinstance(cell, str) else cell
    if key.part is Part.PERSON:
        return _of_person(key, whole, text, day)
    if key.part is Part.PAPER:
        return _papers(text, day) if key.what == OTHER_PAPERS else _paper(key, whole, text, day)
    if key.part is Part.REVIEW:
        return _days(whole, text, day)
    if key.part is Part.HELPER and key.facet is Facet.NAME:
        return tuple(_name(part) for part in _BETWEEN_NAMES.split(text) if part.strip())
    return _of_step(key, whole, text, day)


def _of_person(key, whole, text, day):
    if key == NAME:
        return read_name(text)
    if key == ID_NUMBER:
        return read_id_number(text, rounded=isinstance(whole, int | float) and abs(whole) >= 1e15)
    if key in {NUMBER, BRANCH}:
        return _short(text, 100)
    return _yes(text) if key.what == "floating" else day(whole)


def _of_step(key, whole, text, day):
    if key.facet in LENGTHS:
        return _short(text, LENGTHS[key.facet])
    if key.facet is Facet.SPAN:
        return _span(text, day)
    if reader := READERS.get(key.facet):
        return reader(text)
    return day(whole)


def read_outcome(text: str) -> Ending:
    """按期转正, 延长6个月, 取消预备党员资格, 合格 and their like. Raises `Unreadable`."""
    word = narrow(text).strip("。.")
    if word in OUTCOMES:
        return Ending(OUTCOMES[word])
    if word.startswith("取消"):
        return Ending(Outcome.CANCELLED)
    if match := _EXTENDED.match(word):
        return Ending(Outcome.EXTENDED, _months(*match.groups()))
    raise Unreadable(f"“{text}”认不出，请写通过、未通过、按期转正、延长6个月或取消。")


def _months(number, unit):
    if number == "半":
        return 6
    if number is None:
        return None
    count = int(number) if number.isdecimal() else _CHINESE.get(number)
    return count * 12 if count and unit == "年" else count


def _organ(text):
    word = narrow(text)
    for organ in Organ:
        if word == narrow(organ.label):
            return organ
    for part, organ in ORGANS:
        if part in word:
            return organ
    raise Unreadable(f"“{text}”看不出是哪一级组织，请写党委、党总支或支委会等。")


def _count(text) -> int:
    match = re.fullmatch(r"(\d{1,6})(?:\.0+)?(?:人|票|天|日|学时|小时|个?月|名|份)?", narrow(text))
    if not match or int(match[1]) > MOST:
        raise Unreadable(f"“{text}”不是数，请只写数字。")
    return int(match[1])


def _yes(text) -> bool:
    word = narrow(text).lower()
    if word not in YES | NO:
        raise Unreadable(f"“{text}”认不出，请写是或否。")
    return word in YES


def _name(text) -> str:
    name = read_name(text)
    return name.value if isinstance(name, Doubt) else name


def _days(whole, text, day):
    if not isinstance(whole, str):
        return (day(whole),) if not isinstance(found := day(whole), Doubt) else found
    parts = [part for part in _ONE_OR_MORE.split(text.strip()) if part.strip()]
    if len(parts) > MANY:
        raise Unreadable(f"一格里最多写 {MANY} 个日期。")
    found = [day(part.strip()) for part in parts]
    doubts = [one.why for one in found if isinstance(one, Doubt)]
    days = tuple(sorted({one.value if isinstance(one, Doubt) else one for one in found}))
    return Doubt(days, "".join(doubts)) if doubts else days


def _span(text, day):
    parts = [part.strip() for part in _SPAN.split(text) if part.strip()]
    if len(parts) not in {1, 2}:
        raise Unreadable(f"“{text}”读不出起止，请写成 2024-03-01至2024-03-08。")
    ends = [one.value if isinstance(one := day(part), Doubt) else one for part in parts]
    return Span(ends[0], ends[1] if len(ends) == 2 else None)


def _paper(key, whole, text, day):
    """None where the paper is not there: that nothing lies in the file is nothing to record."""
    word = narrow(text).lower()
    if word in NO:
        return None
    if word in YES:
        return HeldPaper(key.what)
    try:
        found = day(whole)
    except Unreadable:
        raise Unreadable(f"“{text}”认不出，请写有、无或收到的日期。{HOW}") from None
    return HeldPaper(key.what, found.value if isinstance(found, Doubt) else found)


def _papers(text, day):
    """Names stand apart by ；, or by 、 where no name of a paper has it within."""
    parts = []
    for part in filter(None, map(str.strip, re.split(r"[；;\n]+", text))):
        known = normal(_DAY.sub("", part)) in PAPER_CODES
        parts += [part] if known else filter(None, map(str.strip, _BETWEEN_PAPERS.split(part)))
    if len(parts) > MANY:
        raise Unreadable(f"一格里最多写 {MANY} 份材料。")
    found = {paper.code: paper for paper in (_named_paper(part, day) for part in reversed(parts))}
    return tuple(reversed(found.values()))


def _named_paper(part, day):
    on = None
    if match := _DAY.search(part):
        found = day(match[1].strip())
        part, on = part[: match.start()], found.value if isinstance(found, Doubt) else found
    if (code := PAPER_CODES.get(normal(part))) is None:
        raise Unreadable(f"没有叫“{part}”的材料，请按模板“材料名称”表里的写法写。")
    return HeldPaper(code, on)


def _short(text, most) -> str:
    if len(text) > most:
        raise Unreadable(f"超过 {most} 个字，请缩短。")
    return text_of(text)


READERS = {
    Facet.OUTCOME: read_outcome,
    Facet.ORGAN: _organ,
    Facet.SECRET: _yes,
    **dict.fromkeys((*VOTES, Facet.DAYS, Facet.HOURS, Facet.MONTHS), _count),
}
