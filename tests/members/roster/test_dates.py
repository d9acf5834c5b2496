"""A date is read however it is written, with the precision it gives; else what to write is told."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, to_excel

from app.members.roster.dates import read_date
from app.members.roster.doubts import Doubt, Unreadable
from app.rules.dates import PartialDate

DAY, MONTH = PartialDate(1998, 7, 1), PartialDate(1998, 7)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1998.07", MONTH),
        ("1998.7", MONTH),
        ("1998年7月", MONTH),
        ("1998-07", MONTH),
        ("1998/7", MONTH),
        ("199807", MONTH),
        (199807, MONTH),
        (1998.07, MONTH),
        ("1998.07.01", DAY),
        ("1998.7.1", DAY),
        ("1998.0701", DAY),
        ("1998年7月1日", DAY),
        ("1998年07月01号", DAY),
        ("1998/7/1", DAY),
        ("1998-07-01", DAY),
        ("1998-07-01 00:00:00", DAY),
        ("1998/7/1 8:30", DAY),
        ("19980701", DAY),
        (19980701, DAY),
        (19980701.0, DAY),
        (35977, DAY),
        (35977.5, DAY),
        ("１９９８．０７．０１", DAY),
        (" 1998 年 7 月 1 日 ", DAY),
        ("1998—07—01", DAY),
        ("1998。07", MONTH),
        (datetime(1998, 7, 1), DAY),  # noqa: DTZ001
        (datetime(1998, 7, 1, 9, 30), DAY),  # noqa: DTZ001
        (date(1998, 7, 1), DAY),
        (MONTH, MONTH),
    ],
)
def test_a_date_keeps_the_precision_it_is_written_with(cell, value):
    assert read_date(cell) == value


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("98.7", "只有两位"),
        ("98.07.01", "只有两位"),
        ("1998.13", "没有 1998-13"),
        ("1998.02.29", "没有 1998-02-29"),
        ("1998.00", "没有 0 月"),
        ("1998.07.00", "只写到月"),
        ("1899.12", "年份不对"),
        ("2101.01", "年份不对"),
        (PartialDate(1899, 12), "年份不对"),
        (PartialDate(9999, 12), "年份不对"),
        ("1998701", "读不出日期"),
        ("1998.07-2001.06", "读不出日期"),
        ("去年七月", "读不出日期"),
        (1998.1, "丢了末尾的 0"),
        (365, "不是日期"),
        (0, "不是日期"),
        (-5, "不是日期"),
        (1e30, "不是日期"),
        (True, "不是日期"),
    ],
)
def test_a_date_that_cannot_be_told_is_refused_with_what_to_write(cell, told):
    with pytest.raises(Unreadable, match=told):
        read_date(cell)


def test_january_without_its_zero_is_doubted_where_text_was_typed():
    assert read_date("1998.1").value == PartialDate(1998, 1)


def test_january_without_its_zero_is_refused_where_a_zero_may_be_lost():
    with pytest.raises(Unreadable, match=r"1998\.01 或 1998\.10"):
        read_date("1998.1", typed=False)


def test_a_month_with_its_character_cannot_have_lost_a_zero():
    assert read_date("1998年1月", typed=False) == PartialDate(1998, 1)


def test_a_year_alone_stays_a_year_and_is_doubted():
    assert read_date("1998年").value == read_date(1998).value == PartialDate(1998)


def test_five_digits_of_text_are_taken_for_a_serial_number_with_a_doubt():
    found = read_date("35977")
    assert found.value == DAY
    assert "1998-07-01" in found.why


def test_serial_numbers_follow_the_workbook_s_epoch():
    assert read_date(34515, MAC_EPOCH) == DAY


days = st.dates(date(1901, 1, 1), date(2099, 12, 31))
SHAPES = ["%Y.%m.%d", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日"]


@given(days, st.sampled_from(SHAPES))
def test_every_day_in_every_shape_is_read_back(day, shape):
    assert read_date(f"{day:{shape}}") == PartialDate.of(day)


@given(st.dates(date(1906, 1, 1), date(2099, 12, 31)))
def test_every_serial_number_is_read_back(day):
    assert read_date(to_excel(day), WINDOWS_EPOCH) == PartialDate.of(day)


@given(st.text(max_size=30) | st.floats() | st.integers() | st.booleans())
def test_whatever_stands_in_a_cell_is_a_date_a_doubt_or_a_refusal(cell):
    try:
        found = read_date(cell)
    except Unreadable:
        return
    assert isinstance(found.value if isinstance(found, Doubt) else found, PartialDate)
