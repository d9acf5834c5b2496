"""Grades, the hint on 优秀, the smallest count, and the duty report."""

from datetime import date

import pytest

from app.rules.evaluations import (
    BALLOT_GRADES,
    COUNTER_SIGNS,
    DEFAULT_MINIMUM,
    Aspect,
    AspectMark,
    DebriefMark,
    check_minimum,
    check_voters,
    excellent_hint,
    gets_grade,
    satisfaction,
)
from app.rules.members import Stage, Standing
from app.rules.reports import SECTIONS, check_length, check_problems_share

TODAY = date(2026, 11, 16)


def test_the_ballot_offers_the_words_of_the_notices():
    assert [grade.label for grade in BALLOT_GRADES] == ["优秀", "合格", "基本合格", "不合格"]
    assert [mark.label for mark in AspectMark] == ["好", "一般", "差"]
    assert [mark.label for mark in DebriefMark] == ["好", "较好", "一般", "差"]
    assert len(Aspect) == 6
    assert len(COUNTER_SIGNS) == 10


@pytest.mark.parametrize(
    ("excellent", "full_members", "fine"),
    [(4, 12, True), (5, 12, False), (4, 13, True), (4, 11, False), (0, 0, True), (1, 2, False)],
)
def test_more_than_a_third_excellent_is_hinted_at(excellent, full_members, fine):
    assert bool(excellent_hint(excellent, full_members, TODAY)) is fine


def test_the_hint_warns_and_shows_no_article():
    verdict = excellent_hint(5, 12, TODAY)
    assert not verdict.refusals
    assert "三分之一，即 4 人" in verdict.warnings[0].message
    assert verdict.warnings[0].cite.article == ""


@pytest.mark.parametrize("stage", Stage)
def test_only_full_members_get_a_grade(stage):
    assert gets_grade(stage, Standing.NORMAL) is (stage is Stage.FULL)


def test_who_is_no_longer_in_normal_standing_gets_no_grade():
    assert not gets_grade(Stage.FULL, Standing.STOPPED)


@pytest.mark.parametrize(("minimum", "fine"), [(2, False), (3, True), (5, True)])
def test_the_smallest_count_may_not_fall_below_three(minimum, fine):
    assert bool(check_minimum(minimum)) is fine


def test_the_smallest_count_is_five_unless_set():
    assert DEFAULT_MINIMUM == 5


@pytest.mark.parametrize(("voters", "fine"), [(4, False), (5, True)])
def test_a_round_that_could_never_be_counted_is_not_begun(voters, fine):
    assert bool(check_voters(voters, DEFAULT_MINIMUM)) is fine


@pytest.mark.parametrize(
    ("excellent", "qualified", "counted", "shown"),
    [
        (0, 0, 0, ""),
        (3, 4, 7, "100.0%"),
        (0, 0, 7, "0.0%"),
        (1, 1, 3, "66.7%"),
        (1, 0, 3, "33.3%"),
        (1, 0, 16, "6.3%"),
    ],
)
def test_satisfaction_is_rounded_half_up_to_one_decimal(excellent, qualified, counted, shown):
    assert satisfaction(excellent, qualified, counted) == shown


def test_the_report_has_its_parts_each_with_a_hint():
    titles = [section.title for section in SECTIONS]
    assert titles[:2] == ["上年度问题整改情况", "履职情况与成效"]
    assert "存在问题及原因" in titles
    assert len({section.key for section in SECTIONS}) == len(titles)
    assert all(section.hint for section in SECTIONS)


@pytest.mark.parametrize(
    ("characters", "fine"), [(2999, False), (3000, True), (5000, True), (5001, False)]
)
def test_the_local_rule_on_length_only_warns(characters, fine):
    verdict = check_length(characters, TODAY)
    assert bool(verdict) is fine
    assert not verdict.refusals


@pytest.mark.parametrize(("problems", "fine"), [(999, False), (1000, True), (1001, True)])
def test_the_local_rule_on_problems_asks_for_a_third(problems, fine):
    assert bool(check_problems_share(problems, 3000, TODAY)) is fine
