"""An invented book of records for the eye: a few records, and a thick one."""

from dataclasses import replace
from datetime import date

from app.meetings.book.sheets import meeting_book
from app.meetings.samples import LONG, RARE, SHORT

DAYS = [date(2026, month, 6) for month in range(1, 13)]

BOOKS = {
    "short": meeting_book(
        SHORT.organization,
        [SHORT, LONG],
        [date(2026, 11, 16), date(2026, 11, 20)],
        first=date(2026, 11, 1),
        last=date(2026, 11, 30),
        printed=date(2026, 11, 30),
    ),
    "long": meeting_book(
        LONG.organization,
        [replace(LONG if n % 3 == 0 else SHORT, organization=LONG.organization) for n in range(24)],
        [day for day in DAYS for _ in range(2)],
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        printed=date(2026, 12, 31),
    ),
    "rare": meeting_book(
        RARE.organization,
        [RARE],
        [date(2026, 11, 6)],
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        kind="党小组会",
        printed=date(2026, 12, 31),
    ),
}
SAMPLES = {"meeting_book": BOOKS}
