"""A member's stages, standing and other fixed lists, and whether the dates of a life agree."""

from datetime import date
from itertools import pairwise

from app.rules.base import Labelled, Reason, Strength, Verdict, against
from app.rules.dates import PartialDate, add_years
from app.rules.registry import rule


class Stage(Labelled):
    APPLICANT = "applicant", "申请人"
    ACTIVIST = "activist", "积极分子"
    PROSPECT = "prospect", "发展对象"
    PROBATIONARY = "probationary", "预备党员"
    FULL = "full", "正式党员"

    @property
    def in_party(self) -> bool:
        return self in {Stage.PROBATIONARY, Stage.FULL}


class Standing(Labelled):
    NORMAL = "normal", "正常"
    STOPPED = "stopped", "停止党籍"
    TRANSFERRED = "transferred", "已转出"
    REMOVED = "removed", "除名"
    EXPELLED = "expelled", "开除党籍"
    CANCELLED = "cancelled", "取消预备党员资格"
    DECEASED = "deceased", "去世"


class Gender(Labelled):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Relation(Labelled):
    """Where the 组织关系 is while the standing is normal."""

    HERE = "here", "在本支部"
    LEAVING = "leaving", "转出途中"
    FLOATING = "floating", "流动（外出 6 个月以上）"
    ABROAD = "abroad", "出国（境）保留"


class Education(Labelled):
    DOCTOR = "doctor", "博士研究生"
    MASTER = "master", "硕士研究生"
    BACHELOR = "bachelor", "大学本科"
    COLLEGE = "college", "大学专科"
    SECONDARY_VOCATIONAL = "secondary_vocational", "中专（中技）"
    HIGH_SCHOOL = "high_school", "高中"
    JUNIOR = "junior", "初中"
    PRIMARY = "primary", "小学及以下"


OLDEST = 120  # years; beyond it a birth date is taken for a slip of the pen


def has_vote(stage: Stage, standing: Standing, under_probation_in_party: bool = False) -> bool:
    """CONV-06: full members with rights; not under 留党察看. Such people make up 应到会人数."""
    return stage is Stage.FULL and standing is Standing.NORMAL and not under_probation_in_party


def check_life(
    *,
    birth: PartialDate | None = None,
    applied: PartialDate | None = None,
    activist: PartialDate | None = None,
    joined: PartialDate | None = None,
    confirmed: PartialDate | None = None,
    today: date,
) -> Verdict:
    """Whether the dates of one life can all be true.

    Only what is certain counts: a month or year refuses when even its most favourable day
    breaks the rule. A step older than the rule on record is asked about, not refused.
    """
    life = [
        ("出生日期", birth),
        ("申请入党日期", applied),
        ("确定积极分子日期", activist),
        ("入党日期", joined),
        ("转正日期", confirmed),
    ]
    known = [(name, day) for name, day in life if day]
    return (
        against(*(_future(name, day, today) for name, day in known))
        + against(_too_old(birth, today))
        + against(*_disorder(known))
        + against(
            _too_young("申请入党", birth, applied),
            _too_young("入党", birth, joined),
            _too_soon(joined, confirmed),
        )
    )


def _future(name, day, today):
    if day.earliest > today:
        return Reason(f"{name}（{day}）还没有到，请核对")
    return None


def _too_old(birth, today):
    if birth and add_years(birth.latest, OLDEST) < today:
        return Reason(f"出生日期（{birth}）距今超过 {OLDEST} 年，请核对")
    return None


def _disorder(known):
    pairs = pairwise(known)
    return (
        Reason(f"{later}（{after}）早于{earlier}（{before}），请核对")
        for (earlier, before), (later, after) in pairs
        if after.latest < before.earliest
    )


def _too_young(act, birth, day):
    if not (birth and day):
        return None
    found = rule("DEV-01")
    age = found.nearest(day.latest).value
    if day.latest >= add_years(birth.earliest, age):
        return None
    message = f"{act}时未满 {age} 周岁（出生{birth}，{act}{day}），请核对两个日期"
    return found.reason(day.latest, message, _strength(found, day))


def _too_soon(joined, confirmed):
    """DEV-26. Before 1982 the Party at times knew no probation, or another length."""
    found = rule("DEV-26")
    if not (joined and confirmed) or not found.in_force(joined.earliest):
        return None
    years = found.on(joined.latest)
    if confirmed.latest >= add_years(joined.earliest, years):
        return None
    message = (
        f"预备期为 {years} 年，转正日期（{confirmed}）应不早于入党日期（{joined}）满 {years} 年之日"
    )
    return found.reason(joined.latest, message)


def _strength(found, day):
    return found.strength if found.in_force(day.earliest) else Strength.NORMALLY
