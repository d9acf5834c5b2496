"""Votes, organs, the course, leaving soon, papers, extension and cancelling."""

from datetime import date, timedelta

import pytest

from app.rules.base import Strength
from app.rules.development.case import Move, Organ, Outcome, Votes, probation
from app.rules.development.linter import lint
from app.rules.development.steps import ARCHIVE, Step
from tests.rules.development.files import (
    FINISHED,
    NEW,
    OLD,
    alter,
    clean_file,
    deed,
    found,
    on,
    with_deeds,
    without,
)

WRONG, LATE, GAP = "wrong", "late", "gap"
ASSEMBLIES = [Step.ACCEPTED, Step.CONFIRMATION_VOTED]


def file(start=NEW, until=Step.ARCHIVED, **facts):
    return clean_file(start, until, FINISHED, **facts)


def voted(step, start=NEW, outcome=Outcome.PASSED, **figures):
    figures = {"due": 12, "present": 12, "yes": 12, "secret": True} | figures
    return alter(file(start), step, votes=Votes(**figures), outcome=outcome)


@pytest.mark.parametrize("start", [OLD, NEW])
@pytest.mark.parametrize("step", ASSEMBLIES)
@pytest.mark.parametrize(("present", "ok"), [(6, False), (7, True), (8, True)])
def test_dev_15_more_than_half_must_come(start, step, present, ok):
    case = voted(step, start, present=present, written=12 - present)
    assert found(case) == ([] if ok else [(WRONG, step, "DEV-15")])


@pytest.mark.parametrize("start", [OLD, NEW])
@pytest.mark.parametrize("step", ASSEMBLIES)
@pytest.mark.parametrize(("yes", "ok"), [(6, False), (7, True), (8, True)])
def test_dev_16_more_than_half_of_those_due_must_agree(start, step, yes, ok):
    case = voted(step, start, yes=yes, no=12 - yes)
    assert found(case) == ([] if ok else [(WRONG, step, "DEV-16")])


def test_dev_16_is_cited_by_the_article_of_the_day():
    articles = {}
    for start in (OLD, NEW):
        (fault,) = lint(voted(Step.ACCEPTED, start, yes=6, no=6), FINISHED)
        articles[start] = fault.reason.cite.article
    assert articles == {OLD: "第二十一条", NEW: "第二十条"}


@pytest.mark.parametrize(("yes", "ok"), [(6, True), (7, False)])
def test_a_vote_that_carries_is_not_recorded_as_failed(yes, ok):
    case = voted(Step.ACCEPTED, outcome=Outcome.FAILED, yes=yes, no=12 - yes)
    case = without(case, *(step for step in Step if step > Step.ACCEPTED))
    assert found(case) == ([] if ok else [(WRONG, 15, "DEV-16")])


@pytest.mark.parametrize(("written", "ok"), [(2, True), (3, False)])
def test_dev_17_written_opinions_count_as_votes_of_those_absent(written, ok):
    case = voted(Step.ACCEPTED, present=10, yes=12, written=written)
    assert found(case) == ([] if ok else [(WRONG, 15, "")])


def test_more_votes_than_voters_cannot_be():
    assert found(voted(Step.ACCEPTED, present=10, yes=11)) == [(WRONG, 15, "")]


@pytest.mark.parametrize(
    ("step", "strength"),
    [(Step.ACCEPTED, Strength.MUST), (Step.CONFIRMATION_VOTED, Strength.NORMALLY)],
)
def test_dev_18_a_vote_by_show_of_hands(step, strength):
    (fault,) = lint(voted(step, secret=False), FINISHED)
    assert (fault.reason.rule_id, fault.strength) == ("DEV-18", strength)
    assert bool(fault.reason.cite.article) is (strength is Strength.MUST)
    assert lint(voted(step, secret=None), FINISHED) == ()


@pytest.mark.parametrize("step", ASSEMBLIES)
def test_dev_21_figures_that_are_not_recorded_are_asked_for(step):
    assert found(alter(file(), step, votes=None)) == [(GAP, step, "DEV-21")]


NOT_COMMITTEES = [organ for organ in Organ if organ is not Organ.COMMITTEE]


