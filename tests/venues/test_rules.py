"""When a room may be booked, what blocks what, and which days a repeated booking has."""

from datetime import date, datetime, time

import pytest

from app.rules.venues import (
    Every,
    Room,
    Span,
    answer_by,
    blocked,
    check_booking,
    mend_by,
    open_minutes,
    repeated,
)

at = datetime.combine
DAY = date(2026, 11, 18)
NOW = at(date(2026, 11, 16), time(10))
OPEN = {2: [Span(time(8), time(12)), Span(time(14), time(21))]}
ROOM = Room(30, OPEN)


def faults(span, *, day=DAY, people=None, room=ROOM, now=NOW):
    return [one.field for one in check_booking(room, day, span, people, now)]


@pytest.mark.parametrize(
    ("span", "fields"),
    [
        (Span(time(14), time(21)), []),
        (Span(time(8), time(12)), []),
        (Span(time(13, 59), time(16)), ["starts"]),
        (Span(time(20), time(21, 1)), ["starts"]),
        (Span(time(11), time(15)), ["starts"]),
        (Span(time(23), time(1)), ["ends"]),
        (Span(time(15), time(15)), ["ends"]),
    ],
)
def test_a_booking_lies_within_one_day_and_the_opening_times(span, fields):
    assert faults(span) == fields


def test_a_closed_day_and_a_room_without_times():
    thursday = date(2026, 11, 19)
    assert faults(Span(time(15), time(16)), day=thursday) == ["day"]
    assert faults(Span(time(6), time(23)), day=thursday, room=Room(None, {})) == []


@pytest.mark.parametrize(
    ("now", "fields"),
    [
        (at(date(2026, 11, 18), time(15)), []),
        (at(date(2026, 11, 18), time(15, 1)), ["day"]),
        (at(date(2026, 11, 19), time(0)), ["day"]),
    ],
)
def test_what_is_past_is_not_booked(now, fields):
    assert faults(Span(time(15), time(16)), now=now) == fields


@pytest.mark.parametrize(("people", "fields"), [(30, []), (31, ["people"]), (None, [])])
def test_a_room_holds_so_many(people, fields):
    assert faults(Span(time(15), time(16)), people=people) == fields


def test_setting_up_and_clearing_are_blocked_too():
    start, end = blocked(date(1970, 1, 2), Span(time(15), time(17)), 30, 10)
    assert (start, end) == (1440 + 15 * 60 - 30, 1440 + 17 * 60 + 10)


@pytest.mark.parametrize(
    ("every", "until", "days"),
    [
        (Every.ONCE, None, [(1, 30)]),
        (Every.WEEK, date(2026, 2, 13), [(1, 30), (2, 6), (2, 13)]),
        (Every.WEEK, date(2026, 2, 12), [(1, 30), (2, 6)]),
        (Every.FORTNIGHT, date(2026, 2, 28), [(1, 30), (2, 13), (2, 27)]),
        (Every.MONTH, date(2026, 4, 30), [(1, 30), (3, 30), (4, 30)]),
    ],
)
def test_the_days_of_a_repeated_booking(every, until, days):
    found = repeated(date(2026, 1, 30), every, until)
    assert [(one.month, one.day) for one in found] == days


def test_a_room_is_open_so_many_minutes_and_days_are_counted():
    assert open_minutes(OPEN, date(2026, 11, 16), date(2026, 11, 22)) == 11 * 60
    assert open_minutes({}, date(2026, 1, 1), date(2026, 12, 31)) == 0
    assert mend_by(date(2026, 11, 30)) == date(2027, 2, 28)
    assert answer_by(date(2026, 11, 16)) == date(2026, 11, 19)
