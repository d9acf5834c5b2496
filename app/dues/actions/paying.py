"""Payments: of a month in one go or singly; what was short made up, what was wrong taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, tuple_

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.dues.actions import keeping
from app.dues.models import DuesBase, DuesMonth, DuesPayment, DuesTalk
from app.dues.models.payments import Entry
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.dues.months import Handed, check_payment, name
from app.rules.money import yuan


@dataclass(frozen=True)
class Paid:
    """One payment as it was typed; without an amount what is due."""

    person: Person
    month: int
    amount: int | None = None
    handed: Handed = Handed.SELF
    handed_by: str = ""
    note: str = ""


def pay(
    organization: Organization,
    paid: Sequence[Paid],
    paid_on: date | PartialDate,
    *,
    by: str,
    import_id: int | None = None,
) -> list[DuesPayment]:
    """Record what people paid on a day, all or nothing. A month is paid for once; what was short
    of it is made up once. `paid_on` may be known to its month only, as old registers tell it."""
    day = paid_on if isinstance(paid_on, date) else None
    if (day or paid_on.earliest) > clock.today():
        raise Refused("交纳日期还没有到。", "paid_on")
    if not paid:
        raise Refused("没有选中要登记的人。")
    rows, quarterly = _locked(paid)
    made = []
    for one in paid:
        row = rows.get((one.person.id, one.month))
        entry, amount = _judged(organization, one, row)
        if day:
            _in_time(one, day, quarterly.get(row.base_id, False))
        made.append(
            DuesPayment(
                person=one.person,
                organization=organization,
                month=one.month,
                entry=entry,
                amount=amount,
                paid_on=PartialDate.of(day) if day else paid_on,
                handed=one.handed,
                handed_by=one.handed_by.strip(),
                recorded_by=by,
                note=one.note.strip(),
                import_id=import_id,
            )
        )
        row.paid += amount
    db.session.add_all(made)
    db.session.flush()
    keeping.move(organization.id, sum(one.amount for one in made))
    return made


def counter(payment: DuesPayment, *, why: str, by: str) -> DuesPayment:
    """Take a payment back by a counter-entry; the month is open again. Refused where the money has
    left the book already."""
    if not why.strip():
        raise Refused("请写明为什么冲正。", "why")
    if payment.countered or payment.counters_id:
        raise Refused("这一笔已经冲正过了。")
    row = db.session.scalars(
        select(DuesMonth)
        .where(DuesMonth.person_id == payment.person_id, DuesMonth.month == payment.month)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if payment.entry is Entry.REGULAR and row.paid > payment.amount:
        raise Refused("这个月另有一笔补差，请先冲正补差。")
    payment.countered = True
    row.paid -= payment.amount
    back = DuesPayment(
        person=payment.person,
        organization=payment.organization,
        month=payment.month,
        entry=payment.entry,
        amount=-payment.amount,
        paid_on=PartialDate.of(clock.today()),
        handed=payment.handed,
        recorded_by=by,
        note=why.strip(),
        counters_id=payment.id,
    )
    db.session.add(back)
    db.session.flush()
    keeping.move(payment.organization_id, back.amount)
    return back


def talk(
    organization: Organization, person: Person, *, talked_on: date, until: date, talker: str,
    reason: str,
) -> DuesTalk:  # fmt: skip
    """Note that the branch spoke with somebody who has not paid and set a time to mend it."""
    if talked_on > clock.today():
        raise Refused("谈话日期还没有到。", "talked_on")
    if until <= talked_on:
        raise Refused("限期应在谈话以后。", "until")
    told = DuesTalk(
        organization=organization, person=person, talked_on=talked_on, until=until,
        talker=talker, reason=reason,
    )  # fmt: skip
    db.session.add(told)
    db.session.flush()
    return told


def _locked(paid):
    """The months paid for, held until the end of the transaction, and who pays by the quarter."""
    keys = sorted({(one.person.id, one.month) for one in paid})
    if len(keys) < len(paid):
        raise Refused("同一个人的同一个月列了两次，请核对。")
    query = (
        select(DuesMonth)
        .where(tuple_(DuesMonth.person_id, DuesMonth.month).in_(keys))
        .order_by(DuesMonth.person_id, DuesMonth.month)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    rows = {(row.person_id, row.month): row for row in db.session.scalars(query)}
    ids = {row.base_id for row in rows.values() if row.base_id}
    quarterly = dict(
        db.session.execute(
            select(DuesBase.id, DuesBase.quarterly).where(DuesBase.id.in_(ids))
        ).all()
    )
    return rows, quarterly


def _judged(organization, one, row):
    """Which entry it is and of how much; refused where it cannot be one."""
    who = f"{one.person.name}{name(one.month)}"
    if row is None or row.organization_id != organization.id:
        raise Refused(f"{who}的应交党费还没有在本支部核定，请先核定基数。", "amount")
    if row.paid and row.settled:
        raise Refused(f"{who}的党费已经登记过了，不能再登记一次。")
    if row.due == 0:
        raise Refused(f"{who}已批准免交。自愿交纳的，从减免结束以后再交。")
    entry = Entry.SUPPLEMENT if row.paid else Entry.REGULAR
    due = row.due - row.paid
    amount = due if one.amount is None else one.amount
    if amount <= 0:
        raise Refused(f"{who}的金额应大于 0。", "amount")
    if amount != due and not one.note.strip():
        raise Refused(
            f"{who}应交 {yuan(due)} 元，填的是 {yuan(amount)} 元：请在备注写明原因，"
            "例如自愿多交、先交一部分。",
            "note",
        )
    if entry is Entry.SUPPLEMENT and amount < due:
        raise Refused(f"{who}补差应一次补足 {yuan(due)} 元。", "amount")
    if one.handed is not Handed.SELF and not one.handed_by.strip():
        raise Refused(f"{who}由{one.handed.label}，请写明是谁。", "handed_by")
    return entry, amount


def _in_time(one, day, quarterly):
    verdict = check_payment(one.month, day, quarterly)
    if verdict.refusals:
        raise Refused(f"{verdict.refusals[0]}。", "paid_on")
    if verdict.warnings and not one.note.strip():
        raise Refused(f"{verdict.warnings[0]}，确需补交的请在备注写明原因。", "note")