@pytest.mark.parametrize("start", [OLD, NEW])
@pytest.mark.parametrize("step", [Step.PREREVIEW, Step.APPROVED, Step.CONFIRMATION_APPROVED])
@pytest.mark.parametrize("organ", NOT_COMMITTEES)
def test_dev_23_only_a_committee_approves(start, step, organ):
    assert found(alter(file(start), step, organ=organ)) == [(WRONG, step, "DEV-23")]
    assert found(alter(file(start), step, organ=None)) == []


def test_dev_23_a_temporary_organisation_may_where_something_else_is_laid_down():
    case = alter(file(), Step.APPROVED, organ=Organ.TEMPORARY, reason="某文件另有规定")
    assert found(case) == []


@pytest.mark.parametrize("facts", [{"organ": Organ.TEMPORARY}, {"organ": None}])
def test_dev_23_a_temporary_branch_does_not_accept(facts):
    temporary = facts["organ"] is None
    case = alter(file(temporary_branch=temporary), Step.ACCEPTED, **facts)
    assert found(case) == [(WRONG, 15, "DEV-23")]
    assert found(alter(case, Step.ACCEPTED, reason="另有规定")) == []


def test_a_temporary_branch_joined_later_did_not_accept():
    case = file(temporary_branch=True, moves=(Move(on("2026-12-01")),))
    assert found(case) == []
    same_day = file(temporary_branch=True, moves=(Move(on("2026-10-17")),))
    assert found(same_day) == [(WRONG, 15, "DEV-23")]


@pytest.mark.parametrize("step", ASSEMBLIES)
def test_dev_15_a_branch_committee_cannot_accept(step):
    case = alter(file(), step, organ=Organ.BRANCH_COMMITTEE)
    assert found(case) == [(WRONG, step, "DEV-15")]


@pytest.mark.parametrize(
    ("organ", "ok"),
    [
        (None, True),
        (Organ.BRANCH_COMMITTEE, True),
        (Organ.ASSEMBLY, True),
        (Organ.COMMITTEE, False),
    ],
)
def test_dev_03_activists_are_chosen_in_the_branch(organ, ok):
    case = alter(file(), Step.ACTIVIST, organ=organ)
    assert found(case) == ([] if ok else [(WRONG, 3, "DEV-03")])


@pytest.mark.parametrize("start", [OLD, NEW])
@pytest.mark.parametrize(
    ("days", "hours", "ok"),
    [
        (2, 23, False),
        (3, 0, True),
        (3, None, True),
        (4, 0, True),
        (0, 24, True),
        (None, 24, True),
        (0, 25, True),
        (None, 23, False),
    ],
)
def test_dev_12_three_days_or_twenty_four_hours(start, days, hours, ok):
    case = alter(file(start), Step.COURSE, days=days, hours=hours, until=None)
    assert found(case) == ([] if ok else [(WRONG, 11, "DEV-12")])
    assert found(alter(case, Step.COURSE, reason="线上补学")) == []


def test_dev_12_a_course_without_its_length_is_asked_about():
    case = alter(file(), Step.COURSE, days=None, hours=None)
    assert found(case) == [(GAP, 11, "DEV-12")]


@pytest.mark.parametrize(("days", "ok"), [(2, False), (3, True)])
def test_a_course_of_three_days_takes_three_days(days, ok):
    case = file()
    first = case.day(Step.COURSE).earliest
    case = alter(case, Step.COURSE, until=on(first + timedelta(days=days - 1)))
    assert found(case) == ([] if ok else [(WRONG, 11, "")])


def test_dev_12_untrained_only_in_a_special_case():
    case = without(file(), Step.COURSE)
    (fault,) = lint(case, FINISHED)
    assert (fault.reason.rule_id, fault.refuses) == ("DEV-12", True)
    assert lint(alter(case, Step.EXAMINED, reason="援外期间无法参加"), FINISHED) == ()


@pytest.mark.parametrize(
    ("organ", "ok"), [(Organ.COMMITTEE, True), (None, True), (Organ.GENERAL_BRANCH, False)]
)
def test_dev_12_a_committee_holds_the_course(organ, ok):
    case = alter(file(), Step.COURSE, organ=organ)
    assert found(case) == ([] if ok else [(WRONG, 11, "DEV-12")])


