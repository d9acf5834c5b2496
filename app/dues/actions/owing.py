"""The months that bases ask for: owed, reduced, taken away, owed again."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sqlalchemy import case, delete, insert, literal, select, union_all, update

from app.core import audit
from app.core.db import db
from app.core.errors import Refused
from app.dues.models import DuesBase, DuesMonth, DuesReduction
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dues.months import of_year, overdue_from, year_and_month
from app.rules.dues.using import RequestState


def owe(base: DuesBase, first: int, last: int) -> None:
    """The months from first to last of one base; what was paid stays, an agreed reduction still
    holds."""
    rows = {
        one.month: one
        for one in db.session.scalars(
            select(DuesMonth)
            .where(
                DuesMonth.person_id == base.person_id,
                DuesMonth.month.between(first, last),
            )
            .with_for_update()
        )
    }
    reduced = _reduced(base, last)
    for month in range(first, last + 1):
        row = rows.get(month)
        if row is not None and row.organization_id != base.organization_id and row.paid:
            continue  # paid for in the branch the person came from
        if row is None:
            row = DuesMonth(person_id=base.person_id, month=month, paid=0)
            db.session.add(row)
        one = next((r for r in reduced if r.first_month <= month <= r.last_month), None)
        row.organization_id, row.base_id = base.organization_id, base.id
        row.due = min(base.monthly, one.amount) if one else base.monthly
        row.reduction_id = one.id if one else None
        row.overdue = overdue_from(month, base.quarterly)
    db.session.flush()


def owe_all(base_ids: Sequence[int], year: int) -> None:
    """Every month of these new bases up to the year's end, by the database alone."""
    year_months = [select(literal(month).label("month")) for month in range(*_ends(year))]
    each = union_all(*year_months).subquery("each")
    month = each.c.month
    overdue = case((DuesBase.quarterly, month - month % 3 + 3), else_=month + 1)
    owed = (
        select(
            DuesBase.person_id, month, DuesBase.organization_id, DuesBase.id, DuesBase.monthly,
            0, overdue,
        )
        .join(each, month >= DuesBase.first_month)
        .where(DuesBase.id.in_(base_ids))
    )  # fmt: skip
    names = ["person_id", "month", "organization_id", "base_id", "due", "paid", "overdue"]
    db.session.execute(insert(DuesMonth).from_select(names, owed))


def stop(organization: Organization, person: Person, month: int, *, why: str) -> int:
    """From that month on nothing is owed here any more: the person left, died or lost membership.
    Months that were paid for stay; how many were taken away."""
    if not why.strip():
        raise Refused("请写明原因。", "why")
    found = db.session.execute(
        delete(DuesMonth).where(
            DuesMonth.person_id == person.id,
            DuesMonth.organization_id == organization.id,
            DuesMonth.month >= month,
            DuesMonth.paid == 0,
        )
    )
    audit.because(why)
    audit.record(
        "停止收缴", "党费核定", person.name, path=organization.path,
        changes={"first_month": month},
    )  # fmt: skip
    return found.rowcount


def reduce_months(reduction: DuesReduction) -> None:
    """Let the months of an agreed reduction ask for its amount instead."""
    db.session.execute(
        update(DuesMonth)
        .where(
            DuesMonth.person_id == reduction.person_id,
            DuesMonth.organization_id == reduction.organization_id,
            DuesMonth.month.between(reduction.first_month, reduction.last_month),
            DuesMonth.due > reduction.amount,
        )
        .values(due=reduction.amount, reduction_id=reduction.id)
        .execution_options(synchronize_session="fetch")
    )


def owe_again(organization: Organization, person: Person, first: int) -> None:
    """The months from `first` on that the person's bases of this branch still ask for."""
    query = (
        select(DuesBase)
        .where(
            DuesBase.person_id == person.id,
            DuesBase.year >= year_and_month(first)[0],
            DuesBase.void_on.is_(None),
        )
        .order_by(DuesBase.first_month)
    )
    bases = db.session.scalars(query.with_for_update())
    for base, following in pairwise([*bases, None]):
        last = of_year(base.year).last
        if following:
            last = min(last, following.first_month - 1)
        if base.organization_id == organization.id and first <= last:
            owe(base, max(first, base.first_month), last)


def base_at(bases: Iterable[DuesBase], month: int) -> DuesBase | None:
    """Of a person's bases that stand, the one that holds in a month."""
    held = [one for one in bases if one.void_on is None and one.first_month <= month]
    year = year_and_month(month)[0]
    return max((one for one in held if one.year == year), key=lambda one: one.first_month,
               default=None)  # fmt: skip


def _reduced(base, last):
    query = select(DuesReduction).where(
        DuesReduction.person_id == base.person_id,
        DuesReduction.organization_id == base.organization_id,
        DuesReduction.state == RequestState.AGREED,
        DuesReduction.first_month <= last,
        DuesReduction.last_month >= base.first_month,
    )
    return list(db.session.scalars(query))


def _ends(year):
    months = of_year(year)
    return months.first, months.last + 1
