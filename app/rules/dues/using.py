"""What moves a book of dues, what dues may be used for and who decides; reductions, large gifts."""

from datetime import date

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.dues.months import YEAR, name, year_and_month
from app.rules.money import yuan
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule


class Move(Labelled):
    """Why the balance of an organisation changed, apart from what members paid."""

    OPENING = "opening", "期初结余"
    UP = "up", "上缴上级"
    FROM_BELOW = "from_below", "下级上缴"
    RETURNED = "returned", "上级下拨"
    DOWN = "down", "下拨下级"
    USED = "used", "使用"
    INTEREST = "interest", "利息"


OUT = frozenset({Move.UP, Move.DOWN, Move.USED})
"""What makes the balance smaller."""
DECIDED = frozenset({Move.USED, Move.DOWN})
"""DUE-28: only after a collective decision."""


class Purpose(Labelled):
    """The five items of DUE-26."""

    TRAINING = "training", "培训党员"
    MATERIALS = "materials", "订阅购买党员教育报刊、资料、音像制品和设备"
    PRAISE = "praise", "表彰先进"
    HARDSHIP = "hardship", "补助生活困难党员"
    DISASTER = "disaster", "补助受灾党员、修缮因灾受损教育设施"


class RequestState(Labelled):
    ASKED = "asked", "待批复"
    AGREED = "agreed", "已同意"
    REFUSED = "refused", "未同意"


class Told(Labelled):
    """What is done once a year in the open (DUE-31, 32)."""

    PUBLISHED = "published", "向党员公布"
    REPORTED = "reported", "向党员大会或党代会报告"
    CHECKED = "checked", "年度检查"


def check_move(
    move: Move, happened: date, decided: date | None, decision: str, purpose: Purpose | None
) -> Verdict:
    """DUE-26, 28: a use names one of the five purposes and the meeting that decided, before it."""
    if move not in DECIDED:
        return FINE
    missing = not decision.strip() or decided is None
    return against(
        rule("DUE-28").reason(happened, "请写明哪次会议集体讨论决定的") if missing else None,
        rule("DUE-28").reason(happened, "先集体讨论决定，再使用或下拨：会议日期晚于这一天")
        if decided and decided > happened
        else None,
        rule("DUE-26").reason(happened, "请选择属于哪一项用途")
        if move is Move.USED and purpose is None
        else None,
    )


def check_earmarked(purpose: Purpose, granted: Purpose, left: int, amount: int, day: date):
    """DUE-29: what was granted for one thing is used for nothing else, and no more than is left."""
    return against(
        rule("DUE-29").reason(day, f"这笔下拨款专用于“{granted.label}”")
        if purpose is not granted
        else None,
        rule("DUE-29").reason(day, f"这笔下拨款只剩 {yuan(left)} 元") if amount > left else None,
    )


def superior_kind(kind: OrganizationKind | None) -> bool:
    """DUE-22: a committee above approves; a general branch does not."""
    return kind is OrganizationKind.COMMITTEE


def check_reduction(first: int, last: int, amount: int, due: int, day: date) -> Verdict:
    """DUE-22 with the term of DUE-C5: less than is due, for months of one year."""
    (year, _), (until, _) = year_and_month(first), year_and_month(last)
    most = rule("DUE-C5").nearest(day).value
    return against(
        Reason("结束月份早于开始月份") if last < first else None,
        Reason(f"减免最长 {most} 个月，只在一个年度之内；下一年重新研究")
        if last >= first and (year != until or last - first >= min(most, YEAR))
        else None,
        Reason(f"减免以后每月 {yuan(amount)} 元，不比应交的 {yuan(due)} 元少")
        if amount >= due
        else None,
    )


def may_decide(person_id: int, by: int | None) -> Verdict:
    """Nobody decides on the own dues; our own convention."""
    if by is not None and person_id == by:
        return against(Reason("自己的减免请由其他人批复"))
    return FINE


def check_large(amount: int, day: date) -> Verdict:
    """DUE-23: what is paid at once of one's own free will goes up from a thousand yuan on."""
    found = rule("DUE-23")
    least = found.nearest(day).value * 100
    if amount >= least:
        return FINE
    message = f"{yuan(least)} 元以上的才登记在这里；少一些的，在当月交纳时一并多交"
    return against(found.reason(day, message))


def covers(first: int, last: int) -> str:
    """2026年3月至8月"""
    if first == last:
        return name(first)
    return f"{name(first)}至{year_and_month(last)[1]}月"
