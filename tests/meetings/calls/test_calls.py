"""Notices of meetings: sent, seen by who is called, leave asked for, and the record from them."""

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.meetings.calls import queries
from app.meetings.calls.models import Call, Leave
from app.meetings.models import Meeting
from app.rules.meetings import MeetingKind
from tests.meetings import made
from tests.meetings.made import VOTERS

LEAVE = {"code": "sick", "reason": "住院"}


def typed(world, names=VOTERS, **changes):
    plain = {
        "title": "2026年第四季度党员大会", "held_on": "2026-11-20", "started_at": "15:00",
        "place": "会议室 302", "venue_id": "", "agenda": "听取报告\n讨论总结",
        "people": [str(world.people[name].id) for name in names],
    }  # fmt: skip
    return plain | changes


@pytest.fixture
def address(world):
    return f"/meetings/calls/new?organization={world.here.id}&kind=assembly"


def test_a_notice_is_seen_by_who_is_called_and_by_nobody_else(client_of, world, address):
    answer = client_of("secretary").post(address, data=typed(world, names=("周敏", "欧阳懿")))
    assert answer.status_code == 303
    assert "2026年第四季度党员大会" in client_of("member").get("/meetings/coming").text
    assert "2026年第四季度党员大会" not in client_of("probationer").get("/meetings/coming").text
    call = db.session.scalar(select(Call.id))
    assert client_of("member").get(f"/meetings/coming/{call}").status_code == 200
    assert client_of("probationer").get(f"/meetings/coming/{call}").status_code == 404


def test_everybody_expected_is_called_unless_somebody_says_otherwise(client_of, world, address):
    text = client_of("secretary").get(address).text
    assert text.count("checked") == 8
    assert "陈思齐" in text


def test_a_notice_needs_an_hour_and_somebody_to_call(client_of, world, address):
    secretary = client_of("secretary")
    assert "请填写几点开始" in secretary.post(address, data=typed(world, started_at="")).text
    assert "至少选一位应到会的人" in secretary.post(address, data=typed(world, people=[])).text


@pytest.mark.parametrize(("hour", "status"), [("10:01", 303), ("10:00", 422)])
def test_nobody_is_called_to_a_meeting_that_has_begun(client_of, world, address, hour, status):
    data = typed(world, held_on="2026-11-16", started_at=hour)
    assert client_of("secretary").post(address, data=data).status_code == status


@pytest.mark.parametrize(("minute", "asked"), [(59, True), (0, False)])
def test_leave_is_asked_until_the_meeting_begins(client_of, world, minute, asked):
    call = made.call(world)
    with clock.travel(date(2026, 11, 20), 14 if asked else 15, minute):
        answer = client_of("member").post(f"/meetings/coming/{call.id}", data=LEAVE)
    assert answer.status_code == (303 if asked else 422)
    assert bool(db.session.scalar(select(Leave.id))) is asked


def test_leave_can_be_changed_and_taken_back(client_of, world):
    call, member = made.call(world), client_of("member")
    address = f"/meetings/coming/{call.id}"
    member.post(address, data=LEAVE)
    member.post(address, data={"code": "official", "reason": "出差"})
    assert [one.code for one in db.session.scalars(select(Leave))] == ["official"]
    member.post(f"{address}/attend")
    assert db.session.scalar(select(Leave.id)) is None


def test_an_unexcused_absence_is_no_leave(client_of, world):
    call = made.call(world)
    data = {"code": "absent", "reason": "不想去"}
    assert client_of("member").post(f"/meetings/coming/{call.id}", data=data).status_code == 422


def test_the_reason_for_leave_stays_out_of_the_trail(client_of, world):
    client_of("member").post(f"/meetings/coming/{made.call(world).id}", data=LEAVE)
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.subject == "会议请假"))
    assert "住院" not in str(entry.changes)


