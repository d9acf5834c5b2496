"""How values read on paper: dates, ratios and numerals in Chinese, paragraphs, QR codes."""

import re
from datetime import date

import segno

NUMERALS = "零一二三四五六七八九"

# C0 and C1 controls, lone surrogates, non-characters, and marks that turn text around: none has
# a picture, some end the rendering, and an override could make a name read backwards.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def when(value: date | str | None) -> str:
    """2026年11月16日; text, such as a date known to the month, stays as it is."""
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return value or ""


def percent(part: int, whole: int) -> str:
    """92.6%, rounded half up in integers; a dash where nothing was counted."""
    if whole == 0:
        return "—"
    tenths = (part * 2000 + whole) // (whole * 2)
    return f"{tenths // 10}.{tenths % 10}%"


def paragraphs(text: str) -> tuple[str, ...]:
    """Lines that hold something, without the spaces a typist indents with."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def numeral(number: int) -> str:
    """一 to 九十九 for 1 to 99."""
    tens, ones = divmod(number, 10)
    head = (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "")
    return head + (NUMERALS[ones] if ones else "")


def qr(text: str) -> str:
    """The text as a QR code in a data: address, sharp at any size."""
    return segno.make(text, error="m", micro=False).svg_data_uri(border=2)


def printable(text: str) -> str:
    """The text without characters that no paper can show."""
    return UNPRINTABLE.sub("", text)
