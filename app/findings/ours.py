"""What the page of one organisation is made of, and the units that the page of many names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from flask import current_app

from app.access.scope import Scope
from app.core import clock
from app.core.ics import Entry
from app.core.web import public_url
from app.findings import queries, year
from app.findings.demands import queries as demands
from app.findings.demands.models import Demand
from app.findings.engine import OWED, Finding, State, owed
from app.findings.models import Answer
from app.organizations import queries as organizations
from app.organizations.models import Organization

LATELY = 30  # days for which a reminder is shown beside what it asks for
IN_CALENDARS = OWED | {State.AHEAD}


@dataclass
class Ours:
    """An organisation's page, the same for itself and for everybody above it."""

    owed: list[Finding] = field(default_factory=list)
    ahead: list[Finding] = field(default_factory=list)
    rows: list[year.Row] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    urged: dict[tuple[int, str], Demand] = field(default_factory=dict)
    counts: dict[State, int] = field(default_factory=dict)


class Unit(NamedTuple):
    """One organisation directly below the one looked at: how many in it, how many of them are
    late with something, how many near a last day."""

    organization: Organization
    all: int
    late: int
    soon: int


def of(scope: Scope, organization: Organization, today: date) -> Ours:
    """Everything the page shows, in a fixed number of statements."""
    every = queries.instances(scope, [organization], today, set(State))[organization.id]
    told = owed(every)
    ahead = sorted((f for f in every if f.state is State.AHEAD), key=lambda f: (f.due, f.title))
    return Ours(
        told,
        ahead[:6],
        year.of_one(every, today.year),
        queries.answers(scope, [organization.id]),
        demands.urged(scope, [organization.id], lately(today)),
        {state: sum(f.state is state for f in told) for state in (State.LATE, State.SOON)},
    )


def lately(today: date) -> date:
    """The first day of which reminders are still shown."""
    return today - timedelta(days=LATELY)


def units(scope: Scope, tallies: Sequence[queries.Tally], top: Organization) -> list[Unit]:
    """The organisations directly below, with what is off in each; those with nothing are named
    too, so that everybody finds the own."""
    inside = defaultdict(list)
    for one in tallies:
        inside[one.path.removeprefix(top.path).partition("/")[0]].append(one)
    return [
        Unit(
            one,
            len(told := inside[str(one.id)]),
            sum(tally.late > 0 for tally in told),
            sum(tally.soon > 0 for tally in told),
        )
        for one in organizations.children(scope, top)
    ]


def late_records(
    scope: Scope, organization: Organization, finding: Finding
) -> list[tuple[str, str]] | None:
    """(address, title) of records that may show that a duty was done after its last day; None
    where that is not said by a record, or its last day has not passed."""
    source = current_app.extensions["late_records"].get(finding.subject.partition("/")[0])
    late = source and finding.state is State.LATE
    return source(scope, organization, finding) if late else None


def entries(organization: Organization, found: Sequence[Finding]) -> list[Entry]:
    """What is owed and what comes, as whole-day events on the last day in time; nobody's name."""
    return [
        Entry(
            uid=f"{one.subject.replace('/', '-')}-{organization.id}@branchbook",
            title=f"{one.title}（{one.period}）最后一天" if one.period else f"{one.duty}到期",
            day=one.due,
            changed=clock.now(),
            text=one.cite,
            link=public_url("findings.show", organization_id=organization.id),
        )
        for one in sorted(found, key=lambda one: (one.due, one.subject))
    ]
