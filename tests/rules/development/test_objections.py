"""What the entry refuses, what it asks a reason for, and what it lets pass."""

from datetime import date, timedelta

import pytest

from app.rules.base import Strength
from app.rules.development.case import Case
from app.rules.development.linter import lint, news, objections
from app.rules.development.steps import Step
from tests.rules.development.files import (
    DATED,
    FINISHED,
    NEW,
    alter,
    clean_file,
    deed,
    on,
    with_deeds,
    without,
)


def before(step):
    """The file as it stands when the step is about to be taken, on that step's day."""
    whole = clean_file(NEW, step, FINISHED)
    return without(whole, step), whole, whole.last(step).on.earliest


@pytest.mark.parametrize("step", DATED)
def test_every_step_in_its_turn_meets_no_objection(step):
    without_it, with_it, day = before(step)
    assert objections(without_it, with_it, day) == ()


@pytest.mark.parametrize("step", DATED[1:])
def test_a_step_without_those_before_it_is_refused_naming_them(step):
    case = Case("张三", birth=on("2000-01-01"), deeds=(deed(step, date(2026, 11, 2)),))
    refused = [fault for fault in objections(None, case, FINISHED) if fault.refuses]
    assert {fault.step for fault in refused} >= set(step.about.needs)
    assert all(fault.mend for fault in refused)


def test_a_step_may_not_be_undone_under_later_ones():
    whole = clean_file(NEW, on_day=FINISHED)
    (fault,) = objections(whole, without(whole, Step.PREREVIEW), FINISHED)
    assert fault.refuses
    assert fault.step is Step.PREREVIEW


def test_what_was_wrong_before_is_no_objection_to_something_else():
    wrong = alter(clean_file(NEW, Step.OATH, FINISHED), Step.PROSPECT, on="2026-07-01")
    more = with_deeds(wrong, deed(Step.CONFIRMATION_ASKED, date(2027, 10, 12)))
    assert lint(wrong, FINISHED)
    assert objections(wrong, more, date(2027, 10, 12)) == ()


def test_a_late_deed_is_recorded_with_a_reason_and_stays_late():
    case, late, _ = before(Step.TALK)
    late = alter(late, Step.TALK, on="2025-01-20")
    (fault,) = objections(case, late, date(2025, 1, 20))
    assert not fault.refuses
    assert fault.sort.value == "late"
    explained = alter(late, Step.TALK, reason="寒假放假")
    assert [one.sort.value for one in lint(explained, date(2025, 1, 20))] == ["late"]


def test_a_limit_that_ran_out_meanwhile_is_news_but_no_objection():
    case = clean_file(NEW, Step.ACTIVIST, FINISHED)
    filed = with_deeds(case, deed(Step.ACTIVIST_FILED, date(2026, 3, 1)))
    day = date(2026, 3, 1)
    assert "late" in {fault.sort.value for fault in lint(filed, day)}
    assert objections(case, filed, day) == ()
    begun = news(None, filed, day)
    assert begun == lint(filed, day)


def test_what_is_normally_asked_is_answered_by_a_reason_and_a_must_is_not():
    case, short, day = before(Step.COURSE)
    short = alter(short, Step.COURSE, days=1, hours=8)
    (fault,) = objections(case, short, day + timedelta(days=5))
    assert (fault.refuses, fault.strength) == (False, Strength.NORMALLY)
    answered = alter(short, Step.COURSE, reason="疫情期间缩短")
    assert objections(case, answered, day + timedelta(days=5)) == ()
