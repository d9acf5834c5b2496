"""Days known to the month only: refused when no day would do, asked for when the day decides."""

import pytest

from app.rules.development.linter import lint
from app.rules.development.steps import Step
from tests.rules.development.files import (
    DATED,
    FINISHED,
    NEW,
    OLD,
    alter,
    clean_file,
    found,
    on,
    without,
)

WRONG, LATE, GAP = "wrong", "late", "gap"


def file(start=NEW, **facts):
    return clean_file(start, on_day=FINISHED, **facts)


@pytest.mark.parametrize(
    ("prospect", "fault"), [("2026-06", WRONG), ("2026-07", GAP), ("2026-08", None)]
)
def test_a_year_of_training_to_a_month(prospect, fault):
    """Activist since 2025-07-02."""
    case = alter(file(), Step.PROSPECT, on=prospect)
    assert found(case) == ([(fault, 7, "DEV-07")] if fault else [])


def test_the_message_says_that_only_the_month_is_known_and_what_hangs_on_the_day():
    (fault,) = lint(alter(file(), Step.PROSPECT, on="2026-07"), FINISHED)
    assert fault.message == "确定发展对象的日期只记到月，无法判断培养教育是否满 12 个月"
    assert fault.mend == "补上具体日期"
    assert not fault.objects


def test_a_year_alone_is_said_to_be_a_year():
    (fault,) = lint(alter(file(), Step.TALK, on="2025"), FINISHED)
    assert "只记到年" in fault.message


@pytest.mark.parametrize(
    ("talk", "fault"), [("2024-12", None), ("2025-01", GAP), ("2025-02", LATE)]
)
def test_a_month_of_time_for_the_talk_to_a_month(talk, fault):
    """Applied on 2024-12-02."""
    case = alter(file(), Step.TALK, on=talk)
    assert found(case) == ([(fault, 2, "DEV-02")] if fault else [])


@pytest.mark.parametrize("start", [OLD, NEW])
def test_the_month_of_the_assembly_never_suffices_and_is_asked_about_once(start):
    case = file(start)
    month = on(case.day(Step.ACCEPTED).iso[:7])
    assert found(alter(case, Step.ACCEPTED, on=month)) == [(GAP, 15, "DEV-26")]


@pytest.mark.parametrize("step", DATED)
def test_the_month_of_any_one_step_is_never_wrong_nor_late(step):
    case = file()
    month = on(case.last(step).on.iso[:7])
    told = [fault[:2] for fault in found(alter(case, step, on=month, until=None))]
    assert told in ([], [(GAP, step)])


@pytest.mark.parametrize(
    ("birth", "fault"), [("2006-11", None), ("2006-12", GAP), ("2007-01", WRONG), ("2006", GAP)]
)
def test_the_age_of_somebody_whose_birth_is_known_to_the_month(birth, fault):
    """Applied on 2024-12-02."""
    case = file(birth=on(birth))
    assert found(case) == ([(fault, 1, "DEV-01")] if fault else [])


def test_steps_within_one_month_are_not_asked_about():
    """Examined 2026-09-22, pre-review 2026-09-29: the order is as good as known."""
    case = alter(alter(file(), Step.EXAMINED, on="2026-09"), Step.INTRODUCERS, on="2026-08")
    assert found(case) == []


@pytest.mark.parametrize(("examined", "ok"), [("2026-09", True), ("2026-10", False)])
def test_the_order_is_refused_only_when_no_day_of_the_month_would_do(examined, ok):
    """The pre-review was on 2026-09-29."""
    case = alter(file(), Step.EXAMINED, on=examined)
    assert found(case) == ([] if ok else [(WRONG, 13, "")])


def test_two_months_in_the_wrong_order_with_a_step_between_left_out():
    case = without(file(), Step.EXAMINED)
    case = alter(case, Step.COURSE, on="2026-10-20", until=None)
    assert found(case) == [(WRONG, 13, ""), (GAP, 12, "")][::-1]


def test_a_month_that_holds_the_change_is_judged_by_the_milder_text():
    case = alter(file(), Step.ACTIVIST, on="2025-04-01")
    case = alter(case, Step.PROSPECT, on="2026-05-01")
    listed = alter(case, Step.PROSPECT_LISTED, on="2026-05", agreed_on=None)
    told = [fault for fault in found(listed) if fault[1] == 8]
    assert told == []


@pytest.mark.parametrize(("activist", "fault"), [("2025-07-31", GAP), ("2025-08-01", WRONG)])
def test_the_last_day_of_the_month_may_just_do(activist, fault):
    case = without(file(reviews=()), Step.ACTIVIST_FILED, Step.CONTACTS)
    case = alter(alter(case, Step.ACTIVIST, on=activist), Step.PROSPECT, on="2026-07")
    told = [one for one in found(case) if one[2] == "DEV-07"]
    assert told == [(fault, 7, "DEV-07")]
