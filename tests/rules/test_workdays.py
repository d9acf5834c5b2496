"""Working days on the real calendar: holidays, days worked in exchange, years not known."""

from datetime import date, timedelta

import pytest

from app.rules.workdays import PACKAGED, Calendar, Counted

# Loaded as an administrator would, two months before the year begins.
NEW_YEAR_2027 = {
    date(2026, 12, 26): True,
    date(2026, 12, 31): False,
    date(2027, 1, 1): False,
    date(2027, 1, 4): True,
}
LOADED = Calendar(NEW_YEAR_2027, frozenset({2027}))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 3, 13), True),  # a common Friday
        (date(2026, 3, 14), False),  # a common Saturday
        (date(2026, 3, 15), False),
        (date(2026, 2, 14), True),  # a Saturday worked for Spring Festival
        (date(2026, 2, 15), False),
        (date(2026, 2, 23), False),  # a Monday, the last day of Spring Festival
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),  # a Saturday
        (date(2026, 9, 20), True),  # a Sunday worked for National Day
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # a Saturday
        (date(2026, 10, 11), False),
        (date(2018, 12, 29), True),  # a Saturday worked for New Year 2019
        (date(2018, 12, 31), False),
    ],
)
def test_a_day_is_worked_as_the_arrangement_of_its_year_says(day, working):
    assert PACKAGED.is_working(day) is working


@pytest.mark.parametrize(
    ("posted", "last"),
    [
        (date(2026, 3, 9), date(2026, 3, 16)),  # posted on a Monday: that day is not counted
        (date(2026, 3, 8), date(2026, 3, 13)),  # posted on a Sunday
        (date(2026, 3, 13), date(2026, 3, 20)),
        (date(2026, 2, 11), date(2026, 2, 25)),  # 12, 13, Sat 14, then 24, 25
        (date(2026, 9, 28), date(2026, 10, 10)),  # 29, 30, then 8, 9, Sat 10
        (date(2026, 9, 29), date(2026, 10, 12)),  # Sun 11 October is free
        (date(2018, 12, 24), date(2018, 12, 29)),
        (date(2018, 12, 26), date(2019, 1, 3)),  # 27, 28, Sat 29, then 2, 3 January
        (date(2025, 12, 29), date(2026, 1, 6)),  # 30, 31, then Sun 4, 5, 6 January
    ],
)
def test_five_working_days_end_after_the_day_of_posting(posted, last):
    assert PACKAGED.after(posted, 5) == Counted(5, last, provisional=False)


@pytest.mark.parametrize(
    ("until", "days"),
    [
        (date(2026, 9, 27), 0),
        (date(2026, 9, 28), 0),  # the day of posting itself
        (date(2026, 9, 29), 1),
        (date(2026, 9, 30), 2),
        (date(2026, 10, 7), 2),
        (date(2026, 10, 9), 4),
        (date(2026, 10, 10), 5),
        (date(2026, 10, 11), 5),
        (date(2026, 10, 12), 6),
    ],
)
def test_days_of_a_notice_are_counted_up_to_and_including_its_last(until, days):
    assert PACKAGED.between(date(2026, 9, 28), until) == Counted(days, until, provisional=False)


@pytest.mark.parametrize("n", [1, 2, 5, 23, 270, 600])
@pytest.mark.parametrize("posted", [date(2019, 12, 31), date(2024, 2, 29), date(2024, 1, 1)])
def test_counting_back_finds_what_counting_forward_went(posted, n):
    last = PACKAGED.after(posted, n).last
    assert PACKAGED.between(posted, last).days == n
    assert PACKAGED.between(posted, last - timedelta(days=1)).days == n - 1


def test_day_by_day_over_three_years_the_count_is_the_days_worked():
    posted, worked = date(2023, 12, 31), 0
    for step in range(1, 1097):
        day = posted + timedelta(days=step)
        worked += PACKAGED.is_working(day)
        assert PACKAGED.between(posted, day).days == worked


@pytest.mark.parametrize("n", [0, -1])
def test_no_working_day_is_no_question(n):
    with pytest.raises(ValueError, match="at least one"):
        PACKAGED.after(date(2026, 3, 9), n)


@pytest.mark.parametrize(
    ("year", "known"), [(2003, False), (2004, True), (2026, True), (2027, False)]
)
def test_the_package_knows_the_years_2004_to_2026(year, known):
    assert PACKAGED.known(year) is known


@pytest.mark.parametrize(
    ("posted", "last", "provisional"),
    [
        (date(2026, 12, 17), date(2026, 12, 24), False),
        (date(2026, 12, 18), date(2026, 12, 25), True),  # New Year 2027 may move days from here
        (date(2026, 12, 28), date(2027, 1, 4), True),
        (date(2003, 12, 31), date(2004, 1, 8), False),  # counted from 1 January 2004, a holiday
        (date(2003, 12, 30), date(2004, 1, 7), True),
        (date(2027, 9, 30), date(2027, 10, 7), True),  # weekdays, for want of better
        (date(2003, 9, 30), date(2003, 10, 7), True),
    ],
)
def test_a_count_that_touches_an_unknown_year_is_provisional(posted, last, provisional):
    assert PACKAGED.after(posted, 5) == Counted(5, last, provisional)
    assert PACKAGED.between(posted, last).provisional is provisional


def test_nothing_counted_is_never_provisional():
    assert not PACKAGED.between(date(2030, 1, 5), date(2030, 1, 5)).provisional


def test_a_loaded_arrangement_counts_and_is_no_longer_provisional():
    assert LOADED.known(2027)
    assert LOADED.is_working(date(2026, 12, 26))
    assert not LOADED.is_working(date(2026, 12, 31))
    # Sat 26, 28, 29, 30 December, then 4 January
    assert LOADED.after(date(2026, 12, 25), 5) == Counted(5, date(2027, 1, 4), provisional=False)


def test_a_loaded_arrangement_leaves_the_packaged_one_as_it_is():
    assert LOADED.between(date(2026, 12, 25), date(2027, 1, 4)).days == 5
    assert PACKAGED.between(date(2026, 12, 25), date(2027, 1, 4)).days == 6


def test_days_loaded_for_part_of_a_year_do_not_make_it_known():
    some = Calendar({date(2027, 10, 1): False})
    assert some.after(date(2027, 9, 30), 1) == Counted(1, date(2027, 10, 4), provisional=True)


def test_a_loaded_day_stands_above_the_package():
    closed = Calendar({date(2026, 3, 10): False})
    assert closed.after(date(2026, 3, 9), 1) == Counted(1, date(2026, 3, 11), provisional=False)
