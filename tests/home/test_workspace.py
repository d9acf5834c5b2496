"""The workspace shows each person what they owe and nothing of others."""

from datetime import date

import pytest

from app.core import clock
from app.core.db import db, unit_of_work
from app.findings import keeping
from app.meetings import actions as meetings
from app.meetings.attendance import AttendanceCode, Mark
from tests.meetings.made import call


@pytest.mark.parametrize(
    ("who", "sees", "not_sees"),
    [
        ("secretary", "支委会", "教工第二党支部"),
        ("sibling", "主题党日", "教工第一党支部"),
        ("member", "我的记录", "支部待办"),
        ("applicant", "积极分子", "支部待办"),
        ("faculty", "个组织都没有超期", "记一次会"),
        ("admin", "从这里开始", "支部待办"),
    ],
)
def test_everybody_finds_the_own_work(client_of, who, sees, not_sees):
    page = client_of(who).get("/")
    assert page.status_code == 200
    assert sees in page.text
    assert not_sees not in page.text


@pytest.mark.parametrize("who", ["secretary", "faculty", "committee", "member", "admin"])
def test_the_workspace_takes_few_statements(client_of, statements, who):
    client = client_of(who)
    with unit_of_work():
        keeping.keep_everything(clock.today())
    statements()
    client.get("/")
    assert len([s for s in statements() if s != "BEGIN"]) <= 12


def test_the_search_finds_people_meetings_and_rules_within_the_scope(client_of):
    page = client_of("secretary").get("/search?q=zms")
    assert "张淼燊" in page.text
    assert "林祎" not in client_of("secretary").get("/search?q=ly").text
    assert "支部党员大会" in client_of("member").get("/search?q=支部党员大会").text


@pytest.mark.parametrize("words", ["研究发展对象", "支委会", "年终"])
def test_a_meeting_is_found_by_title_kind_and_agenda(client_of, world, words):
    committee = [world.people[name].id for name in ("周敏", "郑一诺", "韩志远")]
    meetings.submit(
        world.here, "committee", held_on=date(2026, 11, 12), title="年终碰头",
        attendance={person: Mark(AttendanceCode.PRESENT) for person in committee},
        items=[{"title": "研究发展对象人选", "discussion": "同意。"}],
        chair_id=committee[0], recorder_id=committee[1], place="302",
    )  # fmt: skip
    db.session.commit()
    assert "年终碰头" in client_of("secretary").get(f"/search?q={words}").text


def test_the_server_says_it_is_well(client_of):
    assert client_of(None).get("/healthz").status_code == 200


def test_a_member_finds_the_meetings_called_to_within_two_weeks(client_of, world):
    call(world)
    db.session.commit()
    assert "通知您参加的会" in client_of("member").get("/").text
    assert "通知您参加的会" not in client_of("stranger").get("/").text
