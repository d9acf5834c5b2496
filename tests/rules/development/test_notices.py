"""The superior's word and the notice before a listing: working days, places, what was said."""

from dataclasses import replace
from datetime import date

import pytest

from app.rules.development.case import Notice, NoticeKind
from app.rules.development.linter import lint
from app.rules.development.steps import Step
from app.rules.workdays import Calendar
from tests.rules.development.files import FINISHED, NEW, OLD, alter, clean_file, found, on

WRONG, GAP, UNSURE = "wrong", "gap", "unsure"


def listed(day, posted, until, agreed="2026-08-03", start=NEW, **facts):
    """A prospect of 2026-08-02 listed on the day, with one notice."""
    case = clean_file(start, Step.PROSPECT_LISTED, FINISHED)
    case = alter(case, Step.PROSPECT_LISTED, on=day, agreed_on=agreed and on(agreed))
    notice = Notice(
        NoticeKind.PROSPECT, date.fromisoformat(posted), date.fromisoformat(until), **facts
    )
    return replace(case, notices=(notice,))


def judged(case, day=date(2027, 1, 1)):
    return [fault for fault in found(case, day) if fault[1] == 8]


@pytest.mark.parametrize(
    ("until", "ok"), [("2026-08-07", False), ("2026-08-10", True), ("2026-08-11", True)]
)
def test_dev_08_five_full_working_days_follow_the_day_of_posting(until, ok):
    case = listed("2026-08-12", "2026-08-03", until)
    assert judged(case) == ([] if ok else [(WRONG, 8, "DEV-08")])


@pytest.mark.parametrize(
    ("until", "ok"), [("2026-10-12", False), ("2026-10-13", True), ("2026-10-14", True)]
)
def test_dev_08_a_national_holiday_does_not_count(until, ok):
    """1–7 October 2026 are off, Saturday the 10th is worked; posted on 30 September."""
    case = listed("2026-10-20", "2026-09-30", until)
    assert judged(case) == ([] if ok else [(WRONG, 8, "DEV-08")])


def test_dev_08_a_short_notice_over_the_holiday_says_until_when_it_should_have_hung():
    (fault,) = lint(listed("2026-10-12", "2026-09-30", "2026-10-10"), date(2026, 10, 20))[-1:]
    assert "满 3 个工作日" in fault.message
    assert "2026年10月13日" in fault.mend
    assert fault.reason.cite.article == "第十三条"


@pytest.mark.parametrize(("day", "ok"), [("2026-08-10", False), ("2026-08-11", True)])
def test_nobody_is_listed_before_the_notice_is_over(day, ok):
    case = listed(day, "2026-08-03", "2026-08-10")
    assert judged(case) == ([] if ok else [(WRONG, 8, "DEV-08")])


@pytest.mark.parametrize(("places", "ok"), [(1, False), (2, True)])
def test_dev_08_a_floating_person_is_announced_at_both_places(places, ok):
    case = replace(listed("2026-08-12", "2026-08-03", "2026-08-10", places=places), floating=True)
    assert judged(case) == ([] if ok else [(WRONG, 8, "DEV-08")])


@pytest.mark.parametrize(("left", "ok"), [(0, True), (1, False)])
def test_opinions_must_be_settled_before_listing(left, ok):
    case = listed("2026-08-12", "2026-08-03", "2026-08-10", open_opinions=left)
    assert judged(case) == ([] if ok else [(WRONG, 8, "DEV-08")])


def test_dev_08_without_a_notice_something_must_come_first():
    case = replace(listed("2026-08-12", "2026-08-03", "2026-08-10"), notices=())
    assert judged(case) == [(GAP, 8, "DEV-08")]
    assert all(fault.refuses for fault in lint(case, date(2027, 1, 1)) if fault.step == 8)


@pytest.mark.parametrize(("agreed", "ok"), [("2026-08-03", True), ("2026-08-04", False)])
def test_consent_comes_before_the_notice(agreed, ok):
    case = listed("2026-08-12", "2026-08-03", "2026-08-10", agreed)
    assert judged(case) == ([] if ok else [(WRONG, 8, "DEV-08")])


@pytest.mark.parametrize(
    ("agreed", "fault"),
    [(None, (GAP, 8, "DEV-C2")), ("2026-08-01", (WRONG, 8, "DEV-C2"))],
)
def test_dev_c2_consent_is_needed_after_the_branch_committee(agreed, fault):
    case = listed("2026-08-12", "2026-08-03", "2026-08-10", agreed)
    assert judged(case) == [fault]


def test_a_notice_before_the_branch_committee_met_is_wrong():
    assert judged(listed("2026-08-12", "2026-07-31", "2026-08-10"))[0] == (WRONG, 8, "DEV-08")


def test_a_second_notice_mends_a_short_first_one():
    case = listed("2026-08-20", "2026-08-03", "2026-08-05")
    again = Notice(NoticeKind.PROSPECT, date(2026, 8, 10), date(2026, 8, 17))
    assert judged(replace(case, notices=(again, *case.notices))) == []


@pytest.mark.parametrize(("day", "faults"), [("2026-05-10", 0), ("2026-05-11", 2)])
def test_notice_and_consent_are_asked_from_11_may_2026(day, faults):
    case = clean_file(NEW, Step.CONTACTS, FINISHED)
    start = alter(clean_file(NEW, Step.PROSPECT_LISTED, FINISHED), Step.PROSPECT, on="2026-05-01")
    start = alter(start, Step.ACTIVIST, on="2025-04-01")
    start = alter(start, Step.PROSPECT_LISTED, on=day, agreed_on=None)
    start = replace(start, notices=(), reviews=case.reviews)
    assert len(judged(start)) == faults


def test_a_notice_of_the_old_days_is_not_measured():
    case = clean_file(OLD, on_day=FINISHED)
    short = Notice(NoticeKind.PROSPECT, date(2020, 11, 9), date(2020, 11, 10))
    assert found(replace(case, notices=(short,))) == []
    assert found(replace(case, notices=())) == []


def in_2027(until="2027-08-16", day="2027-08-20"):
    case = clean_file(date(2025, 12, 2), Step.PROSPECT_LISTED, FINISHED)
    case = alter(case, Step.PROSPECT_LISTED, on=day, agreed_on=on("2027-08-06"))
    case = alter(case, Step.PROSPECT, on="2027-08-05")
    notice = Notice(NoticeKind.PROSPECT, date(2027, 8, 9), date.fromisoformat(until))
    return replace(case, notices=(notice,))


def test_in_a_year_whose_holidays_are_unknown_the_count_is_provisional():
    case, day = in_2027(), date(2027, 8, 30)
    (fault,) = [one for one in lint(case, day) if one.step == 8]
    assert fault.sort.value == UNSURE
    assert "暂算" in fault.message
    known = Calendar(years=frozenset({2027}))
    assert [one for one in lint(case, day, known) if one.step == 8] == []


def test_a_notice_shorter_than_five_days_at_all_is_wrong_in_any_year():
    assert judged(in_2027("2027-08-12"), date(2027, 8, 30)) == [(WRONG, 8, "DEV-08")]


def test_a_notice_taken_down_before_it_was_put_up_is_one_fault():
    assert judged(listed("2026-08-12", "2026-08-10", "2026-08-05")) == [(WRONG, 8, "DEV-08")]
