"""Who votes, and which dates of a life cannot all be true."""

from datetime import date

import pytest

from app.rules.dates import PartialDate
from app.rules.members import Stage, Standing, check_life, has_vote

TODAY = date(2026, 11, 16)


def judged(**life):
    dates = {step: PartialDate.parse_iso(text) for step, text in life.items()}
    return check_life(**dates, today=TODAY)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("standing", Standing)
def test_only_full_members_in_normal_standing_vote(stage, standing):
    expected = stage is Stage.FULL and standing is Standing.NORMAL
    assert has_vote(stage, standing) is expected


def test_a_member_under_probation_in_the_party_does_not_vote():
    assert not has_vote(Stage.FULL, Standing.NORMAL, under_probation_in_party=True)


@pytest.mark.parametrize(
    ("birth", "joined", "fine"),
    [
        ("2000-06-15", "2018-06-14", False),
        ("2000-06-15", "2018-06-15", True),
        ("2000-06-15", "2018-05", False),
        ("2000-06-15", "2018-06", True),
        ("2000-06", "2018-06-01", True),
        ("2000-06", "2018-05-31", False),
        ("2000", "2018", True),
        ("2000", "2017-12-31", False),
    ],
)
def test_joining_before_18_is_refused_only_when_it_is_certain(birth, joined, fine):
    assert bool(judged(birth=birth, joined=joined)) is fine


def test_the_age_is_refused_by_the_text_of_the_day():
    old, then, now = (
        judged(birth=birth, joined=joined).refusals[0].cite
        for birth, joined in [
            ("1990-01-01", "2007-01-01"),
            ("2000-01-01", "2016-01-01"),
            ("2009-01-01", "2026-06-01"),
        ]
    )
    assert str(old) == "《中国共产党章程》第一条"
    assert str(then) == "《中国共产党发展党员工作细则》（2014年）第五条"
    assert str(now) == "《中国共产党发展党员工作细则》（2026年修订）第五条"


def test_a_month_that_saw_a_new_text_is_judged_by_the_new_one():
    (reason,) = judged(birth="2009-01-01", joined="2026-05").refusals
    assert "2026年修订" in str(reason.cite)


@pytest.mark.parametrize("joined", ["1947-01-01", "1947"])
def test_an_early_joining_in_the_1940s_is_asked_about_not_refused(joined):
    verdict = judged(birth="1930-01-01", joined=joined)
    assert verdict.warnings
    assert not verdict.refusals


def test_applying_before_18_is_refused_too():
    assert judged(birth="2000-06-15", applied="2018-06-14").refusals[0].rule_id == "DEV-01"
    assert judged(birth="2000-06-15", applied="2018-06-15")


@pytest.mark.parametrize(
    ("joined", "confirmed", "fine"),
    [
        ("2020-06-15", "2021-06-14", False),
        ("2020-06-15", "2021-06-15", True),
        ("2020-06", "2021-05", False),
        ("2020-06", "2021-06", True),
        ("2020-06-15", "2021-06", True),
        ("2020-06", "2021-06-01", True),
        ("2020-06", "2021-05-31", False),
        ("2020-02-29", "2021-02-28", True),
        ("2020", "2020", False),
        ("2020", "2021", True),
    ],
)
def test_confirmation_comes_a_year_after_joining(joined, confirmed, fine):
    assert bool(judged(joined=joined, confirmed=confirmed)) is fine


@pytest.mark.parametrize(
    ("joined", "fine"),
    [("1971-07-01", True), ("1982-09-05", True), ("1982", True), ("1982-09-06", False)],
)
def test_members_of_the_years_without_probation_are_not_refused(joined, fine):
    assert bool(judged(joined=joined, confirmed=joined)) is fine


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("birth", "applied"),
        ("applied", "activist"),
        ("activist", "joined"),
        ("joined", "confirmed"),
    ],
)
def test_steps_in_the_wrong_order_are_refused(earlier, later):
    verdict = judged(**{earlier: "1975-05-02", later: "1975-05-01"})
    assert "早于" in verdict.refusals[0].message


def test_two_steps_in_one_month_are_not_out_of_order():
    assert judged(applied="1975-05-20", activist="1975-05")
    assert judged(applied="1975-05", activist="1975-05-01")


def test_a_step_is_compared_with_the_last_one_known():
    assert judged(applied="2012-05-02", joined="2012-05-01").refusals


@pytest.mark.parametrize(
    ("joined", "fine"),
    [("2026-11-16", True), ("2026-11-17", False), ("2026-11", True), ("2026-12", False)],
)
def test_nothing_lies_in_the_future(joined, fine):
    assert bool(judged(joined=joined)) is fine


@pytest.mark.parametrize(
    ("birth", "fine"),
    [("1906-11-16", True), ("1906-11-15", False), ("1906", True), ("1905", False)],
)
def test_nobody_is_older_than_120(birth, fine):
    assert bool(judged(birth=birth)) is fine


def test_a_life_of_which_nothing_is_known_holds_no_contradiction():
    assert judged()
