"""What follows an approval: payments with vouchers, the settled difference, cancelled entries."""

from collections.abc import Sequence
from datetime import date

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.core.filters import full_day
from app.core.uploads import Upload
from app.funds import books, ledger, queries
from app.funds.models import Entry, Request, Voucher, VoucherFile
from app.rules.funds.checks import check_amount, may_become
from app.rules.funds.kinds import CANCELLABLE, PAYABLE, EntryKind, RequestState
from app.rules.money import yuan


def pay(
    asked: Request,
    *,
    amount: int,
    happened_on: date,
    summary: str,
    voucher: str,
    attachments: int,
    handler: str,
    by: int | None,
    witness: str = "",
    remark: str = "",
    files: Sequence[Upload] = (),
) -> Entry:
    """A payment or reimbursement on an approved request, never more than it still holds. The same
    voucher's number a second time is refused."""
    _open(asked)
    if asked.state not in PAYABLE:
        raise Refused(f"这份申请{asked.state.label}，不能支付。")
    _stop(check_amount(amount), "amount")
    if amount > asked.reserved:
        raise Refused(
            f"批准的钱还剩 {yuan(asked.reserved)} 元，不能支付 {yuan(amount)} 元；"
            "超出的部分在结清时补付，写明原因。",
            "amount",
        )
    _check_day(asked, happened_on)
    entry = _spend(
        asked, EntryKind.PAID, amount, reserves=-amount, happened_on=happened_on, summary=summary,
        voucher=voucher, attachments=attachments, handler=handler, witness=witness, remark=remark,
        by=by,
    )  # fmt: skip
    attach(entry, files)
    _become(asked, RequestState.PAID)
    return entry


def settle(
    asked: Request,
    *,
    actual: int,
    settled_on: date,
    people: int | None,
    why: str,
    voucher: str,
    attachments: int,
    handler: str,
    by: int | None,
    witness: str = "",
) -> None:
    """End it at what it really cost: what was paid too much comes back, what was too little is
    added (with a voucher, and beyond the approved amount with a reason, within the limit of those
    who approved); what was kept and not used is free again."""
    _open(asked)
    _stop(may_become(asked.state, RequestState.SETTLED, "这份申请"))
    _check_day(asked, settled_on, "settled_on")
    difference = actual - asked.spent
    if asked.reserved:
        ledger.reserve(asked, -asked.reserved)
    if difference < 0:
        ledger.post(
            asked.line, EntryKind.RETURNED, -difference, request=asked, happened_on=settled_on,
            summary=f"退回余款：{asked.title}", purpose=asked.purpose, handler=handler,
            witness=witness, approver=asked.approved_by, remark=why, made_by_id=by,
        )  # fmt: skip
    elif difference:
        _check_top_up(asked, actual, why)
        _spend(
            asked, EntryKind.TOPPED_UP, difference, reserves=0, happened_on=settled_on,
            summary=f"补付差额：{asked.title}", voucher=voucher, attachments=attachments,
            handler=handler, witness=witness, remark=why, by=by,
        )  # fmt: skip
    _become(asked, RequestState.SETTLED)
    audit.because(why)
    asked.settled_on, asked.people, asked.settled_why = settled_on, people, why
    db.session.flush()


def cancel(entry: Entry, *, why: str, by: int | None) -> Entry:
    """Undo an entry by its opposite, which names it; the request is open again, and what had been
    paid is kept for it until it is settled anew."""
    asked = entry.request
    if entry.kind not in CANCELLABLE or asked is None:
        raise Refused(f"“{entry.kind.label}”不能冲正；预算的数字请用“调整”。")
    _open(asked)
    if books.cancelled(_scope(asked), entry):
        raise Refused("这一笔已经冲正过。")
    kept = max(-entry.amount, 0)
    if kept > asked.spent:
        raise Refused("这笔支出已经退回过余款，请先冲正退回的那一笔。")
    counter = ledger.post(
        asked.line, EntryKind.COUNTERED, -entry.amount, reserves=kept, request=asked,
        happened_on=clock.today(), summary=f"冲正第 {entry.number} 笔：{entry.summary}",
        purpose=entry.purpose, cancels_id=entry.id, handler=entry.handler, remark=why,
        approver=entry.approver, made_by_id=by,
    )  # fmt: skip
    voucher = books.voucher_of(_scope(asked), entry)
    if voucher:
        db.session.delete(voucher)
    asked.settled_on, asked.people = None, None
    state = RequestState.PAID if asked.spent else RequestState.APPROVED
    if state is not asked.state:
        _become(asked, state)
    audit.because(why)
    db.session.flush()
    return counter


def attach(entry: Entry, files: Sequence[Upload]) -> list[VoucherFile]:
    """Keep files of an entry's vouchers."""
    made = [VoucherFile(entry=entry, **one.facts(clock.now())) for one in files]
    db.session.add_all(made)
    db.session.flush()
    return made


def _open(asked):
    ledger.lock_running(asked.line.budget, asked, asked.line)


def _spend(asked, kind, amount, *, reserves, voucher, by, happened_on, **facts):
    number = voucher.strip()
    budget = asked.line.budget
    if not number:
        raise Refused("请填凭证号。", "voucher")
    used = books.used_voucher(_scope(asked), budget, number)
    if used:
        raise Refused(
            f"凭证号 {number} 今年已经记过：{used.happened_on.isoformat()}“{used.summary}” "
            f"{yuan(-used.amount)} 元，请核对是不是重复。",
            "voucher",
        )
    entry = ledger.post(
        asked.line, kind, -amount, reserves=reserves, request=asked, voucher=number,
        purpose=asked.purpose, approver=asked.approved_by, happened_on=happened_on,
        made_by_id=by, **facts,
    )  # fmt: skip
    db.session.add(Voucher(budget_id=budget.id, entry=entry, number=number))
    db.session.flush()
    return entry


def _check_top_up(asked, actual, why):
    if actual <= asked.amount:
        return
    if not why.strip():
        raise Refused(f"比批准的 {yuan(asked.amount)} 元多，请写明原因。", "why")
    manner = queries.manner(_scope(asked), asked.organization, clock.today())
    if manner.level(actual).rank > asked.level.rank:
        raise Refused(
            f"实际花费 {yuan(actual)} 元超出{asked.level.label}的审批权限，多出的部分请另提申请。",
            "actual",
        )


def _check_day(asked, day, field="happened_on"):
    if day > clock.today():
        raise Refused("这一天还没有到。", field)
    if day < asked.approved_on:
        raise Refused(f"这笔{full_day(asked.approved_on)}才批准，日期不能更早。", field)


def _become(asked, state):
    _stop(may_become(asked.state, state, "这份申请"))
    asked.state = state
    db.session.flush()


def _scope(asked):
    return Scope(frozenset({asked.organization.path}))


def _stop(verdict, field=""):
    if not verdict:
        raise Refused(f"{verdict.reasons[0]}。", field)
