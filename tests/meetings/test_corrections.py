"""A submitted meeting: corrected with its earlier text kept, withdrawn, entered twice."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.meetings.judging import Unfit
from app.meetings.models import Meeting, MeetingRevision
from tests.meetings.made import fields, meeting


def correction(world, made, **changes):
    return fields(world, version=str(made.version), why="写错了地点", **changes)


def test_a_correction_keeps_the_earlier_text_with_its_reason(app, client_of, world):
    made = meeting(world)
    db.session.commit()
    secretary, path = client_of("secretary"), f"/meetings/{made.id}/edit"
    assert secretary.post(path, data=correction(world, made, place="新楼")).status_code == 303
    revision = db.session.scalar(select(MeetingRevision))
    assert revision.text["地点"] == "会议室 302"
    assert revision.made_by.username == "secretary"
    text = secretary.get(f"/meetings/{made.id}").text
    assert "更正：写错了地点" in text
    assert "决议：26日下午集中学习。" in text


def test_a_correction_asks_for_its_reason(client_of, world):
    made = meeting(world)
    db.session.commit()
    typed = correction(world, made) | {"why": ""}
    answer = client_of("secretary").post(f"/meetings/{made.id}/edit", data=typed)
    assert answer.status_code == 422
    assert 'id="why-error"' in answer.text


def test_a_stale_correction_shows_both_texts_and_saves_nothing(app, client_of, world):
    made = meeting(world)
    db.session.commit()
    path, opened = f"/meetings/{made.id}/edit", correction(world, made, place="我的楼")
    other = client_of("committee_member")
    assert other.post(path, data=correction(world, made, place="别人的楼")).status_code == 303
    answer = client_of("secretary").post(path, data=opened)
    assert answer.status_code == 422
    assert "别人保存的是：别人的楼" in answer.text
    assert 'value="我的楼"' in answer.text
    assert db.session.scalar(select(Meeting.place)) == "别人的楼"


def test_a_correction_weeks_later_is_no_late_entry(client_of, world):
    made = meeting(world)
    db.session.commit()
    with clock.travel(date(2026, 12, 20)):
        answer = client_of("secretary").post(
            f"/meetings/{made.id}/edit", data=correction(world, made)
        )
    assert answer.status_code == 303


def test_a_withdrawn_record_stays_readable_and_cannot_be_corrected(client_of, world):
    made = meeting(world)
    db.session.commit()
    secretary = client_of("secretary")
    assert secretary.post(f"/meetings/{made.id}/withdraw", data={}).status_code == 422
    assert secretary.post(f"/meetings/{made.id}/withdraw", data={"why": "记重了"}).location
    assert "已作废" in secretary.get(f"/meetings/{made.id}").text
    assert secretary.get(f"/meetings/{made.id}/edit").status_code == 404


def test_a_second_record_of_the_day_is_pointed_out_until_one_is_withdrawn(client_of, world):
    first, second = meeting(world), meeting(world, title="另一次碰头")
    db.session.commit()
    secretary = client_of("secretary")
    assert f'href="/meetings/{second.id}"' in secretary.get(f"/meetings/{first.id}").text
    secretary.post(f"/meetings/{second.id}/withdraw", data={"why": "记重了"})
    assert "若是记重了" not in secretary.get(f"/meetings/{first.id}").text


def test_the_same_record_entered_again_is_refused_at_its_name(world):
    meeting(world)
    with pytest.raises(Unfit, match="已有同名的记录"):
        meeting(world)
