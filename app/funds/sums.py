"""What organisations have, spent and promised, summed by the database; the overview of many."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from app.access.scope import Scope
from app.core.db import db
from app.funds.models import Budget, Line
from app.organizations.models import Organization
from app.rules.funds.kinds import BudgetState
from app.rules.organizations import OrganizationKind


class Totals(NamedTuple):
    """Sums of lines: the budget, all that was given, spent, promised and left, in fen."""

    budgeted: int = 0
    given: int = 0
    spent: int = 0
    reserved: int = 0
    balance: int = 0

    @property
    def free(self) -> int:
        return self.balance - self.reserved


class Row(NamedTuple):
    """One organisation in the overview; without a budget its state is None."""

    organization: Organization
    state: BudgetState | None
    totals: Totals


_SUMS = tuple(
    func.coalesce(func.sum(column), 0)
    for column in (
        Line.budgeted, Line.balance + Line.spent, Line.spent, Line.reserved, Line.balance,
    )
)  # fmt: skip


def balance(scope: Scope, organization: Organization, year: int) -> Totals:
    """What an organisation has in a year; one statement, whatever the ledger holds."""
    query = (
        select(*_SUMS)
        .join(Line.budget)
        .join(Budget.organization)
        .where(
            Budget.organization_id == organization.id,
            Budget.year == year,
            scope.clause(Organization.path),
        )
    )
    return Totals(*map(int, db.session.execute(query).one()))


def overview(scope: Scope, year: int, *, limit: int, offset: int = 0) -> list[Row]:
    """The organisations in scope with the year's sums, in the order of their codes; one more than
    `limit` tells of further ones."""
    sums = (
        select(Budget.organization_id, Budget.state, *_named(_SUMS))
        .outerjoin(Budget.lines)
        .where(Budget.year == year)
        .group_by(Budget.organization_id, Budget.state)
        .subquery()
    )
    query = (
        select(Organization, sums.c.state, *(sums.c[name] for name in Totals._fields))
        .outerjoin(sums, sums.c.organization_id == Organization.id)
        .options(joinedload(Organization.parent))
        .where(
            scope.clause(Organization.path),
            Organization.kind != OrganizationKind.GROUP,
            or_(
                Organization.dissolved_on.is_(None),
                Organization.dissolved_on > date(year, 1, 1),
            ),
        )
        .order_by(func.length(Organization.path), Organization.code)
        .limit(limit + 1)
        .offset(offset)
    )
    return [
        Row(one, state, Totals(*(int(n or 0) for n in numbers)))
        for one, state, *numbers in db.session.execute(query)
    ]


def totals(scope: Scope, year: int) -> Totals:
    """The sums of all in scope; by the database."""
    query = (
        select(*_SUMS)
        .join(Line.budget)
        .join(Budget.organization)
        .where(Budget.year == year, scope.clause(Organization.path))
    )
    return Totals(*map(int, db.session.execute(query).one()))


def years(scope: Scope) -> list[int]:
    """The years with a budget in scope, newest first."""
    query = select(Budget.year).join(Budget.organization).where(scope.clause(Organization.path))
    return list(db.session.scalars(query.distinct().order_by(Budget.year.desc())))


def _named(columns):
    return [column.label(name) for column, name in zip(columns, Totals._fields, strict=True)]
