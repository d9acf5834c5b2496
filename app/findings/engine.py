"""The engine of findings: one shape for everything owed, one order, and who supplies them.

It knows no feature. Each feature's `duties.py` supplies duties, `create_app` hands them over.
"""

import gc
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from flask import current_app

from app.access.policy import Can
from app.organizations.models import Organization
from app.rules.base import Labelled, Strength
from app.rules.meetings import DueState
from app.rules.registry import rule


class State(Labelled):
    LATE = "late", "超期"
    SOON = "soon", "临近"
    OPEN = "open", "待办"
    INFO = "info", "提示"
    DONE = "done", "已办"
    AHEAD = "ahead", "未到"
    WAIVED = "waived", "不适用"


OWED = frozenset({State.LATE, State.SOON, State.OPEN, State.INFO})
"""What a list of findings shows; the others belong to the picture of the year."""
STATES = {
    DueState.LATE: State.LATE,
    DueState.SOON: State.SOON,
    DueState.DUE: State.OPEN,
    DueState.DONE: State.DONE,
}
"""What a duty of that state looks like in a list of findings."""
MOST_PERIODS = 6
AT_ONCE = 1000
"""Organisations that duties are asked about in one go: what one statement can name."""


@dataclass(slots=True, unsafe_hash=True)  # not frozen: a hundred thousand are made in one pass
class Finding:
    """One thing owed: when, what, why (with the rule), and the press that settles it.

    `subject` names this one instance in its organisation, for ever: meetings/committee/2026-11.
    What recurs has a `line`, the same for all its instances (meetings/committee), a `title` that
    names the line in the year picture (支委会) and a `period` (11月) with which `why` begins; of
    such the instances done and still ahead in the year are told too. `since` is the first day it
    was owed, `due` the last day in time. `press_url` is a path of this site; who lacks the
    permission `press_needs` at `path` is not shown the press. `record_url` leads to what settled
    it; `answer` is what the organisation said of it (see app.findings.answers). `superior`: the
    organisation waits for those above; it is told, and not urged of it.
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
    period: str = ""
    record_url: str = ""
    answer: str = ""
    subjects: tuple[str, ...] = ()
    superior: bool = False

    @property
    def binding(self) -> bool:
        """Whether a MUST stands behind it; what is only usual is marked more softly."""
        return _binds(self.rule_id)

    @property
    def duty(self) -> str:
        """What kind of thing it is, whomever it is about: 支委会, 预备党员的预备期."""
        if self.rule_id or self.title:
            return self.title or rule(self.rule_id).title
        return self.what.partition("：")[0]

    @property
    def instances(self) -> tuple[str, ...]:
        """The subjects it stands for: its own, or those of the periods told together."""
        return self.subjects or (self.subject,)


Duty = Callable[[Sequence[Organization], date], Iterable[Finding]]
"""Given organisations and a day, all their findings of one feature, in a few statements. They
follow from the day, the rules and audited rows alone: see app.findings.keeping."""


def duties() -> list[Duty]:
    """Every feature's duties, as the application was assembled with them."""
    return current_app.extensions["duties"]


def by_urgency(finding: Finding):
    """A sort key: late first (what a MUST asks for before the rest), hints last, and in between
    the earliest day first."""
    late, hint = finding.state is State.LATE, finding.state is State.INFO
    return not late, late and not finding.binding, hint, finding.due, finding.subject


def gather(organizations: Sequence[Organization], day: date) -> dict[int, list[Finding]]:
    """{organization_id: every instance of every duty}, in no order; without any, an empty list."""
    found = {organization.id: [] for organization in organizations}
    with _undisturbed():
        for first in range(0, len(organizations), AT_ONCE):
            for duty in duties():
                for finding in duty(organizations[first : first + AT_ONCE], day):
                    found[finding.organization_id].append(finding)
    return found


@contextmanager
def _undisturbed():
    """Without the collector of cycles, which would look through a hundred thousand new objects
    again and again; there are no cycles among them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def owed(instances: Iterable[Finding]) -> list[Finding]:
    """What is owed of these, most urgent first: the periods of one line that are over are told
    together, by the oldest of them."""
    late, told = {}, []
    for one in instances:
        if one.state is State.LATE and one.line:
            late.setdefault((one.organization_id, one.line), []).append(one)
        elif one.state in OWED:
            told.append(one)
    return sorted([*told, *map(_together, late.values())], key=by_urgency)


def _together(late: list[Finding]) -> Finding:
    if len(late) == 1:
        return late[0]
    late = sorted(late, key=lambda one: one.due)
    first, names = late[0], [one.period for one in late]
    told = "、".join(names[:MOST_PERIODS])
    more = f"等 {len(names)} 次" if len(names) > MOST_PERIODS else ""
    why = told + more + first.why.removeprefix(first.period)
    return replace(first, why=why, subjects=tuple(one.subject for one in late))


@lru_cache(maxsize=512)
def _binds(rule_id):
    return bool(rule_id) and rule(rule_id).strength is Strength.MUST
