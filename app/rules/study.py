"""Study hours a member owes in a year (ED-01, ED-02), and how many of them by a given day."""

from datetime import date
from typing import NamedTuple

from app.rules.base import Cite
from app.rules.registry import rule
from app.rules.sources import TRAINING_2019

LAST_YEAR_OF_PLAN = 2023
FROM_MONTH = 7  # reminded from the third quarter on


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
