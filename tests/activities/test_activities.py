"""An activity from one form: people, room, hours, money; all of it or nothing; and its end."""

from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.access.scope import EVERYTHING
from app.activities import queries
from app.activities.models import Activity
from app.core import clock
from app.core.db import db
from app.funds import actions as requests
from app.funds.models import Request
from app.meetings.calls.models import Call
from app.rules.activities import ActivityState, per_head, state_of
from app.rules.funds.kinds import RequestState
from app.rules.venues import BookingState
from app.venues.models import Booking
from tests.funds import made as funds
from tests.meetings.made import VOTERS
from tests.venues.made import booked, room

DAY = date(2026, 11, 20)
ADDRESS = "/activities/new?kind=study"


@pytest.fixture
def venue(world):
    found = room(world)
    db.session.commit()
    return found


@pytest.fixture
def line(world):
    found = funds.line(funds.budget(world))
    db.session.commit()
    return found


def typed(world, venue=None, line=None, **changes):
    plain = {
        "title": "参观校史馆", "held_on": DAY.isoformat(), "started_at": "14:00",
        "ended_at": "17:00", "hours": "3", "agenda": "参观\n座谈",
        "place": "" if venue else "校史馆", "venue_id": str(venue.id) if venue else "",
        "people": [str(world.people[name].id) for name in VOTERS],
        "line_id": str(line.id) if line else "", "purpose": "meeting",
    }  # fmt: skip
    if line:
        plain |= {"parts-0-text": "讲解费", "parts-0-amount": "３00.00"}
    return plain | changes


def agreed(world, asked):
    """Decided without a meeting, for once, and approved."""
    requests.decide(asked, meeting=None, item_number=None, decision="", why="当面商定。")
    funds.agree(world, asked)


def organized(world, client_of, venue=None, line=None, **changes):
    answer = client_of("secretary").post(ADDRESS, data=typed(world, venue, line, **changes))
    assert answer.status_code == 303, answer.text
    return db.session.scalar(select(Activity).order_by(Activity.id.desc()))


def test_one_form_calls_the_people_books_the_room_and_asks_for_the_money(
    world, client_of, venue, line
):
    made = organized(world, client_of, venue, line)
    chain = queries.one(EVERYTHING, made.id)
    assert (chain.booking.venue_id, chain.booking.state) == (venue.id, BookingState.HELD)
    [asked] = chain.requests
    assert (asked.amount, asked.state, asked.activity_on) == (300_00, RequestState.MADE, DAY)
    assert asked.subject_address == f"/activities/{made.id}"
    assert len(made.call.called) == len(VOTERS)
    assert chain.state is ActivityState.PLANNED
    page = client_of("secretary").get(f"/activities/{made.id}").text
    assert "概算 300.00 元，待集体研究" in page


def test_the_room_that_is_booked_is_the_place_that_is_told(world, client_of, venue):
    made = organized(world, client_of, venue, place="校史馆")
    assert made.call.place == "思源楼 204 党员活动室"


def test_money_follows_an_activity_that_is_moved(world, client_of, venue, line):
    made = organized(world, client_of, venue, line)
    [asked] = queries.one(EVERYTHING, made.id).requests
    agreed(world, asked)
    db.session.commit()
    moved = {"title": "参观档案馆", "held_on": "2026-11-27", "place": "档案馆", "venue_id": ""}
    address = f"/meetings/calls/{made.call_id}/edit"
    assert client_of("secretary").post(address, data=typed(world, **moved)).status_code == 303
    db.session.expire_all()
    [asked] = queries.one(EVERYTHING, made.id).requests
    assert (asked.title, asked.activity_on, asked.place) == (
        "参观档案馆", date(2026, 11, 27), "档案馆",
    )  # fmt: skip
    assert asked.state is RequestState.APPROVED
    later = typed(world, **moved | {"held_on": "2027-01-08"})
    answer = client_of("secretary").post(address, data=later)
    assert answer.status_code == 422
    assert "请先撤回经费申请" in answer.text


