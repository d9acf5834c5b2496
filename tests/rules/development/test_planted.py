"""Twelve planted mistakes, each in a file of its own and all in one: found, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from app.rules.development.case import Notice, NoticeKind, Organ, Votes
from app.rules.development.linter import lint, objections
from app.rules.development.steps import ARCHIVE, Step
from tests.rules.development.files import FINISHED, NEW, alter, clean_file, found, on


def birth(case):
    return replace(case, birth=on("2006-12-03"))


def late_talk(case):
    return alter(case, Step.TALK, on="2025-01-04")


def too_soon(case):
    return alter(case, Step.PROSPECT, on="2026-07-01")


def three_contacts(case):
    third = replace(case.helpers[0], name="赵六")
    return replace(case, helpers=(*case.helpers, third))


def short_notice(case):
    notice = Notice(NoticeKind.PROSPECT, date(2026, 8, 10), date(2026, 8, 14))
    return replace(case, notices=(notice,))


def probationer_introduces(case):
    spoilt = [replace(one, full=False) if one is case.helpers[-1] else one for one in case.helpers]
    return replace(case, helpers=tuple(spoilt))


def short_course(case):
    return alter(case, Step.COURSE, days=2, hours=20)


def no_majority(case):
    return alter(case, Step.ACCEPTED, votes=Votes(13, 11, yes=6, no=5, secret=True))


def general_branch(case):
    return alter(case, Step.APPROVED, organ=Organ.GENERAL_BRANCH)


def late_oath(case):
    return alter(case, Step.OATH, on="2026-12-27")


def early_confirmation(case):
    return alter(case, Step.CONFIRMATION_VOTED, on="2027-10-16")


def lost_paper(case):
    return replace(case, papers=frozenset(ARCHIVE) - {"activist_record"})


def approval_before_talk(case):
    return alter(case, Step.SUPERIOR_TALK, on="2026-11-30")


PLANTED = [
    (birth, ("wrong", 1, "DEV-01")),
    (late_talk, ("late", 2, "DEV-02")),
    (three_contacts, ("wrong", 5, "DEV-04")),
    (too_soon, ("wrong", 7, "DEV-07")),
    (short_notice, ("wrong", 8, "DEV-08")),
    (probationer_introduces, ("wrong", 9, "DEV-09")),
    (short_course, ("wrong", 11, "DEV-12")),
    (no_majority, ("wrong", 15, "DEV-16")),
    (general_branch, ("wrong", 17, "DEV-23")),
    (late_oath, ("late", 20, "DEV-25")),
    (early_confirmation, ("wrong", 23, "DEV-26")),
    (lost_paper, ("gap", 25, "DEV-30")),
]
MISTAKES = [expected for _, expected in PLANTED]


def clean():
    return clean_file(NEW, on_day=FINISHED)


@pytest.mark.parametrize(("plant", "expected"), PLANTED)
def test_one_mistake_is_one_fault(plant, expected):
    assert found(plant(clean())) == [expected]


@pytest.mark.parametrize(("plant", "expected"), PLANTED)
def test_each_says_the_article_the_facts_and_what_would_mend_it(plant, expected):
    (fault,) = lint(plant(clean()), FINISHED)
    assert "2026年修订" in str(fault.reason.cite) or "2014年" in str(fault.reason.cite)
    assert fault.reason.cite.article
    assert fault.facts
    assert fault.mend
    assert fault.message[-1] not in "。；，"


def test_twelve_mistakes_in_one_file_are_twelve_faults():
    assert len(set(MISTAKES)) == 12
    case = clean()
    order = [plant for plant, _ in PLANTED]
    order.sort(key=lambda plant: plant is three_contacts)
    for plant in order:
        case = plant(case)
    assert found(case) == MISTAKES


@pytest.mark.parametrize(("plant", "expected"), PLANTED[:-1])
def test_the_entry_objects_to_the_same_mistake(plant, expected):
    assert [
        (fault.sort.value, int(fault.step), fault.reason.rule_id)
        for fault in objections(clean(), plant(clean()), FINISHED)
    ] == [expected]


def test_a_mistake_on_top_of_an_order_that_does_not_hold_is_not_guessed_at():
    case = approval_before_talk(clean())
    (fault,) = lint(case, FINISHED)
    assert fault.facts == (
        ("上级党委派人谈话", "2026年11月30日"),
        ("上级党委审批", "2026年11月26日"),
    )
