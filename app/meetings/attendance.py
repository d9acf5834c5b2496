"""Attendance: the codes of rulebook 8.4, who is on a meeting's list, and how a list is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.rules.base import Labelled


class AttendanceCode(Labelled):
    PRESENT = "present", "出席"
    ONLINE = "online", "线上"
    PERSONAL = "personal", "事假"
    SICK = "sick", "病假"
    OFFICIAL = "official", "公假"
    ABSENT = "absent", "缺席"
    EXEMPT = "exempt", "免考勤"
    OBSERVER = "observer", "列席"


_A = AttendanceCode
CAME = frozenset({_A.PRESENT, _A.ONLINE})
AWAY = frozenset({_A.PERSONAL, _A.SICK, _A.OFFICIAL, _A.ABSENT})
NOT_EXPECTED = frozenset({_A.EXEMPT, _A.OBSERVER})


@dataclass(frozen=True)
class Attendee:
    """Somebody of the branch. `expected`: should be at this meeting; `counted`: had a vote then."""

    id: int
    name: str
    expected: bool
    counted: bool


class Mark(NamedTuple):
    """One person's line on the list."""

    code: AttendanceCode
    note: str = ""


class Tally(NamedTuple):
    """`due` and `present` of all on the list; `voters` and `voters_present` of those with a vote.

    Guests are in none of them; who is exempt counts among the voters but is not waited for.
    """

    due: int
    present: int
    voters: int
    voters_present: int


def tally(marks: Mapping[int, Mark], people: Mapping[int, Attendee]) -> Tally:
    """Count a list: {person id: mark} of people known by id."""
    expected = [m for m in marks.values() if m.code not in NOT_EXPECTED]
    voting = [
        mark for key, mark in marks.items() if people[key].counted and mark.code != _A.OBSERVER
    ]
    return Tally(
        len(expected),
        sum(m.code in CAME for m in expected),
        len(voting),
        sum(m.code in CAME for m in voting),
    )
