"""What the balance of one organisation costs once a million entries are on file."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, func, insert, select

from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.db import db, unit_of_work
from app.funds import queries, sums
from app.funds.models import Budget, Entry, Line
from app.organizations import queries as organizations
from app.rules.funds.kinds import BudgetState, EntryKind, LineKind
from bench.figures import Figure, medians, versus

ENTRIES, LINES, ROUNDS, AT_ONCE = 1_000_000, 5, 60, 20_000
CODE = "LT-01"


def ledger_cost(world) -> Iterator[Figure]:
    """The balance and the open lines of a branch against one sum over an index."""
    with world.app.app_context():
        with unit_of_work():
            branch, year = organizations.by_code(EVERYTHING, CODE), clock.today().year - 3
            lines = _filled(branch, year)
        branch = organizations.by_code(EVERYTHING, CODE)
        scope = Scope(frozenset({branch.path}))
        total = db.session.scalar(select(func.count()).select_from(Entry))

        def ours():
            told = sums.balance(scope, branch, year)
            assert told.balance  # noqa: S101
            queries.open_lines(scope, branch, year)

        def theirs():
            db.session.execute(select(func.sum(Entry.amount)).where(Entry.line_id.in_(lines))).one()

        with _counted() as sent:
            ours()
        cost, yardstick = medians(ROUNDS, "wall", ours, theirs)
        db.session.rollback()
    told = f"balance and open lines ÷ one indexed sum, {total:,} entries: "
    yield Figure(
        "ledger_cost", told + versus(cost, yardstick, "wall"), "×",
        ratio=round(cost / yardstick, 2), limit=3,
    )  # fmt: skip
    yield Figure(
        "ledger_cost", "statements of the same", "statements", of="statements", value=len(sent),
        limit=2,
    )  # fmt: skip


def _filled(branch, year) -> list[int]:
    """A budget of its own in each of many years, and what moved on its lines; written beside the
    ledger's own way, for speed. The ids of the measured organisation's lines of that year."""
    places = [one.id for one in organizations.tree(EVERYTHING) if one.kind.value == "branch"]
    budgets = [
        {"organization_id": place, "year": year - back, "state": BudgetState.APPROVED,
         "decided_on": clock.today()}
        for place in places
        for back in range(max(1, 400 // len(places)))
    ]  # fmt: skip
    ids = list(db.session.scalars(insert(Budget).returning(Budget.id), budgets))
    each = ENTRIES // (len(ids) * LINES)
    lines = list(
        db.session.scalars(
            insert(Line).returning(Line.id),
            [
                {"budget_id": budget, "position": n, "kind": kind, "name": kind.label,
                 "planned": each, "budgeted": each, "balance": each, "entries": each}
                for budget in ids
                for n, kind in enumerate(LineKind)
            ],
        )
    )  # fmt: skip
    rows, now, day = [], clock.now(), clock.today()
    for line in lines:
        rows += (
            {"line_id": line, "number": n + 1, "kind": EntryKind.ALLOCATED, "amount": 1,
             "balance": n + 1, "happened_on": day, "summary": "预算下达", "made_at": now}
            for n in range(each)
        )  # fmt: skip
        if len(rows) >= AT_ONCE:
            db.session.execute(insert(Entry), rows)
            rows = []
    if rows:
        db.session.execute(insert(Entry), rows)
    query = select(Line.id).join(Line.budget)
    return list(
        db.session.scalars(query.where(Budget.organization_id == branch.id, Budget.year == year))
    )


@contextmanager
def _counted():
    """The statements sent meanwhile."""
    sent = []

    def note(_connection, _cursor, statement, *_):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
