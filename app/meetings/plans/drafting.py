"""A plan's form filled in: from the plan there is, or proposed by rule for a branch and a year."""

from dataclasses import dataclass, field
from datetime import date

from app.access.scope import Scope
from app.calendars import queries as calendars
from app.core import clock
from app.meetings import people
from app.meetings.facts import facts_of
from app.meetings.plans import queries
from app.meetings.plans.models import MeetingPlan
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind
from app.rules.planning import Break, proposed

LEADERS = {MeetingKind.GROUP: "党小组组长"}
TOPICS = {
    MeetingKind.LIFE: "年度组织生活会",
    MeetingKind.PARTY_CLASS: "支部书记讲党课",
}


@dataclass
class Entry:
    """One planned meeting as the form shows it; `what` is the kind, with the group's id behind a
    colon for a group meeting."""

    id: str = ""
    what: str = ""
    month: str = ""
    planned_on: date | None = None
    topic: str = ""
    leader: str = ""


@dataclass
class Drafted:
    goals: str = ""
    entries: list[Entry] = field(default_factory=list)
    version: str = ""


def kinds(groups: list[Organization]) -> list[tuple[str, str]]:
    """What may be planned: (value, label), a line for each group instead of 党小组会 as such."""
    plain = [(k.value, k.label) for k in MeetingKind if k is not MeetingKind.GROUP]
    return plain + [(f"group:{g.id}", g.name) for g in groups]


def of_plan(plan: MeetingPlan) -> Drafted:
    """The form of a plan that there is."""
    entries = [
        Entry(
            str(one.id),
            f"group:{one.group_id}" if one.group_id else one.kind.value,
            str(one.month),
            one.planned_on,
            one.topic,
            one.leader,
        )
        for one in plan.entries
    ]
    return Drafted(plan.goals, entries, str(plan.version))


def by_rule(scope: Scope, branch: Organization, year: int, away: list[Break]) -> Drafted:
    """Everything owed in the year as the branch is made today: on its fixed day, around holidays
    and breaks. A plan made within its year covers the months that are left."""
    today = clock.today()
    make = facts_of([branch], year, today).makes[branch.id]
    groups = list(make.groups)
    fixed = queries.theme_day(scope, branch)
    found = proposed(
        year,
        full_members=make.full_members,
        committee=make.committee,
        groups=len(groups),
        from_day=max(date(year, 1, 1), min(today, date(year, 12, 31))),
        fixed=fixed and fixed.fixed,
        breaks=away,
        is_working=calendars.calendar().is_working,
    )
    return Drafted(entries=[_entry(one, groups) for one in found])


def chosen(what: str, scope: Scope, branch: Organization) -> tuple[MeetingKind, int | None]:
    """(kind, group id) of a form's choice; KeyError where the branch has no such group."""
    kind, _, number = what.partition(":")
    if kind != MeetingKind.GROUP:
        return MeetingKind(kind), None
    groups = {str(one.id): one.id for one in people.groups(scope, branch)}
    return MeetingKind.GROUP, groups[number]


def _entry(one, groups):
    what = one.kind.value if one.group is None else f"group:{groups[one.group].id}"
    return Entry(
        what=what,
        month=str(one.month),
        planned_on=one.day,
        topic=TOPICS.get(one.kind, ""),
        leader=LEADERS.get(one.kind, "支部书记"),
    )
