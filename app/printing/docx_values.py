"""A sheet as plain values for a Word template: by its field names, and by Chinese words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum

from app.printing.words import printable, when

ROW = "行"  # what a template calls one row of a list in a loop
WORDS = {
    "abstain": "弃权", "absences": "缺席", "agreed": "赞成", "aspects": "测评方面",
    "asked": "征求人数", "attachments": "附件", "attendees": "出席名单", "author": "述职人",
    "ballots": "票数", "base": "正式党员数", "blocks": "正文", "born": "出生年月",
    "branch": "党支部意见", "confirmed": "转正时间", "consent": "上级意见", "content": "内容",
    "counts": "各等次票数", "courses": "培训", "day": "日期", "decision": "讨论意见",
    "discussion": "发言", "due": "应到", "education": "学历", "entered": "录入日期",
    "ethnicity": "民族", "excellent": "优秀人数", "experiences": "经历", "filled": "填表日期",
    "filing": "备案", "grades": "等次", "group": "党小组", "guide": "培养联系人意见",
    "guides": "培养联系人", "heading": "标题", "held": "时间", "host": "主持人", "hours": "学时",
    "inspections": "考察", "issued": "发出", "items": "议题", "joined": "入党时间", "kind": "类别",
    "late_reason": "补录说明", "level": "层级", "link": "地址", "mutual": "互评意见",
    "name": "姓名", "names": "名单", "no": "反对", "notice": "公示", "number": "编号",
    "observers": "列席名单", "opinion": "支部意见", "organization": "党组织", "outcome": "结果",
    "paragraphs": "正文", "party_post": "党内职务", "performance": "现实表现", "person": "本人",
    "place": "地点", "post": "职务", "present": "实到", "reason": "原因", "receiver": "接收单位",
    "recipient": "主送", "recommended": "推荐意见", "recorder": "记录人", "relation": "关系",
    "relatives": "家庭成员", "remarks": "备注", "resolution": "决议", "returned": "收回",
    "rewards": "奖惩", "rows": "人员", "scale": "测评档次", "self_evaluation": "自我评价",
    "sender": "发文单位", "sex": "性别", "situations": "表现情形", "slips": "邀请条",
    "span": "起止时间", "stage": "人员类别", "superior": "上级意见", "talkers": "谈话人",
    "tally": "计票", "text": "文字", "title": "名称", "totals": "合计", "transfers": "转接",
    "turnout": "参评情况", "until": "有效期至", "valid": "有效", "vote": "表决",
    "what": "情况", "within_third": "未超三分之一", "work": "工作单位及职务", "written": "书面意见",
    "year": "年度", "yes": "赞成", "about": "表决事项", "void": "作废说明",
}  # fmt: skip
"""What common fields of sheets are called in templates; a form adds and overrides its own."""


@dataclass(frozen=True)
class Placeholder:
    """What may stand between braces. `lists` are the lists it is read from, outermost first;
    `is_list`: its rows are sheets of
    their own, to be written in a loop. `value` is what it holds on this sheet."""

    text: str
    meaning: str
    value: str
    lists: tuple[str, ...] = ()
    is_list: bool = False


def context(sheet, words: Mapping[str, str]) -> dict:
    """The sheet's values by English field name and by Chinese word.

    `words` maps a field, or its dotted path where the same field means different things, to its
    word; a longer meaning may follow after `：`. Dates become Chinese text; absent values ''.
    """
    return _row(sheet, "", words)


def placeholders(sheet, words: Mapping[str, str]) -> list[Placeholder]:
    """Every placeholder the sheet offers by its Chinese word, with its value there, in order."""
    return list(_offered(sheet, "", "", (), words))


def word_of(path: str, words: Mapping[str, str]) -> str:
    """The Chinese word for the field at that dotted path; the field's own name where none is."""
    return _told(path, words).partition("：")[0]


def text_of(value) -> str:
    """A single value as it stands in a document."""
    if isinstance(value, bool):
        return "是" if value else ""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{when(value.date())}{value:%H:%M}"
    if isinstance(value, date):
        return when(value)
    if isinstance(value, Enum):
        value = getattr(value, "label", value.value)
    return printable(str(value).replace("\r\n", "\n").replace("\r", "\n"))


def _row(sheet, path, words) -> dict:
    row = {}
    for one in fields(sheet):
        inner = f"{path}{one.name}"
        value = _plain(getattr(sheet, one.name), inner, words)
        row[one.name] = row[word_of(inner, words)] = value
    return row


def _plain(value, path, words):
    if is_dataclass(value):
        return _row(value, f"{path}.", words)
    if isinstance(value, Mapping):
        return {text_of(key): _plain(held, path, words) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one, path, words) for one in value]
    if isinstance(value, int) and not isinstance(value, bool | Enum):
        return value
    return text_of(value)


def _offered(sheet, path, front, lists, words) -> Iterator[Placeholder]:
    for one in fields(sheet):
        inner, value = f"{path}{one.name}", getattr(sheet, one.name)
        text = front + word_of(inner, words)
        meaning = _told(inner, words).partition("：")[2] or word_of(inner, words)
        if is_dataclass(value):
            yield from _offered(value, f"{inner}.", f"{text}.", lists, words)
        elif isinstance(value, list | tuple) and value and is_dataclass(value[0]):
            yield Placeholder(text, meaning, f"{len(value)} 项", lists, is_list=True)
            row = ROW * (len(lists) + 1)
            full = _fullest(value)
            yield from _offered(full, f"{inner}.", f"{row}.", (*lists, text), words)
        else:
            yield Placeholder(text, meaning, _shown(value), lists)


def _fullest(rows):
    """The row that shows most of what a row may hold."""
    return max(rows, key=lambda row: sum(bool(getattr(row, one.name)) for one in fields(row)))


def _shown(value) -> str:
    if isinstance(value, list | tuple):
        return "；".join(_shown(one) for one in value)
    return text_of(value)


def _told(path, words) -> str:
    name = path.rpartition(".")[2]
    return words.get(path) or words.get(name) or WORDS.get(name) or name
