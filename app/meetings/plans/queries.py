"""Every SELECT on plans, fixed days and breaks. The scope comes first, always."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import Scope
from app.core.db import db
from app.meetings.models import Meeting, MeetingStatus
from app.meetings.plans.models import CalendarBreak, MeetingPlan, PlanEntry, ThemeDay
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind
from app.rules.planning import Break


class Recorded(NamedTuple):
    """What a plan needs of a record: enough to say which entry it settles."""

    id: int
    kind: MeetingKind
    group_id: int | None
    held_on: date
    entry_id: int | None
    title: str


class Standing(NamedTuple):
    """How far a branch's plan of a year is: entries in all, and how many have a day."""

    plan: MeetingPlan
    entries: int
    dated: int


def plan(scope: Scope, branch: Organization, year: int) -> MeetingPlan | None:
    """The branch's plan with its entries."""
    query = (
        select(MeetingPlan)
        .join(MeetingPlan.organization)
        .options(
            contains_eager(MeetingPlan.organization),
            joinedload(MeetingPlan.submitted_by),
            selectinload(MeetingPlan.entries).joinedload(PlanEntry.group),
        )
        .where(
            MeetingPlan.organization_id == branch.id,
            MeetingPlan.year == year,
            scope.clause(Organization.path),
        )
    )
    return db.session.scalar(query)


def standings(scope: Scope, year: int) -> dict[int, Standing]:
    """{organization id: its plan of the year with counts}; one statement."""
    query = (
        select(MeetingPlan, func.count(PlanEntry.id), func.count(PlanEntry.planned_on))
        .join(MeetingPlan.organization)
        .outerjoin(MeetingPlan.entries)
        .where(MeetingPlan.year == year, scope.clause(Organization.path))
        .group_by(MeetingPlan.id)
    )
    return {row[0].organization_id: Standing(*row) for row in db.session.execute(query)}


def entry(scope: Scope, entry_id: int) -> PlanEntry | None:
    """A planned meeting with its plan and group."""
    query = (
        select(PlanEntry)
        .join(PlanEntry.plan)
        .join(MeetingPlan.organization)
        .options(
            contains_eager(PlanEntry.plan).contains_eager(MeetingPlan.organization),
            joinedload(PlanEntry.group),
        )
        .where(PlanEntry.id == entry_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def dated_entries(scope: Scope, branch_ids: Iterable[int], since: date) -> list[PlanEntry]:
    """Planned meetings with a day, from `since` on, with their branches; one statement."""
    query = (
        select(PlanEntry)
        .join(PlanEntry.plan)
        .join(MeetingPlan.organization)
        .options(
            contains_eager(PlanEntry.plan).contains_eager(MeetingPlan.organization),
            joinedload(PlanEntry.group),
        )
        .where(
            MeetingPlan.organization_id.in_(list(branch_ids)),
            PlanEntry.planned_on >= since,
            scope.clause(Organization.path),
        )
    )
    return list(db.session.scalars(query.order_by(PlanEntry.planned_on, PlanEntry.id)))


def recorded(scope: Scope, branch: Organization, year: int) -> list[Recorded]:
    """The branch's records of a year that count, oldest first."""
    columns = [getattr(Meeting, name) for name in Recorded._fields]
    query = (
        select(*columns)
        .join(Meeting.organization)
        .where(
            Meeting.organization_id == branch.id,
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.held_on.between(date(year, 1, 1), date(year, 12, 31)),
            scope.clause(Organization.path),
        )
        .order_by(Meeting.held_on, Meeting.id)
    )
    return [Recorded(*row) for row in db.session.execute(query)]


def theme_day(scope: Scope, branch: Organization) -> ThemeDay | None:
    """The branch's fixed day, if it has set one."""
    query = (
        select(ThemeDay)
        .join(ThemeDay.organization)
        .where(ThemeDay.organization_id == branch.id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def breaks_of(
    scope: Scope, organizations: Iterable[Organization], year: int
) -> dict[int, list[Break]]:
    """{organization id: its breaks that touch the year, by their first day}: its own where it has
    any that year, else those of the nearest organisation above that has. Organisations outside
    the scope are left out; one statement however many are asked for."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    query = (
        select(Organization.path, CalendarBreak.first_on, CalendarBreak.last_on, CalendarBreak.name)
        .join(CalendarBreak.organization)
        .where(CalendarBreak.first_on <= last, CalendarBreak.last_on >= first)
        .order_by(CalendarBreak.first_on, CalendarBreak.id)
    )
    said: dict[str, list[Break]] = {}
    for path, *days in db.session.execute(query):
        said.setdefault(path, []).append(Break(*days))
    return {o.id: _nearest(said, o.path) for o in organizations if scope.covers(o.path)}


def breaks(scope: Scope, organization: Organization) -> list[CalendarBreak]:
    """What the organisation itself and everything above it have set, the latest first. Who may
    see an organisation may know what holds for it."""
    if not scope.covers(organization.path):
        return []
    steps = organization.path.strip("/").split("/")
    above = ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
    query = (
        select(CalendarBreak)
        .join(CalendarBreak.organization)
        .options(contains_eager(CalendarBreak.organization))
        .where(Organization.path.in_(above))
    )
    return list(db.session.scalars(query.order_by(CalendarBreak.first_on.desc())))


def one_break(scope: Scope, break_id: int) -> CalendarBreak | None:
    query = (
        select(CalendarBreak)
        .join(CalendarBreak.organization)
        .options(contains_eager(CalendarBreak.organization))
        .where(CalendarBreak.id == break_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def overlapping(
    scope: Scope, organization: Organization, first: date, last: date, but: int | None = None
) -> CalendarBreak | None:
    """Another break of the same organisation that shares a day with these, if any."""
    query = (
        select(CalendarBreak)
        .join(CalendarBreak.organization)
        .where(
            CalendarBreak.organization_id == organization.id,
            CalendarBreak.first_on <= last,
            CalendarBreak.last_on >= first,
            CalendarBreak.id != (but or 0),
            scope.clause(Organization.path),
        )
    )
    return db.session.scalar(query.limit(1))


def _nearest(said, path):
    """The longest path that has anything to say and is the organisation's own or above it."""
    speaking = [one for one in said if path.startswith(one)]
    return said[max(speaking, key=len)] if speaking else []
