"""The engine of findings: one shape for everything owed, one order, and who supplies them.

It knows no feature. Each feature's `duties.py` supplies duties, `create_app` hands them over.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app

from app.access.policy import Can
from app.organizations.models import Organization
from app.rules.base import Labelled
from app.rules.meetings import DueState


class State(Labelled):
    LATE = "late", "超期"
    SOON = "soon", "临近"
    OPEN = "open", "待办"
    INFO = "info", "提示"
    DONE = "done", "已办"
    AHEAD = "ahead", "未到"


STATES = {
    DueState.LATE: State.LATE,
    DueState.SOON: State.SOON,
    DueState.DUE: State.OPEN,
    DueState.DONE: State.DONE,
}
"""What a duty of that state looks like in a list of findings."""


@dataclass(frozen=True)
class Finding:
    """One thing owed: when, what, why (with the rule), and the press that settles it.

    `subject` names this one instance in its organisation, for ever: meetings/committee/2026-11.
    What recurs has a `line`, the same for all its instances (meetings/committee), and a `title`
    that names the line in the year picture (支委会); of such the instances done and still ahead
    in the year are told too. `since` is the first day it was owed, `due` the last day in time.
    `press_url` is a path of this site; who lacks the permission `press_needs` at `path` is not
    shown the press. `record_url` leads to what settled it.
    """

    rule_id: str
    cite: str
    organization_id: int
    path: str
    subject: str
    what: str
    why: str
    since: date
    due: date
    state: State
    press_label: str
    press_url: str
    press_needs: Can | None = None
    person_id: int | None = None
    line: str = ""
    title: str = ""
    record_url: str = ""


Duty = Callable[[Sequence[Organization], date], Iterable[Finding]]
"""Given organisations and a day, all their findings of one feature, in a few statements. They
follow from the day, the rules and audited rows alone: see app.findings.memory."""


def duties() -> list[Duty]:
    """Every feature's duties, as the application was assembled with them."""
    return current_app.extensions["duties"]


def by_urgency(finding: Finding):
    """A sort key: late first, hints last, and in between the earliest day first."""
    late, hint = finding.state is State.LATE, finding.state is State.INFO
    return not late, hint, finding.due, finding.subject


def gather(organizations: Sequence[Organization], day: date) -> dict[int, list[Finding]]:
    """{organization_id: findings, most urgent first}; without any, an empty list."""
    found = {organization.id: [] for organization in organizations}
    if found:
        for duty in duties():
            for finding in duty(organizations, day):
                found[finding.organization_id].append(finding)
    return {key: sorted(findings, key=by_urgency) for key, findings in found.items()}