def test_the_record_opens_as_the_meeting_was_announced_with_leave_on_the_list(client_of, world):
    call = made.call(world, names=(*VOTERS, "陈思齐"))
    client_of("member").post(f"/meetings/coming/{call.id}", data=LEAVE)
    address = f"/meetings/new?organization={world.here.id}&kind=assembly&call={call.id}"
    with clock.travel(date(2026, 11, 20), 18):
        text = client_of("secretary").get(address).text
    assert 'value="2026-11-20"' in text
    assert 'value="15:00"' in text
    assert 'value="听取支委会工作报告"' in text
    assert 'value="讨论年度总结"' in text
    assert 'value="住院"' in text
    assert '<option value="sick" selected>' in text
    assert '<option value="observer" selected>' in text


def test_the_record_and_the_notice_lead_to_each_other(client_of, world):
    call = made.call(world)
    address = f"/meetings/new?organization={world.here.id}&kind=assembly&call={call.id}"
    data = made.fields(world, names=VOTERS, held_on="2026-11-20")
    secretary = client_of("secretary")
    with clock.travel(date(2026, 11, 20), 18):
        answer = secretary.post(address, data=data)
        assert f'href="/meetings/calls/{call.id}"' in secretary.get(answer.location).text
        assert f'href="{answer.location}"' in secretary.get(f"/meetings/calls/{call.id}").text
    assert db.session.scalar(select(Meeting.call_id)) == call.id


def test_a_cancelled_meeting_is_told_and_takes_no_leave(client_of, world):
    call, secretary = made.call(world), client_of("secretary")
    assert secretary.post(f"/meetings/calls/{call.id}/cancel", data={}).status_code == 422
    secretary.post(f"/meetings/calls/{call.id}/cancel", data={"why": "改期"})
    text = client_of("member").get("/meetings/coming").text
    assert "已取消" in text
    assert "改期" in text
    assert client_of("member").post(f"/meetings/coming/{call.id}", data=LEAVE).status_code == 422


def test_a_changed_notice_drops_the_leave_of_who_is_no_longer_called(client_of, world):
    call = made.call(world)
    client_of("member").post(f"/meetings/coming/{call.id}", data=LEAVE)
    data = typed(world, names=("周敏", "郑一诺"), version=str(call.version), place="新楼")
    answer = client_of("secretary").post(f"/meetings/calls/{call.id}/edit", data=data)
    assert answer.status_code == 303
    db.session.expire_all()
    found = queries.one(EVERYTHING, call.id)
    assert (found.place, len(found.called), found.leaves) == ("新楼", 2, [])


def test_a_stale_notice_shows_what_others_saved(client_of, world):
    call = made.call(world)
    address, version = f"/meetings/calls/{call.id}/edit", str(call.version)
    client_of("committee_member").post(address, data=typed(world, version=version, place="甲楼"))
    answer = client_of("secretary").post(address, data=typed(world, version=version, place="乙楼"))
    assert answer.status_code == 422
    assert "别人保存的是：甲楼" in answer.text


def test_a_notice_from_the_plan_is_filled_in_and_linked(client_of, world):
    entry = made.plan(
        world, [(MeetingKind.ASSEMBLY, 12, date(2026, 12, 11), "讨论年度总结")]
    ).entries[0]
    address = f"/meetings/calls/new?entry={entry.id}"
    text = client_of("secretary").get(address).text
    assert 'value="2026-12-11"' in text
    assert "讨论年度总结" in text
    client_of("secretary").post(address, data=typed(world, held_on="2026-12-11"))
    assert db.session.scalar(select(Call.entry_id)) == entry.id
    assert "通知 12月11日" in client_of("secretary").get("/meetings/plan").text


def test_the_list_of_ones_own_takes_one_statement_however_many(client_of, world, statements):
    for number in range(12):
        made.call(world, title=f"第 {number} 次")
    person_id = world.people["欧阳懿"].id
    statements()
    found = queries.coming(EVERYTHING, person_id, date(2026, 11, 16))
    assert len(found) == 12
    assert len(statements()) == 1


def test_a_notice_prints(client_of, world):
    answer = client_of("liaison").get(f"/meetings/calls/{made.call(world).id}/notice.pdf")
    assert answer.mimetype == "application/pdf"
