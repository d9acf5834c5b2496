"""Grades and items of 民主评议 and 述职评议, the hint on 优秀, the smallest count of ballots."""

from datetime import date

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.members import Stage, Standing
from app.rules.registry import rule


class Grade(Labelled):
    EXCELLENT = "excellent", "优秀"
    QUALIFIED = "qualified", "合格"
    BASIC = "basic", "基本合格"
    UNQUALIFIED = "unqualified", "不合格"
    UNGRADED = "ungraded", "不评等次"


BALLOT_GRADES = (Grade.EXCELLENT, Grade.QUALIFIED, Grade.BASIC, Grade.UNQUALIFIED)


class Aspect(Labelled):
    """The six aspects of form B, each marked with an `AspectMark`."""

    CONVICTION = "conviction", "理想信念"
    THEORY = "theory", "政治理论素质"
    DISCIPLINE = "discipline", "组织纪律"
    INTEGRITY = "integrity", "廉洁自律"
    SERVICE = "service", "联系服务群众"
    EXAMPLE = "example", "发挥模范作用"


class AspectMark(Labelled):
    GOOD = "good", "好"
    FAIR = "fair", "一般"
    POOR = "poor", "差"


# ED-33: a local list printed on the back of the ballot; an organisation switches it on.
COUNTER_SIGNS = (
    "理想信念动摇，散布谣言",
    "不按规定参加组织生活、交纳党费、完成党组织分配的任务",
    "组织纪律散漫，搞非组织活动",
    "急难险重任务面前退缩",
    "不团结",
    "服务意识差，与民争利",
    "越级无理上访",
    "参加宗教、迷信活动",
    "违反社会公德、家庭美德",
    "消极懈怠，不起模范作用",
)


class DebriefItem(Labelled):
    """What a secretary's duty report is judged on, each with a `DebriefMark`."""

    POLITICS = "politics", "政治建设和理论武装"
    RESPONSIBILITY = "responsibility", "履行第一责任人职责"
    MEETINGS = "meetings", "组织生活（三会一课等）落实"
    MEMBERS = "members", "党员发展、教育和管理"
    SERVICE = "service", "围绕中心发挥作用、服务师生"
    RECTIFICATION = "rectification", "上年度问题整改"
    INTEGRITY = "integrity", "廉洁自律"
    OVERALL = "overall", "总体评价"


class DebriefMark(Labelled):
    """EV-03."""

    GOOD = "good", "好"
    FAIRLY_GOOD = "fairly_good", "较好"
    FAIR = "fair", "一般"
    POOR = "poor", "差"


class SatisfactionMark(Labelled):
    """What the masses are asked (rulebook 8.9)."""

    SATISFIED = "satisfied", "满意"
    FAIRLY = "fairly", "基本满意"
    NOT = "not", "不满意"


DEFAULT_MINIMUM = rule("OWN-03").on(date.max)
FLOOR = 3  # never fewer: with two ballots each voter knows the other's


def gets_grade(stage: Stage, standing: Standing) -> bool:
    """ED-11: probationers take part and stay `UNGRADED`."""
    return stage is Stage.FULL and standing is Standing.NORMAL


def excellent_hint(excellent: int, full_members: int, day: date) -> Verdict:
    """ED-10: warns, never refuses, above a third of the full members whose relation is here."""
    most = rule("ED-10").nearest(day).value.most(full_members)
    if excellent <= most:
        return FINE
    message = f"优秀 {excellent} 人：一般不超过正式党员 {full_members} 人的三分之一，即 {most} 人"
    return against(rule("ED-10").reason(day, message))


def check_minimum(minimum: int) -> Verdict:
    """Whether a campaign may publish results from that many ballots on (OWN-03, our own)."""
    if minimum < FLOOR:
        return against(Reason(f"公布结果的最少票数不能低于 {FLOOR} 票，否则看得出谁投了什么"))
    return FINE


def check_voters(voters: int, minimum: int) -> Verdict:
    """Fewer invited than the minimum could never be counted: better not begun."""
    if voters < minimum:
        return against(
            Reason(f"参评 {voters} 人，少于公布结果所需的 {minimum} 票，请扩大范围或者改用纸质测评")
        )
    return FINE


def satisfaction(excellent: int, qualified: int, counted: int) -> str:
    """满意率 as printed, one decimal, rounded half up with whole numbers; '' without ballots."""
    if counted <= 0:
        return ""
    per_mille = ((excellent + qualified) * 2000 + counted) // (2 * counted)
    return f"{per_mille // 10}.{per_mille % 10}%"
