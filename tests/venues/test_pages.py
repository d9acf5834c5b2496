"""Pages of venues as each person: what is seen, booked, answered, checked, printed."""

import re
from datetime import date, time, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.rectification.models import Item
from app.rules.venues import BookingState, Every, Outcome, Span
from app.venues import actions, builders, duties
from app.venues.actions import Asked
from app.venues.models import Booking, Inspection, Venue
from tests.venues.made import AFTERNOON, DAY, booked, hall, room

TYPED = {
    "title": "支部学习", "day": DAY.isoformat(), "starts": "15:00", "ends": "17:00", "people": "20",
    "every": "once",
}  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


def test_a_secretary_registers_a_room_and_opens_it(world, client_of):
    browser = client_of("secretary")
    typed = {"organization_id": str(world.here.id), "name": "活动室", "place": "204",
             "capacity": "40", "approval": "no", "facilities": ["sign", "books"]}  # fmt: skip
    answer = browser.post("/venues/new", data=typed)
    venue = db.session.scalar(db.select(Venue))
    assert answer.location.endswith(f"/venues/{venue.id}")
    assert [one.value for one in venue.has] == ["sign", "books"]
    times = {"since": clock.today().isoformat(), "opens_0": "08:00", "closes_0": "21:00",
             "opens_1": "08:00"}  # fmt: skip
    faulty = browser.post(f"/venues/{venue.id}/opening", data=times)
    assert faulty.status_code == 422
    assert "要一起填" in faulty.get_data(as_text=True)
    assert (
        browser.post(f"/venues/{venue.id}/opening", data=times | {"closes_1": "12:00"}).status_code
        == 303
    )
    assert "08:00—21:00" in browser.get(f"/venues/{venue.id}").get_data(as_text=True)


def test_a_booking_in_the_past_or_for_too_many_is_told_at_its_field(world, client_of):
    venue, browser = room(world), client_of("secretary")
    db.session.commit()
    typed = TYPED | {"organization_id": str(world.here.id)}
    for changes, said in (
        ({"day": "2026-11-15"}, "已经过去"),
        ({"people": "31"}, "最多容纳 30 人"),
        ({"ends": "01:00"}, "跨过半夜"),
        ({"starts": "二十五点"}, "请填写几点几分"),
        ({"every": "week"}, "请填写重复到哪一天"),
    ):
        answer = browser.post(f"/venues/{venue.id}/book", data=typed | changes)
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert said in page
        assert "支部学习" in page


def test_the_waiting_list_and_giving_up_by_hand(world, client_of):
    venue = hall(world, approval=False)
    booked(world, venue, by=world.there)
    db.session.commit()
    browser, typed = client_of("secretary"), TYPED | {"organization_id": str(world.here.id)}
    assert "已有人约" in browser.post(f"/venues/{venue.id}/book", data=typed).get_data(as_text=True)
    browser.post(f"/venues/{venue.id}/book", data=typed | {"wait": "1"})
    assert "候补" in browser.get(f"/venues/{venue.id}").get_data(as_text=True)
    theirs = db.session.scalar(db.select(Booking))
    sibling = client_of("sibling")
    sibling.post(f"/venues/bookings/{theirs.id}/cancel", data={"cancel-why": "改期"})
    assert "候补转来" in browser.get("/venues/bookings").get_data(as_text=True)


def test_an_officer_answers_what_waits(world, client_of):
    asked = booked(world, hall(world)).id
    db.session.commit()
    faculty = client_of("faculty")
    assert "等您审核" in faculty.get("/venues/bookings").get_data(as_text=True)
    faculty.post(f"/venues/bookings/{asked}/answer", data={"agree": "1"})
    assert db.session.get(Booking, asked).state is BookingState.HELD
    assert client_of("secretary").post(
        f"/venues/bookings/{asked}/answer", data={"agree": "1"}
    ).status_code == 404  # fmt: skip


def test_another_branches_room_and_booking_are_not_found(world, client_of):
    venue = room(world)
    mine = booked(world, venue).id
    db.session.commit()
    sibling = client_of("sibling")
    for address in (
        f"/venues/{venue.id}", f"/venues/{venue.id}/book", f"/venues/{venue.id}/register.pdf",
        f"/venues/bookings/{mine}", f"/venues/bookings/{mine}/move", f"/venues/{venue.id}/use.pdf",
        f"/venues/{venue.id}/bookings.ics", f"/venues/bookings/{mine}/entry.ics",
    ):  # fmt: skip
        assert sibling.get(address).status_code == 404, address
    assert client_of("member").get("/venues/").status_code == 403


