"""The outline a committee asks for, lengths, promises and shares, at their boundaries."""

from datetime import date

import pytest

from app.rules.reports import (
    check_asked_length,
    check_fair_share,
    check_outline,
    check_promises,
    outline,
)

DAY = date(2026, 11, 16)


def test_what_became_of_last_year_opens_the_report():
    assert [section.key for section in outline()] == [
        "rectification", "performance", "problems", "plans",
    ]  # fmt: skip


def test_added_sections_stand_before_the_problems_with_their_hints():
    found = outline("意识形态工作：写抓了什么\n\n师德师风\n")
    assert [s.key for s in found][2:4] == ["more_1", "more_2"]
    assert [(s.title, s.hint) for s in found][2:4] == [
        ("意识形态工作", "写抓了什么"), ("师德师风", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "fine"),
    [("", True), ("甲乙\n丙丁\n戊己", True), ("甲乙\n丙丁\n戊己\n庚辛", False), ("甲", False),
     ("甲乙\n甲乙", False), ("存在问题及原因", False), ("字" * 30, True), ("字" * 31, False)],
)  # fmt: skip
def test_at_most_three_sections_are_added_each_with_a_name_of_its_own(more, fine):
    assert bool(check_outline(more)) is fine


@pytest.mark.parametrize(
    ("characters", "shortest", "longest", "fine"),
    [(1499, 1500, 4000, False), (1500, 1500, 4000, True), (4000, 1500, 4000, True),
     (4001, 1500, 4000, False), (1, None, 4000, True), (9999, 1500, None, True),
     (9999, None, None, True)],
)  # fmt: skip
def test_the_length_asked_for_includes_both_ends(characters, shortest, longest, fine):
    verdict = check_asked_length(characters, shortest, longest)
    assert bool(verdict) is fine
    assert not verdict.refusals


def test_without_promises_a_reason_is_asked_for():
    assert check_promises(1, DAY)
    assert check_promises(0, DAY).warnings


@pytest.mark.parametrize(
    ("below", "judged", "fine"), [(2, 20, False), (3, 20, True), (4, 20, True), (0, 0, True)]
)
def test_fifteen_in_a_hundred_are_not_found_good_where_that_is_asked(below, judged, fine):
    assert bool(check_fair_share(below, judged, DAY)) is fine
