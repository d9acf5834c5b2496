"""Pledges: what one needs, its way through the year, when a step presses, what may be shown."""

from datetime import date
from itertools import pairwise

import pytest

from app.rules.base import Strength
from app.rules.meetings import DueState
from app.rules.pledges import (
    NEXT,
    PUBLIC,
    Matter,
    PledgeState,
    Step,
    check_figures,
    check_pledge,
    due,
    faults,
    feedback_due,
    figures_shown,
    headings,
    may_become,
    may_judge,
    step_state,
    urgency,
    within,
)
from app.rules.registry import local_rules, rule

TODAY = date(2026, 11, 16)
S = PledgeState
WHOLE = Matter("联系一个学生宿舍", "每学期走访三次。", date(2026, 12, 31))


def test_the_headings_are_the_five_of_the_campaign_papers():
    members = [one.label for one in headings(personal=True)]
    assert tuple(members[:5]) == rule("PL-03").on(TODAY)
    assert members[5:] == ["岗位承诺"]
    assert tuple(one.label for one in headings(personal=False)) == rule("PL-04").on(TODAY)


def test_the_cycle_is_local_and_its_days_are_our_own():
    assert rule("PL-01").strength is Strength.LOCAL
    assert [one.id for one in local_rules("PL")] == ["PL-01"]
    for rule_id in ("PL-02", "PL-05", "PL-06", "PL-07"):
        assert rule(rule_id).strength is Strength.CONVENTION
    for rule_id in ("PL-03", "PL-04", "PL-08"):
        assert rule(rule_id).strength is Strength.CAMPAIGN
    assert not any(rule(f"PL-0{n}").cite(TODAY).article for n in range(1, 9))


@pytest.mark.parametrize(
    ("matter", "fields"),
    [
        (WHOLE, []),
        (Matter(" ", "每学期三次", date(2026, 6, 1)), ["text"]),
        (Matter("走访", " ", date(2026, 6, 1)), ["measure"]),
        (Matter("走访", "三次", None), ["due_on"]),
        (Matter("", "", None), ["text", "measure", "due_on"]),
        (Matter("走访", "三次", date(2026, 1, 1)), []),
        (Matter("走访", "三次", date(2026, 12, 31)), []),
        (Matter("走访", "三次", date(2025, 12, 31)), ["due_on"]),
        (Matter("走访", "三次", date(2027, 1, 1)), ["due_on"]),
    ],
)
def test_a_matter_needs_a_text_a_measure_and_a_day_of_the_year(matter, fields):
    assert [fault.field for fault in faults(matter, 2026)] == fields


def test_a_pledge_needs_one_matter_and_a_year_that_has_come():
    assert check_pledge([WHOLE], 2026, TODAY)
    assert not check_pledge([], 2026, TODAY)
    assert not check_pledge([WHOLE, Matter("走访", "", None)], 2026, TODAY)
    next_year = Matter("走访", "三次", date(2027, 6, 1))
    assert not check_pledge([next_year], 2027, date(2026, 12, 31))
    assert check_pledge([next_year], 2027, date(2027, 1, 1))


def test_the_way_leads_from_writing_to_feedback_and_nowhere_else():
    way = [S.SUBMITTED, S.APPROVED, S.PUBLISHED, S.COMMENTED, S.EVALUATED, S.CLOSED]
    assert all(may_become(now, then) for now, then in pairwise(way))
    assert may_become(S.SUBMITTED, S.RETURNED)
    assert may_become(S.APPROVED, S.RETURNED)
    assert may_become(S.RETURNED, S.SUBMITTED)
    assert may_become(S.PUBLISHED, S.EVALUATED)
    assert not may_become(S.SUBMITTED, S.PUBLISHED)
    assert not may_become(S.RETURNED, S.APPROVED)
    assert not may_become(S.PUBLISHED, S.RETURNED)
    assert not may_become(S.PUBLISHED, S.CLOSED)
    assert not NEXT[S.CLOSED]
    assert set(NEXT) == set(PledgeState)


def test_what_is_public_stays_public():
    for now in PUBLIC:
        assert NEXT[now] <= PUBLIC


def test_nobody_judges_the_own_pledge_but_anybody_the_organisations():
    assert not may_judge(7, 7)
    assert may_judge(7, 8)
    assert may_judge(None, 7)


@pytest.mark.parametrize(
    ("figures", "fine"),
    [
        ((0, 0, 0, 0), False), ((1, 1, 0, 0), True), ((9, 7, 2, 0), True), ((9, 7, 2, 1), False),
        ((9, 5, 2, 1), True),
    ],
)  # fmt: skip
def test_marks_are_never_more_than_voters(figures, fine):
    assert bool(check_figures(*figures)) is fine


@pytest.mark.parametrize(("voters", "shown"), [(4, False), (5, True), (6, True)])
def test_few_voters_figures_are_not_shown(voters, shown):
    assert figures_shown(voters, TODAY) is shown


def test_the_steps_end_with_march_july_and_december():
    assert [due(step, 2028, TODAY) for step in Step] == [
        date(2028, 3, 31), date(2028, 7, 31), date(2028, 12, 31),
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "state"), [
    (date(2026, 2, 28), None), (date(2026, 3, 1), DueState.SOON),
    (date(2026, 3, 31), DueState.SOON), (date(2026, 4, 1), DueState.LATE),
])  # fmt: skip
def test_a_step_is_told_from_thirty_days_before_its_end(day, state):
    last = due(Step.PLEDGE, 2026, day)
    assert step_state(False, last, day) is state
    assert step_state(True, last, day) is DueState.DONE


@pytest.mark.parametrize(("day", "state"), [
    (date(2026, 11, 8), DueState.DUE), (date(2026, 11, 9), DueState.SOON),
    (date(2026, 11, 16), DueState.SOON), (date(2026, 11, 17), DueState.LATE),
])  # fmt: skip
def test_a_matter_presses_seven_days_before_its_day(day, state):
    assert urgency(TODAY, day) is state


def test_reviews_publications_and_answers_have_their_days():
    assert within("审核", TODAY) == within("公开", TODAY) == date(2026, 12, 1)
    assert feedback_due(TODAY) == date(2026, 12, 16)
