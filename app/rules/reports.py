"""A secretary's yearly duty report: its sections (EV-11), its shape, and what its hearing asks."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.base import FINE, Reason, Strength, Verdict, against
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
        "rectification",
        "上年度问题整改情况",
        "逐条对照上年度述职时列出的问题和点评意见，写清整改措施、完成情况和仍未解决的原因。",
    ),
    Section(
        "performance",
        "履职情况与成效",
        "写本年度抓党建的主要做法和成效：政治建设和理论学习、组织生活落实、党员发展教育管理、"
        "围绕中心服务师生、党风廉政。用具体事例和数字，不写流水账。",
        facts=True,
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

MORE = ("more_1", "more_2", "more_3")
"""Keys of the sections that a committee may ask for beside those of EV-11."""


def check_length(characters: int, day: date) -> Verdict:
    """EV-12, to be asked only where the organisation has switched this local rule on."""
    least, most = rule("EV-12").nearest(day).value.values()
    if least <= characters <= most:
        return FINE
    message = f"全文 {characters} 字，本单位要求 {least} 至 {most} 字"
    return against(rule("EV-12").reason(day, message))


def check_problems_share(problems: int, whole: int, day: date) -> Verdict:
    """EV-06, likewise: the characters on problems and causes against those of the whole text."""
    share = rule("EV-06").nearest(day).value
    if share.met(problems, whole):
        return FINE
    message = f"问题和原因部分 {problems} 字，不足全文 {whole} 字的三分之一"
    return against(rule("EV-06").reason(day, message))


def outline(more: str = "") -> tuple[Section, ...]:
    """The sections of a report in their order; `more` names those that the committee adds, one a
    line as 标题 or 标题：写什么. They stand before 存在问题及原因; no more than three are taken."""
    lines = [line.strip() for line in more.splitlines() if line.strip()][: len(MORE)]
    added = []
    for key, line in zip(MORE, lines, strict=False):
        title, _, hint = line.partition("：")
        added.append(Section(key, title.strip(), hint.strip()))
    place = next(n for n, one in enumerate(SECTIONS) if one.key == "problems")
    return (*SECTIONS[:place], *added, *SECTIONS[place:])


def check_outline(more: str) -> Verdict:
    """Whether these are sections that a report can have: at most three, each named shortly."""
    lines = [line.strip() for line in more.splitlines() if line.strip()]
    if len(lines) > len(MORE):
        return against(Reason(f"最多加 {len(MORE)} 个部分，现在有 {len(lines)} 个"))
    titles = [line.partition("：")[0].strip() for line in lines]
    if any(not 2 <= len(title) <= 30 for title in titles):
        return against(Reason("每个部分的标题写 2 到 30 个字，提示写在“：”后面"))
    taken = {section.title for section in SECTIONS}
    if len(set(titles)) < len(titles) or taken & set(titles):
        return against(Reason("各部分的标题不能重复，也不能同规定的四个部分相同"))
    return FINE


def check_asked_length(characters: int, shortest: int | None, longest: int | None) -> Verdict:
    """The length a round asks for, both ends included; the committee's own word, so it warns."""
    if (shortest or 0) <= characters <= (longest or characters):
        return FINE
    asked = f"不少于 {shortest} 字" if not longest else f"不超过 {longest} 字"
    asked = f" {shortest} 至 {longest} 字" if shortest and longest else asked
    return against(Reason(f"全文 {characters} 字，上级要求{asked}", strength=Strength.NORMALLY))


def check_promises(promises: int, day: date) -> Verdict:
    """EV-11: the next year's measures; one at least with its day, or a reason why not."""
    if promises:
        return FINE
    message = "下一年的整改措施还没有逐条列出并写明时限"
    return against(rule("EV-11").reason(day, message))


def check_fair_share(fair_or_below: int, judged: int, day: date) -> Verdict:
    """EV-07, to be asked only where it is switched on: the part judged 较好 or below."""
    least = rule("EV-07").nearest(day).value
    if fair_or_below * 100 >= judged * least:
        return FINE
    message = f"综合评价 {judged} 人，较好及以下 {fair_or_below} 人，本地规定不少于 {least}%"
    return against(rule("EV-07").reason(day, message))


def latest_day(year: int, day: date) -> date:
    """The last day in time for the report on a year, by the convention of `day` (OWN-13)."""
    return date(year + 1, *rule("OWN-13").nearest(day).value)


def asked_from(year: int, day: date) -> date:
    """From when on it is reminded of: the lead time of yearly duties before the year's end."""
    lead = rule("OWN-04").nearest(day).value[PeriodKind.YEAR.label]
    return date(year, 12, 31) - timedelta(days=lead)
