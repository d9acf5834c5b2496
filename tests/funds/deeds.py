"""What may be done with a line of money, as steps that a test draws at random; one step is one
call, refused or not."""

from datetime import date

from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.funds import actions, books, budgeting, paying, queries
from app.funds.models import Entry, Line, Request
from app.rules.funds.kinds import PAYABLE, Level, Purpose, RequestState

TODAY = date(2026, 11, 16)
MAKER, JUDGE = 1, 2  # whoever asks is not who agrees; they are people of the small cast


def do(line_id: int, deed: str, which: int, amount: int) -> bool:
    """One deed on the line; `which` picks the request or entry it is about. Whether it was done:
    what does not fit is left, what is refused has changed nothing."""
    line = queries.line(EVERYTHING, line_id)
    act = _DEEDS[deed]
    try:
        return act(line, which, amount) is not False
    except Refused:
        return None


def _ask(line, which, amount):
    actions.request(
        line, title=f"申请 {which}", purpose=Purpose.OTHER, activity_on=TODAY,
        parts=[actions.Part("一项", amount)], by=MAKER,
    )  # fmt: skip


def _agree(line, which, amount):
    request = _pick(line, which, {RequestState.MADE, RequestState.DECIDED})
    if request is None:
        return False
    if request.state is RequestState.MADE:
        actions.decide(request, meeting=None, item_number=None, decision="", why="试")
    actions.approve(request, by=JUDGE, held=Level.HIGHER, name="上级", opinion="同意。")
    return None


def _withdraw(line, which, amount):
    request = _pick(line, which, set(RequestState) - {RequestState.WITHDRAWN})
    return actions.withdraw(request, why="试") if request else False


def _pay(line, which, amount):
    request = _pick(line, which, PAYABLE)
    if request is None:
        return False
    return paying.pay(
        request, amount=amount, happened_on=TODAY, summary="支出", voucher=f"记-{which}",
        attachments=1, handler="周敏", by=MAKER,
    )  # fmt: skip


def _settle(line, which, amount):
    request = _pick(line, which, PAYABLE)
    if request is None:
        return False
    return paying.settle(
        request, actual=amount, settled_on=TODAY, people=which, why="试", voucher=f"补-{which}",
        attachments=1, handler="周敏", by=MAKER,
    )  # fmt: skip


def _cancel(line, which, amount):
    ids = db.session.scalars(select(Entry.id).where(Entry.line_id == line.id).order_by(Entry.id))
    found = list(ids)
    entry = books.entry(EVERYTHING, found[which % len(found)])
    return paying.cancel(entry, why="试", by=MAKER)


def _adjust(line, which, amount):
    asked = budgeting.adjust(line.budget, line, after=amount, reason="试", by=MAKER)
    return budgeting.agree(asked, by=JUDGE, held=Level.SUPERIOR, name="上级")


_DEEDS = {
    "ask": _ask, "agree": _agree, "withdraw": _withdraw, "pay": _pay, "settle": _settle,
    "cancel": _cancel, "adjust": _adjust,
}  # fmt: skip
DEEDS = list(_DEEDS)


def _pick(line, which, states):
    query = select(Request.id).where(Request.line_id == line.id, Request.state.in_(states))
    found = list(db.session.scalars(query.order_by(Request.id)))
    return queries.request(EVERYTHING, found[which % len(found)]) if found else None


def told(line_id: int) -> dict:
    """What must hold of the line whatever was done to it, from figures summed here anew."""
    with clock.travel(TODAY):
        line = db.session.get(Line, line_id, populate_existing=True)
    entries = db.session.scalars(
        select(Entry).where(Entry.line_id == line_id).order_by(Entry.number)
    ).all()
    requests = db.session.scalars(
        select(Request).where(Request.line_id == line_id).execution_options(populate_existing=True)
    ).all()
    running, balances = 0, []
    for one in entries:
        running += one.amount
        balances.append(running)
    return {
        "the ledger's sum is the balance": sum(e.amount for e in entries) == line.balance,
        "each entry tells the balance after it": balances == [e.balance for e in entries],
        "no balance was ever below zero": min(balances, default=0) >= 0,
        "what is promised is there": 0 <= line.reserved <= line.balance,
        "promises are the requests'": line.reserved == sum(r.reserved for r in requests),
        "spending is the requests'": line.spent == sum(r.spent for r in requests),
        "no entry is missing": [e.number for e in entries] == list(range(1, len(entries) + 1)),
        "the line counts its entries": line.entries == len(entries),
        "the database's own sums agree": list(books.faults(EVERYTHING)) == [],
    }
