"""A meeting books its room: with its notice, moved and given up with it, used as it is recorded."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.meetings.calls import rooms
from app.meetings.calls.models import Call
from app.rules.venues import BookingState, Span
from app.venues import actions as venues
from app.venues.models import Booking
from tests.meetings import made
from tests.meetings.calls.test_calls import typed
from tests.venues.made import booked, room

DAY = date(2026, 11, 20)


@pytest.fixture
def venue(world):
    found = room(world)
    db.session.commit()
    return found


@pytest.fixture
def send(client_of, world, venue):
    """send(**changes) posts the notice of 20 November, 15 to 17 o'clock, in the branch's room."""

    def post(**changes):
        address = f"/meetings/calls/new?organization={world.here.id}&kind=assembly"
        facts = {"ended_at": "17:00", "venue_id": str(venue.id), "place": ""}
        return client_of("secretary").post(address, data=typed(world, **facts | changes))

    return post


def test_the_notice_takes_the_room_and_the_booking_leads_back(client_of, world, venue, send):
    assert send().status_code == 303
    call, booking = db.session.scalar(select(Call)), db.session.scalar(select(Booking))
    assert (booking.day, booking.span) == (DAY, Span(time(15), time(17)))
    assert (booking.title, booking.address) == (call.title, f"/meetings/calls/{call.id}")
    assert call.place == "思源楼 204 党员活动室"
    page = client_of("secretary").get(f"/venues/bookings/{booking.id}").text
    assert f'href="/meetings/calls/{call.id}"' in page


def test_a_taken_room_refuses_the_notice_whole(world, venue, send):
    booked(world, venue, day=DAY)
    db.session.commit()
    answer = send()
    assert answer.status_code == 422
    assert "已有人约" in answer.text
    assert "听取报告" in answer.text
    assert db.session.scalar(select(Call)) is None


@pytest.mark.parametrize(("changes", "said"), [
    ({"ended_at": ""}, "请填预计结束的时间"),
    ({"venue_id": ""}, "请填写地点，或者选一个场所"),
    ({"venue_id": "999"}, "请从列出的选项中选择"),
])  # fmt: skip
def test_what_a_room_needs_is_told_at_the_field(send, changes, said):
    answer = send(**changes)
    assert answer.status_code == 422
    assert said in answer.text


def change(client_of, world, call, **changes):
    facts = {"ended_at": "17:00", "place": "204", "version": str(call.version)}
    data = typed(world, **facts | changes)
    return client_of("secretary").post(f"/meetings/calls/{call.id}/edit", data=data)


def test_a_changed_notice_moves_the_room_and_a_dropped_one_frees_it(client_of, world, venue, send):
    send()
    call = db.session.scalar(select(Call))
    moved = change(client_of, world, call, started_at="16:00", venue_id=str(venue.id))
    assert moved.status_code == 303
    db.session.expire_all()
    [booking] = db.session.scalars(select(Booking))
    assert booking.span == Span(time(16), time(17))
    change(client_of, world, call, started_at="16:00", venue_id="")
    db.session.expire_all()
    assert booking.state is BookingState.CANCELLED


def test_a_cancelled_meeting_gives_its_room_to_who_waits(client_of, world, venue, send):
    send()
    asked = venues.Asked("主题党日", 10)
    venues.wait(venue, world.college, None, DAY, Span(time(15), time(17)), asked)
    db.session.commit()
    call = db.session.scalar(select(Call.id))
    client_of("secretary").post(f"/meetings/calls/{call}/cancel", data={"why": "书记出差"})
    first, second = db.session.scalars(select(Booking).order_by(Booking.id))
    assert (first.state, first.why) == (BookingState.CANCELLED, "书记出差")
    assert (second.organization, second.from_list) == (world.college, True)


def test_the_record_says_how_the_room_was_used(world, send):
    send()
    call = db.session.scalar(select(Call.id))
    with clock.travel(date(2026, 11, 21)):
        record = made.meeting(
            world, held_on=DAY, started_at=time(15, 10), ended_at=time(16, 40), call_id=call
        )
        booking = rooms.of_call(call)
    assert (booking.used_minutes, booking.used_people) == (90, record.present)
