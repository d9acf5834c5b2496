"""What is due is fixed once a year and paid once a month; what is refused, and what stays."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.core.db import db
from app.core.errors import Refused
from app.dues.actions import fixing, owing, paying
from app.dues.actions.paying import Paid
from app.dues.models import DuesBase, DuesMonth, DuesPayment
from app.rules.dues.months import Handed, index
from app.rules.dues.payers import Payer
from tests.dues.made import (
    JANUARY,
    NOVEMBER,
    TODAY,
    balance,
    fixed,
    month,
    paid,
    through,
)


def test_a_base_is_owed_in_every_month_of_its_year(world):
    fixed(world)
    rows = db.session.scalars(select(DuesMonth).order_by(DuesMonth.month)).all()
    assert [(row.month, row.due, row.paid) for row in rows] == [
        (JANUARY + n, 90_00, 0) for n in range(12)
    ]


def test_a_probationary_member_pays_from_the_month_of_the_assembly(world):
    with pytest.raises(Refused, match="从2026年5月起交"):
        fixed(world, "杜怡可", first=index(2026, 4))
    db.session.rollback()
    fixed(world, "杜怡可", first=index(2026, 5))
    assert db.session.scalar(select(func.count()).select_from(DuesMonth)) == 8


def test_a_change_within_the_year_asks_for_a_reason_and_keeps_what_came_before(world):
    fixed(world)
    with pytest.raises(Refused, match="年内一般不变动"):
        fixed(world, base=8000, first=index(2026, 7))
    db.session.rollback()
    fixed(world, base=8000, first=index(2026, 7), reason="岗位变动，支委会同意")
    assert [month(world, "欧阳懿", n).due for n in (6, 7, 12)] == [90_00, 120_00, 120_00]


def test_where_pay_is_followed_a_change_needs_no_reason(world):
    fixing.settle(None, world.college, follows_pay=True)
    fixed(world)
    fixed(world, base=8000, first=index(2026, 7))
    assert month(world, "欧阳懿", 7).due == 120_00


def test_a_corrected_base_leaves_the_old_one_as_history(world):
    wrong = fixed(world)
    with pytest.raises(Refused, match="已经核定过"):
        fixed(world, base=5000)
    db.session.rollback()
    fixed(world, base=5000, reason="填错")
    assert month(world, "欧阳懿", 1).due == 50_00
    assert db.session.get(DuesBase, wrong.id).void_on == TODAY
    assert db.session.scalar(select(func.count()).select_from(DuesBase)) == 2


def test_a_temporary_branch_collects_no_dues(world):
    world.here.temporary = True
    db.session.commit()
    with pytest.raises(Refused, match="临时党支部不收党费"):
        fixed(world)


def test_a_payment_recorded_twice_is_refused(world):
    fixed(world)
    paid(world, months=[NOVEMBER])
    with pytest.raises(Refused, match="已经登记过了"):
        paid(world, months=[NOVEMBER])
    db.session.rollback()
    assert balance(world.here) == 90_00
    assert month(world, "欧阳懿", 11).paid == 90_00


def test_a_month_that_has_not_come_is_not_paid_for(world):
    fixed(world)
    with pytest.raises(Refused, match="党费按月交"):
        paid(world, months=[NOVEMBER + 1])


def test_who_pays_by_the_quarter_pays_up_to_its_end_and_no_further(world):
    fixed(world, quarterly=True, consent="3月5日支委会")
    with pytest.raises(Refused, match="只能交到本季度"):
        paid(world, months=[NOVEMBER + 1], on=date(2026, 9, 30))
    db.session.rollback()
    paid(world, months=[NOVEMBER + 1])


def test_paying_by_the_quarter_needs_the_branchs_consent(world):
    with pytest.raises(Refused, match="须经支部同意"):
        fixed(world, quarterly=True)


def test_back_payment_after_more_than_six_months_asks_for_a_reason(world):
    fixed(world)
    with pytest.raises(Refused, match="补交一般不超过 6 个月"):
        paid(world, months=[index(2026, 4)])
    db.session.rollback()
    paid(world, months=[index(2026, 5)])
    paid(world, months=[index(2026, 4)], note="住院半年")
    assert balance(world.here) == 180_00


def test_an_amount_other_than_what_is_due_says_why(world):
    fixed(world)
    with pytest.raises(Refused, match="请在备注写明原因"):
        paid(world, months=[NOVEMBER], amount=100_00)
    db.session.rollback()
    paid(world, months=[NOVEMBER], amount=100_00, note="自愿多交")
    assert month(world, "欧阳懿", 11).settled


def test_what_was_short_is_made_up_once(world):
    fixed(world)
    paid(world, months=[NOVEMBER], amount=50_00, note="先交一部分")
    assert not month(world, "欧阳懿", 11).settled
    with pytest.raises(Refused, match="一次补足 40"):
        paid(world, months=[NOVEMBER], amount=10_00, note="再交一点")
    db.session.rollback()
    paid(world, months=[NOVEMBER])
    assert month(world, "欧阳懿", 11).paid == 90_00


def test_who_hands_in_for_another_is_named(world):
    fixed(world)
    with pytest.raises(Refused, match="请写明是谁"):
        paid(world, months=[NOVEMBER], handed=Handed.RELATIVE)
    db.session.rollback()
    [one] = paid(world, months=[NOVEMBER], handed=Handed.RELATIVE, handed_by="欧阳明")
    assert (one.handed, one.handed_by) == (Handed.RELATIVE, "欧阳明")


def test_no_way_of_paying_for_a_member_out_of_the_branchs_pocket_is_offered():
    assert {one.label for one in Handed} == {"本人", "亲属代交", "其他党员代交"}


def test_a_wrong_payment_is_taken_back_by_a_counter_entry(world):
    fixed(world)
    [wrong] = paid(world, months=[NOVEMBER])
    with pytest.raises(Refused, match="为什么冲正"):
        paying.counter(wrong, why=" ", by="周敏")
    paying.counter(wrong, why="登记到别人名下", by="周敏")
    db.session.commit()
    assert balance(world.here) == 0
    with pytest.raises(Refused, match="已经冲正过"):
        paying.counter(wrong, why="再来一次", by="周敏")
    db.session.rollback()
    paid(world, months=[NOVEMBER])
    amounts = db.session.scalars(select(DuesPayment.amount).order_by(DuesPayment.id)).all()
    assert amounts == [90_00, -90_00, 90_00]
    assert balance(world.here) == 90_00


def test_a_month_of_the_branch_is_recorded_all_or_nothing(world):
    fixed(world)
    fixed(world, "周敏", 4000)
    lines = [Paid(world.people["周敏"], NOVEMBER), Paid(world.people["王毛方"], NOVEMBER)]
    with pytest.raises(Refused, match="还没有在本支部核定"):
        paying.pay(world.here, lines, TODAY, by="周敏")
    db.session.rollback()
    assert balance(world.here) == 0


def test_after_stopping_only_what_was_paid_stays(world):
    fixed(world)
    through(world, "欧阳懿", 1, 3)
    gone = owing.stop(world.here, world.people["欧阳懿"], index(2026, 3), why="3月转出")
    db.session.commit()
    assert gone == 9
    assert db.session.scalar(select(func.max(DuesMonth.month))) == index(2026, 3)


def test_a_student_pays_two_jiao(world):
    fixed(world, payer=Payer.STUDENT)
    assert month(world, "欧阳懿", 1).due == 20
