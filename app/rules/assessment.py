"""联考: the yearly assessment of teams and cadres – grades, weights, and what a report settles.

People enter every mark; the machine only multiplies by the weights, in the open. Nobody is ranked.
"""

from collections.abc import Sequence
from datetime import date

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.evaluations import DebriefMark
from app.rules.registry import rule

HUNDRED = 100


class Subject(Labelled):
    """Who is assessed."""

    TEAM = "team", "领导班子"
    CADRE = "cadre", "干部"


class Result(Labelled):
    """Grades of the year; teams and cadres have words of their own below the highest."""

    EXCELLENT = "excellent", "优秀"
    GOOD = "good", "良好"
    COMPETENT = "competent", "称职"
    FAIR = "fair", "一般"
    BASIC = "basic", "基本称职"
    POOR = "poor", "较差"
    INCOMPETENT = "incompetent", "不称职"
    NONE = "none", "不定等次"


_R = Result
GRADES = {
    Subject.TEAM: (_R.EXCELLENT, _R.GOOD, _R.FAIR, _R.POOR, _R.NONE),
    Subject.CADRE: (_R.EXCELLENT, _R.COMPETENT, _R.BASIC, _R.INCOMPETENT, _R.NONE),
}


class Evidence(Labelled):
    """What the portal puts beside an item for the eye; it never turns it into a mark."""

    NOTHING = "nothing", "不取数"
    DEBRIEF = "debrief", "述职评议（综合评价和测评票数）"
    RECORD = "record", "党建工作记录（应办事项办了几件）"


class AssessmentState(Labelled):
    MARKING = "marking", "评分中"
    SHOWN = "shown", "结果反馈中"
    FINAL = "final", "已确定"


_S = AssessmentState
NEXT = {
    _S.MARKING: frozenset({_S.SHOWN}),
    _S.SHOWN: frozenset({_S.MARKING, _S.FINAL}),
    _S.FINAL: frozenset(),
}
"""Shown leads back to marking when an objection is found right."""


def may_become(now: AssessmentState, then: AssessmentState) -> Verdict:
    """Whether an assessment of the one state may take the other."""
    if then in NEXT[now]:
        return FINE
    return against(Reason(f"考核{now.label}，不能改为{then.label}"))


def check_weights(weights: Sequence[int]) -> Verdict:
    """Weights are whole hundredths above nought that add up to a hundred."""
    if not weights:
        return against(Reason("请至少设一个考核项目"))
    if any(weight <= 0 for weight in weights):
        return against(Reason("每个项目的权重都要大于 0"))
    if sum(weights) != HUNDRED:
        return against(Reason(f"各项权重合计 {sum(weights)}%，应为 100%"))
    return FINE


def total(halves: Sequence[int | None], weights: Sequence[int]) -> str | None:
    """Σ mark × weight ÷ 100 as printed, two decimals rounded half up, None with a mark missing.

    Marks come in whole halves (85.5 is 171), so that everything is whole numbers.
    """
    if not weights or any(mark is None for mark in halves):
        return None
    summed = sum(mark * weight for mark, weight in zip(halves, weights, strict=True))
    hundredths = (summed + 1) // 2  # halves × weight ÷ 2 are hundredths
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def arithmetic(halves: Sequence[int | None], weights: Sequence[int]) -> str:
    """The sum as it is shown: 90×50% + 85.5×50% = 87.75."""
    said = total(halves, weights)
    if said is None:
        return ""
    terms = (f"{m / 2:g}×{w}%" for m, w in zip(halves, weights, strict=True))
    return f"{' + '.join(terms)} = {said}"


def check_grade(
    result: Result, overall: DebriefMark | None, day: date, *, capped: bool, told: bool = False
) -> Verdict:
    """EV-09, where the committee has it on: whose report was not found 好 is not 优秀.

    While marks are entered an opinion may still come; once the result is to be `told`, there has
    to be one.
    """
    if not capped or result is not Result.EXCELLENT or overall is DebriefMark.GOOD:
        return FINE
    if overall is not None:
        message = f"述职评议综合评价为“{overall.label}”，未达到“好”，年度考核不能评为优秀"
        return against(rule("EV-09").reason(day, message))
    if not told:
        return FINE
    message = "还没有述职评议综合评价，不知道是否达到“好”，年度考核先不能评为优秀"
    return against(rule("EV-09").reason(day, message))


def check_final(until: date, open_objections: int, day: date) -> Verdict:
    """A result is final once the days for objections are over and each one has its answer."""
    if day <= until:
        return against(Reason(f"异议期到{until.year}年{until.month}月{until.day}日，过后再确定"))
    if open_objections:
        return against(Reason(f"还有 {open_objections} 条异议没有答复"))
    return FINE
