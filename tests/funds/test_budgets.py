"""Budgets: decided one level up, adjusted, closed and carried at the year's end."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.funds import actions, books, budgeting, queries
from app.funds.budgeting import Planned
from app.rules.funds.checks import usual
from app.rules.funds.kinds import (
    AdjustmentState,
    Book,
    BudgetState,
    EntryKind,
    Level,
    LineKind,
)
from tests.funds import made


def test_an_approved_budget_gives_each_line_its_figure_in_the_ledger(world):
    budget = made.budget(world)
    assert [one.balance for one in budget.lines] == [500_000, 120_000, 240_000]
    kinds = [p.entry.kind for p in books.entries_of(EVERYTHING, budget, Book.WORK)]
    assert kinds == [EntryKind.ALLOCATED] * 2
    assert made.balanced()


def test_work_funds_and_dues_have_a_ledger_each(world):
    budget = made.budget(world)
    [dues] = books.entries_of(EVERYTHING, budget, Book.DUES)
    assert (dues.entry.line.kind, dues.running) == (LineKind.DUES, 120_000)
    assert [p.running for p in books.entries_of(EVERYTHING, budget, Book.WORK)] == [
        500_000,
        740_000,
    ]


def test_a_budget_is_decided_one_level_up_and_not_by_who_sent_it(world):
    budget = made.drafted(world)
    budgeting.send(budget, by=world.people["周敏"].id)
    for by, held in (("郑一诺", Level.OWN), ("周敏", Level.HIGHER)):
        with pytest.raises(Refused):
            budgeting.approve(budget, by=world.people[by].id, held=held, name=by)
    assert budget.state is BudgetState.SUBMITTED


def test_a_returned_budget_says_what_to_change_and_may_be_sent_again(world):
    budget = made.drafted(world)
    budgeting.send(budget, by=None)
    budgeting.send_back(budget, by=None, held=Level.SUPERIOR, field="书记待遇", why="标准不对。")
    made_again = budgeting.draft(world.here, 2026, budget, lines=made.LINES[:2], note="", by=None)
    assert [one.name for one in made_again.lines] == ["党建工作经费", "党费返还"]
    budgeting.send(budget, by=None)
    assert (budget.state, budget.returned_why) == (BudgetState.SUBMITTED, "")


def test_an_approved_budget_is_not_written_over(world):
    budget = made.budget(world)
    with pytest.raises(Refused, match="调整"):
        budgeting.draft(world.here, 2026, budget, lines=made.LINES, note="", by=None)


def test_two_lines_of_one_name_are_refused(world):
    twice = [Planned(LineKind.OTHER, "其他", 100), Planned(LineKind.OTHER, "其他", 200)]
    with pytest.raises(Refused, match="两条"):
        made.drafted(world, lines=twice)


def test_an_adjustment_keeps_the_old_figure_and_waits_for_the_superior(world, line):
    asked = budgeting.adjust(line.budget, line, after=650_000, reason="增加实践活动", by=None)
    assert (asked.amount_before, asked.amount_after, made.figures(line)[0]) == (
        500_000,
        650_000,
        500_000,
    )
    with pytest.raises(Refused, match="已有一项调整"):
        budgeting.adjust(line.budget, line, after=1, reason="再改", by=None)
    budgeting.agree(asked, by=None, held=Level.SUPERIOR, name="学院党委")
    assert (line.planned, line.budgeted, made.figures(line)[0]) == (500_000, 650_000, 650_000)
    assert made.balanced()


def test_an_adjustment_below_what_is_promised_is_refused_with_what_is_free(world, line):
    asked = budgeting.adjust(line.budget, line, after=250_000, reason="压缩", by=None)
    made.approved(world, line, 300_000)
    with pytest.raises(Refused, match=r"可以用 2,000\.00 元，需要 2,500\.00 元"):
        budgeting.agree(asked, by=None, held=Level.SUPERIOR, name="学院党委")


def test_an_adjustment_below_what_is_promised_already_is_not_even_sent(world, line):
    made.approved(world, line, 300_000)
    with pytest.raises(Refused, match=r"不能调到 3,000\.00 元以下"):
        budgeting.adjust(line.budget, line, after=299_999, reason="压缩", by=None)
    assert budgeting.adjust(line.budget, line, after=300_000, reason="压缩", by=None)


def test_an_adjustment_not_agreed_to_changes_nothing(world, line):
    asked = budgeting.adjust(line.budget, line, after=1, reason="压缩", by=None)
    budgeting.refuse(asked, by=None, held=Level.SUPERIOR, name="学院党委", why="不同意")
    assert (asked.state, made.figures(line)[0]) == (AdjustmentState.REFUSED, 500_000)


def test_a_new_line_comes_by_an_adjustment_from_nought(world, line):
    asked = budgeting.adjust(
        line.budget, None, after=90_000, reason="科普月", by=None, kind=LineKind.SCIENCE
    )
    budgeting.agree(asked, by=None, held=Level.SUPERIOR, name="学院党委")
    found = asked.line
    assert (found.name, found.planned, found.balance) == ("科普经费", 0, 90_000)


def test_a_year_with_something_open_is_not_closed_and_says_what(world, line):
    manner = usual(made.TODAY)
    request = made.approved(world, line)
    with clock.travel(date(2026, 12, 20)):
        with pytest.raises(Refused, match="“红色教育主题党日”"):
            budgeting.close(line.budget, manner, by=None, name="周敏")
        actions.withdraw(request, why="取消")
        budgeting.close(line.budget, manner, by=None, name="周敏")
    assert line.budget.state is BudgetState.CLOSED


def test_a_year_is_not_closed_before_its_last_month(world, line):
    with pytest.raises(Refused, match="还没有到年末"):
        budgeting.close(line.budget, usual(made.TODAY), by=None, name="周敏")


def test_at_the_years_end_money_is_carried_or_given_back_by_its_kind(world, line):
    budget = line.budget
    with clock.travel(date(2027, 1, 5)):
        budgeting.close(budget, usual(made.TODAY), by=None, name="周敏")
        coming = queries.of(EVERYTHING, world.here, 2027)
    assert [one.balance for one in budget.lines] == [0, 0, 0]
    [heir] = coming.lines
    assert (heir.kind, heir.balance, coming.state) == (LineKind.DUES, 120_000, BudgetState.DRAFT)
    with pytest.raises(Refused, match="不能再办"):
        made.asked(world, line, 100)
    assert made.balanced()


def test_what_was_carried_stays_when_the_next_budget_is_written(world, line):
    with clock.travel(date(2027, 1, 5)):
        budgeting.close(line.budget, usual(made.TODAY), by=None, name="周敏")
        coming = queries.of(EVERYTHING, world.here, 2027)
        with pytest.raises(Refused, match="上年结转"):
            budgeting.draft(world.here, 2027, coming, lines=made.LINES[:1], note="", by=None)
        db.session.rollback()


def test_what_was_carried_and_what_is_given_add_up(world, line):
    with clock.travel(date(2027, 1, 5)):
        budgeting.close(line.budget, usual(made.TODAY), by=None, name="周敏")
        coming = queries.of(EVERYTHING, world.here, 2027)
        budgeting.draft(world.here, 2027, coming, lines=made.LINES, note="", by=None)
        budgeting.send(coming, by=None)
        budgeting.approve(coming, by=None, held=Level.SUPERIOR, name="学院党委")
    assert made.line(coming, LineKind.DUES).balance == 240_000
    assert made.balanced()
