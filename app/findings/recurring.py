"""What a local rule asks of every branch once in each of its periods; not what fulfils it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.findings.engine import STATES, Finding, State
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.rules.dates import Period, periods_between
from app.rules.meetings import DueState, asked_years, due_state
from app.rules.registry import rule


@dataclass(frozen=True)
class Recurring:
    """One such duty: its rule, how it is told (`missing` after the period's name), where it is
    done, and `records`, the address its records lie under."""

    rule_id: str
    line: str
    title: str
    missing: str
    press_label: str
    press_url: str
    press_needs: Can
    records: str


def asked_span(day: date) -> tuple[date, date]:
    """The first and the last day of what is asked about."""
    years = asked_years(day)
    return date(years[0], 1, 1), date(years[-1], 12, 31)


def findings(
    duty: Recurring,
    branches: Mapping[int, Organization],
    done: Iterable[tuple[int, date, int]],
    day: date,
) -> Iterator[Finding]:
    """Every period of every branch in which the rule was on at its beginning, one statement each;
    `done` are (organization id, day, record id) within `asked_span`."""
    kind = rule(duty.rule_id).nearest(day).value
    held = {(place, Period.of(kind, done_on)): record for place, done_on, record in done}
    for period in periods_between(kind, *asked_span(day)):
        asked = min(period.start, day)
        on = organizations.local_rules(EVERYTHING, branches.values(), asked)
        for branch in branches.values():
            if duty.rule_id in on[branch.id] and branch.in_force(asked):
                yield _finding(duty, branch, period, held.get((branch.id, period)), day)


def _finding(duty, branch, period, record, day):
    state = due_state(period, record is not None, day)
    ahead = state is DueState.DUE and day < period.start
    return Finding(
        rule_id=duty.rule_id,
        cite=str(rule(duty.rule_id).nearest(day).cite),
        organization_id=branch.id,
        path=branch.path,
        subject=f"{duty.line}/{period.code}",
        what=duty.title,
        why=f"{period.short}{duty.missing}。",
        since=period.start,
        due=period.end,
        state=State.AHEAD if ahead else STATES[state],
        press_label=duty.press_label,
        press_url=duty.press_url,
        press_needs=duty.press_needs,
        line=duty.line,
        title=duty.title,
        period=period.short,
        record_url=f"{duty.records}/{record}" if record else "",
    )
