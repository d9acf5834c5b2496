"""Partial dates, months added, and the periods of a year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.dates import (
    PartialDate,
    Period,
    PeriodKind,
    Precision,
    add_months,
    add_years,
    periods_between,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "shown", "precision", "earliest", "latest"),
    [
        ("1998", "1998年", "year", date(1998, 1, 1), date(1998, 12, 31)),
        ("2024-02", "2024年2月", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("1998-07-01", "1998年7月1日", "day", date(1998, 7, 1), date(1998, 7, 1)),
    ],
)
def test_a_date_stays_as_precise_as_it_was_written(text, shown, precision, earliest, latest):
    partial = PartialDate.parse_iso(text)
    assert (partial.iso, str(partial), partial.precision) == (text, shown, Precision(precision))
    assert (partial.earliest, partial.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    ["", "98", "1998-7", "1998-13", "1998-00", "2023-02-29", "1998-07-01 ", "1998/07", "１９９８"],
)
def test_what_is_no_date_is_an_error(text):
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse_iso(text)


def test_a_day_without_its_month_is_an_error():
    with pytest.raises(ValueError, match="month"):
        PartialDate(1998, None, 1)


def test_dates_sort_by_their_first_day_and_the_vaguer_comes_first():
    texts = ["1998-07-01", "1998", "1998-07", "1997-12-31", "1998-06"]
    ordered = sorted(PartialDate.parse_iso(text) for text in texts)
    assert [d.iso for d in ordered] == ["1997-12-31", "1998", "1998-06", "1998-07", "1998-07-01"]


def test_a_date_is_neither_before_nor_after_itself():
    assert not PartialDate(1998, 7) < PartialDate(1998, 7)
    assert PartialDate(1998, 7) <= PartialDate(1998, 7)


@given(DAYS)
def test_a_whole_date_survives_being_written_and_read(day):
    assert PartialDate.parse_iso(PartialDate.of(day).iso).earliest == day


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 5, 1), 0, date(2026, 5, 1)),
    ],
)
def test_months_end_on_the_same_day_or_at_the_months_end(day, months, result):
    assert add_months(day, months) == result


def test_a_leap_day_falls_on_the_28th_in_a_common_year():
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("period", "label", "start", "end"),
    [
        (Period(PeriodKind.MONTH, 2026, 11), "2026年11月", "2026-11-01", "2026-11-30"),
        (Period(PeriodKind.MONTH, 2024, 2), "2024年2月", "2024-02-01", "2024-02-29"),
        (Period(PeriodKind.QUARTER, 2026, 4), "2026年第四季度", "2026-10-01", "2026-12-31"),
        (Period(PeriodKind.HALF, 2026, 1), "2026年上半年", "2026-01-01", "2026-06-30"),
        (Period(PeriodKind.HALF, 2026, 2), "2026年下半年", "2026-07-01", "2026-12-31"),
        (Period(PeriodKind.YEAR, 2026), "2026年", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_period_knows_its_name_and_its_first_and_last_day(period, label, start, end):
    found = (period.label, period.start.isoformat(), period.end.isoformat())
    assert found == (label, start, end)


@pytest.mark.parametrize(
    ("kind", "number"), [("quarter", 5), ("month", 13), ("year", 2), ("half", 0)]
)
def test_a_year_has_no_more_periods_than_it_has(kind, number):
    with pytest.raises(ValueError, match="in a year"):
        Period(PeriodKind(kind), 2026, number)


@given(DAYS, st.sampled_from(list(PeriodKind)))
def test_every_day_lies_in_its_period_and_the_next_begins_the_day_after(day, kind):
    period = Period.of(kind, day)
    assert day in period
    assert period.next.start == period.end + timedelta(days=1)


def test_periods_between_touch_the_range_at_both_ends():
    found = periods_between(PeriodKind.QUARTER, date(2025, 12, 31), date(2026, 4, 1))
    assert [period.label for period in found] == [
        "2025年第四季度",
        "2026年第一季度",
        "2026年第二季度",
    ]


def test_no_period_lies_in_a_range_that_ends_before_it_begins():
    assert periods_between(PeriodKind.MONTH, date(2026, 5, 1), date(2026, 4, 1)) == []
