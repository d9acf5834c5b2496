"""Bookings: never two at one time, asked for and answered, repeated, moved, waited for, used."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from app.access.scope import Scope
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.rules.venues import BookingState, Every, Span
from app.venues import actions, queries
from app.venues.actions import Asked
from app.venues.models import Booking, Waiting
from tests.venues.made import AFTERNOON, DAY, LATER, OPEN, booked, hall, room

OF = Scope(frozenset({"/"}))


def scope(organization):
    return Scope(frozenset({organization.path}))


@pytest.fixture
def venue(world):
    return room(world)


@pytest.mark.storage
@pytest.mark.parametrize("span", [
    AFTERNOON, Span(time(14), time(15, 1)), Span(time(16, 59), time(18)),
    Span(time(15, 30), time(16)), Span(time(14), time(18)),
])  # fmt: skip
def test_the_database_refuses_a_second_booking_that_overlaps(world, venue, span):
    booked(world, venue)
    db.session.flush()
    with pytest.raises(IntegrityError, match="ex_venue_booking_overlap"):
        booked(world, venue, span=span)
    db.session.rollback()


@pytest.mark.storage
@pytest.mark.parametrize("span", [LATER, Span(time(13), time(15))])
def test_bookings_that_touch_do_not_overlap(world, venue, span):
    booked(world, venue)
    assert booked(world, venue, span=span).state is BookingState.HELD


@pytest.mark.storage
def test_setting_up_and_clearing_keep_others_away(world):
    venue = room(world, set_up=15, clearing=15)
    booked(world, venue)
    with pytest.raises(IntegrityError, match="ex_venue_booking_overlap"):
        booked(world, venue, span=Span(time(17, 29), time(18)))
    db.session.rollback()


@pytest.mark.storage
def test_neither_a_move_nor_a_return_to_life_slips_past_the_database(world, venue):
    booked(world, venue)
    other = booked(world, venue, span=LATER)
    gone = booked(world, venue, span=Span(time(18), time(19)))
    actions.cancel([gone], why="不用了", by="周敏")
    taken = booked(world, venue, span=Span(time(18), time(19)))
    db.session.commit()
    for change in (
        update(Booking).where(Booking.id == other.id).values(blocked_from=other.blocked_from - 1),
        update(Booking).where(Booking.id == gone.id).values(state=BookingState.HELD),
    ):
        with pytest.raises(IntegrityError, match="ex_venue_booking_overlap"):
            db.session.execute(change)
        db.session.rollback()
    assert db.session.get(Booking, taken.id).stands


@pytest.mark.storage
def test_a_request_that_waits_blocks_the_time_too(world):
    venue = hall(world)
    assert booked(world, venue).state is BookingState.ASKED
    with pytest.raises(IntegrityError, match="ex_venue_booking_overlap"):
        booked(world, venue, by=world.there)
    db.session.rollback()


@pytest.mark.storage
def test_another_room_and_another_day_are_free(world, venue):
    booked(world, venue)
    assert booked(world, room(world, name="会议室"))
    assert booked(world, venue, day=DAY + timedelta(days=1))


def test_the_owner_answers_and_a_refusal_takes_a_reason_and_frees_the_time(world):
    asked = booked(world, hall(world))
    with pytest.raises(Refused, match="写明原因"):
        actions.answer(asked, agreed=False, by="吴赟")
    actions.answer(asked, agreed=False, by="吴赟", why="当天检修。")
    assert (asked.state, asked.why) == (BookingState.REFUSED, "当天检修。")
    again = booked(world, asked.venue, by=world.there)
    actions.answer(again, agreed=True, by="吴赟")
    assert again.state is BookingState.HELD
    with pytest.raises(Refused, match="已约定"):
        actions.answer(again, agreed=True, by="吴赟")


def test_the_owner_need_not_ask_itself(world):
    assert booked(world, hall(world), by=world.college).state is BookingState.HELD


def test_repeated_days_that_cannot_be_had_are_told_or_left_out(world, venue):
    booked(world, venue, day=DAY + timedelta(days=7))
    facts = {"every": Every.WEEK, "until": DAY + timedelta(days=14)}
    plain = (venue, world.here, None, DAY, AFTERNOON, Asked("学习", 20))
    with pytest.raises(Refused, match="有 1 天约不上：11月25日已有人约"):
        actions.book_days(*plain, **facts)
    made = actions.book_days(*plain, **facts, skip_taken=True)
    assert [one.day for one in made] == [DAY, DAY + timedelta(days=14)]
    assert len({one.series for one in made}) == 1
    assert made[0].series


def test_a_month_without_that_day_is_told_and_not_dropped(world, venue):
    plain = (venue, world.here, None, date(2026, 12, 31), AFTERNOON, Asked("学习", 20))
    facts = {"every": Every.MONTH, "until": date(2027, 4, 30)}
    with pytest.raises(Refused, match="有 2 天约不上：2月没有31日。4月没有31日。"):
        actions.book_days(*plain, **facts)
    made = actions.book_days(*plain, **facts, skip_taken=True)
    assert [one.day.month for one in made] == [12, 1, 3]


def test_repeating_needs_its_last_day(world, venue):
    plain = (venue, world.here, None, DAY, AFTERNOON, Asked("学习", 20))
    with pytest.raises(Refused, match="重复到哪一天"):
        actions.book_days(*plain, every=Every.WEEK, until=None)
    with pytest.raises(Refused, match="不能早于"):
        actions.book_days(*plain, every=Every.WEEK, until=DAY - timedelta(days=1))


def test_who_waits_longest_has_what_comes_free(world, venue):
    first = booked(world, venue)
    for number, branch in enumerate((world.there, world.here)):
        with clock.travel(clock.today(), hour=9 + number):
            actions.wait(venue, branch, None, DAY, AFTERNOON, Asked(f"等候{number}", 10))
    actions.cancel([first], why="改期", by="周敏")
    [now] = queries.between(OF, DAY, DAY)
    assert (now.title, now.organization, now.from_list) == ("等候0", world.there, True)
    still = select(func.count()).where(Waiting.ended_on.is_(None))
    assert db.session.scalar(still) == 1
    assert queries.came_free(scope(world.there), clock.today()) == [now]


def test_nobody_waits_for_what_is_free_or_twice(world, venue):
    facts = (venue, world.there, None, DAY, AFTERNOON, Asked("等", 10))
    with pytest.raises(Refused, match="现在空着"):
        actions.wait(*facts)
    booked(world, venue)
    actions.wait(*facts)
    with pytest.raises(Refused, match="已经排上"):
        actions.wait(*facts)


def test_a_move_frees_the_old_time_for_the_line(world, venue):
    first = booked(world, venue)
    actions.wait(venue, world.there, None, DAY, AFTERNOON, Asked("等", 10))
    actions.move(first, venue, DAY, LATER, 20)
    assert [(one.span, one.organization) for one in queries.between(OF, DAY, DAY)] == [
        (AFTERNOON, world.there), (LATER, world.here),
    ]  # fmt: skip


def test_what_has_begun_is_not_given_up(world, venue):
    first = booked(world, venue)
    with clock.travel(DAY, hour=15), pytest.raises(Refused, match="已经开始"):
        actions.cancel([first], why="不用了", by="周敏")


def test_changed_opening_times_tell_which_bookings_lie_outside(world, venue):
    actions.set_opening(venue, clock.today(), OPEN)
    late = booked(world, venue, span=Span(time(19), time(20)))
    booked(world, venue)
    until_six = dict.fromkeys(range(5), Span(time(8), time(18)))
    assert actions.set_opening(venue, clock.today() + timedelta(days=1), until_six) == [late]
    with pytest.raises(Refused, match="不在开放时间内"):
        booked(world, venue, day=DAY + timedelta(days=1), span=Span(time(19), time(20)))
    assert booked(world, venue, day=clock.today(), span=Span(time(19), time(20)))


def test_use_is_noted_once_it_was_and_counts(world, venue):
    actions.set_opening(venue, clock.today(), OPEN)
    first = booked(world, venue)
    with pytest.raises(Refused, match="还没有到"):
        actions.note_use(first, minutes=90, people=18, intact=True)
    with clock.travel(DAY, hour=18):
        actions.note_use(first, minutes=90, people=18, intact=True)
        found = queries.use(scope(world.here), DAY.replace(day=1), DAY)[venue.id]
    assert (found.times, found.minutes, found.people, found.booked) == (1, 90, 18, 1)


def test_nobody_used_a_room_that_was_not_used(world, venue):
    first = booked(world, venue)
    with clock.travel(DAY, hour=18):
        with pytest.raises(Refused, match="人数也填 0"):
            actions.note_use(first, minutes=0, people=20, intact=None)
        actions.note_use(first, minutes=0, people=0, intact=None)
    assert first.used


@pytest.mark.parametrize(("day", "people", "said"), [
    (date(2026, 8, 31), 8, "还没有启用"), (date(2026, 11, 2), 31, "最多容纳 30 人"),
])  # fmt: skip
def test_a_use_that_cannot_have_been_is_refused(world, day, people, said):
    venue = room(world, used_since=date(2026, 9, 1))
    asked = Asked("开会", people)
    with pytest.raises(Refused, match=said):
        actions.enter_use(venue, world.here, None, day, AFTERNOON, asked, intact=None)


def test_a_use_that_nobody_booked_is_entered_afterwards_only(world, venue):
    yesterday = clock.today() - timedelta(days=1)
    facts = (venue, world.here, None)
    asked = Asked("临时开会", 8)
    made = actions.enter_use(*facts, yesterday, AFTERNOON, asked, intact=None)
    assert (made.used_minutes, made.used_people) == (120, 8)
    with pytest.raises(Refused, match="请用预约"):
        actions.enter_use(*facts, DAY, AFTERNOON, asked, intact=None)


def test_what_is_free_is_open_empty_and_large_enough_the_smallest_first(world, venue):
    large = hall(world)
    small = room(world, name="谈话室", capacity=4)
    assert queries.free(scope(world.here), DAY, AFTERNOON, 3) == [small, venue, large]
    booked(world, venue)
    assert queries.free(scope(world.here), DAY, AFTERNOON, 20) == [large]
    assert queries.free(scope(world.there), DAY, AFTERNOON) == [large]


def test_a_retired_room_has_no_bookings_and_takes_none(world, venue):
    first = booked(world, venue)
    with pytest.raises(Refused, match="还有没到日子的预约"):
        actions.retire(venue, why="改作教室")
    actions.cancel([first], why="改期", by="周敏")
    actions.retire(venue, why="改作教室")
    with pytest.raises(Refused, match="已经停用"):
        booked(world, venue)
    assert venue not in queries.listed(scope(world.here))


@pytest.mark.storage
def test_the_guard_is_there_after_every_migration(app):
    """SQLite's triggers go silently when a table is rebuilt by a later migration."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            found = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'venue%'")
            )
            assert set(found.scalars()) == {"venue_booking_insert", "venue_booking_update"}
        else:
            found = connection.execute(
                text("SELECT 1 FROM pg_constraint WHERE conname = 'ex_venue_booking_overlap'")
            )
            assert found.scalar() == 1


def test_days_of_opening_are_kept_from_their_day_on(world, venue):
    with clock.travel(date(2026, 1, 5)):
        actions.set_opening(venue, date(2026, 1, 5), OPEN)
    actions.set_opening(venue, date(2026, 11, 17), {5: Span(time(9), time(12))})
    assert set(venue.opening_on(date(2026, 11, 16))) == set(range(5))
    assert set(venue.opening_on(date(2026, 11, 17))) == {5}
    assert venue.opening_on(date(2025, 12, 31)) == {}
