"""What secretaries owe in training, hours of a session, the way of a class: table by table."""

from datetime import date, time, timedelta

import pytest

from app.rules import secretaries, training
from app.rules.dates import Period, PeriodKind, add_months
from app.rules.meetings import DueState
from app.rules.members import Stage
from app.rules.organizations import OrganizationKind
from app.rules.secretaries import (
    Tenure,
    Training,
    asked_in,
    concentrated,
    induction,
    newcomer,
    practice,
    serving,
    stints,
)
from app.rules.training import ClassKind, ClassState, Counting, Span, Target, session_hours

FIRST, SECOND = secretaries.halves(2026)
END = date(2026, 12, 31)
MONTHS = [(month, date(2026, month, 1)) for month in range(1, 13)] + [
    (month, add_months(date(2026, month, 1), 1) - timedelta(days=1)) for month in range(1, 13)
]
LONG = Tenure(date(2020, 3, 1))


def trained(*days, kind=ClassKind.SECRETARY):
    return [Training(kind, day) for day in days]


@pytest.mark.parametrize(("month", "day"), MONTHS)
def test_a_secretary_appointed_in_the_year_is_asked_for_what_three_months_are_left_of(month, day):
    """First and last day of each month: three months up to 30 June, or up to 31 December."""
    first_day = day.day == 1
    held = [Tenure(day)]
    assert asked_in(held, FIRST, END) is (month <= 3 or (month == 4 and first_day))
    assert asked_in(held, SECOND, END) is (month <= 9 or (month == 10 and first_day))
    assert asked_in(held, Period(PeriodKind.YEAR, 2026), END) is asked_in(held, SECOND, END)


@pytest.mark.parametrize(("month", "day"), MONTHS)
def test_a_new_secretary_has_six_months_from_each_day_of_the_year(month, day):
    owed = induction([Tenure(day)], [], day)
    assert owed.due == add_months(day, 6)
    assert induction([Tenure(day)], [], owed.due).state is not DueState.LATE
    assert induction([Tenure(day)], [], owed.due + timedelta(days=1)).state is DueState.LATE
    assert induction([Tenure(day)], [], add_months(day, 12)) is None


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 7, 1), DueState.DUE), (date(2026, 11, 30), DueState.DUE),
        (date(2026, 12, 1), DueState.SOON), (date(2026, 12, 31), DueState.SOON),
        (date(2027, 1, 1), DueState.LATE),
    ],
)  # fmt: skip
def test_a_half_year_is_near_thirty_days_before_its_end(day, state):
    assert concentrated([LONG], [], SECOND, day).state is state


@pytest.mark.parametrize(
    ("days", "first", "second"),
    [
        ([], False, False),
        ([date(2026, 1, 1)], True, False),
        ([date(2026, 6, 30)], True, False),
        ([date(2026, 7, 1)], False, True),
        ([date(2026, 12, 31)], False, True),
        ([date(2026, 3, 1), date(2026, 9, 1)], True, True),
        ([date(2026, 3, 1), date(2026, 5, 1)], True, False),
        ([date(2025, 12, 31)], False, False),
    ],
)
def test_each_half_year_needs_its_own_training(days, first, second):
    done = [concentrated([LONG], trained(*days), half, END) for half in (FIRST, SECOND)]
    assert [one.state is DueState.DONE for one in done] == [first, second]


def test_two_posts_are_one_duty_and_one_training_settles_both():
    held = [Tenure(date(2024, 3, 1)), Tenure(date(2026, 11, 1))]
    assert stints(held) == [Tenure(date(2024, 3, 1))]
    assert concentrated(held, trained(date(2026, 9, 9)), SECOND, END).state is DueState.DONE
    assert induction(held, [], END) is None


def test_another_branch_from_the_next_day_on_is_no_break():
    held = [Tenure(date(2025, 1, 1), date(2026, 9, 30)), Tenure(date(2026, 10, 1))]
    assert serving(held, END).started_on == date(2025, 1, 1)
    assert induction(held, [], END) is None
    assert asked_in(held, SECOND, END)


