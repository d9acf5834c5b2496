"""The year of a branch at a glance: meetings by kind and period, owed or not."""

from dataclasses import dataclass
from datetime import date

from app.meetings import duties
from app.meetings.facts import Held, facts_of
from app.organizations.models import Organization
from app.rules.dates import MONTHS, PeriodKind, periods_between
from app.rules.meetings import DueState, MeetingKind, period_kind


@dataclass(frozen=True)
class Cell:
    """A period: done (with its records), owed, late (with the form's address), or na."""

    span: int
    look: str
    label: str
    held: tuple[Held, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]


LOOKS = {
    DueState.DONE: "done",
    DueState.LATE: "late",
    DueState.SOON: "owed",
    DueState.DUE: "owed",
}


def rows(branch: Organization, year: int, today: date) -> list[Row]:
    """Twelve months a row, a quarter spans three; lines without anything are left out."""
    facts = facts_of([branch], year, today)
    owed = duties.of_branches([branch], today, until=date(year, 12, 31), facts=facts)
    lines = duties.by_line(owed)
    table = []
    for kind in MeetingKind:
        groups = facts.makes[branch.id].groups if kind is MeetingKind.GROUP else (None,)
        for group in groups:
            key = (branch.id, kind, group and group.id)
            held = [one for one in facts.held[key] if one.held_on.year == year]
            if held or key in lines:
                by_period = {one.period: one for one in lines.get(key, [])}
                table.append(_row(kind, group, year, held, by_period, today))
    return table


def _row(kind, group, year, held, owed, today):
    every = period_kind(kind) or PeriodKind.MONTH
    periods = periods_between(every, date(year, 1, 1), date(year, 12, 31))
    cells = tuple(_cell(period, owed.get(period), held, MONTHS[every], today) for period in periods)
    return Row(group.name if group else kind.label, cells)


def _cell(period, owed, held, span, today):
    within = tuple(one for one in held if one.held_on in period)
    if within:
        return Cell(span, "done", period.label, within)
    if owed is None or period.start > today:
        return Cell(span, "na", period.label)
    return Cell(span, LOOKS[owed.state], period.label, (), owed.address)
