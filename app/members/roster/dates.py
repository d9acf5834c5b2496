"""Reads a date the way people write it in a cell, keeping what they gave: year, month or day."""

import re
from datetime import date, datetime
from functools import lru_cache
from math import isfinite

from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from app.members.roster.cells import narrow, text_of
from app.members.roster.doubts import Doubt, Unreadable
from app.rules.dates import PartialDate

EARLIEST, LATEST = 1900, 2100
HOW = "请写成 1998-07-01 或 1998.07。"
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_SEPARATORS = str.maketrans(dict.fromkeys("/.．。、年月—–－‐", "-") | dict.fromkeys("日号", ""))
_PARTS = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DIGITS = re.compile(r"(\d{4})-?(\d\d)(\d\d)?")
_SHORT_YEAR = re.compile(r"\d{2}-\d{1,2}(-\d{1,2})?")


@lru_cache(maxsize=16_384)
def read_date(value, epoch: datetime = WINDOWS_EPOCH, typed: bool = True) -> PartialDate | Doubt:
    """`typed`: the cell kept its type, so a text “1998.1” lost no zero on its way.

    Raises `Unreadable`, with what would make it right.
    """
    if isinstance(value, PartialDate):
        return _made(value.year, value.month, value.day)
    if isinstance(value, date):
        return _made(value.year, value.month, value.day)
    if _is_number(value):
        return _from_number(value, epoch)
    if isinstance(value, str):
        return _from_text(value, epoch, typed)
    raise Unreadable(f"“{text_of(value)}”不是日期。{HOW}")


def _is_number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _from_number(value: float, epoch: datetime) -> PartialDate | Doubt:
    if EARLIEST <= value <= LATEST:
        # A typed 1998.10 arrives as 1998.1: the number cannot tell October from January.
        return _from_text(text_of(value), epoch, typed=False)
    if value != int(value):
        return _from_serial(value, epoch)
    digits = str(int(value))
    if len(digits) in (6, 8):
        return _from_text(digits, epoch, typed=True)
    return _from_serial(value, epoch)


def _from_serial(value: float, epoch: datetime) -> PartialDate:
    """Days since the epoch; only those that fall within a life are taken for a date."""
    try:
        found = from_excel(value, epoch)
    except (OverflowError, ValueError):
        found = None
    if not isinstance(found, datetime) or value < 366:
        raise Unreadable(f"“{text_of(value)}”不是日期。{HOW}")
    return _made(found.year, found.month, found.day)


def _from_text(text: str, epoch: datetime, typed: bool) -> PartialDate | Doubt:
    plain = narrow(_CLOCK.sub("", text.strip())).translate(_SEPARATORS).strip("-")
    if match := _PARTS.fullmatch(plain):
        return _from_parts(text, *match.groups(), typed=typed)
    if match := _DIGITS.fullmatch(plain):
        return _made(*(int(part) for part in match.groups() if part))
    if _SHORT_YEAR.fullmatch(plain):
        raise Unreadable(f"“{text}”的年份只有两位，分不清是哪一年。{HOW}")
    if plain.isdecimal() and len(plain) == 5:
        found = _from_serial(int(plain), epoch)
        return Doubt(found, f"“{text}”按 Excel 日期序号读作 {found.iso}，请核对。")
    raise Unreadable(f"“{text}”读不出日期。{HOW}")


def _from_parts(text, year, month, day, *, typed) -> PartialDate | Doubt:
    if month is None:
        return Doubt(_made(int(year)), f"“{text}”只有年份，按 {year} 年记。")
    if day is not None:
        return _made(int(year), int(month), int(day))
    found = _made(int(year), int(month))
    if month != "1" or "月" in text:
        return found
    meant = f"可能是 1 月，也可能是 {year}.10 丢了末尾的 0"
    if not typed:
        raise Unreadable(f"“{text}”{meant}，请写成 {year}.01 或 {year}.10。")
    return Doubt(found, f"“{text}”按 1 月读；{meant}，请核对。")


def _made(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    given = "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)
    if not EARLIEST <= year <= LATEST:
        raise Unreadable(f"{given} 的年份不对。{HOW}")
    if month == 0 or day == 0:
        raise Unreadable(f"{given} 没有 0 月 0 日；不知道日的，只写到月。")
    try:
        return PartialDate(year, month, day)
    except ValueError:
        raise Unreadable(f"没有 {given} 这一天。{HOW}") from None