@pytest.mark.parametrize(
    ("back", "asked", "new"),
    [
        (date(2026, 2, 1), True, False),  # a month later: asked for both, not new
        (date(2026, 10, 1), True, False),
        (date(2026, 10, 2), False, False),  # a break ends too late for this half-year
        (date(2026, 12, 31), False, True),  # away for a year: new again
    ],
)
def test_a_break_counts_from_the_return(back, asked, new):
    held = [Tenure(date(2023, 1, 1), date(2025, 12, 31)), Tenure(back)]
    assert asked_in(held, SECOND, END) is asked
    assert (induction(held, [], END) is not None) is new


def test_who_was_replaced_owes_nothing_more_and_the_successor_owes_by_the_own_span():
    before = [Tenure(date(2023, 1, 1), date(2026, 8, 31))]
    after = [Tenure(date(2026, 9, 1))]
    assert asked_in(before, SECOND, date(2026, 8, 31))
    assert not asked_in(before, SECOND, date(2026, 9, 1))
    assert concentrated(before, [], SECOND, END) is None
    assert concentrated(after, [], SECOND, END).due == END
    assert induction(after, [], END).due == date(2027, 3, 1)


def test_a_half_year_to_come_asks_nothing_yet():
    assert concentrated([LONG], [], SECOND, date(2026, 6, 30)) is None


def test_practice_is_asked_once_a_year_and_no_class_settles_it():
    year = 2026
    assert practice([LONG], trained(date(2026, 9, 9)), year, END).state is not DueState.DONE
    done = trained(date(2026, 2, 2), kind=ClassKind.PRACTICE)
    assert practice([LONG], done, year, END).done_on == date(2026, 2, 2)
    assert concentrated([LONG], done, FIRST, END).state is not DueState.DONE


def test_induction_counts_from_the_appointment_on():
    held = [Tenure(date(2026, 9, 1))]
    assert induction(held, trained(date(2026, 8, 31)), END).done_on is None
    assert induction(held, trained(date(2026, 9, 1)), END).done_on == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("joined", "confirmed", "stage", "span"),
    [
        (date(2026, 5, 20), None, Stage.PROBATIONARY, (date(2026, 5, 20), date(2027, 5, 19))),
        (date(2025, 5, 20), date(2026, 5, 20), Stage.FULL,
         (date(2026, 5, 20), date(2027, 5, 19))),
        (date(2024, 12, 31), date(2025, 12, 31), Stage.FULL, None),
        (date(2020, 1, 1), None, Stage.FULL, None),
        (None, None, Stage.ACTIVIST, None),
    ],
)  # fmt: skip
def test_probation_and_the_year_after_ask_for_one_training_each(joined, confirmed, stage, span):
    assert newcomer(joined, confirmed, stage, END) == span


@pytest.mark.parametrize(
    ("span", "starts", "ends", "counting", "hours"),
    [
        (Span.DAY, None, None, Counting(), 8),
        (Span.HALF, time(9), time(12), Counting(), 4),
        (Span.HOURS, time(14), time(16), Counting(), 2),
        (Span.HOURS, time(14), time(15, 29), Counting(), 1),
        (Span.HOURS, time(14), time(15, 30), Counting(), 1.5),
        (Span.HOURS, time(14), time(14), Counting(), 0),
        (Span.DAY, None, None, Counting(6, 3, 1), 6),
        (Span.HOURS, time(8), time(10), Counting(6, 3, 1.5), 3),
    ],
)
def test_hours_of_a_session_follow_the_organisations_counting(span, starts, ends, counting, hours):
    assert session_hours(span, starts, ends, counting) == hours


def test_a_class_goes_only_where_it_may():
    ways = {
        (now, then) for now in ClassState for then in ClassState if training.may_become(now, then)
    }
    assert ways == {(now, then) for now, every in training.NEXT.items() for then in every}
    assert not any(now in (ClassState.FINISHED, ClassState.CANCELLED) for now, _ in ways)


@pytest.mark.parametrize("kind", ClassKind)
def test_a_branch_holds_its_own_small_classes_only(kind):
    own = training.check_host(kind, OrganizationKind.BRANCH)
    assert bool(own) is (kind in {ClassKind.ROTATION, ClassKind.EXCHANGE})
    assert training.check_host(kind, OrganizationKind.COMMITTEE)
    assert not training.check_host(kind, OrganizationKind.GROUP)


def test_every_kind_has_a_usual_target():
    assert set(training.USUAL) == set(ClassKind)
    assert set(training.USUAL.values()) <= set(Target)
