"""An opinion's states and days: just in time, just late, with and without the local rule."""

from datetime import date

import pytest

from app.rules.affairs import (
    NEXT,
    OpinionState,
    check_due,
    counted_from,
    may_become,
    may_read,
    usual_due,
)

S = OpinionState
ASKED = date(2026, 11, 2)
TODAY = date(2026, 11, 16)
ON, OFF = frozenset({"AF-L1"}), frozenset()


def test_every_state_has_a_way_on_and_nothing_answered_ends_untold():
    assert set(NEXT) == set(S)
    assert S.CLOSED not in NEXT[S.ANSWERED]
    assert not may_become(S.RAISED, S.TOLD)
    assert may_become(S.TOLD, S.RAISED)


@pytest.mark.parametrize(("due", "on", "fine"), [
    (date(2026, 11, 15), OFF, False), (date(2026, 11, 16), OFF, True),
    (date(2027, 3, 1), OFF, True), (date(2026, 11, 17), ON, True),
    (date(2026, 11, 18), ON, False),
])  # fmt: skip
def test_a_day_past_is_refused_and_one_past_the_local_limit_takes_a_reason(due, on, fine):
    assert bool(check_due(ASKED, due, on, TODAY)) is fine


def test_a_local_limit_only_warns_and_says_its_source():
    [reason] = check_due(ASKED, date(2026, 11, 18), ON, TODAY).warnings
    assert reason.rule_id == "AF-L1"


def test_the_usual_day_is_thirty_days_on_and_fifteen_where_the_local_rule_is_on():
    assert usual_due(ASKED, OFF, TODAY) == date(2026, 12, 2)
    assert usual_due(ASKED, ON, TODAY) == date(2026, 11, 17)
    assert usual_due(date(2026, 8, 1), OFF, TODAY) == TODAY


def test_a_month_is_counted_from_its_last_day():
    assert counted_from(date(2026, 2, 3)) == date(2026, 2, 28)


def test_only_three_may_read():
    assert may_read(handles=True, assigned=False, author=False)
    assert may_read(handles=False, assigned=True, author=False)
    assert may_read(handles=False, assigned=False, author=True)
    assert not may_read(handles=False, assigned=False, author=False)
