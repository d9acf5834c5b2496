"""Every SELECT on the ledger: what moved, what it comes to, and whether it still balances."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.funds.models import Budget, Entry, Line, Request, Voucher, VoucherFile
from app.organizations.models import Organization
from app.rules.funds.kinds import SPENDING, Book, EntryKind, Purpose


class Posted(NamedTuple):
    """An entry with what its book held after it, and whether a later one cancels it."""

    entry: Entry
    running: int
    cancelled: bool


class Moved(NamedTuple):
    """What one line was given and spent in a year, by kind of entry, in fen."""

    line_id: int
    kind: EntryKind
    amount: int


class Spent(NamedTuple):
    """What was spent for one purpose from one line."""

    line_id: int
    purpose: Purpose | None
    amount: int


class Fault(NamedTuple):
    """A line whose own figures are not what its entries and requests come to."""

    line: Line
    entries: int
    requests: int


def entries_of(
    scope: Scope,
    budget: Budget,
    book: Book,
    *,
    line_id: int | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Posted]:
    """The entries of one book of a year in the order they were written, with what the book (or the
    one line) held after each; one more than `limit` tells of further ones."""
    cancels = aliased(Entry)
    running = func.sum(Entry.amount).over(order_by=Entry.id)
    query = (
        _entries(scope, Line.budget_id == budget.id, Line.kind.in_(book.kinds))
        .outerjoin(cancels, cancels.cancels_id == Entry.id)
        .options(joinedload(Entry.request).joinedload(Request.meeting))
        .add_columns(running, cancels.id.is_not(None))
        .order_by(Entry.id)
        .offset(offset)
    )
    if line_id:
        query = query.where(Entry.line_id == line_id)
    if limit:
        query = query.limit(limit + 1)
    return [Posted(one, int(held), gone) for one, held, gone in db.session.execute(query)]


def of_request(scope: Scope, request: Request) -> list[Posted]:
    """The entries of one request, with what it had cost after each."""
    cancels = aliased(Entry)
    running = func.sum(-Entry.amount).over(order_by=Entry.id)
    query = (
        _entries(scope, Entry.request_id == request.id)
        .outerjoin(cancels, cancels.cancels_id == Entry.id)
        .add_columns(running, cancels.id.is_not(None))
        .order_by(Entry.id)
    )
    return [Posted(one, int(held), gone) for one, held, gone in db.session.execute(query)]


def entry(scope: Scope, entry_id: int) -> Entry | None:
    query = _entries(scope, Entry.id == entry_id)
    return db.session.scalar(query.options(joinedload(Entry.request)))


def cancelled(scope: Scope, one: Entry) -> bool:
    """Whether a counter-entry already names it."""
    return db.session.scalar(_entries(scope, Entry.cancels_id == one.id).limit(1)) is not None


def voucher_of(scope: Scope, one: Entry) -> Voucher | None:
    query = select(Voucher).join(Voucher.entry).join(Entry.line).join(Line.budget)
    query = query.join(Budget.organization).where(scope.clause(Organization.path))
    return db.session.scalar(query.where(Voucher.entry_id == one.id))


def used_voucher(scope: Scope, budget: Budget, number: str) -> Entry | None:
    """The entry that this voucher's number stands for in the year."""
    query = _entries(scope, Voucher.budget_id == budget.id, Voucher.number == number)
    return db.session.scalar(query.join(Voucher, Voucher.entry_id == Entry.id))


def files_of(scope: Scope, request: Request) -> list[VoucherFile]:
    """Files of a request's vouchers in the order they came."""
    query = _files(scope).where(Entry.request_id == request.id).order_by(VoucherFile.id)
    return list(db.session.scalars(query))


def file(scope: Scope, file_id: int) -> VoucherFile | None:
    return db.session.scalar(_files(scope).where(VoucherFile.id == file_id))


def moved(scope: Scope, budget: Budget) -> list[Moved]:
    """What each line was given and spent by kind of entry; summed by the database."""
    query = (
        select(Entry.line_id, Entry.kind, func.sum(Entry.amount))
        .join(Entry.line)
        .join(Line.budget)
        .join(Budget.organization)
        .where(Line.budget_id == budget.id, scope.clause(Organization.path))
        .group_by(Entry.line_id, Entry.kind)
    )
    return [Moved(line, kind, int(total)) for line, kind, total in db.session.execute(query)]


def spent_by_purpose(scope: Scope, budget: Budget) -> list[Spent]:
    """What was spent for what, by line; summed by the database."""
    query = (
        select(Entry.line_id, Entry.purpose, -func.sum(Entry.amount))
        .join(Entry.line)
        .join(Line.budget)
        .join(Budget.organization)
        .where(
            Line.budget_id == budget.id, Entry.kind.in_(SPENDING), scope.clause(Organization.path)
        )
        .group_by(Entry.line_id, Entry.purpose)
    )
    return [Spent(line, what, int(total)) for line, what, total in db.session.execute(query)]


def faults(scope: Scope) -> Iterator[Fault]:
    """Lines that do not balance: there should be none. The sums are the database's own."""
    given = (
        select(
            Entry.line_id,
            func.sum(Entry.amount).label("amount"),
            func.count().label("number"),
            func.sum(Entry.amount).filter(Entry.kind.in_(SPENDING)).label("spent"),
        )
        .group_by(Entry.line_id)
        .subquery()
    )
    held = (
        select(Request.line_id, func.sum(Request.reserved).label("reserved"))
        .group_by(Request.line_id)
        .subquery()
    )
    amount, number = func.coalesce(given.c.amount, 0), func.coalesce(given.c.number, 0)
    reserved, spent = func.coalesce(held.c.reserved, 0), func.coalesce(given.c.spent, 0)
    query = (
        select(Line, amount, reserved)
        .join(Line.budget)
        .join(Budget.organization)
        .outerjoin(given, given.c.line_id == Line.id)
        .outerjoin(held, held.c.line_id == Line.id)
        .options(contains_eager(Line.budget).contains_eager(Budget.organization))
        .where(
            scope.clause(Organization.path),
            ~and_(
                Line.balance == amount,
                Line.entries == number,
                Line.spent == -spent,
                Line.reserved == reserved,
            ),
        )
    )
    for line, entries, requests in db.session.execute(query):
        yield Fault(line, int(entries), int(requests))


def _entries(scope, *conditions):
    return (
        select(Entry)
        .join(Entry.line)
        .join(Line.budget)
        .join(Budget.organization)
        .options(
            contains_eager(Entry.line)
            .contains_eager(Line.budget)
            .contains_eager(Budget.organization)
        )
        .where(*conditions, scope.clause(Organization.path))
    )


def _files(scope):
    return (
        select(VoucherFile)
        .join(VoucherFile.entry)
        .join(Entry.line)
        .join(Line.budget)
        .join(Budget.organization)
        .options(
            contains_eager(VoucherFile.entry)
            .contains_eager(Entry.line)
            .contains_eager(Line.budget)
            .contains_eager(Budget.organization)
        )
        .where(scope.clause(Organization.path))
    )
