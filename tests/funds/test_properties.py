"""Random sequences of budget, request, approval, payment, correction: alone, and eight at once."""

import random
import threading
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db, unit_of_work
from app.core.errors import Refused
from app.funds import actions, budgeting, queries
from app.funds.models import Entry
from app.rules.funds.checks import usual
from app.rules.funds.kinds import BudgetState, Level
from tests.funds import deeds, made

DEED = st.tuples(st.sampled_from(deeds.DEEDS), st.integers(0, 6), st.integers(1, 700_000))
WRITERS, DEEDS_EACH = 8, 25


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(DEED, min_size=1, max_size=25))
def test_whatever_is_done_the_line_balances_and_nothing_is_lost(world, sequence):
    db.session.rollback()
    line = made.line(made.budget(world))
    kept = []
    for deed, which, amount in sequence:
        with db.session.begin_nested() as step:
            if deeds.do(line.id, deed, which, amount) is None:
                step.rollback()
        assert [what for what, holds in deeds.told(line.id).items() if not holds] == []
        query = select(Entry.id, Entry.amount).where(Entry.line_id == line.id)
        now = [tuple(row) for row in db.session.execute(query.order_by(Entry.id))]
        assert now[: len(kept)] == kept
        kept = now
    db.session.rollback()


@pytest.mark.storage
@pytest.mark.parametrize("seed", range(3))
def test_eight_writers_at_once_leave_books_that_balance(migrated_app, app, world, seed):
    line_id = made.kept(made.line(made.budget(world)))
    db.session.remove()
    done, faults = Counter(), []

    def write(number):
        chance = random.Random(f"{seed}-{number}")
        for _ in range(DEEDS_EACH):
            deed = chance.choice(deeds.DEEDS)
            figures = chance.randrange(7), chance.randrange(1, 200_000)
            try:
                with migrated_app.app_context(), clock.travel(deeds.TODAY), unit_of_work():
                    if deeds.do(line_id, deed, *figures) is None:
                        db.session.rollback()
                    else:
                        done[deed] += 1
            except StaleDataError:
                continue
            except Exception as fault:
                faults.append(fault)

    _at_once(write)
    assert faults == []
    assert done["ask"] > 0
    assert [what for what, holds in deeds.told(line_id).items() if not holds] == []


@pytest.mark.storage
def test_of_eight_approvals_at_once_no_more_succeed_than_the_line_has(migrated_app, app, world):
    line = made.line(made.budget(world))
    ids = [made.decided(world, line, 150_000).id for _ in range(WRITERS)]
    line_id = made.kept(line)
    db.session.remove()
    said, agreed = [], []

    def write(number):
        try:
            with migrated_app.app_context(), clock.travel(deeds.TODAY), unit_of_work():
                request = queries.request(EVERYTHING, ids[number])
                actions.approve(request, by=2, held=Level.HIGHER, name="上级", opinion="同意。")
            agreed.append(number)
        except Refused as refused:
            said.append(refused.message)

    _at_once(write)
    assert (len(agreed), len(said)) == (3, 5)
    assert all("还可以用 500.00 元，需要 1,500.00 元" in one for one in said)
    assert [what for what, holds in deeds.told(line_id).items() if not holds] == []


@pytest.mark.storage
def test_one_voucher_booked_by_eight_at_once_is_booked_once(migrated_app, app, world):
    line = made.line(made.budget(world))
    made.kept(made.approved(world, line, 90_000))
    line_id = line.id
    db.session.remove()
    done = []

    def write(_number):
        with migrated_app.app_context(), clock.travel(deeds.TODAY), unit_of_work():
            if deeds.do(line_id, "pay", 0, 10_000) is None:
                db.session.rollback()
            else:
                done.append(1)

    _at_once(write)
    query = select(func.count()).where(Entry.line_id == line_id, Entry.voucher == "记-0")
    assert (len(done), db.session.scalar(query)) == (1, 1)


@pytest.mark.storage
def test_a_year_is_not_closed_while_somebody_asks_for_money(migrated_app, app, world):
    """Closing and asking at once: either the year is closed and nobody asks any more, or somebody
    asked and it stays open; never a request in a closed year."""
    budget = made.budget(world)
    line_id, budget_id = made.line(budget).id, made.kept(budget)
    manner = usual(deeds.TODAY)
    db.session.remove()
    closed, asked = [], []

    def write(number):
        try:
            with (
                migrated_app.app_context(),
                clock.travel(deeds.TODAY.replace(month=12, day=30)),
                unit_of_work(),
            ):
                if number % 2:
                    found = queries.budget(EVERYTHING, budget_id)
                    budgeting.close(found, manner, by=1, name="周敏")
                    closed.append(number)
                elif deeds.do(line_id, "ask", number, 1_000):
                    asked.append(number)
                else:
                    db.session.rollback()
        except Refused:
            return

    _at_once(write)
    state = queries.budget(EVERYTHING, budget_id).state
    assert bool(closed) != bool(asked)
    assert state is (BudgetState.CLOSED if closed else BudgetState.APPROVED)
    assert [what for what, holds in deeds.told(line_id).items() if not holds] == []


def _at_once(write):
    threads = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
