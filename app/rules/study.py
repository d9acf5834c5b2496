"""Study hours a member owes in a year (ED-01, ED-02), how many of them by a given day, and whether
hours earned elsewhere can be true."""

from datetime import date
from typing import NamedTuple

from app.rules.base import FINE, Cite, Labelled, Reason, Verdict, against
from app.rules.registry import rule
from app.rules.sources import TRAINING_2019

LAST_YEAR_OF_PLAN = 2023
FROM_MONTH = 7  # reminded from the third quarter on


class Form(Labelled):
    """How something was studied, as the register of rulebook 8.12 names it."""

    FULL_TIME = "full_time", "脱产"
    LECTURE = "lecture", "讲座"
    BRANCH = "branch", "支部学习"
    ONLINE = "online", "网络"
    PRACTICE = "practice", "实践"


MOST_HOURS = 200
"""Of one thing studied; beyond it it is a slip of the pen."""


class Target(NamedTuple):
    """`seen`: the number was read in a text in force that year; otherwise it is the last one
    known, shown without an article."""

    rule_id: str
    hours: int
    cite: Cite
    seen: bool


def target(*, on_committee: bool, year: int) -> Target:
    """56 hours for the secretary and the committee, 32 for every other member."""
    rule_id = "ED-02" if on_committee else "ED-01"
    version = rule(rule_id).nearest(date(year, 12, 31))
    seen = version.cite.document != TRAINING_2019.title or year <= LAST_YEAR_OF_PLAN
    return Target(rule_id, version.value, version.cite, seen)


def expected_by(hours: int, day: date, joined: date | None = None) -> int:
    """The part of a year's hours for the months that are over, in whole hours rounded down; for
    who joined within the year, from the month after. Our own reckoning: the texts name a year."""
    begun = joined.month if joined and joined.year == day.year else 0
    return hours * max(day.month - 1 - begun, 0) // 12


def reminds(day: date) -> bool:
    """Whether somebody short of hours is reminded already."""
    return day.month >= FROM_MONTH


def check_outside(day: date, *, birth: date | None, known: date | None, today: date) -> Verdict:
    """Whether hours of that day can be this person's: not ahead, not before birth, and not before
    the first day the record knows of the person in the Party's work (`known`)."""
    if day > today:
        return against(Reason("这一天还没有到"))
    if birth and day < birth:
        return against(Reason("早于本人出生日期"))
    if known and day < known:
        return against(Reason(f"早于本人在册日期{known.year}年{known.month}月{known.day}日"))
    return FINE