def test_a_shared_room_is_booked_but_not_kept_by_those_below(world, client_of):
    venue = hall(world)
    db.session.commit()
    secretary = client_of("secretary")
    assert secretary.get(f"/venues/{venue.id}").status_code == 200
    assert secretary.get(f"/venues/{venue.id}/edit").status_code == 404
    assert secretary.post(f"/venues/{venue.id}/retire", data={"why": "x"}).status_code == 404


def test_two_who_edit_one_room_do_not_overwrite_each_other(world, client_of):
    venue = room(world)
    db.session.commit()
    browser, address = client_of("secretary"), f"/venues/{venue.id}/edit"
    typed = {
        "name": "党员活动室",
        "place": "205",
        "capacity": "30",
        "approval": "no",
        "version": "1",
    }
    assert browser.post(address, data=typed).status_code == 303
    stale = browser.post(address, data=typed | {"place": "206"})
    assert stale.status_code == 422
    assert "205" in stale.get_data(as_text=True)


def test_a_check_that_finds_something_opens_an_item_and_settles_the_duty(world, client_of):
    venue = room(world)
    db.session.commit()
    typed = {
        "organization_id": str(world.here.id), "venue_id": str(venue.id), "checked_by": "吴赟",
        "checked_on": "2026-11-16", "outcome": Outcome.LACKING.value,
        "person_id": str(world.people["周敏"].id),
    }  # fmt: skip
    faculty = client_of("faculty")
    assert "请写明问题" in faculty.post("/venues/checks/new", data=typed).get_data(as_text=True)
    faculty.post("/venues/checks/new", data=typed | {"problem": "没有投影。"})
    found, item = db.session.scalar(db.select(Inspection)), db.session.scalar(db.select(Item))
    assert (item.problem, item.due_on) == ("设施不配套：没有投影。", found.mend_by)
    assert item.source_address == f"/venues/checks/{found.id}"
    assert venue.fit is None, "what is missing in a room is no word on the room"
    faculty.post("/venues/checks/new", data=typed | {"outcome": "below", "problem": "漏水。"})
    assert venue.fit is False
    page = client_of("secretary").get("/venues/checks").get_data(as_text=True)
    assert "没有投影。" in page


@pytest.mark.parametrize(("changes", "said"), [
    ({"due_on": "2026-11-15"}, "不能早于检查日期"), ({"organization_id": "there"}, "不归它用"),
])  # fmt: skip
def test_a_check_names_a_room_that_is_used_there_and_a_day_to_come(world, client_of, changes, said):
    venue = room(world)
    db.session.commit()
    typed = {
        "organization_id": str(world.here.id), "venue_id": str(venue.id), "checked_by": "吴赟",
        "checked_on": "2026-11-16", "outcome": "below", "problem": "漏水。", "person_id": "",
    } | changes  # fmt: skip
    if typed["organization_id"] == "there":
        typed["organization_id"] = str(world.there.id)
    assert said in client_of("faculty").post("/venues/checks/new", data=typed).text
    assert db.session.scalar(db.select(Inspection)) is None


def test_a_shared_rooms_calendar_hides_what_is_not_the_readers_and_says_what_waits(
    world, client_of
):
    venue = hall(world)
    booked(world, venue)
    db.session.commit()
    address = f"/venues/{venue.id}/bookings.ics"
    own = client_of("secretary").get(address).text
    assert "支部学习（待审核）" in own
    theirs = client_of("sibling").get(address).text
    assert "已占用" in theirs
    assert "支部学习" not in theirs
    assert "/venues/bookings/" not in theirs


@pytest.mark.parametrize(("asked", "said"), [
    ("day=2026-11-20", "都填上"), ("day=9999-12-31&starts=10:00&ends=11:00", "都填上"),
    ("day=2026-11-20&starts=15:00&ends=14:00", "跨过半夜"),
    ("day=2026-11-20&starts=15:00&ends=16:00&people=-4", "人数请填整数"),
])  # fmt: skip
def test_looking_for_a_room_says_what_is_missing(world, client_of, asked, said):
    assert said in client_of("secretary").get(f"/venues/find?{asked}").text


def test_no_room_at_all_is_a_finding_of_its_own(world, client_of):
    typed = {"organization_id": str(world.here.id), "venue_id": "", "checked_by": "吴赟",
             "checked_on": "2026-11-16", "outcome": "missing", "problem": "借会议室。",
             "person_id": ""}  # fmt: skip
    faculty = client_of("faculty")
    assert faculty.post("/venues/checks/new", data=typed | {"outcome": "fine"}).status_code == 422
    assert faculty.post("/venues/checks/new", data=typed).status_code == 303


def test_bookings_that_wait_are_owed_by_who_keeps_the_room(world):
    booked(world, hall(world))
    [found] = list(duties.findings([world.college, world.here], clock.today()))
    assert (found.organization_id, found.press_label) == (world.college.id, "审核")
    assert found.due == DAY  # the day itself is earlier than three days from now


