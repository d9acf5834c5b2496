"""A year planned by rule: the fixed day, holidays, breaks, and what a branch of each make owes."""

from datetime import date

import pytest

from app.rules.meetings import MeetingKind, always
from app.rules.planning import Break, FixedDay, moved, proposed, settles, wholly_away
from app.rules.workdays import PACKAGED

SECOND_FRIDAY = FixedDay(week=2, weekday=4)
SUMMER = Break(date(2026, 7, 10), date(2026, 9, 2), "暑假")


def year(**changes):
    plain = {
        "full_members": always(7), "committee": always(3), "groups": 0,
        "from_day": date(2026, 1, 1),
        "fixed": SECOND_FRIDAY, "breaks": (), "is_working": PACKAGED.is_working,
    }  # fmt: skip
    return proposed(2026, **plain | changes)


def months(found, kind):
    return [one.month for one in found if one.kind is kind]


@pytest.mark.parametrize(
    ("fixed", "month", "day"),
    [
        (SECOND_FRIDAY, 11, 13),
        (SECOND_FRIDAY, 5, 8),
        (FixedDay(week=1, weekday=6), 11, 1),
        (FixedDay(day=15), 11, 15),
        (FixedDay(day=31), 2, 28),
    ],
)
def test_the_fixed_day_by_the_calendar_alone(fixed, month, day):
    assert fixed.within(2026, month) == date(2026, month, day)


def test_the_fixed_day_in_words():
    assert SECOND_FRIDAY.label == "每月第 2 个星期五"
    assert FixedDay(day=15).label == "每月 15 日"


def test_a_holiday_moves_the_day_to_the_next_working_day():
    assert moved(date(2026, 10, 1), PACKAGED.is_working) == date(2026, 10, 8)


def test_a_holiday_of_fixed_date_moves_the_day_before_the_years_arrangement_is_known():
    assert not PACKAGED.known(2027)
    assert moved(date(2027, 1, 1), PACKAGED.is_working) == date(2027, 1, 4)


def test_a_day_that_is_worked_stays():
    assert moved(date(2026, 11, 13), PACKAGED.is_working) == date(2026, 11, 13)


def test_a_day_moves_back_where_the_month_ends_first():
    assert moved(date(2026, 5, 31), PACKAGED.is_working) == date(2026, 5, 29)


def test_a_break_moves_the_day_behind_it_or_before_it():
    assert moved(date(2026, 9, 1), PACKAGED.is_working, [SUMMER]) == date(2026, 9, 3)
    assert moved(date(2026, 7, 15), PACKAGED.is_working, [SUMMER]) == date(2026, 7, 9)


def test_only_a_month_without_a_single_day_left_is_wholly_a_break():
    assert [n for n in range(1, 13) if wholly_away(2026, n, [SUMMER])] == [8]
    first = Break(date(2026, 8, 2), date(2026, 8, 31), "暑假")
    assert not wholly_away(2026, 8, [first])


def test_a_month_in_a_break_is_passed_over_and_the_quarter_takes_another():
    found = year(breaks=(SUMMER,))
    assert months(found, MeetingKind.COMMITTEE) == [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]
    away = Break(date(2026, 9, 1), date(2026, 9, 30), "实习")
    assert months(year(breaks=(away,)), MeetingKind.ASSEMBLY) == [3, 6, 8, 12]


def test_the_year_of_a_branch_with_a_committee():
    found = year()
    assert months(found, MeetingKind.COMMITTEE) == list(range(1, 13))
    assert months(found, MeetingKind.THEME_DAY) == list(range(1, 13))
    assert months(found, MeetingKind.ASSEMBLY) == [3, 6, 9, 12]
    assert months(found, MeetingKind.LIFE) == [12]
    assert months(found, MeetingKind.GROUP) == []
    assert len(months(found, MeetingKind.PARTY_CLASS)) == 2


@pytest.mark.parametrize(("full", "owed"), [(6, 0), (7, 12)])
def test_fewer_than_seven_full_members_plan_no_committee(full, owed):
    found = year(full_members=always(full), committee=always(0))
    assert len(months(found, MeetingKind.COMMITTEE)) == owed


def test_each_group_has_its_own_meetings():
    found = [one for one in year(groups=2) if one.kind is MeetingKind.GROUP]
    assert len(found) == 24
    assert {one.group for one in found} == {0, 1}


def test_without_a_fixed_day_only_months_are_planned():
    assert {one.day for one in year(fixed=None)} == {None}


def test_every_proposed_day_is_worked_and_lies_in_its_month():
    for one in year(breaks=(SUMMER,)):
        assert PACKAGED.is_working(one.day), one
        assert one.day.month == one.month
        assert not SUMMER.holds(one.day)


def test_a_plan_made_within_the_year_covers_what_is_left():
    found = year(from_day=date(2026, 11, 16))
    assert {one.month for one in found} == {11, 12}


def test_a_record_settles_the_period_of_its_planned_month():
    assert settles(MeetingKind.ASSEMBLY, 9, date(2026, 7, 1))
    assert not settles(MeetingKind.ASSEMBLY, 9, date(2026, 10, 1))
    assert not settles(MeetingKind.COMMITTEE, 9, date(2026, 10, 1))
    assert settles(MeetingKind.LIFE, 12, date(2026, 11, 1))