def test_a_taken_room_or_a_line_without_money_leaves_nothing_behind(world, client_of, venue, line):
    browser = client_of("secretary")
    too_much = {"parts-0-amount": "99999999"}
    answer = browser.post(ADDRESS, data=typed(world, venue, line, **too_much))
    assert answer.status_code == 422
    assert "参观校史馆" in answer.text
    booked(world, venue, day=DAY)
    db.session.commit()
    answer = browser.post(ADDRESS, data=typed(world, venue, line))
    assert answer.status_code == 422
    assert "已有人约" in answer.text
    for model, count in ((Activity, 0), (Call, 0), (Request, 0), (Booking, 1)):
        assert db.session.scalar(select(func.count()).select_from(model)) == count


@pytest.mark.parametrize(("changes", "said"), [
    ({"held_on": "2026-11-15"}, "已经过去"),
    ({"ended_at": "13:00"}, "结束时间应晚于开始时间"),
    ({"hours": "25"}, "请填 0.5 到 24 的数"),
    ({"parts-0-text": "讲解费", "parts-0-amount": "12"}, "请选从哪项经费列支"),
    ({"parts-0-amount": "1.005"}, "最多两位"),
    ({"parts-0-amount": "-5"}, "不能是负数"),
    ({"people": []}, "至少选一位"),
    ({"place": ""}, "请填写地点，或者选一个场所"),
])  # fmt: skip
def test_bad_input_is_told_at_its_field_and_kept(world, client_of, line, changes, said):
    answer = client_of("secretary").post(ADDRESS, data=typed(world, **changes))
    assert answer.status_code == 422
    assert said in answer.text
    assert "座谈" in answer.text


def test_a_line_without_an_estimate_is_asked_for_it(world, client_of, line):
    answer = client_of("secretary").post(
        ADDRESS, data=typed(world, line=line, **{"parts-0-text": "", "parts-0-amount": ""})
    )
    assert "请写概算的金额" in answer.text


def test_looking_for_a_free_room_saves_nothing_and_names_those_free(world, client_of, venue):
    room(world, name="会议室", capacity=3)
    db.session.commit()
    answer = client_of("secretary").post(ADDRESS, data=typed(world, look="1"))
    assert answer.status_code == 200
    assert "党员活动室（思源楼 204，空着）" in answer.text
    assert "会议室（思源楼 204）" in answer.text
    assert db.session.scalar(select(func.count()).select_from(Activity)) == 0


def test_money_can_be_asked_for_later(world, client_of, line):
    made = organized(world, client_of)
    address = f"/activities/{made.id}/money"
    money = {"line_id": str(line.id), "purpose": "meeting", "parts-0-amount": "120"}
    assert client_of("secretary").post(address, data=money).status_code == 303
    assert queries.one(EVERYTHING, made.id).asked == 120_00


def test_the_record_opens_with_people_agenda_and_hours_and_the_cost_is_told_per_head(
    world, client_of, venue, line
):
    made = organized(world, client_of, venue, line)
    asked = queries.one(EVERYTHING, made.id).requests[0]
    agreed(world, asked)
    funds.paid(world, asked, 300_00)
    db.session.commit()
    browser = client_of("secretary")
    with clock.travel(DAY, hour=20):
        page = browser.get(f"/activities/{made.id}").text
        assert "记活动" in page
        form = browser.get(
            f"/meetings/new?organization={world.here.id}&kind=theme_day&call={made.call_id}&hours=3"
        ).text
        assert 'value="3"' in form
        assert "座谈" in form
        data = {
            "title": "参观校史馆", "held_on": DAY.isoformat(), "started_at": "14:00",
            "ended_at": "17:00", "place": "校史馆", "hours": "3",
            "chair_id": str(world.people["周敏"].id), "recorder_id": str(world.people["周敏"].id),
            "items-0-title": "参观", "items-0-resolution": "",
            **{f"attendance-{world.people[n].id}": "present" for n in VOTERS},
        }  # fmt: skip
        answer = browser.post(
            f"/meetings/new?organization={world.here.id}&kind=theme_day&call={made.call_id}",
            data=data,
        )
        assert answer.status_code == 303, answer.text
        chain = queries.one(EVERYTHING, made.id)
        assert chain.state is ActivityState.UNSETTLED
        assert (chain.came, chain.each) == (len(VOTERS), per_head(300_00, len(VOTERS)))
        assert chain.booking.used_people == len(VOTERS)
        assert "每人 3 学时" in browser.get(f"/activities/{made.id}").text


