"""What meetings branches owe: set-based facts of many branches, judged by rules.meetings.

Eight statements whatever the number of branches. A branch owes from the latest of 1 January, its
founding, and the day this instance was set up (its oldest audit entry): what was before the
portal is on paper and not asked for again. Every period of the year is told, done or not. A
record settles one period: its own, or the earlier one that the branch said it makes up for.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from app.access.policy import Can
from app.core.filters import day as short_day
from app.findings.engine import OWED, STATES, Finding, State
from app.meetings.facts import ADDRESS, Facts, Held, facts_of
from app.organizations.models import Organization
from app.rules.dates import MONTHS, Period, PeriodKind
from app.rules.meetings import (
    FREQUENCIES,
    DueState,
    MeetingKind,
    asked_years,
    due_state,
    frequency_rule,
    owed_periods,
    period_kind,
)
from app.rules.organizations import OrganizationKind

MONTHLY_FIRST = sorted(FREQUENCIES, key=lambda kind: FREQUENCIES[kind][0] is not PeriodKind.MONTH)


@dataclass(eq=False)  # not frozen: tens of thousands are made in one pass
class Owed:
    """One meeting owed for one period, with the records that settle it and the latest before."""

    organization: Organization
    kind: MeetingKind
    group: Organization | None
    period: Period
    state: DueState
    held: tuple[Held, ...]
    last: Held | None

    @cached_property
    def line(self) -> str:
        """What recurs: meetings/committee, meetings/group/12."""
        return f"meetings/{self.kind.value}" + (f"/{self.group.id}" if self.group else "")

    @cached_property
    def name(self) -> str:
        """支委会, 党小组会（第一党小组）."""
        return self.kind.label + (f"（{self.group.name}）" if self.group else "")

    @property
    def subject(self) -> str:
        """What this one instance is called for ever: meetings/committee/2026-11."""
        return f"{self.line}/{self.period.code}"

    @property
    def address(self) -> str:
        """The form opened for this duty."""
        return form_address(self.organization, self.kind, self.group, self.period.end)


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """The meeting duties of these organisations in that day's year; only branches have any.

    What was left open the year before stays late through the first quarter.
    """
    branches = [o for o in organizations if o.kind is OrganizationKind.BRANCH]
    if not branches:
        return []
    return [
        _finding(one, day)
        for year in asked_years(day)
        for one in of_branches(branches, day, until=date(year, 12, 31))
        if year == day.year or one.state is DueState.LATE
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
            begin = max(first, make.owes_from)
            counted = (make.full_members, make.committee, len(make.groups))
            periods = _periods_owed(kind, *counted, begin, until, make.ended_on)
            for group in make.groups if kind is MeetingKind.GROUP else [None]:
                held = facts.held[branch.id, kind, group and group.id]
                own = [p for p in periods if group is None or p.end >= group.since]
                if facts.claimed:
                    held = [one for one in held if one.id not in facts.claimed]
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
    within = f"&group={group.id}" if group else ""
    ending = f"&until={until}" if until else ""
    return f"/meetings/new?organization={branch.id}&kind={kind.value}{within}{ending}"


@lru_cache(maxsize=4096)
def _periods_owed(kind, full_members, committee, groups, from_day, until_day, ended_on):
    """Many branches are of one make: the rule is asked once for all of them."""
    return owed_periods(
        kind,
        full_members=full_members,
        committee=committee,
        groups=groups,
        from_day=from_day,
        until_day=until_day,
        ended_on=ended_on,
    )


_state = lru_cache(maxsize=1024)(due_state)


def _line(branch, kind, group, periods, held, day):
    """One line of one branch: its periods with the records that fall into each."""
    within, months = defaultdict(list), MONTHS[period_kind(kind)]
    for one in held:
        on = one.held_on
        within[on.year, (on.month - 1) // months + 1].append(one)
    last = held[-1] if held else None
    for period in periods:
        records = tuple(within.get((period.year, period.number), ()))
        state = DueState.DONE if records else _state(period, False, day)
        yield Owed(branch, kind, group, period, state, records, last)


def _finding(owed: Owed, day) -> Finding:
    branch, period, settled = owed.organization, owed.period, owed.held[-1:]
    state = _told_as(owed, day)
    name = period.short if period.year == day.year else period.label
    asked = state in OWED
    return Finding(
        rule_id=FREQUENCIES[owed.kind][1],
        cite=_cite(owed.kind, day),
        organization_id=branch.id,
        path=branch.path,
        subject=owed.subject,
        what=owed.name,
        why=f"{name}还没有记录。{_last(owed.last)}" if asked else "",
        since=period.start,
        due=period.end,
        state=state,
        press_label="补录" if state is State.LATE else "记一次会",
        press_url=owed.address if asked else "",
        press_needs=Can.MEETINGS_LOG,
        line=owed.line,
        title=owed.name,
        period=name,
        record_url=f"{ADDRESS}{settled[0].id}" if settled else "",
    )


def _told_as(owed, day):
    """What the year brings once is not asked for before its time comes near."""
    yearly = owed.period.kind is PeriodKind.YEAR and owed.state is DueState.DUE
    if not owed.held and (yearly or owed.period.start > day):
        return State.AHEAD
    return STATES[owed.state]


@lru_cache(maxsize=64)
def _cite(kind, day):
    return str(frequency_rule(kind).nearest(day).cite)


def _last(last: Held | None) -> str:
    if last is None:
        return ""
    whole = (
        f"{last.due} 人到齐"
        if last.present == last.due
        else f"应到 {last.due} 人，到 {last.present} 人"
    )
    return f"上次：{short_day(last.held_on)}，{last.place}，{whole}。"
