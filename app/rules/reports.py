"""The sections of a secretary's yearly duty report (EV-11) and the local rules on its shape."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.base import FINE, Verdict, against
from app.rules.dates import PeriodKind
from app.rules.registry import rule


@dataclass(frozen=True)
class Section:
    """`facts`: the year's facts from the record are drafted into it."""

    key: str
    title: str
    hint: str
    facts: bool = False


SECTIONS = (
    Section(
        "performance",
        "履职情况与成效",
        "写本年度抓党建的主要做法和成效：政治建设和理论学习、组织生活落实、党员发展教育管理、"
        "围绕中心服务师生、党风廉政。用具体事例和数字，不写流水账。",
        facts=True,
    ),
    Section(
        "rectification",
        "上年度问题整改情况",
        "逐条对照上年度述职时列出的问题和点评意见，写清整改措施、完成情况和仍未解决的原因。",
    ),
    Section(
        "problems",
        "存在问题及原因",
        "查摆具体问题，从思想认识、责任落实、工作方法上分析原因，不以成绩代替问题。",
    ),
    Section(
        "plans",
        "下一步思路和整改措施",
        "针对问题提出措施，写明责任人和完成时限。",
    ),
)

# EV-12. Local and therefore off unless an organisation switches it on.
SHORTEST, LONGEST = 3000, 5000


def check_length(characters: int, day: date) -> Verdict:
    """EV-12, to be asked only where the organisation has switched this local rule on."""
    if SHORTEST <= characters <= LONGEST:
        return FINE
    message = f"全文 {characters} 字，本单位要求 {SHORTEST} 至 {LONGEST} 字"
    return against(rule("EV-12").reason(day, message))


def check_problems_share(problems: int, whole: int, day: date) -> Verdict:
    """EV-06, likewise: the characters on problems and causes against those of the whole text."""
    share = rule("EV-06").nearest(day).value
    if share.met(problems, whole):
        return FINE
    message = f"问题和原因部分 {problems} 字，不足全文 {whole} 字的三分之一"
    return against(rule("EV-06").reason(day, message))


def latest_day(year: int, day: date) -> date:
    """The last day in time for the report on a year, by the convention of `day` (OWN-13)."""
    return date(year + 1, *rule("OWN-13").nearest(day).value)


def asked_from(year: int, day: date) -> date:
    """From when on it is reminded of: the lead time of yearly duties before the year's end."""
    lead = rule("OWN-04").nearest(day).value[PeriodKind.YEAR.label]
    return date(year, 12, 31) - timedelta(days=lead)
