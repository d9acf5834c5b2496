"""Periods and limits, each just below, at and just above, under the text of the day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.rules.base import Strength
from app.rules.dates import add_months
from app.rules.development.case import Move, Review, ReviewKind
from app.rules.development.linter import lint
from app.rules.development.steps import Step
from app.rules.members import Standing
from tests.rules.development.files import (
    ACROSS,
    FINISHED,
    NEW,
    OLD,
    alter,
    clean_file,
    found,
    on,
    without,
)

STARTS = [OLD, ACROSS, NEW]
WRONG, LATE, GAP = "wrong", "late", "gap"
DAY = timedelta(days=1)


def file(start=NEW, until=Step.ARCHIVED, **facts):
    return clean_file(start, until, FINISHED, **facts)


def day_of(case, step):
    return case.day(step).earliest


def by_rule(case, rule_id, day=FINISHED):
    return [fault for fault in found(case, day) if fault[2] == rule_id]


@pytest.mark.parametrize("start", STARTS)
def test_a_clean_file_has_no_fault(start):
    assert lint(file(start), FINISHED) == ()


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("step", list(Step))
def test_a_clean_file_has_no_fault_on_the_day_of_any_of_its_steps(start, step):
    case = file(start, step)
    assert lint(case, max(one.on.latest for one in case.deeds)) == ()


@pytest.mark.parametrize(
    ("applied", "ok"), [("2025-06-30", False), ("2025-07-01", True), ("2025-07-02", True)]
)
def test_dev_01_whoever_applies_is_eighteen_that_day(applied, ok):
    case = file(date.fromisoformat(applied), Step.APPLY, birth=on("2007-07-01"))
    day = date.fromisoformat(applied)
    assert found(case, day) == ([] if ok else [(WRONG, 1, "DEV-01")])


@pytest.mark.parametrize(
    ("applied", "ok"), [("2026-02-27", False), ("2026-02-28", True), ("2026-03-01", True)]
)
def test_dev_01_somebody_born_on_29_february_is_eighteen_on_the_28th(applied, ok):
    day = date.fromisoformat(applied)
    case = file(day, Step.APPLY, birth=on("2008-02-29"))
    assert found(case, day) == ([] if ok else [(WRONG, 1, "DEV-01")])


def test_dev_01_without_a_birth_date_asks_for_it():
    assert found(file(birth=None)) == [(GAP, 1, "DEV-01")]


@pytest.mark.parametrize(
    ("applied", "talked", "ok"),
    [
        ("2025-01-31", "2025-02-27", True),
        ("2025-01-31", "2025-02-28", True),
        ("2025-01-31", "2025-03-01", False),
        ("2015-03-10", "2015-04-10", True),
        ("2015-03-10", "2015-04-11", False),
    ],
)
def test_dev_02_the_talk_is_within_a_month(applied, talked, ok):
    case = file(date.fromisoformat(applied), Step.TALK)
    case = alter(case, Step.TALK, on=talked)
    assert found(case, date.fromisoformat(talked)) == ([] if ok else [(LATE, 2, "DEV-02")])


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, False), (32, True)])
def test_dev_02_a_talk_not_held_is_late_after_a_month(days, late):
    applied = date(2025, 3, 10)
    case = file(applied, Step.APPLY)
    assert found(case, applied + timedelta(days=days)) == ([(LATE, 2, "DEV-02")] if late else [])


def with_reviews(case, *days):
    reviews = tuple(Review(ReviewKind.ACTIVIST, on(day)) for day in days)
    return replace(case, reviews=reviews)


@pytest.mark.parametrize(
    ("review", "ok"), [("2026-01-01", True), ("2026-01-02", True), ("2026-01-03", False)]
)
def test_dev_05_half_a_year_at_most_between_two_reviews(review, ok):
    case = with_reviews(file(NEW, Step.CONTACTS), review)
    assert day_of(case, Step.ACTIVIST) == date(2025, 7, 2)
    assert found(case, date(2026, 1, 4)) == ([] if ok else [(GAP, 6, "DEV-05")])


@pytest.mark.parametrize(("day", "late"), [("2026-01-01", 0), ("2026-01-02", 0), ("2026-01-03", 1)])
def test_dev_05_an_activist_not_reviewed_for_half_a_year_is_late(day, late):
    case = file(NEW, Step.CONTACTS, reviews=())
    assert found(case, date.fromisoformat(day)) == [(LATE, 6, "DEV-05")] * late


def test_dev_05_every_gap_up_to_the_prospect_is_told_and_none_after_it():
    case = with_reviews(file(), "2026-01-02")
    assert found(case) == [(GAP, 6, "DEV-05")]
    assert found(with_reviews(file())) == [(GAP, 6, "DEV-05")]
    assert found(with_reviews(file(), "2026-02-01", "2026-07-31")) == [(GAP, 6, "DEV-05")]


@pytest.mark.parametrize(
    ("prospect", "ok"), [("2026-07-01", False), ("2026-07-02", True), ("2026-07-03", True)]
)
def test_dev_07_a_year_of_training_before_the_prospect(prospect, ok):
    case = alter(file(), Step.PROSPECT, on=prospect)
    assert found(case) == ([] if ok else [(WRONG, 7, "DEV-07")])


def test_dev_07_runs_on_across_a_transfer():
    moved = file(moves=(Move(on("2025-11-01"), "甲支部", "乙支部"),))
    assert found(moved) == []


@pytest.mark.parametrize(("days", "ok"), [(30, True), (31, True), (32, False)])
def test_dev_14_the_assembly_is_within_a_month_of_the_pre_review(days, ok):
    case = alter(file(), Step.PREREVIEW, on=date(2026, 10, 1))
    case = alter(case, Step.BOOKLET, on=date(2026, 10, 2))
    case = alter(case, Step.ACCEPTED, on=date(2026, 10, 1) + timedelta(days=days))
    assert by_rule(case, "DEV-14") == ([] if ok else [(WRONG, 15, "DEV-14")])


@pytest.mark.parametrize(("day", "late"), [("2026-10-29", False), ("2026-10-30", True)])
def test_dev_14_an_assembly_not_held_is_late(day, late):
    case = file(NEW, Step.BOOKLET)
    assert day_of(case, Step.PREREVIEW) == date(2026, 9, 29)
    assert found(case, date.fromisoformat(day)) == ([(LATE, 15, "DEV-14")] if late else [])


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(
    ("months", "days", "reason", "strength"),
    [
        (3, -1, "", None),
        (3, 0, "", None),
        (3, 1, "", Strength.NORMALLY),
        (3, 1, "外出挂职，补充材料", None),
        (6, 0, "外出挂职，补充材料", None),
        (6, 0, "", Strength.NORMALLY),
        (6, 1, "外出挂职，补充材料", Strength.MUST),
    ],
)
def test_dev_24_approval_within_three_months_and_six_with_a_reason(
    start, months, days, reason, strength
):
    case = without(file(start), Step.APPROVAL_FILED, Step.ASSIGNED, Step.OATH)
    day = add_months(day_of(case, Step.ACCEPTED), months) + timedelta(days=days)
    case = alter(case, Step.APPROVED, on=day, reason=reason)
    faults = [f for f in lint(case, FINISHED) if f.reason.rule_id == "DEV-24"]
    assert [f.strength for f in faults] == ([] if strength is None else [strength])
    assert all(f.step is Step.APPROVED and f.sort.value == WRONG for f in faults)


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_dev_24_an_approval_not_given_is_late_after_three_months(days, late):
    case = file(NEW, Step.SUPERIOR_TALK)
    day = add_months(day_of(case, Step.ACCEPTED), 3) + timedelta(days=days)
    assert found(case, day) == ([(LATE, 17, "DEV-24")] if late else [])


def test_dev_24_after_six_months_the_message_is_another():
    case = file(NEW, Step.SUPERIOR_TALK)
    end = add_months(day_of(case, Step.ACCEPTED), 6)
    (last,), (over,) = lint(case, end), lint(case, end + DAY)
    assert "满 3 个月" in last.message
    assert "最长期限" in over.message


@pytest.mark.parametrize(("days", "ok"), [(-1, True), (0, True), (1, False)])
def test_dev_25_the_oath_is_within_a_month_of_approval(days, ok):
    case = file()
    day = add_months(day_of(case, Step.APPROVED), 1) + timedelta(days=days)
    assert found(alter(case, Step.OATH, on=day)) == ([] if ok else [(LATE, 20, "DEV-25")])
    assert found(alter(case, Step.OATH, on=day, reason="本人住院")) == []


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_dev_25_an_oath_not_sworn_is_late(days, late):
    case = file(NEW, Step.ASSIGNED)
    day = add_months(day_of(case, Step.APPROVED), 1) + timedelta(days=days)
    assert found(case, day) == ([(LATE, 20, "DEV-25")] if late else [])


def test_nobody_who_has_left_is_told_of_limits_still_running():
    case = file(NEW, Step.SUPERIOR_TALK, standing=Standing.TRANSFERRED)
    assert found(case) == []