def test_calling_off_gives_back_room_and_money_but_not_once_paid(world, client_of, venue, line):
    made = organized(world, client_of, venue, line)
    browser, address = client_of("secretary"), f"/activities/{made.id}/call-off"
    assert browser.post(address, data={"off-why": ""}).status_code == 422
    assert browser.post(address, data={"off-why": "下雨"}).status_code == 303
    chain = queries.one(EVERYTHING, made.id)
    assert chain.state is ActivityState.CANCELLED
    assert (chain.booking, chain.requests[0].state) == (None, RequestState.WITHDRAWN)
    other = organized(world, client_of, venue, line)
    asked = queries.one(EVERYTHING, other.id).requests[0]
    agreed(world, asked)
    funds.paid(world, asked, 100)
    db.session.commit()
    refused = browser.post(f"/activities/{other.id}/call-off", data={"off-why": "下雨"})
    assert "已经有支出" in refused.text


def test_who_sees_what(world, client_of, venue):
    made = organized(world, client_of, venue)
    for who, status in (
        ("secretary", 200), ("committee_member", 200), ("faculty", 200), ("liaison", 200),
        ("sibling", 404), ("member", 403), ("admin", 403),
    ):  # fmt: skip
        assert client_of(who).get(f"/activities/{made.id}").status_code == status, who
    assert client_of("faculty").get("/activities/new").status_code == 403
    assert "参观校史馆" in client_of("member").get("/meetings/coming").text


def test_paper_and_table_open(world, client_of, venue, line):
    made = organized(world, client_of, venue, line)
    browser = client_of("secretary")
    assert browser.get(f"/activities/{made.id}/sheet.pdf").data.startswith(b"%PDF")
    table = load_workbook(BytesIO(browser.get("/activities/table.xlsx?year=2026").data)).active
    row = [one.value for one in table[2]]
    assert row[4:10] == ["参观校史馆", "思源楼 204 党员活动室", len(VOTERS), None, 3, 300]


def test_the_list_asks_a_fixed_number_of_statements(world, client_of, statements, line):
    browser = client_of("secretary")

    def asked():
        statements()
        assert browser.get("/activities/").status_code == 200
        return len(statements())

    organized(world, client_of, line=line)
    few = asked()
    for _ in range(6):
        organized(world, client_of, line=line)
    assert asked() == few <= 14


@pytest.mark.parametrize(("facts", "state"), [
    ({}, ActivityState.PLANNED),
    ({"now": time(14)}, ActivityState.UNRECORDED),
    ({"recorded": True}, ActivityState.DONE),
    ({"recorded": True, "open_money": True}, ActivityState.UNSETTLED),
    ({"cancelled": True, "recorded": True}, ActivityState.CANCELLED),
])  # fmt: skip
def test_where_an_activity_stands_follows_from_the_record(facts, state):
    plain = {"cancelled": False, "recorded": False, "open_money": False, "now": time(13, 59)}
    plain |= facts
    now = datetime.combine(DAY, plain.pop("now"))
    begins = datetime.combine(DAY, time(14))
    assert state_of(begins=begins, now=now, **plain) is state


@pytest.mark.parametrize(("spent", "people", "each"), [
    (300_00, 7, 42_86), (100, 3, 33), (200, 3, 67), (0, 5, 0), (100, 0, None),
])  # fmt: skip
def test_the_cost_per_head_is_to_the_nearest_fen(spent, people, each):
    assert per_head(spent, people) == each