@pytest.mark.parametrize(
    ("leaves", "ok"),
    [("2026-10-01", True), ("2026-10-02", False), ("2027-01-02", False), ("2027-01-03", True)],
)
def test_dev_13_who_leaves_within_three_months_is_normally_not_accepted(leaves, ok):
    """The booklet is filled in on 2026-10-02."""
    case = file(leaves_on=date.fromisoformat(leaves))
    assert found(case) == ([] if ok else [(WRONG, 14, "DEV-13")])
    assert found(alter(case, Step.BOOKLET, reason="本单位留任")) == []


def test_dev_11_no_examination_without_a_political_review():
    (fault,) = lint(without(file(), Step.POLITICAL_REVIEW), FINISHED)
    assert (fault.reason.rule_id, fault.refuses) == ("DEV-11", True)
    failed = alter(file(), Step.POLITICAL_REVIEW, outcome=Outcome.FAILED)
    (fault,) = lint(failed, FINISHED)
    assert (fault.reason.rule_id, fault.refuses, fault.step) == ("DEV-11", True, 12)


APPROVAL = ["booklet", "application", "activist_record", "review_report"]


@pytest.mark.parametrize("start", [OLD, NEW])
@pytest.mark.parametrize("lost", [None, *APPROVAL])
def test_dev_22_four_papers_go_up_for_approval(start, lost):
    papers = frozenset(APPROVAL) - {lost}
    case = file(start, Step.APPROVED, papers=papers)
    day = case.day(Step.APPROVED).earliest
    assert found(case, day) == ([(GAP, 17, "DEV-22")] if lost else [])


@pytest.mark.parametrize("lost", [None, *ARCHIVE])
def test_dev_30_six_papers_go_into_the_archive(lost):
    case = file(papers=frozenset(ARCHIVE) - {lost})
    assert found(case) == ([(GAP, 25, "DEV-30")] if lost else [])


def test_dev_30_the_probation_form_is_asked_for_only_since_2026():
    assert found(file(OLD, papers=frozenset(ARCHIVE) - {"probationary_record"})) == []


def test_papers_nobody_keeps_a_list_of_are_not_judged():
    assert found(file(papers=None)) == []


def cancelled(case, reason="不履行党员义务", **facts):
    case = without(case, Step.CONFIRMATION_VOTED, Step.CONFIRMATION_APPROVED, Step.ARCHIVED)
    day = probation(case).ends
    end = deed(Step.CONFIRMATION_VOTED, day, outcome=Outcome.CANCELLED, reason=reason, **facts)
    approved = deed(Step.CONFIRMATION_APPROVED, day + timedelta(days=30), outcome=Outcome.CANCELLED)
    return with_deeds(case, end, approved)


def test_dev_33_a_cancellation_says_why():
    assert found(cancelled(file())) == []
    assert found(cancelled(file(), "")) == [(GAP, 23, "DEV-33")]


def test_a_cancellation_needs_no_application_and_its_approval_in_three_months():
    case = without(cancelled(file()), Step.CONFIRMATION_ASKED)
    assert found(case) == []
    waiting = without(case, Step.CONFIRMATION_APPROVED)
    assert found(waiting) == [(LATE, 24, "DEV-28")]


def test_nothing_comes_after_a_cancellation():
    case = cancelled(file())
    oath = alter(case, Step.OATH, on=probation(case).ends + timedelta(days=9), reason="补办")
    assert found(oath) == [(WRONG, 20, "DEV-33")]
    same_day = alter(case, Step.OATH, on=probation(case).ends, reason="补办")
    assert found(same_day) == []


def test_a_cancellation_is_voted_on_too():
    few = Votes(due=12, present=12, yes=6, no=6, secret=True)
    assert found(cancelled(file(), votes=few)) == [(WRONG, 23, "DEV-16")]


def test_an_approval_stands_on_what_the_assembly_decided():
    case = without(cancelled(file()), Step.CONFIRMATION_VOTED)
    assert found(case) == [(GAP, 23, "")]


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_dev_27_an_extension_that_ran_out_is_discussed(days, late):
    case = file(NEW, Step.CONFIRMATION_ASKED)
    ends = probation(case).ends
    decided = {"outcome": Outcome.EXTENDED, "months": 6}
    case = with_deeds(
        case,
        deed(Step.CONFIRMATION_VOTED, ends, **decided),
        deed(Step.CONFIRMATION_APPROVED, ends, **decided),
    )
    day = probation(case).ends + timedelta(days=days)
    assert day > ends + timedelta(days=180)
    assert found(case, day) == ([(LATE, 23, "DEV-26")] if late else [])
