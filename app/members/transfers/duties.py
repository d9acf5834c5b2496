"""What transfers ask of branches: letters without a 回执, people who wait to be received.

One statement whatever the number of branches.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.core.db import db
from app.core.filters import day as short_day
from app.findings.engine import Finding
from app.members.models import Member
from app.members.owed import ANSWER_WITHIN, owed
from app.members.transfers.models import Transfer
from app.organizations.models import Organization
from app.rules.organizations import OrganizationKind
from app.rules.transfers import TransferKind, TransferState, receipt_due

LEAD = 10  # days, R-23


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """Letters of these branches whose 回执 is missing, people and 回执 that wait for them."""
    branches = {o.id: o for o in organizations if o.kind is OrganizationKind.BRANCH}
    if not branches:
        return
    waits = Transfer.state.in_([TransferState.WAITING, TransferState.ISSUED])
    owes = (Transfer.kind == TransferKind.IN) & Transfer.receipt_on.is_(None)
    query = (
        select(Transfer)
        .join(Transfer.member)
        .join(Member.person)
        .where(
            Transfer.from_id.in_(branches) | Transfer.to_id.in_(branches),
            waits | (owes & (Transfer.state == TransferState.RECEIVED)),
        )
        .options(contains_eager(Transfer.member).contains_eager(Member.person))
        .order_by(Transfer.id)
    )
    for transfer in db.session.scalars(query):
        if transfer.state is TransferState.ISSUED:
            yield from _letter(branches, transfer, day)
        elif transfer.to_id in branches:
            yield _arriving(branches[transfer.to_id], transfer, day)


def _letter(branches, transfer, day):
    due = receipt_due(transfer.issued_on, transfer.valid_until, transfer.graduate)
    if transfer.from_id not in branches or due - timedelta(days=LEAD) > day:
        return
    until = short_day(transfer.valid_until)
    why = f"{transfer.member.name}的介绍信有效期至{until}，还没有收到回执。"
    yield _of_transfer(
        branches[transfer.from_id], transfer, "ED-21", "介绍信没有回执", why,
        transfer.issued_on, due, day, "去办理",
    )  # fmt: skip


def _arriving(branch, transfer, day):
    if transfer.kind is TransferKind.IN:
        since, rule_id, what, label = transfer.received_on, "ED-21", "寄回回执", "去登记"
        why = f"{transfer.member.name}已转入，介绍信的回执还没有寄回。"
    else:
        since, rule_id, what, label = transfer.proposed_on, "ED-19", "接收转来的人", "去接收"
        why = f"{transfer.member.name}等待接收；接收之前仍由原支部负责。"
    due = since + timedelta(days=ANSWER_WITHIN)
    return _of_transfer(branch, transfer, rule_id, what, why, since, due, day, label)


def _of_transfer(branch, transfer, rule_id, what, why, since, due, day, label):
    return owed(
        branch, rule_id, f"transfers/{transfer.id}", f"{what}：{transfer.member.name}", why, since,
        due, day, label, f"/members/transfers/{transfer.id}", transfer.member.person_id,
    )  # fmt: skip
