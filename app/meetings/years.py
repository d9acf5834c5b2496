"""The year at a glance: of a branch by duty and period, of many branches by kind in numbers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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


class Score(NamedTuple):
    """Of the periods of one kind that have begun: how many were owed, recorded, and are late."""

    owed: int
    done: int
    late: int


class Standing(NamedTuple):
    """One branch among many; kinds it does not owe are left out."""

    branch: Organization
    scores: dict[MeetingKind, Score]

    @property
    def late(self) -> int:
        return sum(score.late for score in self.scores.values())


LOOKS = {
    DueState.DONE: "done",
    DueState.LATE: "late",
    DueState.SOON: "owed",
    DueState.DUE: "owed",
}


def standings(branches: Sequence[Organization], year: int, today: date) -> list[Standing]:
    """How each branch stands in the year up to today, the one most behind first."""
    until = min(today, date(year, 12, 31))
    states = {branch.id: defaultdict(list) for branch in branches}
    for one in duties.of_branches(branches, today, until=until) if branches else []:
        states[one.organization.id][one.kind].append(one.state)
    found = [
        Standing(branch, {kind: _score(of_kind) for kind, of_kind in states[branch.id].items()})
        for branch in branches
    ]
    return sorted(found, key=lambda standing: -standing.late)


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


def _score(states):
    return Score(len(states), states.count(DueState.DONE), states.count(DueState.LATE))


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
