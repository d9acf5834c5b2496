"""The terms of branches as the list shows them: when each ends, what comes next, how pressing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.elections import path
from app.elections.actions.opening import end_of_term
from app.elections.models import Election
from app.organizations.models import Organization
from app.rules.elections.terms import ElectionKind, deadlines
from app.rules.meetings import DueState
from app.rules.registry import rule


@dataclass(frozen=True)
class Term:
    """A branch's term. `end` is None where neither election nor founding is on record; `due` is
    the end, or the day to which the superior has agreed to move the election."""

    branch: Organization
    end: date | None
    due: date | None
    election: Election | None
    state: DueState | None
    founded: bool

    @property
    def next(self) -> path.Line | None:
        return path.next_line(self.election) if self.election else None

    @property
    def reminded(self) -> bool:
        return bool(self.election and self.election.reminded_on)


def terms(branches: Sequence[Organization], elections: Sequence[Election], day: date) -> list[Term]:
    """One for each branch, the first to end first; what is not known comes last."""
    running = {one.organization_id: one for one in elections if one.kind is ElectionKind.TERM}
    found = [_term(branch, running.get(branch.id), day) for branch in branches]
    return sorted(found, key=lambda one: (one.due is None, one.due or day, one.branch.code))


def state_of(due: date, since: date, day: date) -> DueState | None:
    """None before the reminder's day; soon within the lead of yearly duties (OWN-04)."""
    if day > due:
        return DueState.LATE
    if day < since:
        return None
    lead = timedelta(days=rule("OWN-04").nearest(day).value["年"])
    return DueState.SOON if day >= due - lead else DueState.DUE


def _term(branch, election, day):
    end = None if branch.temporary else end_of_term(branch, day)
    if end is None:
        return Term(branch, None, None, election, None, False)
    due = (election and path.moved_to(election)) or end
    since = deadlines(end, branch.unit_type).reminded
    return Term(branch, end, due, election, state_of(due, since, day), branch.elected_on is None)
