"""Weights, the sum in the open, and what an overall opinion settles, at their boundaries."""

from datetime import date

import pytest

from app.rules.assessment import (
    GRADES,
    AssessmentState,
    Result,
    Subject,
    arithmetic,
    check_final,
    check_grade,
    check_weights,
    may_become,
    total,
)
from app.rules.evaluations import DebriefMark

DAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("weights", "fine"),
    [([100], True), ([50, 50], True), ([50, 49], False), ([50, 51], False), ([100, 0], False),
     ([], False)],
)  # fmt: skip
def test_weights_add_up_to_a_hundred_and_none_is_nothing(weights, fine):
    assert bool(check_weights(weights)) is fine


@pytest.mark.parametrize(
    ("halves", "weights", "shown"),
    [
        ([180, 171], [50, 50], "87.75"),
        ([200, 200], [50, 50], "100.00"),
        ([0, 0], [50, 50], "0.00"),
        ([1, 0], [1, 99], "0.01"),  # half a mark at one hundredth is 0.005: rounded half up
        ([181, 181, 181], [33, 33, 34], "90.50"),
    ],
)
def test_the_sum_is_exact_to_two_decimals(halves, weights, shown):
    assert total(halves, weights) == shown


def test_there_is_no_sum_while_a_mark_is_missing():
    assert total([180, None], [50, 50]) is None
    assert total([], []) is None
    assert arithmetic([180, None], [50, 50]) == ""


def test_the_sum_is_shown_with_its_terms():
    assert arithmetic([180, 171], [50, 50]) == "90×50% + 85.5×50% = 87.75"


@pytest.mark.parametrize(
    ("overall", "fine"),
    [(None, True), (DebriefMark.GOOD, True), (DebriefMark.FAIRLY_GOOD, False),
     (DebriefMark.FAIR, False), (DebriefMark.POOR, False)],
)  # fmt: skip
def test_whose_report_was_not_found_good_is_not_excellent(overall, fine):
    assert bool(check_grade(Result.EXCELLENT, overall, DAY, capped=True)) is fine


def test_a_result_is_told_as_excellent_once_there_is_an_opinion():
    assert not check_grade(Result.EXCELLENT, None, DAY, capped=True, told=True)
    assert check_grade(Result.EXCELLENT, None, DAY, capped=False, told=True)
    assert check_grade(Result.COMPETENT, None, DAY, capped=True, told=True)


def test_the_rule_says_nothing_of_other_grades_or_where_it_is_off():
    assert check_grade(Result.COMPETENT, DebriefMark.POOR, DAY, capped=True)
    assert check_grade(Result.EXCELLENT, DebriefMark.POOR, DAY, capped=False)


def test_the_refusal_names_the_rule_without_an_article_that_nobody_saw():
    [reason] = check_grade(Result.EXCELLENT, DebriefMark.FAIR, DAY, capped=True).refusals
    assert reason.rule_id == "EV-09"
    assert reason.cite.article == ""


@pytest.mark.parametrize(
    ("day", "objections", "fine"),
    [(date(2026, 11, 15), 0, False), (DAY, 0, False), (date(2026, 11, 17), 0, True),
     (date(2026, 11, 17), 1, False)],
)  # fmt: skip
def test_a_result_is_final_only_after_the_last_day_for_objections(day, objections, fine):
    assert bool(check_final(DAY, objections, day)) is fine


def test_teams_and_cadres_have_words_of_their_own():
    assert [one.label for one in GRADES[Subject.TEAM]][:4] == ["优秀", "良好", "一般", "较差"]
    words = [one.label for one in GRADES[Subject.CADRE]][:4]
    assert words == ["优秀", "称职", "基本称职", "不称职"]


def test_a_shown_result_may_be_marked_again_and_a_final_one_never():
    state = AssessmentState
    assert may_become(state.SHOWN, state.MARKING)
    assert not may_become(state.FINAL, state.MARKING)
    assert not may_become(state.MARKING, state.FINAL)
