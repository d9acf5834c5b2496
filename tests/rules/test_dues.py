"""Rates, caps, rounding, months and purposes: just below, at and just above each boundary."""

from datetime import date

import pytest

from app.rules.dates import PartialDate
from app.rules.dues import months as m
from app.rules.dues.months import Start, check_payment, first_owed, index, overdue_from
from app.rules.dues.payers import Employer, Part, Payer, counted, proposed
from app.rules.dues.reckoning import Rounding, Unit, Way, base_of, check_parts, reckon
from app.rules.dues.using import (
    Move,
    Purpose,
    check_large,
    check_move,
    check_reduction,
    may_decide,
)
from app.rules.organizations import UnitType

DAY = date(2026, 1, 1)


def due(base, payer=Payer.WAGE, rounding=Rounding()):  # noqa: B008
    return reckon(payer, Employer.INSTITUTION, {Part.TOTAL: base}, DAY, rounding)


@pytest.mark.parametrize(
    ("base", "monthly", "rule_id"),
    [
        (0, 0, "DUE-01"),
        (2999_99, 15_00, "DUE-01"),
        (3000_00, 15_00, "DUE-01"),
        (3000_01, 30_00, "DUE-02"),
        (4999_99, 50_00, "DUE-02"),
        (5000_00, 50_00, "DUE-02"),
        (5000_01, 75_00, "DUE-03"),
        (6000_00, 90_00, "DUE-03"),
        (9999_99, 150_00, "DUE-03"),
        (10000_00, 150_00, "DUE-03"),
        (10000_01, 200_00, "DUE-04"),
        (49999_99, 1000_00, "DUE-04"),
        (50000_00, 1000_00, "DUE-04"),
    ],
)
def test_the_rate_of_the_band_applies_to_the_whole_base(base, monthly, rule_id):
    found = due(base)
    assert (found.monthly, found.rules[0]) == (monthly, rule_id)


@pytest.mark.parametrize(("base", "monthly"), [(50000_00, 1000_00), (50000_50, 1000_00),
                                              (99999_00, 1000_00)])  # fmt: skip
def test_nobody_is_asked_for_more_than_a_thousand_yuan(base, monthly):
    found = due(base)
    assert found.monthly == monthly
    assert ("DUE-11" in found.rules) == (base > 50000_49)


@pytest.mark.parametrize(
    ("base", "monthly"),
    [(4999_99, 25_00), (5000_00, 25_00), (5000_01, 50_00), (8000_00, 80_00)],
)
def test_the_retired_have_two_bands(base, monthly):
    assert due(base, Payer.RETIRED).monthly == monthly


@pytest.mark.parametrize("payer", [Payer.STUDENT, Payer.JOBLESS, Payer.RELIEF, Payer.ALLOWANCE])
def test_a_fixed_amount_depends_on_no_income(payer):
    found = reckon(payer, Employer.INSTITUTION, {}, DAY)
    assert (found.monthly, found.base, found.rules) == (20, None, ("DUE-09",))
    assert counted(payer, Employer.INSTITUTION) == ()


@pytest.mark.parametrize(("amount", "fine"), [(19, False), (20, True), (100, True), (101, False)])
def test_a_farmer_pays_between_two_jiao_and_one_yuan(amount, fine):
    parts = {Part.SET: amount}
    assert bool(check_parts(Payer.FARMER, Employer.INSTITUTION, parts, DAY)) is fine
    if fine:
        assert reckon(Payer.FARMER, Employer.INSTITUTION, parts, DAY).monthly == amount


@pytest.mark.parametrize(
    ("payer", "part", "basis"),
    [(Payer.ANNUAL, Part.PAID, "DUE-05"), (Payer.SELF_EMPLOYED, Part.NET, "DUE-06"),
     (Payer.RETIRED, Part.PENSION, "DUE-07b")],
)  # fmt: skip
def test_each_kind_has_its_own_base(payer, part, basis):
    found = reckon(payer, Employer.INSTITUTION, {part: 6000_00}, DAY)
    assert found.base == 6000_00
    assert basis in found.rules


def test_wages_are_what_counts_less_what_is_taken_off():
    parts = {
        Part.POST: 3000_00, Part.GRADE: 2000_00, Part.MERIT: 1500_00, Part.ALLOWANCES: 500_00,
        Part.TAX: 200_00, Part.INSURANCE: 600_00, Part.ANNUITY: 200_00,
    }  # fmt: skip
    assert base_of(Payer.WAGE, Employer.INSTITUTION, parts) == 6000_00
    assert reckon(Payer.WAGE, Employer.INSTITUTION, parts, DAY).monthly == 90_00


def test_organs_and_enterprises_count_other_parts():
    assert Part.DUTY in counted(Payer.WAGE, Employer.ORGAN)
    assert counted(Payer.WAGE, Employer.ENTERPRISE) == (Part.FIXED, Part.VARIABLE)


def test_more_taken_off_than_counts_is_asked_about():
    parts = {Part.POST: 100_00, Part.TAX: 100_01}
    assert not check_parts(Payer.WAGE, Employer.INSTITUTION, parts, DAY)
    assert not check_parts(Payer.WAGE, Employer.INSTITUTION, {}, DAY)


