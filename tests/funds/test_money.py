"""From budget to settlement: what each step does to the line, and what it refuses."""

from datetime import date

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.core.errors import Refused
from app.funds import actions, books, budgeting, paying, queries, sums
from app.funds.budgeting import Planned
from app.funds.models import Entry, Line, Voucher
from app.meetings import actions as meetings
from app.organizations import actions as organizations
from app.rules.funds.checks import usual
from app.rules.funds.kinds import (
    Book,
    Level,
    LineKind,
    Purpose,
    RequestState,
)
from tests.funds import made


def test_a_request_above_what_is_free_is_refused_with_the_balance(world, line):
    with pytest.raises(Refused, match=r"可以用 5,000\.00 元，需要 5,000\.01 元，还差 0\.01 元"):
        made.asked(world, line, 500_001)
    assert made.asked(world, line, 500_000).state is RequestState.MADE


def test_money_is_kept_from_the_approval_on(world, line):
    request = made.decided(world, line, 80_000)
    assert made.figures(line) == (500_000, 0, 0)
    made.agree(world, request)
    assert made.figures(line) == (500_000, 80_000, 0)
    assert made.balanced()


def test_of_two_that_together_exceed_the_line_the_second_is_refused(world, line):
    first, second = (made.decided(world, line, 300_000) for _ in range(2))
    made.agree(world, first)
    with pytest.raises(Refused, match=r"可以用 2,000\.00 元"):
        made.agree(world, second)
    assert second.state is RequestState.DECIDED


def test_nobody_approves_his_own_request(world, line):
    request = made.decided(world, line)
    with pytest.raises(Refused, match="由别人批"):
        made.agree(world, request, by="周敏")


@pytest.mark.parametrize(
    ("amount", "held", "fine"),
    [
        (100_000, Level.OWN, True), (100_001, Level.OWN, False),
        (100_001, Level.SUPERIOR, True), (1_000_000, Level.SUPERIOR, True),
        (1_000_001, Level.SUPERIOR, False), (1_000_001, Level.HIGHER, True),
        (100, None, False),
    ],
)  # fmt: skip
def test_who_may_approve_follows_from_the_amount(world, amount, held, fine):
    lines = [Planned(LineKind.WORK, "党建工作经费", 2_000_000)]
    request = made.decided(world, made.line(made.budget(world, lines=lines)), amount)
    if fine:
        made.agree(world, request, by="郑一诺", held=held)
        assert request.state is RequestState.APPROVED
    else:
        with pytest.raises(Refused, match=r"由.*批"):
            made.agree(world, request, by="郑一诺", held=held)


def test_limits_come_from_the_nearest_above_and_never_from_itself(world, line):
    request = made.decided(world, line, 80_000)
    manner = usual(made.TODAY)
    for place, own in ((world.here, 500_000), (world.university, 70_000)):
        budgeting.set_manners(
            place, None, type(manner)(own, 900_000, manner.year_end, 80), basis=""
        )
    assert actions.level(request) is Level.SUPERIOR
    budgeting.set_manners(
        world.college, None, type(manner)(80_000, 900_000, manner.year_end, 80), basis=""
    )
    assert actions.level(request) is Level.OWN


def test_dues_need_one_of_the_five_purposes_and_a_meeting(world):
    dues = made.line(made.budget(world), LineKind.DUES)
    with pytest.raises(Refused, match="第十九条"):
        made.asked(world, dues, 100, purpose=Purpose.MEETING)
    request = made.asked(world, dues, 100)
    with pytest.raises(Refused, match="第二十条"):
        actions.decide(request, meeting=None, item_number=None, decision="", why="急用")


def test_work_funds_are_not_used_for_what_dues_are_for(world, line):
    with pytest.raises(Refused, match="类别"):
        made.asked(world, line, 100, purpose=Purpose.DUES_HARDSHIP)


def test_other_money_without_a_meeting_needs_a_reason(world, line):
    request = made.asked(world, line, 100)
    with pytest.raises(Refused, match="写明原因"):
        actions.decide(request, meeting=None, item_number=None, decision="", why=" ")
    actions.decide(request, meeting=None, item_number=None, decision="", why="零星用品")
    assert (request.state, request.undecided_why) == (RequestState.DECIDED, "零星用品")


