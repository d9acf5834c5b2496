"""Every pair of steps in the wrong order, days that have not come, and steps left out."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from app.rules.development.case import Outcome
from app.rules.development.linter import lint, objections
from app.rules.development.order import BEFORE
from app.rules.development.steps import Step
from app.rules.members import Standing
from tests.rules.development.files import (
    ACROSS,
    DATED,
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
QUARTER = timedelta(days=93)
ORDERED = [(a, b) for a, b in combinations(DATED, 2) if a in BEFORE[b]]
PARALLEL = [(a, b) for a, b in combinations(DATED, 2) if a not in BEFORE[b]]


def swapped(start, first, second):
    case, days = clean_file(start, on_day=FINISHED), days_of(start)
    return alter(alter(case, first, on=days[second]), second, on=days[first])


def named(fault):
    return {label for label, _ in fault.facts}


def test_all_pairs_of_steps_with_a_day_are_tried():
    assert len(ORDERED) + len(PARALLEL) == 23 * 22 // 2
    assert len(ORDERED) > 230


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(("first", "second"), ORDERED)
def test_two_steps_swapped_are_one_fault_that_names_both(start, first, second):
    (fault,) = lint(swapped(start, first, second), FINISHED)
    assert fault.sort.value == "wrong"
    assert named(fault) == {first.label, second.label}
    assert fault.step is second
    assert fault.reason.cite


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(("first", "second"), PARALLEL)
def test_two_parallel_steps_swapped_are_only_wrong_by_what_lies_between(start, first, second):
    case = swapped(start, first, second)
    days = {one.step: one.on for one in case.deeds}
    inverted = {frozenset((a.label, b.label)) for b in days for a in BEFORE[b] if days[a] > days[b]}
    orders = [frozenset(named(f)) for f in lint(case, FINISHED) if "颠倒" in f.message]
    assert set(orders) <= inverted
    touched = frozenset().union(*orders)
    assert all(pair & touched for pair in inverted)


@pytest.mark.parametrize(("first", "second"), ORDERED)
def test_steps_on_one_day_are_never_out_of_order(first, second):
    day = date(2025, 3, 3)
    deeds = tuple(deed(step, day, until=None) for step in (first, second))
    case = clean_file(OLD, on_day=FINISHED, deeds=deeds)
    assert not [f for f in lint(case, FINISHED) if "颠倒" in f.message]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("step", DATED)
def test_a_day_that_has_not_come_is_one_fault_at_its_step(start, step):
    case = alter(clean_file(start, on_day=FINISHED), step, on=FINISHED + timedelta(days=1))
    (fault,) = lint(case, FINISHED)
    assert (fault.sort.value, fault.step) == ("wrong", step)
    assert "还没有到" in fault.message


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("step", DATED[:-1])
def test_a_step_left_out_is_one_gap_that_objects_to_what_follows(start, step):
    whole = clean_file(start, on_day=FINISHED)
    (fault,) = lint(without(whole, step), FINISHED)
    assert (fault.sort.value, fault.step) == ("gap", step)
    alongside = step in {Step.APPROVAL_FILED, Step.ASSIGNED, Step.OATH}
    assert fault.at_entry is not alongside
    refused = objections(whole, without(whole, step), FINISHED)
    assert refused == (() if alongside else (fault,))


def test_a_step_may_be_gone_through_again_after_later_ones():
    case = clean_file(NEW, on_day=FINISHED)
    again = deed(Step.POLITICAL_REVIEW, date(2026, 10, 3), turn=2)
    assert lint(with_deeds(case, again), FINISHED) == ()


def test_a_second_turn_before_the_first_is_a_contradiction():
    case = clean_file(NEW, on_day=FINISHED)
    again = deed(Step.POLITICAL_REVIEW, date(2026, 8, 19), turn=2)
    assert found(with_deeds(case, again)) == [("wrong", 10, "")]


@pytest.mark.parametrize("step", [s for s in DATED if any(s in BEFORE[b] for b in DATED)])
def test_what_did_not_pass_carries_nothing(step):
    case = alter(clean_file(NEW, on_day=FINISHED), step, outcome=Outcome.FAILED, reason="")
    faults = [f for f in lint(case, FINISHED) if "没有通过" in f.message]
    assert len(faults) == 1
    assert step in BEFORE[faults[0].step]
    assert faults[0].refuses


def test_what_passed_at_the_second_turn_carries_on():
    case = clean_file(NEW, on_day=FINISHED)
    case = alter(case, Step.EXAMINED, turn=2)
    first = deed(Step.EXAMINED, date(2026, 9, 20), outcome=Outcome.FAILED)
    assert lint(with_deeds(case, first), FINISHED) == ()


def test_steps_before_2014_are_not_judged_whatever_their_order():
    case = clean_file(date(2010, 3, 1), on_day=FINISHED)
    days = days_of(date(2010, 3, 1))
    case = alter(case, Step.APPLY, on=days[Step.ARCHIVED])
    case = without(case, Step.CONTACTS, Step.PREREVIEW)
    (fault,) = lint(case, FINISHED)
    assert fault.sort.value == "unsure"
    assert fault.reason.rule_id == "DEV-V1"


def test_of_a_file_that_begins_before_2014_only_the_rest_is_judged():
    case = clean_file(date(2012, 12, 1), on_day=FINISHED)
    assert found(case) == [("unsure", 1, "DEV-V1")]
    voted = days_of(date(2012, 12, 1))[Step.CONFIRMATION_VOTED]
    late = alter(without(case, Step.ARCHIVED), Step.CONFIRMATION_APPROVED, on=voted + QUARTER)
    assert ("wrong", 24, "DEV-28") in found(late)


@pytest.mark.parametrize(("day", "sort"), [("2014-05-27", "unsure"), ("2014-05-28", "wrong")])
def test_judging_begins_with_the_text_of_28_may_2014(day, sort):
    born = {"birth": on("2000-01-01")}
    case = clean_file(date(2014, 1, 1), Step.APPLY, FINISHED, standing=Standing.TRANSFERRED, **born)
    (fault,) = lint(alter(case, Step.APPLY, on=day), FINISHED)
    assert fault.sort.value == sort
