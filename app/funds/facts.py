"""What duties rest on, set-based: a fixed number of statements for any number of organisations."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select

from app.core.db import db
from app.funds.models import Adjustment, Budget, Line, Request
from app.rules.funds.kinds import AdjustmentState, BudgetState, LineKind, RequestState

WAITS = (
    RequestState.MADE, RequestState.DECIDED, RequestState.RETURNED, RequestState.APPROVED,
    RequestState.PAID,
)  # fmt: skip


class BudgetFact(NamedTuple):
    """A budget of the year, or one that still waits for its superior."""

    id: int
    organization_id: int
    year: int
    state: BudgetState
    submitted_on: date | None


class LineFact(NamedTuple):
    """A line of a budget in force; amounts in fen."""

    id: int
    organization_id: int
    year: int
    name: str
    since: date
    given: int
    spent: int
    reserved: int


class RequestFact(NamedTuple):
    """A request that waits for somebody."""

    id: int
    organization_id: int
    kind: LineKind
    state: RequestState
    amount: int
    made_on: date
    decided_on: date | None
    activity_on: date


class AdjustmentFact(NamedTuple):
    """An adjustment that waits for the superior."""

    id: int
    organization_id: int
    year: int
    made_on: date


def budgets(ids: Collection[int], year: int) -> list[BudgetFact]:
    query = select(
        Budget.id, Budget.organization_id, Budget.year, Budget.state, Budget.submitted_on
    ).where(
        Budget.organization_id.in_(ids),
        or_(Budget.year == year, Budget.state == BudgetState.SUBMITTED),
    )
    return [BudgetFact(*row) for row in db.session.execute(query)]


def lines(ids: Collection[int], year: int) -> list[LineFact]:
    """Lines of the year's budgets in force that were given something."""
    given = Line.balance + Line.spent
    query = (
        select(
            Line.id, Budget.organization_id, Budget.year, Line.name, Budget.decided_on, given,
            Line.spent, Line.reserved,
        )
        .join(Line.budget)
        .where(
            Budget.organization_id.in_(ids),
            Budget.year == year,
            Budget.state == BudgetState.APPROVED,
            given > 0,
        )
    )  # fmt: skip
    return [LineFact(*row) for row in db.session.execute(query)]


def requests(ids: Collection[int]) -> list[RequestFact]:
    query = (
        select(
            Request.id, Request.organization_id, Line.kind, Request.state, Request.amount,
            Request.made_on, Request.decided_on, Request.activity_on,
        )
        .join(Request.line)
        .where(Request.organization_id.in_(ids), Request.state.in_(WAITS))
        .order_by(Request.id)
    )  # fmt: skip
    return [RequestFact(*row) for row in db.session.execute(query)]


def adjustments(ids: Collection[int]) -> list[AdjustmentFact]:
    query = (
        select(Adjustment.id, Budget.organization_id, Budget.year, Adjustment.made_on)
        .join(Adjustment.line)
        .join(Line.budget)
        .where(Budget.organization_id.in_(ids), Adjustment.state == AdjustmentState.SUBMITTED)
        .order_by(Adjustment.id)
    )
    return [AdjustmentFact(*row) for row in db.session.execute(query)]
