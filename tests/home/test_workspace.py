"""The workspace shows each person what they owe and nothing of others."""

from datetime import date

import pytest

from app.core import clock
from app.core.db import db, unit_of_work
from app.findings import keeping
from app.meetings import actions as meetings
from app.meetings.attendance import AttendanceCode, Mark
from app.meetings.study import actions as study
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
    assert len([s for s in statements() if s != "BEGIN"]) <= 14


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
        chair_id=committee[0], recorder_id=committee[1], place="302", late_reason="补录",
    )  # fmt: skip
    db.session.commit()
    assert "年终碰头" in client_of("secretary").get(f"/search?q={words}").text


def test_the_server_says_it_is_well(client_of):
    assert client_of(None).get("/healthz").status_code == 200


def test_who_was_away_did_not_attend_and_a_make_up_is_told_apart(client_of, world):
    own, chair = world.people["欧阳懿"].id, world.people["周敏"].id
    codes = ["present", "online", "sick", "official"]
    held = [
        meetings.submit(
            world.here, "theme_day", held_on=date(2026, 11, day), title=f"主题党日{day}",
            attendance={own: Mark(AttendanceCode(code)), chair: Mark(AttendanceCode.PRESENT)},
            items=[{"title": "学习", "discussion": "交流。"}], chair_id=chair, recorder_id=chair,
            place="302", late_reason="补录",
        )
        for day, code in enumerate(codes, 2)
    ]  # fmt: skip
    study.record(held[2], [own], made_up_on=date(2026, 11, 9), how="自学材料")
    db.session.commit()
    text = client_of("member").get("/").text
    assert "到会 2 次，补学 1 次；请假、列席等 1 次不计" in text
    assert "病假，11月9日补学" in text


def test_pages_are_found_by_their_name_by_who_may_open_them(client_of):
    secretary, member = client_of("secretary"), client_of("member")
    for words, address in (
        ("整改", "/rectification/"), ("年度计划", "/meetings/plan"), ("谈心", "/meetings/talks"),
        ("减负台账", "/findings/burden"), ("换届", "/elections/"),
    ):  # fmt: skip
        assert f'<a href="{address}">' in secretary.get(f"/search?q={words}").text
    assert "/meetings/plan" not in member.get("/search?q=年度计划").text
    assert "/elections/" in member.get("/search?q=换届").text.partition("<main")[2]


def test_a_member_finds_the_meetings_called_to_within_two_weeks(client_of, world):
    call(world)
    db.session.commit()
    assert "通知您参加的会" in client_of("member").get("/").text
    assert "通知您参加的会" not in client_of("stranger").get("/").text


def test_a_search_for_nothing_that_can_be_read_finds_nobody(client_of):
    page = client_of("secretary").get("/search?q=%00").text
    assert "张淼燊" not in page


@pytest.mark.parametrize(
    ("address", "own"), [("/dues/", "/dues/mine"), ("/training/", "/training/mine")]
)
def test_a_member_who_may_not_open_a_page_is_led_to_the_own_one(client_of, address, own):
    answer = client_of("member").get(address)
    assert answer.status_code == 403
    assert f'<a href="{own}">' in answer.text.split("您可以打开")[1]


@pytest.mark.parametrize(("who", "address", "unfolded"), [
    ("secretary", "/", "支部"), ("secretary", "/venues/", "活动经费"), ("member", "/", "我的"),
    ("member", "/dues/mine", "我的"),
])  # fmt: skip
def test_the_rail_unfolds_the_group_one_is_in_or_the_fullest(client_of, who, address, unfolded):
    page = client_of(who).get(address).text
    rail = page.split('<nav class="rail"')[1].split("</nav>")[0]
    assert rail.count(" open>") == 1
    assert f"open><summary>{unfolded}</summary>" in rail
