"""The book of records as it is printed: cover, contents, records; plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.meetings.sheets import MeetingRecord


@dataclass(frozen=True)
class Line:
    """A line of the contents; `mark` is the record's place in the book."""

    mark: str
    held: str
    kind: str
    title: str


@dataclass(frozen=True)
class MeetingBook:
    """`span` is the period in words, `kinds` what it holds: 党员大会 4 次、支委会 11 次."""

    organization: str
    title: str
    span: str
    kinds: str
    lines: tuple[Line, ...]
    records: tuple[MeetingRecord, ...]
    printed: date | str


def meeting_book(
    organization: str,
    records: Sequence[MeetingRecord],
    days: Sequence[date],
    *,
    first: date,
    last: date,
    kind: str = "",
    printed: date,
) -> MeetingBook:
    """The records in their order, each with the day it was held."""
    counts: dict[str, int] = {}
    for one in records:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    lines = tuple(
        Line(f"record-{number}", f"{day.month}月{day.day}日", one.kind, one.title)
        for number, (one, day) in enumerate(zip(records, days, strict=True), 1)
    )
    return MeetingBook(
        organization,
        f"{kind or '组织生活'}记录",
        _span(first, last),
        "、".join(f"{name} {n} 次" for name, n in counts.items()),
        lines,
        tuple(records),
        printed,
    )


def _span(first, last):
    whole_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_year and first.year == last.year:
        return f"{first.year}年"
    return f"{_day(first)}至{_day(last)}"


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日"
