"""Fills the papers, tables and the picture of venues from their rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.core import charts, clock
from app.printing.words import when
from app.rules.venues import Facility, Outcome, Span, open_minutes
from app.venues.forms import WEEKDAYS
from app.venues.models import Booking, Inspection, Venue
from app.venues.sheets import CheckRow, CheckSheet, FacilityRow, UseRow, UseSheet, VenueRegister

MOST_BARS = 30


@dataclass(frozen=True)
class Use:
    """Real use of one venue in a period; `open_minutes` is 0 where no opening times are set."""

    venue: Venue
    booked: int = 0
    times: int = 0
    minutes: int = 0
    people: int = 0
    open_minutes: int = 0

    @property
    def share(self) -> int | None:
        """Per cent of the opening time that it was in use."""
        return round(100 * self.minutes / self.open_minutes) if self.open_minutes else None

    @property
    def hours(self) -> str:
        return f"{self.minutes / 60:.1f}".removesuffix(".0")

    @property
    def open_hours(self) -> int:
        return self.open_minutes // 60


def uses(venues: Sequence[Venue], found: Mapping, first: date, last: date) -> list[Use]:
    """A line for every venue, used or not, in their order."""
    told = []
    for venue in venues:
        row = found.get(venue.id)
        opened = _opened(venue, max(first, venue.used_since or first), min(last, clock.today()))
        facts = (row.booked, row.times, row.minutes, row.people) if row else (0, 0, 0, 0)
        told.append(Use(venue, *facts, opened))
    return told


def _opened(venue, first, last) -> int:
    """Minutes that it was open, by the times of each day."""
    begun = sorted({one.since for one in venue.opening if one.since <= last})
    ends = [one - timedelta(days=1) for one in begun[1:]] + [last]
    return (
        sum(
            open_minutes(venue.opening_on(since), max(first, since), end)
            for since, end in zip(begun, ends, strict=True)
        )
        if begun
        else 0
    )


def picture(rows: Sequence[Use]) -> bytes:
    """Hours of real use of each venue."""
    shown = list(rows)[:MOST_BARS]
    return charts.rows(
        [one.venue.name for one in shown],
        {"使用时数": [round(one.minutes / 60, 1) for one in shown]},
        unit="小时",
        height=70 + 26 * max(1, len(shown)),
    )


def opening_lines(opening: Mapping[int, Sequence[Span]]) -> tuple[str, ...]:
    """星期一至星期五 08:00—21:00: days with the same times together."""
    told, run = [], []
    for weekday in range(7):
        spans = tuple(opening.get(weekday, ()))
        if run and run[-1][1] == spans:
            run[-1][0].append(weekday)
        else:
            run.append(([weekday], spans))
    for days, spans in run:
        if not spans:
            continue
        name = f"星期{WEEKDAYS[days[0]]}"
        if len(days) > 1:
            name += f"至星期{WEEKDAYS[days[-1]]}"
        told.append(f"{name} {'、'.join(map(str, spans))}")
    return tuple(told)


def register(venue: Venue, last: Inspection | None, day: date) -> VenueRegister:
    """One venue as the register tells it, with what its last check found."""
    off = last if last and last.outcome.off else None
    return VenueRegister(
        name=venue.name,
        organization=venue.organization.long_name,
        shared=_shared(venue),
        place=venue.place,
        area=_or_blank(venue.area),
        used_since=venue.used_since or "",
        capacity=_or_blank(venue.capacity),
        own="共用" if venue.shares else "独立",
        facilities=tuple(FacilityRow(one.label, one in venue.has) for one in Facility),
        keeper=venue.keeper,
        phone=venue.phone,
        opening=opening_lines(venue.opening_on(day)),
        fit=_fit(venue),
        problem=f"{off.outcome.label}：{off.problem}" if off else "",
        mend_by=(off.mend_by or "") if off else "",
        remark=venue.remark,
        filled=day,
    )


def cells(number: int, venue: Venue, day: date) -> list:
    """One venue for a workbook, under sheets.REGISTER."""
    return [
        number, venue.name, venue.organization.long_name, _shared(venue), venue.place,
        _or_blank(venue.area), when(venue.used_since or ""), _or_blank(venue.capacity),
        "、".join(one.label for one in venue.has), "、".join(one.label for one in venue.lacks),
        venue.keeper, venue.phone, "；".join(opening_lines(venue.opening_on(day))), _fit(venue),
    ]  # fmt: skip


def checks(found: Sequence[Inspection], organization: str, year: int, day: date) -> CheckSheet:
    """The checks of a year, with how many came to which outcome."""
    totals = tuple(
        (one.label, count) for one in Outcome if (count := sum(row.outcome is one for row in found))
    )
    return CheckSheet(organization, year, tuple(map(_check, found)), totals, day)


def check_cells(number: int, one: Inspection) -> list:
    """One check for a workbook, under sheets.CHECKS."""
    row = _check(one)
    return [
        number, row.organization, row.venue, when(row.checked), row.checker, row.outcome,
        row.problem, row.responsible, when(row.mend_by),
    ]  # fmt: skip


def use_cells(number: int, one: Use) -> list:
    """One venue's use for a workbook, under sheets.USE."""
    share = "" if one.share is None else f"{one.share}%"
    return [
        number, one.venue.name, one.venue.organization.long_name, one.booked, one.times,
        float(one.hours), one.people, one.open_hours or "", share,
    ]  # fmt: skip


def use_sheet(venue: Venue, found: Sequence[Booking], first: date, last: date) -> UseSheet:
    """What a venue was booked and used for, with the sums of what is known."""
    used = [one for one in found if one.used_minutes]
    minutes = sum(one.used_minutes or 0 for one in used)
    period = f"{first.year}年" if first.month != last.month else f"{first.year}年{first.month}月"
    return UseSheet(
        venue.name, venue.organization.long_name, venue.keeper, period,
        tuple(map(_use, found)), len(used), sum(one.used_people or 0 for one in used),
        Use(venue, minutes=minutes).hours,
    )  # fmt: skip


def _use(one):
    people = one.used_people if one.used else ""
    intact = {True: "完好", False: "有损坏", None: ""}[one.intact]
    note = "没有使用" if one.used_minutes == 0 else one.used_note
    return UseRow(
        one.day, str(one.span), one.organization.long_name, one.title, _or_blank(people),
        one.person.name if one.person else "", intact, note,
    )  # fmt: skip


def _check(one):
    return CheckRow(
        one.organization.long_name, one.venue.name if one.venue else "", one.checked_on,
        one.checked_by, one.outcome.label, one.problem, one.responsible, one.mend_by or "",
    )  # fmt: skip


def _shared(venue):
    return "、".join(one.organization.name for one in venue.shares)


def _fit(venue):
    return {True: "达标", False: "不达标", None: ""}[venue.fit]


def _or_blank(value):
    return "" if value is None else value