def test_a_withdrawn_meeting_decides_nothing(world, line):
    meeting = made.decision(world)
    request = made.decided(world, line, meeting=meeting)
    meetings.withdraw(meeting, why="记错了")
    with pytest.raises(Refused, match="作废"):
        made.agree(world, request)


def test_a_returned_request_is_changed_and_decided_anew(world, line):
    request = made.decided(world, line)
    actions.send_back(request, by=None, held=Level.SUPERIOR, field="经费概算", why="餐费不列。")
    facts = {"title": "改过", "purpose": Purpose.MEETING, "activity_on": date(2026, 12, 1)}
    actions.change(
        request, line, parts=[made.part(100), made.part(200, "交通费")], by=None, **facts
    )
    assert (request.state, request.amount, request.meeting) == (RequestState.MADE, 300, None)
    assert [one.text for one in request.estimates] == ["资料费", "交通费"]


def test_a_withdrawn_request_frees_what_was_kept(world, line):
    request = made.approved(world, line)
    actions.withdraw(request, why="活动取消")
    assert (made.figures(line), request.reserved) == ((500_000, 0, 0), 0)
    with pytest.raises(Refused):
        made.paid(world, request, 100)


def test_payments_take_from_what_was_kept_and_not_more(world, line):
    request = made.approved(world, line, 80_000)
    made.paid(world, request, 50_000)
    assert made.figures(line) == (450_000, 30_000, 50_000)
    with pytest.raises(Refused, match=r"还剩 300\.00 元"):
        made.paid(world, request, 30_001, voucher="记-002")
    with pytest.raises(Refused, match="已经有支出"):
        actions.withdraw(request, why="")
    assert made.balanced()


def test_the_same_voucher_is_not_booked_twice(world, line):
    request = made.approved(world, line, 80_000)
    made.paid(world, request, 30_000)
    with pytest.raises(Refused, match="已经记过") as refused:
        made.paid(world, request, 30_000)
    assert refused.value.field == "voucher"


def test_what_was_paid_too_much_comes_back(world, line):
    request = made.approved(world, line, 80_000)
    made.paid(world, request)
    made.settle(world, request, 72_000)
    assert made.figures(line) == (428_000, 0, 72_000)
    assert (request.state, request.spent, request.per_head) == (RequestState.SETTLED, 72_000, 4_500)
    assert made.balanced()


def test_what_was_kept_and_not_used_is_free_again(world, line):
    request = made.approved(world, line, 80_000)
    made.paid(world, request, 50_000)
    made.settle(world, request)
    assert made.figures(line) == (450_000, 0, 50_000)


def test_more_than_was_approved_needs_a_reason_a_voucher_and_the_money(world, line):
    request = made.approved(world, line, 80_000)
    made.paid(world, request)
    db.session.commit()
    for facts, field in (({}, "why"), ({"why": "涨价"}, "voucher")):
        with pytest.raises(Refused) as refused:
            made.settle(world, request, 81_000, **facts)
        assert refused.value.field == field
        db.session.rollback()
    made.settle(world, request, 81_000, why="门票涨价", voucher="记-002")
    assert made.figures(line) == (419_000, 0, 81_000)
    assert made.balanced()


def test_more_than_the_level_may_approve_is_another_request(world, line):
    request = made.approved(world, line, 90_000)
    made.paid(world, request)
    with pytest.raises(Refused, match="另提申请"):
        made.settle(world, request, 100_001, why="涨价", voucher="记-002")


def test_a_wrong_entry_is_cancelled_by_one_that_names_it(world, line):
    request = made.approved(world, line, 80_000)
    wrong = made.paid(world, request, 60_000)
    counter = paying.cancel(wrong, why="记错金额", by=None)
    assert (counter.amount, counter.cancels_id) == (60_000, wrong.id)
    assert made.figures(line) == (500_000, 80_000, 0)
    assert request.state is RequestState.APPROVED
    made.paid(world, request, 50_000)  # the voucher's number is free again
    assert db.session.scalars(select(Voucher.number)).all() == ["记-001"]
    with pytest.raises(Refused, match="已经冲正"):
        paying.cancel(wrong, why="再来", by=None)
    assert made.balanced()


def test_cancelling_opens_a_settled_request_again(world, line):
    request = made.approved(world, line, 80_000)
    entry = made.paid(world, request, 50_000)
    made.settle(world, request)
    paying.cancel(entry, why="退票", by=None)
    assert (request.state, request.reserved, request.people) == (
        RequestState.APPROVED, 50_000, None,
    )  # fmt: skip
    assert made.balanced()


