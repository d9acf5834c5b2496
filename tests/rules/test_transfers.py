"""ED-19 … ED-21: who answers, how long a letter lasts, when the 回执 should be back."""

from datetime import date

import pytest

from app.rules.transfers import (
    NEXT,
    OPEN,
    TransferState,
    check_issuer,
    check_refusal,
    check_reissue,
    check_validity,
    receipt_due,
    usual_until,
)

ISSUED = date(2026, 11, 16)


def test_refusing_needs_a_reason():
    assert check_refusal("查无此人", ISSUED)
    assert check_refusal("  ", ISSUED).refusals[0].rule_id == "ED-19"


def test_letters_come_from_committees_that_may_approve():
    assert check_issuer(True, ISSUED)
    assert [r.rule_id for r in check_issuer(False, ISSUED).warnings] == ["ED-20"]


@pytest.mark.parametrize(
    ("until", "warned"),
    [(date(2027, 2, 15), False), (date(2027, 2, 16), False), (date(2027, 2, 17), True)],
)
def test_a_letter_lasts_three_months_at_most(until, warned):
    verdict = check_validity(ISSUED, until)
    assert [r.rule_id for r in verdict.warnings] == (["ED-21"] if warned else [])
    assert not verdict.refusals


def test_a_letter_is_not_over_before_it_begins():
    assert check_validity(ISSUED, ISSUED)
    assert check_validity(ISSUED, date(2026, 11, 15)).refusals


def test_the_usual_ninety_days_are_within_three_months_and_may_be_changed():
    assert usual_until(ISSUED) == date(2027, 2, 14)
    assert check_validity(ISSUED, usual_until(ISSUED))


@pytest.mark.parametrize(
    ("day", "warned"),
    [(date(2027, 5, 15), False), (date(2027, 5, 16), False), (date(2027, 5, 17), True)],
)
def test_a_letter_is_issued_again_within_six_months(day, warned):
    assert bool(check_reissue(ISSUED, day)) is not warned


def test_a_graduates_receipt_is_due_in_a_month():
    until = date(2027, 2, 14)
    assert receipt_due(ISSUED, until, graduate=True) == date(2026, 12, 16)
    assert receipt_due(ISSUED, date(2026, 12, 1), graduate=True) == date(2026, 12, 1)
    assert receipt_due(ISSUED, until, graduate=False) == until


def test_what_is_settled_stays_settled():
    assert {TransferState.WAITING, TransferState.ISSUED} == OPEN
    assert all(not NEXT[state] for state in set(TransferState) - OPEN)
