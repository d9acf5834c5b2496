"""Which fields of a card a member may propose to correct, and how their values become texts."""

from collections.abc import Callable
from typing import NamedTuple

from app.members.actions import PERSON_FACTS
from app.members.models import Member
from app.rules.dates import PartialDate
from app.rules.identity import mask
from app.rules.members import Gender


class Field(NamedTuple):
    """`read` turns the kept text into what the card holds, `show` into what a page says."""

    name: str
    label: str
    read: Callable = str
    show: Callable = str


def _known(name, label):
    return Field(name, label, PartialDate.parse_iso, lambda text: str(PartialDate.parse_iso(text)))


FIELDS = {
    field.name: field
    for field in (
        Field("name", "姓名"),
        Field("gender", "性别", Gender, lambda text: Gender(text).label),
        Field("ethnicity", "民族"),
        _known("birth", "出生日期"),
        Field("id_number", "身份证号", str, mask),
        Field("phone", "电话"),
        Field("native_place", "籍贯"),
        Field("education", "学历"),
        Field("degree", "学位"),
        Field("job", "工作单位及职务"),
        Field("title", "职称"),
        Field("number", "工号或学号"),
        _known("applied_on", "申请入党日期"),
        _known("activist_on", "确定积极分子日期"),
        _known("prospect_on", "确定发展对象日期"),
        _known("joined_on", "入党日期"),
        _known("confirmed_on", "转正日期"),
    )
}


def value_of(member: Member, name: str):
    """What the card holds now."""
    return getattr(member.person if name in PERSON_FACTS else member, name)


def text_of(value) -> str:
    """A value of the card as it is kept; equal values are equal texts, nothing is ''."""
    if value is None:
        return ""
    return value.iso if isinstance(value, PartialDate) else str(value)


def read(name: str, text: str | None):
    """The value that a kept text stands for; of nothing, what an empty field of that kind is."""
    field = FIELDS[name]
    if text:
        return field.read(text)
    return "" if field.read is str else None


def shown(name: str, text: str | None) -> str:
    """The text for a page, an ID number masked."""
    return FIELDS[name].show(text) if text else "（空）"
