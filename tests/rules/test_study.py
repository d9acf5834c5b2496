"""Study hours: 32 and 56, which article stands behind them, and how many by a day."""

from datetime import date

import pytest

from app.rules.study import check_outside, expected_by, reminds, target


def test_a_member_owes_32_by_the_regulation_itself():
    found = target(on_committee=False, year=2026)
    assert (found.hours, found.seen) == (32, True)
    assert "第二十条" in str(found.cite)


@pytest.mark.parametrize(("year", "seen"), [(2023, True), (2024, False), (2026, False)])
def test_the_56_of_a_committee_were_seen_in_the_plan_up_to_2023(year, seen):
    found = target(on_committee=True, year=year)
    assert (found.hours, found.seen) == (56, seen)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 1, 31), 0),
        (date(2026, 2, 1), 2),
        (date(2026, 6, 30), 13),
        (date(2026, 7, 1), 16),
        (date(2026, 11, 16), 26),
        (date(2026, 12, 31), 29),
    ],
)
def test_by_a_day_the_months_that_are_over_count(day, hours):
    assert expected_by(32, day) == hours


def test_who_joined_within_the_year_owes_from_the_month_after():
    assert expected_by(32, date(2026, 11, 16), date(2026, 5, 20)) == 13
    assert expected_by(32, date(2026, 11, 16), date(2025, 5, 20)) == 26
    assert expected_by(32, date(2026, 5, 25), date(2026, 5, 20)) == 0


def test_nobody_is_reminded_before_the_third_quarter():
    assert not reminds(date(2026, 6, 30))
    assert reminds(date(2026, 7, 1))


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2026, 11, 17), "这一天还没有到"),
        (date(1985, 4, 30), "早于本人出生日期"),
        (date(2008, 8, 31), "早于本人在册日期2008年9月1日"),
        (date(2008, 9, 1), ""),
        (date(2026, 11, 16), ""),
    ],
)
def test_hours_lie_between_the_first_day_on_record_and_today(day, message):
    found = check_outside(
        day, birth=date(1985, 5, 1), known=date(2008, 9, 1), today=date(2026, 11, 16)
    )
    assert "".join(one.message for one in found.reasons).startswith(message)
    assert bool(found) is not bool(message)
