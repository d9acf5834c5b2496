"""Every SELECT on funds. The scope comes first, always."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import Scope, line_of
from app.core.db import db
from app.funds.models import (
    Adjustment,
    Budget,
    Line,
    Manners,
    Request,
)
from app.meetings.models import AgendaItem, Meeting, MeetingStatus
from app.organizations.models import Organization
from app.rules.funds.checks import Manner, usual
from app.rules.funds.kinds import OPEN, AdjustmentState, BudgetState, RequestState
from app.rules.meetings import DECIDING


class OpenLine(NamedTuple):
    """A line that may be asked of, with what is free."""

    id: int
    kind: str
    name: str
    free: int


class Item(NamedTuple):
    """A resolution that a request may name."""

    meeting: Meeting
    number: int
    title: str
    resolution: str


def of(scope: Scope, organization: Organization, year: int) -> Budget | None:
    """The organisation's budget of the year with its lines."""
    query = _budgets(scope, Budget.organization_id == organization.id, Budget.year == year)
    return db.session.scalar(query.options(selectinload(Budget.lines)))


def budget(scope: Scope, budget_id: int) -> Budget | None:
    query = _budgets(scope, Budget.id == budget_id)
    return db.session.scalar(query.options(selectinload(Budget.lines)))


def open_lines(scope: Scope, organization: Organization, year: int) -> list[OpenLine]:
    """What may be asked of in that year, with the free balances; one statement."""
    query = (
        select(Line.id, Line.kind, Line.name, Line.balance - Line.reserved)
        .join(Line.budget)
        .join(Budget.organization)
        .where(
            Budget.organization_id == organization.id,
            Budget.year == year,
            Budget.state == BudgetState.APPROVED,
            scope.clause(Organization.path),
        )
        .order_by(Line.position, Line.id)
    )
    return [OpenLine(*row) for row in db.session.execute(query)]


