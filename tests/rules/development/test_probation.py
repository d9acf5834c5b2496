"""How long probation lasts, when it may be ended, prolonged, put off, and approved."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.rules.dates import add_months
from app.rules.development.case import Move, Outcome, probation
from app.rules.development.steps import Step
from tests.rules.development.files import (
    ACROSS,
    FINISHED,
    NEW,
    OLD,
    alter,
    clean_file,
    days_of,
    deed,
    found,
    on,
    with_deeds,
    without,
)

STARTS = [OLD, ACROSS, NEW]
WRONG, LATE, GAP = "wrong", "late", "gap"
DAY = timedelta(days=1)


def file(start=NEW, until=Step.ARCHIVED, **facts):
    return clean_file(start, until, FINISHED, **facts)


def day_of(case, step):
    return case.day(step).earliest


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(("days", "ok"), [(-1, False), (0, True), (1, True)])
def test_dev_26_nobody_is_confirmed_before_probation_ends(start, days, ok):
    case = file(start)
    day = probation(case).ends + timedelta(days=days)
    case = alter(case, Step.CONFIRMATION_VOTED, on=day)
    assert found(case) == ([] if ok else [(WRONG, 23, "DEV-26")])


def test_dev_26_a_probation_begun_on_29_february_ends_on_the_28th():
    case = alter(file(), Step.ACCEPTED, on="2024-02-29")
    assert probation(case).ends == date(2025, 2, 28)
    assert probation(case).until == date(2025, 2, 27)


def test_dev_26_probation_that_nobody_discusses_is_late_from_the_day_after():
    case = file(NEW, Step.CONFIRMATION_ASKED)
    ends = probation(case).ends
    assert found(case, ends) == []
    assert found(case, ends + DAY) == [(LATE, 23, "DEV-26")]


def extended(case, months=6, times=1, outcome=Outcome.EXTENDED):
    """Probation prolonged, approved, and confirmed when it was over."""
    ends = probation(case).ends
    decided = [
        deed(
            Step.CONFIRMATION_VOTED,
            ends + timedelta(days=number),
            outcome=outcome,
            months=months,
            turn=number + 1,
        )
        for number in range(times)
    ]
    approved = deed(Step.CONFIRMATION_APPROVED, ends + timedelta(days=20), outcome=outcome, turn=1)
    late = add_months(ends, (months or 0) * times)
    case = alter(case, Step.CONFIRMATION_VOTED, on=late, turn=times + 1)
    case = alter(case, Step.CONFIRMATION_APPROVED, on=late + timedelta(days=30), turn=2)
    case = alter(case, Step.ARCHIVED, on=late + timedelta(days=40))
    return with_deeds(case, *decided, approved)


@pytest.mark.parametrize(
    ("months", "ok"), [(5, False), (6, True), (7, True), (11, True), (12, True), (13, False)]
)
def test_dev_27_an_extension_is_six_to_twelve_months(months, ok):
    assert found(extended(file(OLD), months)) == ([] if ok else [(WRONG, 23, "DEV-27")])


def test_dev_27_there_is_one_extension_only():
    assert found(extended(file(OLD), 6, times=2)) == [(WRONG, 23, "DEV-27")]


def test_dev_27_an_extension_without_its_length_is_asked_about():
    case = extended(file(OLD), None)
    assert (GAP, 23, "DEV-27") in found(case)


@pytest.mark.parametrize(("days", "ok"), [(-1, False), (0, True)])
def test_dev_27_nobody_is_confirmed_before_the_extension_ends(days, ok):
    case = extended(file(OLD))
    voted = [one for one in case.deeds if one.step is Step.CONFIRMATION_VOTED]
    last = max(voted, key=lambda one: one.turn)
    moved = replace(last, on=on(last.on.earliest + timedelta(days=days)))
    case = replace(case, deeds=tuple(moved if one is last else one for one in case.deeds))
    assert found(case) == ([] if ok else [(WRONG, 23, "DEV-27")])


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(("days", "ok"), [(-1, True), (0, True), (1, False)])
def test_dev_28_confirmation_is_approved_within_three_months_whatever_the_reason(start, days, ok):
    case = without(file(start), Step.ARCHIVED)
    day = add_months(day_of(case, Step.CONFIRMATION_VOTED), 3) + timedelta(days=days)
    case = alter(case, Step.CONFIRMATION_APPROVED, on=day, reason="特殊情况")
    assert found(case) == ([] if ok else [(WRONG, 24, "DEV-28")])


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_dev_28_an_approval_not_given_is_late(days, late):
    case = file(NEW, Step.CONFIRMATION_VOTED)
    day = add_months(day_of(case, Step.CONFIRMATION_VOTED), 3) + timedelta(days=days)
    assert found(case, day) == ([(LATE, 24, "DEV-28")] if late else [])


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_dev_31_a_probationer_who_came_may_be_put_off_for_six_months(days, late):
    case = file(NEW, Step.CONFIRMATION_ASKED, moves=(Move(on("2027-05-01")),))
    day = add_months(probation(case).ends, 6) + timedelta(days=days)
    assert found(case, day) == ([(LATE, 23, "DEV-31")] if late else [])


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_dev_31_a_discussion_held_is_late_after_six_months(days, late):
    case = without(file(), Step.CONFIRMATION_APPROVED, Step.ARCHIVED)
    day = add_months(probation(case).ends, 6) + timedelta(days=days)
    case = alter(case, Step.CONFIRMATION_VOTED, on=day)
    assert found(case, day) == ([(LATE, 23, "DEV-31")] if late else [])


def test_dev_29_party_age_runs_from_the_end_of_probation_not_from_the_vote():
    case = file()
    accepted = days_of(NEW)[Step.ACCEPTED]
    assert probation(case).ends == add_months(accepted, 12)
    assert day_of(case, Step.CONFIRMATION_VOTED) > probation(case).ends
