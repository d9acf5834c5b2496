"""The year of a branch at a glance: meetings by kind and period, owed or not."""

from dataclasses import dataclass
from datetime import date

from app.access.scope import Scope
from app.findings.models import AnswerKind
from app.findings.queries import answers
from app.findings.year import MARKS, WORDS
from app.meetings import duties
from app.meetings.facts import Held, facts_of
from app.organizations.models import Organization
from app.rules.dates import MONTHS, PeriodKind, periods_between
from app.rules.meetings import DueState, MeetingKind, period_kind


@dataclass(frozen=True)
class Cell:
    """A period: done (with its records), belated (with the `address` of the record that makes up
    for it), waived, owed, late (with the form's address), or na."""

    span: int
    look: str
    label: str
    held: tuple[Held, ...] = ()
    address: str = ""

    @property
    def mark(self) -> str:
        return MARKS[self.look]

    @property
    def word(self) -> str:
        return WORDS.get(self.look, "")


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


def rows(scope: Scope, branch: Organization, year: int, today: date) -> list[Row]:
    """Twelve months a row, a quarter spans three; lines without anything are left out. What the
    branch explained stands as in the picture of all its duties (app.findings.year)."""
    facts = facts_of([branch], year, today)
    owed = duties.of_branches([branch], today, until=date(year, 12, 31), facts=facts)
    lines = duties.by_line(owed)
    said = {one.subject: one for one in answers(scope, [branch.id]) if one.settles}
    table = []
    for kind in MeetingKind:
        groups = facts.makes[branch.id].groups if kind is MeetingKind.GROUP else (None,)
        for group in groups:
            key = (branch.id, kind, group and group.id)
            held = [
                one
                for one in facts.held[key]
                if one.held_on.year == year and one.id not in facts.claimed
            ]
            if held or key in lines:
                by_period = {one.period: one for one in lines.get(key, [])}
                table.append(_row(kind, group, year, held, by_period, said, today))
    return table


def _row(kind, group, year, held, owed, said, today):
    every = period_kind(kind) or PeriodKind.MONTH
    periods = periods_between(every, date(year, 1, 1), date(year, 12, 31))
    cells = tuple(
        _cell(period, owed.get(period), held, said, MONTHS[every], today) for period in periods
    )
    return Row(group.name if group else kind.label, cells)


def _cell(period, owed, held, said, span, today):
    within = tuple(one for one in held if one.held_on in period)
    if within:
        return Cell(span, "done", period.label, within)
    if owed is None or period.start > today:
        return Cell(span, "na", period.label)
    answer = said.get(owed.subject)
    if answer:
        look = "belated" if answer.kind is AnswerKind.DONE_LATE else "waived"
        return Cell(span, look, period.label, (), answer.record_url)
    return Cell(span, LOOKS[owed.state], period.label, (), owed.address)
