"""A year's arrangement read from the notice's own words and from tables."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from app.calendars.reading import Unreadable, read_file, read_text

NOTICE = """一、元旦：2026年12月31日（周四）至2027年1月2日（周六）放假调休，共3天。
1月3日（周日）上班。
二、春节：2月5日（农历腊月二十九、周五）至11日（周四）放假，共7天。
2月13日（周六）、2月14日（周日）上班。"""


def test_the_notices_own_words_are_read():
    days = read_text(NOTICE, 2027)
    assert min(days.off) == date(2026, 12, 31)
    assert max(days.off) == date(2027, 2, 11)
    assert len(days.off) == 3 + 7
    assert days.worked == {date(2027, 1, 3), date(2027, 2, 13), date(2027, 2, 14)}


@pytest.mark.parametrize(
    "text",
    ["5月1日至5日放假，5月8日上班", "2027-05-01至2027-05-05 放假\n2027-05-08 上班",
     "2027年5月1日、2日、3日、4日、5日休息；5月8日补班"],
)  # fmt: skip
def test_days_may_be_written_in_several_ways(text):
    days = read_text(text, 2027)
    assert days.off == {date(2027, 5, n) for n in range(1, 6)}
    assert days.worked == {date(2027, 5, 8)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2月30日放假", "没有“2月30日”这一天"),
        ("5月3日", "后面没有写“放假”还是“上班”"),
        ("3日放假", "没有写是哪个月"),
        ("5月3日放假，5月3日上班", "既写了放假又写了上班"),
        ("5月3日放假，5月4日上班", "不是周末"),
        ("2028年5月1日放假", "不在2027年"),
        ("2027年5月1日至9月1日放假", "不像一段假期"),
        ("5月8日上班", "没有读到2027年的放假日子"),
        ("", "没有读到2027年的放假日子"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(text, message):
    with pytest.raises(Unreadable, match=message):
        read_text(text, 2027)


def test_a_workbook_is_read_row_by_row():
    book = Workbook()
    for row in [("日期", "安排"), (date(2027, 5, 3), "放假"), ("2027-05-08", "上班")]:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    days = read_text(read_file(out.getvalue(), "安排.XLSX"), 2027)
    assert (days.off, days.worked) == ({date(2027, 5, 3)}, {date(2027, 5, 8)})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_either_encoding(encoding):
    data = "日期,安排\n2027-05-03,放假\n".encode(encoding)
    assert read_text(read_file(data, "a.csv"), 2027).off == {date(2027, 5, 3)}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"\xff" * 50])
def test_a_broken_workbook_gets_a_plain_message(data):
    with pytest.raises(Unreadable, match="打不开这个表格"):
        read_file(data, "a.xlsx")
