"""Reads a year's arrangement from the published notice's own words, or from rows of a table."""

import csv
import re
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

OFF, WORKED = "放假", "上班"
MOST_BYTES, MOST_UNPACKED, MOST_ROWS = 2_000_000, 20_000_000, 2000
LONGEST = 40  # days in one range; beyond it a slip of the pen
_PARENTHESES = re.compile(r"（[^（）]*）|\([^()]*\)")
_ISO = r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
_CHINESE = r"(?:(?P<y2>\d{4})年)?(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日"
_TOKEN = re.compile(rf"{_ISO}|{_CHINESE}|(?P<to>至|到|~|～|—|–|-)|(?P<word>放假|休息|上班|补班)")


class Unreadable(Exception):
    """What is wrong with the text or the file, in words for the person who gave it."""


class Days(NamedTuple):
    off: frozenset[date]
    worked: frozenset[date]


def read_text(text: str, year: int) -> Days:
    """Dates and ranges, each followed by 放假 or 上班: 2月15日至23日放假，2月14日上班. What stands
    in brackets is passed over; a month or year left out is that of the date before."""
    found: dict[str, set[date]] = {OFF: set(), WORKED: set()}
    waiting: list[date] = []
    reach = last = None
    for token in _TOKEN.finditer(_PARENTHESES.sub("", text)):
        if token["to"]:
            reach = last
        elif token["word"]:
            found[WORKED if token["word"] in {"上班", "补班"} else OFF].update(waiting)
            waiting, reach, last = [], None, None
        else:
            day = _day(token, last, year)
            waiting += _range(reach, day) if reach else [day]
            reach, last = None, day
    if waiting:
        raise Unreadable(f"{_said(waiting[0])}后面没有写“放假”还是“上班”。")
    return _checked(found[OFF], found[WORKED], year)


def read_file(data: bytes, name: str) -> str:
    """A table (.xlsx or .csv) of a day and 放假 or 上班 a row, as text for `read_text`."""
    if len(data) > MOST_BYTES:
        raise Unreadable("文件超过 2 MB，一年的放假安排用不了这么大，请核对。")
    rows = _sheet_rows(data) if name.lower().endswith(".xlsx") else _csv_rows(data)
    return "\n".join(" ".join(_cell(value) for value in row) for row in rows)


def _day(token, last, year):
    given = token["y1"] or token["y2"]
    month = token["m1"] or token["m2"]
    number = int(token["d1"] or token["d2"])
    if not month and last is None:
        raise Unreadable(f"“{token[0]}”没有写是哪个月。")
    try:
        day = date(
            int(given) if given else (last.year if last else year),
            int(month) if month else last.month,
            number,
        )
        early = not given and last and day < last
        return day.replace(year=day.year + 1) if early and last.month == 12 else day
    except ValueError:
        raise Unreadable(f"没有“{token[0]}”这一天，请核对。") from None


def _range(first, last):
    if not first < last <= first + timedelta(days=LONGEST):
        raise Unreadable(f"{_said(first)}至{_said(last)}不像一段假期，请核对。")
    return [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]


def _checked(off, worked, year):
    for day in sorted(off & worked):
        raise Unreadable(f"{_said(day)}既写了放假又写了上班，请核对。")
    for day in sorted(off | worked):
        if day.year != year and not (day.year == year - 1 and day.month == 12):
            raise Unreadable(f"{_said(day)}不在{year}年，请核对年份。")
    for day in sorted(worked):
        if day.weekday() < 5:
            raise Unreadable(f"{_said(day)}不是周末，本来就上班；上班只写调休的周末。")
    if not any(day.year == year and day.weekday() < 5 for day in off):
        raise Unreadable(f"没有读到{year}年的放假日子。请写成“1月1日至3日放假”的样子。")
    return Days(frozenset(off), frozenset(worked))


def _said(day):
    return f"{day.year}年{day.month}月{day.day}日"


def _sheet_rows(data):
    try:
        with ZipFile(BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise Unreadable("这个表格打开后太大，请核对。")
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        return list(book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS))
    except (BadZipFile, KeyError, ValueError, IndexError, OSError):
        raise Unreadable("打不开这个表格。请存为 .xlsx 或 .csv 后再传。") from None


def _csv_rows(data):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(StringIO(data.decode(encoding))))[:MOST_ROWS]
        except (UnicodeDecodeError, csv.Error):
            continue
    raise Unreadable("读不出这个文件的文字。请存为 .xlsx 或 .csv 后再传。")


def _cell(value):
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return "" if value is None else str(value)