def test_photos_are_pictures_and_are_seen_by_who_may_see_the_room(world, client_of):
    venue = room(world)
    db.session.commit()
    browser, address = client_of("secretary"), f"/venues/{venue.id}/photos"
    bad = browser.post(address, data={"photo": (BytesIO(b"%PDF-1.7"), "x.pdf")})
    assert bad.status_code == 422
    assert browser.post(address, data={"photo": (BytesIO(PNG), "门口.png")}).status_code == 303
    seen = browser.get("/venues/photos/1")
    assert (seen.mimetype, seen.data) == ("image/png", PNG)
    assert client_of("sibling").get("/venues/photos/1").status_code == 404
    assert browser.post("/venues/photos/1/remove").status_code == 303


@pytest.mark.parametrize("paper", ["register.pdf", "use.pdf?year=2026&month=11", "use.pdf"])
def test_papers_print(world, client_of, paper):
    venue = room(world)
    booked(world, venue)
    db.session.commit()
    assert client_of("secretary").get(f"/venues/{venue.id}/{paper}").data.startswith(b"%PDF")


def test_tables_open(world, client_of):
    venue = room(world, facilities="sign")
    actions.inspect(
        world.here, venue, checked_on=clock.today(), checked_by="吴赟", outcome=Outcome.UNUSED,
        problem="一年用了三次。", person=None, responsible="支部", due_on=None,
    )  # fmt: skip
    db.session.commit()
    browser = client_of("secretary")
    assert browser.get("/venues/checks.pdf").data.startswith(b"%PDF")
    for address, cell in (
        ("register.xlsx", "党员活动室"),
        ("checks.xlsx", "使用不充分"),
        ("use.xlsx", "党员活动室"),
    ):
        sheet = load_workbook(BytesIO(browser.get(f"/venues/{address}").data)).active
        assert cell in [one.value for one in sheet[2]]


def test_the_lists_ask_a_fixed_number_of_statements(world, client_of, statements):
    def fill(count, start):
        for number in range(count):
            venue = room(world, name=f"房间{start + number}")
            booked(world, venue, day=DAY + timedelta(days=number % 5), span=AFTERNOON)
        db.session.commit()

    browser = client_of("faculty")
    addresses = ["/venues/", f"/venues/calendar?day={DAY}", "/venues/bookings", "/venues/use",
                 f"/venues/find?day={DAY}&starts=08:00&ends=09:00", "/venues/checks"]  # fmt: skip

    def asked(address):
        statements()
        assert browser.get(address).status_code == 200
        return len(statements())

    fill(3, 0)
    few = [asked(one) for one in addresses]
    fill(20, 3)
    assert [asked(one) for one in addresses] == few
    assert max(few) <= 14


def test_a_cancelled_day_hides_none_of_those_repeated_with_it(world, client_of):
    venue = room(world)
    days = {"every": Every.WEEK, "until": date(2026, 12, 10)}
    made = actions.book_days(
        venue, world.here, None, date(2026, 11, 26), AFTERNOON, Asked("学习", 20), **days
    )
    actions.cancel([made[0]], why="改期", by="周敏")
    db.session.commit()
    page = client_of("secretary").get(f"/venues/bookings/{made[0].id}").text
    assert "12月3日" in page
    assert "12月10日" in page


def test_a_room_is_open_to_whoever_stands_below_its_owner(world, client_of):
    venue = actions.register(world.college, name="会议室", place="致远楼 102", capacity=20)
    db.session.commit()
    assert client_of("sibling").get(f"/venues/{venue.id}").status_code == 200
    assert client_of("stranger").get(f"/venues/{venue.id}").status_code == 403


def test_sharing_is_kept_as_it_is_and_two_editors_notice_each_other(world, client_of):
    venue = hall(world)
    db.session.commit()
    before = venue.version
    page = client_of("faculty").get(f"/venues/{venue.id}/edit").text
    ticked = [one for one in re.findall(r"<input[^>]*>", page) if "checked" in one]
    assert any(f'value="{world.college.id}"' in one for one in ticked)
    actions.share(venue, [])
    db.session.commit()
    assert venue.version == before + 1


def test_a_wish_beyond_the_most_at_a_time_is_told(world):
    venue = room(world)
    asked = {"every": Every.WEEK, "until": date(2099, 12, 31)}
    with pytest.raises(Refused, match="一次最多约 60 次"):
        actions.book_days(venue, world.here, None, DAY, AFTERNOON, Asked("学习", 20), **asked)


def test_opening_hours_count_by_the_times_of_each_day_and_not_ahead(world):
    venue = room(world)
    actions.set_opening(venue, date(2026, 11, 9), {0: Span(time(8), time(10))})
    [use] = builders.uses([venue], {}, date(2026, 11, 1), date(2026, 11, 30))
    assert use.open_minutes == 2 * 120
