"""Who has not paid for how many months in a row: set-based, one statement for many branches."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import and_, case, extract, func, select

from app.access.scope import Scope
from app.core.db import db
from app.dues.models import DuesMonth, DuesTalk
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.members import Standing

LOOKED_BACK = 24
"""Months; what is older is no longer counted in a row, only owed."""


class Run(NamedTuple):
    """One member's months without payment: how many in a row up to now, how many in all and how
    much; `talked` whether the branch has spoken with the member since the first of the row."""

    person_id: int
    organization_id: int
    in_a_row: int
    months: int
    owed: int
    talked: bool


def runs(scope: Scope, now: int, organization_ids: Collection[int] | None = None) -> list[Run]:
    """Of the members in good standing who owe something that is 待补 in month `now`."""
    rows = db.session.execute(_runs(scope, now, organization_ids))
    return [_told(row) for row in rows]


def run_of(scope: Scope, now: int, person_id: int) -> Run | None:
    """The same of one person."""
    row = db.session.execute(_runs(scope, now, None, person_id)).first()
    return _told(row) if row else None


def steps(
    scope: Scope, now: int, bounds: Collection[int], ids: Collection[int] | None = None
) -> dict[int, tuple[int, ...]]:
    """{organization id: how many members have reached each of these numbers of months in a row, and
    last how many of the furthest have been spoken with}."""
    rows = _runs(scope, now, ids).subquery()
    bounds = sorted(bounds)
    counted = [func.count().filter(rows.c.in_a_row >= bound) for bound in bounds]
    talked = func.count().filter(rows.c.in_a_row >= bounds[-1], rows.c.talked == 1)
    query = select(rows.c.organization_id, *counted, talked).group_by(rows.c.organization_id)
    return {key: tuple(rest) for key, *rest in db.session.execute(query)}


def _told(row) -> Run:
    return Run(*map(int, row[:5]), bool(row[5]))


def _runs(scope, now, organization_ids=None, person_id=None):
    month, due = DuesMonth.month, DuesMonth.overdue <= now
    here = [
        month.between(now - LOOKED_BACK, now),
        Member.standing == Standing.NORMAL,
        Member.organization_id == DuesMonth.organization_id,
        due,
        scope.clause(Organization.path),
    ]
    if organization_ids is not None:
        here.append(DuesMonth.organization_id.in_(organization_ids))
    if person_id is not None:
        here.append(DuesMonth.person_id == person_id)
    unpaid = DuesMonth.paid < DuesMonth.due
    last = func.max(case((~unpaid, month), else_=0)).over(partition_by=DuesMonth.person_id)
    owed = (
        select(
            DuesMonth.person_id,
            DuesMonth.organization_id,
            month.label("month"),
            (DuesMonth.due - DuesMonth.paid).label("missing"),
            unpaid.label("unpaid"),
            last.label("last"),
        )
        .join(Member, Member.person_id == DuesMonth.person_id)
        .join(Organization, Organization.id == DuesMonth.organization_id)
        .where(*here)
        .subquery()
    )
    row = and_(owed.c.unpaid, owed.c.month > owed.c.last)
    each = (
        select(
            owed.c.person_id,
            owed.c.organization_id,
            func.count().filter(row).label("in_a_row"),
            func.count().filter(owed.c.unpaid).label("months"),
            func.sum(owed.c.missing).filter(owed.c.unpaid).label("owed"),
            func.min(owed.c.month).filter(row).label("first"),
        )
        .group_by(owed.c.person_id, owed.c.organization_id)
        .having(func.count().filter(owed.c.unpaid) > 0)
        .subquery()
    )
    talked_in = extract("year", DuesTalk.talked_on) * 12 + extract("month", DuesTalk.talked_on) - 1
    spoken = (
        select(DuesTalk.id)
        .where(
            DuesTalk.person_id == each.c.person_id,
            DuesTalk.organization_id == each.c.organization_id,
            talked_in >= each.c.first,
        )
        .exists()
    )
    told = [each.c[name] for name in ("person_id", "organization_id", "in_a_row", "months", "owed")]
    return select(*told, case((spoken, 1), else_=0).label("talked"))
