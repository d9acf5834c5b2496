"""What meetings branches owe: set-based facts of many branches, judged by rules.meetings.

Two statements whatever the number of branches. A branch owes from the latest of 1 January, its
founding, and the day this instance was set up (its oldest audit entry): what was before the
portal is on paper and not asked for again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.access.policy import Can
from app.core.filters import day as short_day
from app.findings.engine import STATES, Finding, State
from app.meetings.facts import Facts, Held, facts_of
from app.organizations.models import Organization
from app.rules.dates import MONTHS, Period, PeriodKind
from app.rules.meetings import (
    FREQUENCIES,
    DueState,
    MeetingKind,
    due_state,
    frequency_rule,
    owed_periods,
    period_kind,
)
from app.rules.organizations import OrganizationKind

MONTHLY_FIRST = sorted(FREQUENCIES, key=lambda kind: FREQUENCIES[kind][0] is not PeriodKind.MONTH)


@dataclass(frozen=True)
class Owed:
    """One meeting owed for one period, with the records that settle it and the latest before."""

    organization: Organization
    kind: MeetingKind
    group: Organization | None
    period: Period
    state: DueState
    held: tuple[Held, ...]
    last: Held | None

    @property
    def address(self) -> str:
        """The form opened for this duty."""
        return form_address(self.organization, self.kind, self.group, self.period.end)


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """The meeting duties of these organisations on that day; only branches have any.

    Periods over and not recorded make one finding a kind (and group); the current one its own.
    """
    branches = [o for o in organizations if o.kind is OrganizationKind.BRANCH]
    if not branches:
        return []
    return [
        finding
        for duties in by_line(of_branches(branches, day, until=day)).values()
        for finding in _findings(duties, day)
    ]


def of_branches(
    branches: Sequence[Organization], day: date, *, until: date, facts: Facts | None = None
) -> list[Owed]:
    """Every period owed in the year of `until` up to that day, judged on `day`."""
    first = date(until.year, 1, 1)
    facts = facts or facts_of(branches, until.year, day)
    owed = []
    for branch in branches:
        make = facts.makes[branch.id]
        for kind in MONTHLY_FIRST:
            periods = _periods_owed(
                kind,
                make.full_members,
                make.has_committee,
                len(make.groups),
                max(first, make.owes_from),
                until,
            )
            for group in make.groups if kind is MeetingKind.GROUP else [None]:
                held = facts.held[branch.id, kind, group and group.id]
                own = [p for p in periods if group is None or p.end >= group.since]
                owed += _line(branch, kind, group, own, held, day)
    return owed


def by_line(owed: Iterable[Owed]) -> dict[tuple[int, MeetingKind, int | None], list[Owed]]:
    """The same by (branch, kind, group), periods in order: the rows of a year."""
    lines = defaultdict(list)
    for one in owed:
        lines[one.organization.id, one.kind, one.group and one.group.id].append(one)
    return dict(lines)


def form_address(branch, kind, group=None, until: date | None = None) -> str:
    """The address of the form for such a meeting, opened within a period that ends on `until`."""
    query = {"organization": branch.id, "kind": kind.value}
    if group:
        query["group"] = group.id
    if until:
        query["until"] = until.isoformat()
    return "/meetings/new?" + "&".join(f"{name}={value}" for name, value in query.items())


@lru_cache(maxsize=1024)
def _periods_owed(kind, full_members, has_committee, groups, from_day, until_day):
    """Many branches are of one make: the rule is asked once for all of them."""
    return owed_periods(
        kind,
        full_members=full_members,
        has_committee=has_committee,
        groups=groups,
        from_day=from_day,
        until_day=until_day,
    )


_state = lru_cache(maxsize=1024)(due_state)


def _line(branch, kind, group, periods, held, day):
    """One line of one branch: its periods with the records that fall into each."""
    within = defaultdict(list)
    for one in held:
        number = (one.held_on.month - 1) // MONTHS[period_kind(kind)] + 1
        within[one.held_on.year, number].append(one)
    last = held[-1] if held else None
    for period in periods:
        records = tuple(within.get((period.year, period.number), ()))
        state = _state(period, bool(records), day)
        yield Owed(branch, kind, group, period, state, records, last)


def _findings(duties: list[Owed], day):
    late = [one for one in duties if one.state is DueState.LATE]
    if late:
        yield _finding(late[0], f"{_periods(late)}还没有记录。", day, State.LATE)
    current = duties[-1]
    if current.state in {DueState.DUE, DueState.SOON}:
        why = f"{_name(current.period)}还没有记录。"
        yield _finding(current, why, day, STATES[current.state])


def _finding(owed, why, day, state):
    found = frequency_rule(owed.kind)
    subject = owed.kind.label + (f"（{owed.group.name}）" if owed.group else "")
    return Finding(
        rule_id=found.id,
        cite=str(found.nearest(day).cite),
        organization_id=owed.organization.id,
        path=owed.organization.path,
        subject=f"meetings/{owed.kind.value}/{owed.group.id if owed.group else ''}",
        what=subject,
        why=why + _last(owed.last),
        since=owed.period.start,
        due=owed.period.end,
        state=state,
        press_label="补录" if state is State.LATE else "记一次会",
        press_url=owed.address,
        press_needs=Can.MEETINGS_LOG,
    )


def _periods(late: list[Owed]) -> str:
    names = [_name(one.period) for one in late]
    return "、".join(names[:6]) + (f"等 {len(names)} 次" if len(names) > 6 else "")


def _name(period: Period) -> str:
    """The period within its year: 11月, 第四季度; a year keeps its number."""
    return period.label if period.kind is PeriodKind.YEAR else period.label.partition("年")[2]


def _last(last: Held | None) -> str:
    if last is None:
        return ""
    whole = (
        f"{last.due} 人到齐"
        if last.present == last.due
        else f"应到 {last.due} 人，到 {last.present} 人"
    )
    return f"上次：{short_day(last.held_on)}，{last.place}，{whole}。"
