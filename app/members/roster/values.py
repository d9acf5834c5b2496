"""Turns a cell into the value of its field, or says why it cannot be taken."""

import re
from datetime import datetime
from functools import lru_cache

from app.members.roster.cells import is_blank, narrow
from app.members.roster.dates import read_date
from app.members.roster.doubts import Doubt, Unreadable
from app.members.roster.fields import DATES, Field
from app.members.roster.table import Broken
from app.rules.identity import check_id_number, normalize_id_number
from app.rules.members import Gender, Stage
from app.rules.names import check_name, normalize_ethnic_group, normalize_name

LENGTHS = {
    Field.NATIVE_PLACE: 60,
    Field.EDUCATION: 40,
    Field.DEGREE: 40,
    Field.BRANCH: 100,
    Field.GROUP: 60,
    Field.JOB: 100,
    Field.TITLE: 60,
    Field.STUDENT_NO: 40,
    Field.STAFF_NO: 40,
    Field.REMARKS: 500,
}
GENDERS = {"男": Gender.MALE, "女": Gender.FEMALE, "男性": Gender.MALE, "女性": Gender.FEMALE}
STAGES = {
    Stage.FULL: "正式党员 中共党员 正式 党员 中共正式党员 共产党员 中国共产党党员 中共党员正式 "
    "中国共产党正式党员",
    Stage.PROBATIONARY: "预备党员 中共预备党员 预备 中国共产党预备党员 中共党员预备",
    Stage.PROSPECT: "发展对象 重点发展对象 党员发展对象",
    Stage.ACTIVIST: "积极分子 入党积极分子 重点培养对象",
    Stage.APPLICANT: "申请人 入党申请人 入党申请者 申请入党人员 已递交入党申请书 申请入党 申请者",
}
STAGE_WORDS = {word: stage for stage, words in STAGES.items() for word in words.split()}
_LOST = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_MOBILE = re.compile(r"(?:\+?0{0,2}86-?)?(1[3-9]\d)-?(\d{4})-?(\d{4})")
_COLLEGE = re.compile("(大学|学院|系|部|处|院|所|中心|馆|公司|学会|党委|总支)$")
_LINE = re.compile(r"[\d\-+()/转,;]{5,30}")


def read_value(field: Field, cell, text: str, epoch: datetime, typed: bool):
    """The value of a cell that shows `text`; None for an empty one, or a `Doubt`.

    Raises `Unreadable`.
    """
    if isinstance(cell, Broken):
        raise Unreadable(cell.why)
    if is_blank(text):
        return None
    if field in DATES:
        return read_date(text if isinstance(cell, str) else cell, epoch, typed)
    if field is Field.ID_NUMBER:
        return read_id_number(text, rounded=isinstance(cell, (int, float)) and abs(cell) >= 1e15)
    if reader := READERS.get(field):
        return reader(text)
    if len(text) > LENGTHS[field]:
        raise Unreadable(f"“{field.label}”超过 {LENGTHS[field]} 个字，请缩短。")
    return text


def read_name(text: str):
    name = normalize_name(text)
    if reasons := check_name(name).reasons:
        raise Unreadable(f"{reasons[0]}。")
    if any(sign.isdecimal() or sign in "<>=@#" for sign in name):
        return Doubt(name, f"“{name}”不像姓名，请核对。")
    return name


def read_id_number(text: str, *, rounded: bool = False) -> str:
    """18 digits, checked. A number that Excel rounded is refused: its last digits are gone."""
    number = normalize_id_number(text.strip("'’‘`\""))
    if rounded or _LOST.fullmatch(number):
        raise Unreadable(
            "身份证号被存成了数字，Excel 只保留前 15 位，后面的已丢失。"
            "请把这一列设为“文本”格式，重新填写完整号码。"
        )
    verdict = check_id_number(number)
    if verdict:
        return number
    if number.isdecimal() and len(number) == 18 and number.endswith("000"):
        raise Unreadable(
            "身份证号末三位是 000 且校验不符，多半是存成数字时丢了末几位，请重新填写完整号码。"
        )
    raise Unreadable(f"{verdict.reasons[0]}。")


@lru_cache(maxsize=256)
def read_gender(text: str):
    return GENDERS.get(narrow(text)) or Doubt(None, f"性别“{text}”认不出，请写“男”或“女”。")


@lru_cache(maxsize=1024)
def read_ethnicity(text: str):
    text = narrow(text)
    return normalize_ethnic_group(text) or Doubt(text[:20], f"“{text}”不在 56 个民族之列，请核对。")


@lru_cache(maxsize=256)
def read_stage(text: str) -> Stage:
    word = re.sub(r"[^\w]", "", narrow(text))
    if stage := STAGE_WORDS.get(word):
        return stage
    known = "、".join(stage.label for stage in STAGES)
    raise Unreadable(f"人员类别“{text}”认不出，请写{known}之一。")


def read_phone(text: str):
    text = narrow(text)
    if match := _MOBILE.fullmatch(text):
        return "".join(match.groups())
    if _LINE.fullmatch(text):
        return text
    return Doubt(None, f"“{text}”不像电话号码，未采用，请核对。")


def branch_key(name: str, college: str = "") -> str:
    """A branch name to compare by: full name or short, with “中共” and the college in front or not.

    >>> branch_key("计算机学院教工第一党支部", "计算机学院") == branch_key("教工第一支部")
    True
    """
    key = re.sub(r"[^\w]", "", narrow(name)).removeprefix("中国共产党").removeprefix("中共")
    front = re.sub(r"[^\w]", "", narrow(college))
    if front and key != front:
        key = key.removeprefix(front)
    return key.removesuffix("委员会").replace("党支部", "支部")


def same_branch(one: str, other: str) -> bool:
    """The same name, or one of them with its college in front of the other."""
    short, full = sorted((branch_key(one), branch_key(other)), key=len)
    front = full.removesuffix(short)
    return short == full or (front != full and bool(_COLLEGE.search(front)))


READERS = {
    Field.NAME: read_name,
    Field.GENDER: read_gender,
    Field.ETHNICITY: read_ethnicity,
    Field.STAGE: read_stage,
    Field.PHONE: read_phone,
}
