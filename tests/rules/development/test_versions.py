"""The change of the text on 11 May 2026 in the middle of a file, and local rules switched on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.rules.base import Strength
from app.rules.development.case import (
    Move,
    Notice,
    NoticeKind,
    Review,
    ReviewKind,
    Training,
)
from app.rules.development.linter import lint
from app.rules.development.steps import Step
from tests.rules.development.files import (
    ACROSS,
    DATED,
    FINISHED,
    NEW,
    OLD,
    alter,
    clean_file,
    days_of,
    found,
    on,
    without,
)

WRONG, LATE, GAP = "wrong", "late", "gap"
BEFORE, SINCE = date(2026, 5, 10), date(2026, 5, 11)


def file(start=ACROSS, until=Step.ARCHIVED, **facts):
    return clean_file(start, until, FINISHED, **facts)


@pytest.mark.parametrize(("day", "ok"), [(BEFORE, True), (SINCE, False)])
def test_dev_14_an_assembly_is_bound_to_a_month_from_11_may_2026(day, ok):
    case = alter(file(), Step.PREREVIEW, on="2026-04-09")
    case = alter(case, Step.EXAMINED, on="2026-04-08")
    case = alter(case, Step.COURSE, on="2026-04-03", until=None)
    case = alter(case, Step.POLITICAL_REVIEW, on="2026-04-02")
    case = alter(case, Step.BOOKLET, on="2026-04-10")
    case = alter(alter(case, Step.ACCEPTED, on=day), Step.CONFIRMATION_VOTED, on="2027-05-20")
    assert found(case) == ([] if ok else [(WRONG, 15, "DEV-14")])


@pytest.mark.parametrize(("day", "ok"), [(BEFORE, True), (SINCE, False)])
def test_dev_25_an_oath_is_bound_to_a_month_from_11_may_2026(day, ok):
    case = file(date(2024, 4, 1))
    case = alter(case, Step.APPROVED, on="2026-04-09")
    case = alter(case, Step.APPROVAL_FILED, on="2026-04-09")
    case = alter(case, Step.ASSIGNED, on="2026-04-09")
    assert found(alter(case, Step.OATH, on=day)) == ([] if ok else [(LATE, 20, "DEV-25")])


@pytest.mark.parametrize(
    ("step", "articles"),
    [
        (Step.BOOKLET, ("第十五条、第十九条", "第十五条、第十八条")),
        (
            Step.APPROVED,
            ("第二十三条、第二十五条、第二十六条", "第二十二条、第二十四条、第二十五条"),
        ),
    ],
)
def test_a_step_left_out_is_cited_by_the_text_of_what_came_after(step, articles):
    shown = []
    for start in (OLD, NEW):
        (fault,) = lint(without(file(start), step), FINISHED)
        shown.append(fault.reason.cite.article)
    assert tuple(shown) == articles


@pytest.mark.parametrize("start", [OLD, ACROSS, NEW])
@pytest.mark.parametrize("step", DATED)
def test_a_transfer_on_the_day_of_any_step_changes_nothing(start, step):
    moved = file(start, moves=(Move(on(days_of(start)[step]), "甲支部", "乙支部"),))
    assert lint(moved, FINISHED) == ()


def switched(rule_id, case):
    return replace(case, local=frozenset({rule_id}))


def test_local_rules_are_silent_until_switched_on():
    case = file(NEW)
    assert lint(case, FINISHED) == ()
    all_on = replace(case, local=frozenset(f"DEV-L{n}" for n in range(1, 8)))
    told = {fault.reason.rule_id for fault in lint(all_on, FINISHED)}
    assert told == {"DEV-L2", "DEV-L3", "DEV-L6", "DEV-L7"}
    assert {fault.strength for fault in lint(all_on, FINISHED)} == {Strength.LOCAL}
    assert not [fault for fault in lint(all_on, FINISHED) if fault.refuses]


@pytest.mark.parametrize(
    ("day", "ok"), [("2025-06-01", False), ("2025-06-02", True), ("2025-06-03", True)]
)
def test_dev_l1_half_a_year_from_application_to_activist(day, ok):
    case = alter(switched("DEV-L1", file(NEW)), Step.ACTIVIST, on=day)
    reviews = tuple(Review(ReviewKind.ACTIVIST, on(one)) for one in ("2025-12-01", "2026-05-30"))
    case = replace(case, reviews=reviews)
    assert found(case) == ([] if ok else [(WRONG, 3, "DEV-L1")])
    assert found(alter(case, Step.ACTIVIST, reason="部队服役期间表现突出")) == []


@pytest.mark.parametrize(("lost", "ok"), [(None, True), (0, False), (3, False)])
def test_dev_l2_a_report_every_whole_quarter(lost, ok):
    """Activist on 2025-07-02, accepted on 2026-10-17: four whole quarters."""
    days = ["2025-10-15", "2026-03-31", "2026-04-01", "2026-09-30"]
    reports = [Review(ReviewKind.REPORT, on(day)) for n, day in enumerate(days) if n != lost]
    case = file(NEW)
    case = switched("DEV-L2", replace(case, reviews=(*case.reviews, *reports)))
    assert found(case) == ([] if ok else [(GAP, 6, "DEV-L2")])


def test_dev_l3_further_notices():
    def notice(kind):
        return Notice(kind, date(2026, 8, 1), date(2026, 8, 8))

    case = switched("DEV-L3", file(NEW))
    assert found(case) == [(GAP, 3, "DEV-L3"), (GAP, 23, "DEV-L3")]
    both = (notice(NoticeKind.ACTIVIST), notice(NoticeKind.CONFIRMATION))
    assert found(replace(case, notices=(*case.notices, *both))) == []


@pytest.mark.parametrize(("days", "ok"), [(-1, False), (0, True), (1, True)])
def test_dev_l4_a_political_review_is_good_for_a_year(days, ok):
    case = file(OLD)
    accepted = case.day(Step.ACCEPTED).earliest
    reviewed = accepted.replace(year=accepted.year - 1) + timedelta(days=days)
    case = alter(case, Step.POLITICAL_REVIEW, on=reviewed)
    case = alter(case, Step.PROSPECT_LISTED, on=reviewed, agreed_on=None)
    case = alter(case, Step.PROSPECT, on=reviewed)
    case = alter(case, Step.ACTIVIST, on="2019-01-10")
    case = alter(case, Step.APPLY, on="2018-12-30")
    case = alter(case, Step.TALK, on="2018-12-31")
    reviews = tuple(Review(ReviewKind.ACTIVIST, on(one)) for one in ("2019-07-01", "2019-12-30"))
    case = switched("DEV-L4", replace(case, reviews=reviews))
    assert found(case) == ([] if ok else [(WRONG, 10, "DEV-L4")])


@pytest.mark.parametrize(("days", "ok"), [(30, True), (31, False)])
def test_dev_l5_the_pre_review_takes_a_month_at_most(days, ok):
    case = switched("DEV-L5", file(OLD))
    examined = date(2020, 11, 30)
    case = alter(alter(case, Step.EXAMINED, on=examined), Step.COURSE, on=examined, until=None)
    case = alter(case, Step.PREREVIEW, on=examined + timedelta(days=days))
    case = alter(case, Step.POLITICAL_REVIEW, on=examined)
    assert found(case) == ([] if ok else [(LATE, 13, "DEV-L5")])


def test_dev_l6_a_note_of_the_contact_every_whole_quarter():
    case = switched("DEV-L6", file(NEW))
    assert found(case) == [(GAP, 6, "DEV-L6")]
    days = ("2025-10", "2026-01-05", "2026-06-30")
    notes = tuple(Review(ReviewKind.CONTACT, on(day)) for day in days)
    assert found(replace(case, reviews=(*case.reviews, *notes))) == []


@pytest.mark.parametrize(("hours", "ok"), [(39, False), (40, True), (41, True)])
def test_dev_l7_forty_hours_of_training_before_the_prospect(hours, ok):
    trainings = (Training(on("2025-12-01"), 20), Training(on("2026-08-02"), hours - 20))
    case = switched("DEV-L7", file(NEW, trainings=trainings))
    assert found(case) == ([] if ok else [(GAP, 6, "DEV-L7")])