@pytest.mark.parametrize(
    ("unit", "way", "base", "monthly"),
    [
        (Unit.FEN, Way.HALF_UP, 3333_33, 33_33),
        (Unit.FEN, Way.UP, 3333_33, 33_34),
        (Unit.JIAO, Way.HALF_UP, 3334_99, 33_30),
        (Unit.JIAO, Way.HALF_UP, 3335_00, 33_40),
        (Unit.JIAO, Way.UP, 3330_01, 33_40),
        (Unit.JIAO, Way.UP, 3330_00, 33_30),
    ],
)
def test_rounding_is_the_organisations_choice(unit, way, base, monthly):
    assert due(base, rounding=Rounding(unit, way)).monthly == monthly


@pytest.mark.parametrize(
    ("joined", "start", "first"),
    [
        (None, Start.SAME, index(2026, 1)),
        (PartialDate(2010, 6), Start.SAME, index(2026, 1)),
        (PartialDate(2026, 5, 1), Start.SAME, index(2026, 5)),
        (PartialDate(2026, 5, 31), Start.SAME, index(2026, 5)),
        (PartialDate(2026, 5, 31), Start.NEXT, index(2026, 6)),
        (PartialDate(2026, 12, 31), Start.SAME, index(2026, 12)),
        (PartialDate(2026, 12, 31), Start.NEXT, None),
        (PartialDate(2027, 1, 1), Start.SAME, None),
    ],
)
def test_dues_begin_with_the_month_of_the_assembly(joined, start, first):
    assert first_owed(joined, 2026, start) == first


@pytest.mark.parametrize(
    ("month", "day", "quarterly", "refused", "warned"),
    [
        (index(2026, 11), date(2026, 11, 30), False, False, False),
        (index(2026, 11), date(2026, 10, 31), False, True, False),
        (index(2026, 12), date(2026, 10, 1), True, False, False),
        (index(2026, 12), date(2026, 9, 30), True, True, False),
        (index(2027, 1), date(2026, 12, 31), True, True, False),
        (index(2026, 5), date(2026, 11, 1), False, False, False),
        (index(2026, 4), date(2026, 11, 1), False, False, True),
    ],
)
def test_when_a_month_may_be_paid_for(month, day, quarterly, refused, warned):
    verdict = check_payment(month, day, quarterly)
    assert (bool(verdict.refusals), bool(verdict.warnings)) == (refused, warned)


def test_a_month_is_overdue_from_the_next_or_from_the_next_quarter():
    assert overdue_from(index(2026, 11), False) == index(2026, 12)
    assert overdue_from(index(2026, 11), True) == index(2027, 1)
    assert overdue_from(index(2026, 12), True) == index(2027, 1)


def test_months_in_a_row_end_with_the_last_that_is_owed():
    assert m.in_a_row([5, 6, 7], 7) == 3
    assert m.in_a_row([5, 7], 7) == 1
    assert m.in_a_row([5, 6], 7) == 0


@pytest.mark.parametrize(("months", "step"), [(0, 0), (1, 1), (2, 1), (3, 3), (5, 5), (6, 6),
                                             (9, 6)])  # fmt: skip
def test_reminders_come_at_one_three_five_and_six_months(months, step):
    assert m.step(months, DAY) == step


def test_a_use_names_its_purpose_and_the_meeting_that_decided_before_it():
    day, before = date(2026, 5, 10), date(2026, 5, 9)
    training = Purpose.TRAINING
    assert check_move(Move.USED, day, before, "5月9日支委会", training)
    assert not check_move(Move.USED, day, before, "5月9日支委会", None)
    assert not check_move(Move.USED, day, None, "", training)
    assert not check_move(Move.USED, day, date(2026, 5, 11), "5月11日支委会", training)
    assert not check_move(Move.DOWN, day, None, "", None)
    assert check_move(Move.UP, day, None, "", None)


@pytest.mark.parametrize(
    ("first", "last", "amount", "fine"),
    [
        (index(2026, 1), index(2026, 12), 0, True),
        (index(2026, 7), index(2027, 1), 0, False),
        (index(2026, 7), index(2026, 6), 0, False),
        (index(2026, 7), index(2026, 7), 89_99, True),
        (index(2026, 7), index(2026, 7), 90_00, False),
    ],
)
def test_a_reduction_has_a_term_and_is_less_than_what_is_due(first, last, amount, fine):
    assert bool(check_reduction(first, last, amount, 90_00, DAY)) is fine


def test_nobody_decides_on_the_own_dues():
    assert not may_decide(7, 7)
    assert may_decide(7, 8)


def test_a_large_payment_begins_at_a_thousand_yuan():
    assert not check_large(999_99, DAY)
    assert check_large(1000_00, DAY)


@pytest.mark.parametrize(
    ("unit", "job", "payer"),
    [
        (UnitType.TEACHER, "软件工程系教师", Payer.WAGE),
        (UnitType.TEACHER, "退休教授", Payer.RETIRED),
        (UnitType.GRADUATE, "", Payer.STUDENT),
        (UnitType.GRADUATE, "辅导员", Payer.WAGE),
        (UnitType.RETIRED, "", Payer.RETIRED),
        (UnitType.TEACHER, "在读博士生", Payer.STUDENT),
    ],
)
def test_a_kind_is_proposed_by_the_branch_and_the_job(unit, job, payer):
    assert proposed(unit, job) is payer