def test_a_payment_is_not_cancelled_below_what_came_back(world, line):
    request = made.approved(world, line, 80_000)
    entry = made.paid(world, request)
    made.settle(world, request, 72_000)
    with pytest.raises(Refused, match="先冲正退回"):
        paying.cancel(entry, why="记错", by=None)
    back = books.of_request(EVERYTHING, request)[-1].entry
    paying.cancel(back, why="记错", by=None)
    paying.cancel(entry, why="记错", by=None)
    assert made.figures(line) == (500_000, 80_000, 0)
    assert made.balanced()


def test_what_a_line_was_given_is_no_matter_of_cancelling(world, line):
    [given] = [p.entry for p in books.entries_of(EVERYTHING, line.budget, Book.DUES)]
    with pytest.raises(Refused, match="调整"):
        paying.cancel(given, why="", by=None)


@pytest.mark.parametrize("day", [date(2026, 11, 15), date(2026, 11, 17)])
def test_a_payment_lies_between_the_approval_and_today(world, line, day):
    request = made.approved(world, line)
    with pytest.raises(Refused) as refused:
        made.paid(world, request, happened_on=day)
    assert refused.value.field == "happened_on"


def test_open_lines_and_the_balance_are_told_in_two_statements(world, line, statements):
    made.approved(world, line, 80_000)
    db.session.commit()
    scope = Scope(frozenset({world.here.path}))
    here = world.here
    statements()
    found = queries.open_lines(scope, here, 2026)
    assert [one.free for one in found] == [420_000, 120_000, 240_000]
    assert sums.balance(scope, here, 2026).free == 780_000
    assert len([s for s in statements() if s.startswith("SELECT fund")]) <= 2


@pytest.mark.storage
@pytest.mark.parametrize("change", [update(Entry).values(amount=1), delete(Entry)])
def test_the_database_itself_refuses_to_change_the_ledger(world, line, change):
    made.kept(line)
    with pytest.raises(DBAPIError, match="only grows"):
        db.session.execute(change, execution_options={"synchronize_session": False})
    db.session.rollback()


@pytest.mark.storage
def test_the_database_itself_refuses_a_line_below_zero(world, line):
    made.kept(made.approved(world, line, 80_000))
    for values in ({"balance": 79_999}, {"reserved": 500_001}, {"reserved": -1}):
        with pytest.raises(DBAPIError):
            db.session.execute(
                update(Line).where(Line.id == line.id).values(**values),
                execution_options={"synchronize_session": False},
            )
        db.session.rollback()


@pytest.mark.storage
def test_lines_that_do_not_balance_are_found(world, line):
    made.kept(line)
    db.session.execute(text("UPDATE fund_line SET balance = balance + 1, spent = spent - 1"))
    assert len(list(books.faults(EVERYTHING))) == 3


def test_an_activity_finds_its_requests_and_what_it_cost(world, line):
    known = {
        "subject_kind": "activities", "subject_id": 7, "subject_title": "参观校史馆",
        "subject_address": "/activities/7",
    }  # fmt: skip
    request = made.approved(world, line, 80_000, **known)
    made.asked(world, line, 100)
    made.paid(world, request)
    made.settle(world, request)
    [found] = queries.of_subject(EVERYTHING, "activities", 7)
    assert (found, found.spent, found.per_head) == (request, 80_000, 5_000)
    assert queries.of_subject(Scope(frozenset({world.there.path})), "activities", 7) == []


def test_where_it_is_asked_a_request_comes_seven_working_days_ahead(world, line):
    organizations.set_local_rule(
        world.college, "FU-10", True, since=date(2026, 1, 1), reason="党委会议"
    )
    made.asked(world, line, activity_on=date(2026, 11, 25))  # the seventh after Monday the 16th
    with pytest.raises(Refused, match="7 个工作日") as refused:
        made.asked(world, line, activity_on=date(2026, 11, 24))
    assert refused.value.field == "late_why"
    made.asked(world, line, activity_on=date(2026, 11, 24), late_why="临时通知")


def test_a_request_lies_in_the_year_of_its_money(world, line):
    with pytest.raises(Refused, match="2026年内") as refused:
        made.asked(world, line, activity_on=date(2027, 1, 3))
    assert refused.value.field == "activity_on"