def line(scope: Scope, line_id: int) -> Line | None:
    query = (
        select(Line)
        .join(Line.budget)
        .join(Budget.organization)
        .options(contains_eager(Line.budget).contains_eager(Budget.organization))
        .where(Line.id == line_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def request(scope: Scope, request_id: int) -> Request | None:
    """A request with its estimate, line and meeting."""
    query = _requests(scope, Request.id == request_id).options(
        selectinload(Request.estimates),
        joinedload(Request.meeting),
        joinedload(Request.made_by),
    )
    return db.session.scalar(query)


def requests_of(
    scope: Scope, budget: Budget, *, limit: int, offset: int = 0, state: RequestState | None = None
) -> list[Request]:
    """Requests of a budget, newest first; one more than `limit` tells of further ones."""
    query = _requests(scope, Line.budget_id == budget.id).options(
        joinedload(Request.made_by), joinedload(Request.meeting)
    )
    if state:
        query = query.where(Request.state == state)
    query = query.order_by(Request.activity_on.desc(), Request.id.desc())
    return list(db.session.scalars(query.limit(limit + 1).offset(offset)))


def of_subject(scope: Scope, kind: str, subject_id: int) -> list[Request]:
    """The requests of one activity, course or other subject, oldest first."""
    query = _requests(scope, Request.subject_kind == kind, Request.subject_id == subject_id)
    return list(db.session.scalars(query.order_by(Request.id)))


def of_subjects(scope: Scope, kind: str, ids: Collection[int]) -> dict[int, list[Request]]:
    """{subject id: its requests, oldest first}; one statement however many."""
    query = _requests(scope, Request.subject_kind == kind, Request.subject_id.in_(ids))
    found: dict[int, list[Request]] = {}
    for one in db.session.scalars(query.order_by(Request.id)):
        found.setdefault(one.subject_id, []).append(one)
    return found


def waiting(scope: Scope, states: Collection[RequestState], limit: int = 200) -> list[Request]:
    """Requests in scope in these states, the longest waiting first."""
    query = _requests(scope, Request.state.in_(states)).options(joinedload(Request.made_by))
    return list(db.session.scalars(query.order_by(Request.made_on, Request.id).limit(limit)))


def waiting_budgets(scope: Scope, limit: int = 200) -> list[Budget]:
    """Budgets in scope that wait for their superior."""
    query = _budgets(scope, Budget.state == BudgetState.SUBMITTED)
    return list(db.session.scalars(query.order_by(Budget.submitted_on, Budget.id).limit(limit)))


def waiting_adjustments(scope: Scope, limit: int = 200) -> list[Adjustment]:
    """Adjustments in scope that wait for the superior."""
    query = _adjustments(scope, Adjustment.state == AdjustmentState.SUBMITTED)
    return list(db.session.scalars(query.order_by(Adjustment.made_on, Adjustment.id).limit(limit)))


def waiting_adjustment(scope: Scope, line: Line) -> Adjustment | None:
    """The adjustment of a line that nobody has decided yet."""
    query = _adjustments(
        scope, Adjustment.line_id == line.id, Adjustment.state == AdjustmentState.SUBMITTED
    )
    return db.session.scalar(query)


def adjustments_of(scope: Scope, budget: Budget) -> list[Adjustment]:
    """Every adjustment of a budget, oldest first."""
    query = _adjustments(scope, Line.budget_id == budget.id)
    return list(db.session.scalars(query.order_by(Adjustment.made_on, Adjustment.id)))


def adjustment(scope: Scope, adjustment_id: int) -> Adjustment | None:
    return db.session.scalar(_adjustments(scope, Adjustment.id == adjustment_id))


def open_titles(scope: Scope, budget: Budget) -> list[str]:
    """What still has to be ended before the year can be closed, by title."""
    requests = _requests(scope, Line.budget_id == budget.id, Request.state.in_(OPEN))
    open_requests = db.session.scalars(requests.order_by(Request.id)).all()
    asked = [one for one in adjustments_of(scope, budget) if one.state == AdjustmentState.SUBMITTED]
    return [one.title for one in open_requests] + [f"{one.line.name}的调整" for one in asked]


def manners(scope: Scope, organization: Organization) -> Manners | None:
    """What the organisation itself has said."""
    query = (
        select(Manners)
        .join(Manners.organization)
        .options(contains_eager(Manners.organization))
        .where(Manners.organization_id == organization.id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def manner(scope: Scope, organization: Organization, day: date) -> Manner:
    """How money is handled there: by the nearest word above, the topmost's own for itself."""
    return manner_of(scope, [organization], day)[organization.id]


def manner_of(scope: Scope, organizations: Iterable[Organization], day: date) -> dict[int, Manner]:
    """{organisation id: how money is handled there}; one statement however many are asked for."""
    places = [one for one in organizations if scope.covers(one.path)]
    paths = {path for one in places for path in line_of(one.path)}
    query = select(Organization.path, Manners).join(Manners.organization)
    if len(paths) <= 200:
        query = query.where(Organization.path.in_(paths))
    said = {path: row.manner for path, row in db.session.execute(query)}
    ours = usual(day)
    return {one.id: _nearest(said, one.path, ours) for one in places}


def _nearest(said, path, otherwise):
    above = line_of(path)[:-1] or [path]
    return next((said[one] for one in reversed(above) if one in said), otherwise)


def resolutions(scope: Scope, organization: Organization, since: date, until: date) -> list[Item]:
    """Agenda items with a resolution of the organisation's meetings that decide for it, newest
    first: a class or a theme day studies, a group speaks for itself alone."""
    query = (
        select(Meeting, AgendaItem.number, AgendaItem.title, AgendaItem.resolution)
        .join(AgendaItem.meeting)
        .join(Meeting.organization)
        .where(
            Meeting.organization_id == organization.id,
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.kind.in_(DECIDING),
            Meeting.held_on.between(since, until),
            AgendaItem.resolution != "",
            scope.clause(Organization.path),
        )
        .order_by(Meeting.held_on.desc(), Meeting.id.desc(), AgendaItem.position)
    )
    return [Item(*row) for row in db.session.execute(query)]


def _budgets(scope: Scope, *conditions: ColumnElement):
    return (
        select(Budget)
        .join(Budget.organization)
        .options(contains_eager(Budget.organization).joinedload(Organization.parent))
        .where(*conditions, scope.clause(Organization.path))
    )


def _requests(scope: Scope, *conditions: ColumnElement):
    return (
        select(Request)
        .join(Request.organization)
        .join(Request.line)
        .join(Line.budget)
        .options(
            contains_eager(Request.organization).joinedload(Organization.parent),
            contains_eager(Request.line).contains_eager(Line.budget),
        )
        .where(*conditions, scope.clause(Organization.path))
    )


def _adjustments(scope: Scope, *conditions: ColumnElement):
    return (
        select(Adjustment)
        .join(Adjustment.line)
        .join(Line.budget)
        .join(Budget.organization)
        .options(
            contains_eager(Adjustment.line)
            .contains_eager(Line.budget)
            .contains_eager(Budget.organization)
        )
        .where(*conditions, scope.clause(Organization.path))
    )
