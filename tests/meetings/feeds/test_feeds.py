"""The private calendar: an unguessable address, without names, and right in every program."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.core import ics
from app.core.db import db
from app.meetings.calls import actions
from app.meetings.feeds.models import CalendarFeed
from app.rules.meetings import MeetingKind
from tests.meetings import made

CHANGED = datetime(2026, 11, 16, 2, tzinfo=UTC)


def opened(browser):
    """The private address that the page shows once."""
    text = browser.post("/meetings/feed").text
    return "/meetings/feed/" + text.partition("/meetings/feed/")[2].partition("<")[0]


def events(client_of, address):
    answer = client_of(None).get(address)
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data).events


def test_the_address_opens_without_login_and_only_its_hash_is_kept(client_of, world):
    made.call(world)
    address = opened(client_of("member"))
    assert [str(one["summary"]) for one in events(client_of, address)] == ["支部党员大会"]
    token = address.removeprefix("/meetings/feed/").removesuffix(".ics")
    assert len(token) >= 32
    assert db.session.scalar(select(CalendarFeed.token_hash)) != token


def test_a_renewed_address_ends_the_one_before_it(client_of, world):
    member = client_of("member")
    first, second = opened(member), opened(member)
    assert client_of(None).get(first).status_code == 404
    assert client_of(None).get(second).status_code == 200
    member.post("/meetings/feed/off")
    assert client_of(None).get(second).status_code == 404


def test_a_disabled_account_has_no_calendar(client_of, world):
    address = opened(client_of("member"))
    world.accounts["member"].disabled_at = CHANGED
    db.session.commit()
    assert client_of(None).get(address).status_code == 404


@pytest.mark.parametrize(("login", "told"), [("secretary", True), ("member", False)])
def test_a_committees_meetings_are_told_to_its_members_only(client_of, world, login, told):
    made.plan(world, [(MeetingKind.COMMITTEE, 12, date(2026, 12, 4), "讨论杜怡可转正")])
    found = events(client_of, opened(client_of(login)))
    assert [str(one["summary"]) for one in found] == (["支委会（计划）"] if told else [])


def test_another_branch_is_told_nothing(client_of, world):
    made.plan(world, [(MeetingKind.THEME_DAY, 12, date(2026, 12, 4), "植树")])
    assert events(client_of, opened(client_of("sibling"))) == []


def test_no_name_of_anybody_is_in_it(client_of, world):
    made.call(world, title="讨论接收陈思齐", agenda="陈思齐", remark="请欧阳懿准备")
    data = client_of(None).get(opened(client_of("member"))).text
    assert not [name for name in world.people if name in data]


def test_a_planned_meeting_that_was_announced_is_told_once(client_of, world):
    entry = made.plan(world, [(MeetingKind.ASSEMBLY, 11, date(2026, 11, 20), "")]).entries[0]
    call = made.call(world)
    call.entry_id = entry.id
    db.session.commit()
    found = events(client_of, opened(client_of("member")))
    assert [str(one["uid"]) for one in found] == [f"call-{call.id}@branchbook"]


def test_a_cancelled_meeting_stays_struck_out(client_of, world):
    call = made.call(world)
    actions.cancel(call, why="改期")
    db.session.commit()
    found = events(client_of, opened(client_of("member")))[0]
    assert (found["status"], str(found["summary"])) == ("CANCELLED", "已取消：支部党员大会")
    assert found["sequence"] == 1


def test_an_hour_carries_its_zone_and_a_day_without_hour_is_a_whole_day():
    data = ics.feed(
        [
            ics.Entry("a@b", "会", date(2026, 11, 20), CHANGED, time(15), place="楼, 302；二层"),
            ics.Entry("c@b", "日", date(2026, 11, 21), CHANGED),
        ],
        "支部",
    )
    calendar = Calendar.from_ical(data)
    first, second = calendar.events
    assert first.start.utcoffset() == timedelta(hours=8)
    assert first.start.astimezone(UTC) == datetime(2026, 11, 20, 7, tzinfo=UTC)
    assert first.end - first.start == timedelta(hours=1)
    assert str(first["location"]) == "楼, 302；二层"
    assert (second.start, second.end) == (date(2026, 11, 21), date(2026, 11, 22))
    assert first.stamp == CHANGED
    assert [str(zone["tzid"]) for zone in calendar.timezones] == ["Asia/Shanghai"]


def test_lines_are_folded_and_end_as_the_standard_says():
    data = ics.feed([ics.Entry("a@b", "会" * 80, date(2026, 11, 20), CHANGED)], "支部")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_the_same_events_give_the_same_bytes():
    entry = ics.Entry("a@b", "会", date(2026, 11, 20), CHANGED, time(15))
    assert ics.feed([entry], "支部") == ics.feed([entry], "支部")
