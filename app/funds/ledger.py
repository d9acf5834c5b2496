"""The one way money moves on a line: an entry and the line's figures change together, or neither.

A movement is one conditional update, which the database decides on the figures of that moment; the
named constraint stands behind it. Nothing here asks who may, or why.
"""

from datetime import date

from sqlalchemy import select, update

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.funds.models import Budget, Entry, Line, Request
from app.rules.funds.checks import check_free
from app.rules.funds.kinds import SPENDING, BudgetState, EntryKind


def lock(budget: Budget, *rows) -> None:
    """Hold the year's books until the commit, and see them (and these rows) as they are now: two
    who approve, pay or close at once come one after the other."""
    db.session.flush()
    db.session.execute(select(Budget.id).where(Budget.id == budget.id).with_for_update())
    for row in (budget, *rows):
        db.session.refresh(row)


def lock_running(budget: Budget, *rows) -> None:
    """The same, for what needs a budget that was approved and is not closed."""
    lock(budget, *rows)
    if budget.state is not BudgetState.APPROVED:
        raise Refused(f"{budget.year}年的预算“{budget.state.label}”，不能再办经费。")


def post(
    line: Line,
    kind: EntryKind,
    amount: int,
    *,
    happened_on: date,
    summary: str,
    reserves: int = 0,
    request: Request | None = None,
    **facts,
) -> Entry:
    """Write one entry. `reserves` is how much more (or less) the line keeps for approved requests;
    Refused, with what is free, where the line does not have it."""
    spent = -amount if kind in SPENDING else 0
    balance, number = _move(line, amount, reserves, spent, entries=1)
    if request is not None:
        request.spent += spent
        request.reserved += reserves
    entry = Entry(
        line=line,
        number=number,
        kind=kind,
        amount=amount,
        balance=balance,
        happened_on=happened_on,
        summary=summary[:200],
        request=request,
        made_at=clock.now(),
        **facts,
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def reserve(request: Request, amount: int) -> None:
    """Keep that much more of the line for the request, or give back what is below zero."""
    _move(request.line, 0, amount, 0, entries=0)
    request.reserved += amount
    db.session.flush()


def _move(line, amount, reserves, spent, *, entries):
    db.session.flush()
    found = db.session.execute(
        update(Line)
        .where(
            Line.id == line.id,
            Line.reserved + reserves >= 0,
            Line.balance + amount >= Line.reserved + reserves,
        )
        .values(
            balance=Line.balance + amount,
            reserved=Line.reserved + reserves,
            spent=Line.spent + spent,
            entries=Line.entries + entries,
        )
        .returning(Line.balance, Line.entries),
        execution_options={"synchronize_session": False},
    ).first()
    db.session.refresh(line)
    if found is None:
        verdict = check_free(reserves - amount, line.free, line.name)
        raise Refused(f"{verdict.reasons[0] if verdict.reasons else '余额不够'}。")
    return found
