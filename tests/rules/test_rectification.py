"""An item's states and when it presses."""

from datetime import date

import pytest

from app.rules.meetings import DueState
from app.rules.rectification import ItemState, may_accept, may_become, urgency

S = ItemState
DUE = date(2026, 11, 30)


@pytest.mark.parametrize(("now", "then", "may"), [
    (S.OPEN, S.DONE, True), (S.OPEN, S.DROPPED, True), (S.OPEN, S.ACCEPTED, False),
    (S.DONE, S.ACCEPTED, True), (S.DONE, S.OPEN, True), (S.DONE, S.DROPPED, False),
    (S.ACCEPTED, S.OPEN, False), (S.DROPPED, S.OPEN, True), (S.DROPPED, S.DONE, False),
])  # fmt: skip
def test_an_item_goes_only_where_it_may(now, then, may):
    assert bool(may_become(now, then)) is may


@pytest.mark.parametrize(("day", "state"), [
    (date(2026, 11, 22), DueState.DUE), (date(2026, 11, 23), DueState.SOON),
    (date(2026, 11, 30), DueState.SOON), (date(2026, 12, 1), DueState.LATE),
])  # fmt: skip
def test_seven_days_before_its_day_it_is_near_and_the_day_after_late(day, state):
    assert urgency(S.OPEN, DUE, day) is state


@pytest.mark.parametrize("state", [S.DONE, S.ACCEPTED, S.DROPPED])
def test_what_is_not_open_is_never_late(state):
    assert urgency(state, DUE, date(2027, 12, 1)) is DueState.DONE


def test_nobody_accepts_the_own_work():
    assert not may_accept(3, 3)
    assert may_accept(3, 4)
    assert may_accept(None, 4)
    assert may_accept(None, None)
