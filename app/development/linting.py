"""The linter over everybody of a subtree, remembered until anything is written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import current_app

from app.access.scope import Scope
from app.calendars.queries import calendar
from app.core.db import reading
from app.development.cases import all_cases
from app.findings.memory import Memory, state
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.rules.development.case import Sort
from app.rules.development.faults import Fault
from app.rules.development.linter import lint
from app.rules.development.steps import Step

ORDER = (Sort.WRONG, Sort.LATE, Sort.GAP, Sort.UNSURE)
"""The gravest first."""


@dataclass(frozen=True)
class Reported:
    """One person's faults, the gravest first, where the person is registered."""

    file_id: int
    organization_id: int
    name: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Wanted:
    """What a report is narrowed to; empty means everything."""

    organization_id: int | None = None
    sort: str = ""
    step: int | None = None


@dataclass(frozen=True)
class Report:
    """`people` as narrowed; `counts` of faults by sort in the whole subtree and step that was
    asked for, whatever sort is shown; `read` how many files were looked at."""

    people: Sequence[Reported]
    counts: dict[Sort, int]
    read: int
    branches: dict[int, Organization]


def report(scope: Scope, wanted: Wanted, day: date) -> Report:
    """The subtree's faults, narrowed. The tree of `scope` is in `branches`, by id."""
    tree = {one.id: one for one in organizations.tree(scope)}
    below = tree.get(wanted.organization_id)
    people, read = _recall(scope, day)
    if below is not None:
        inside = {one.id for one in tree.values() if one.path.startswith(below.path)}
        read = sum(number for key, number in read.items() if key in inside)
        people = [one for one in people if one.organization_id in inside]
    else:
        read = sum(read.values())
    if wanted.step is not None:
        people = _narrowed(people, lambda fault: fault.step == wanted.step)
    counts = Counter(fault.sort for one in people for fault in one.faults)
    if wanted.sort:
        people = _narrowed(people, lambda fault: fault.sort == wanted.sort)
    people = sorted(people, key=lambda one: _rank(one, tree))
    return Report(people, {sort: counts[sort] for sort in ORDER}, read, tree)


def by_gravity(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The gravest first, then in the order of the steps."""
    return tuple(sorted(faults, key=lambda fault: (ORDER.index(fault.sort), fault.step)))


def steps() -> list[tuple[int, str]]:
    """What a report may be narrowed to: number and name."""
    return [(int(step), f"{int(step)}　{step.label}") for step in Step]


def _recall(scope: Scope, day: date):
    """Everybody with faults, and how many files were read by organisation: from memory where
    nothing was written since."""
    if not reading():  # what is being written may still be undone
        return _gather(scope, day)
    kept = current_app.extensions.setdefault("development_lint", Memory()).of(state())
    key = (day, scope)
    if key not in kept:
        kept[key] = _gather(scope, day)
    return kept[key]


def _gather(scope: Scope, day: date):
    days, found, read = calendar(), [], Counter()
    for one in all_cases(scope):
        read[one.organization_id] += 1
        if faults := lint(one.case, day, days):
            found.append(
                Reported(one.file_id, one.organization_id, one.case.name, by_gravity(faults))
            )
    return found, read


def _narrowed(people, holds) -> list[Reported]:
    narrowed = (replace(one, faults=tuple(filter(holds, one.faults))) for one in people)
    return [one for one in narrowed if one.faults]


def _rank(one: Reported, tree):
    organization = tree.get(one.organization_id)
    return ORDER.index(one.faults[0].sort), organization.path if organization else "", one.file_id
