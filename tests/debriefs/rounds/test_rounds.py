"""A committee's round: set, asked of the right branches, ordered, printed, ended."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.debriefs.models import DebriefStatus
from app.debriefs.rounds import builders, queries
from app.debriefs.rounds.models import DebriefRound, Hearing
from app.organizations import actions as organizations
from app.rules.evaluations import DebriefMark
from tests.conftest import TODAY
from tests.debriefs.records import report
from tests.debriefs.rounds.made import heard, held

FIELDS = {
    "year": "2026", "submit_by": "2026-12-10", "feedback_by": "2027-01-15", "minutes": "8",
    "comment_minutes": "3", "shortest": "1500", "longest": "4000",
    "more": "意识形态工作：写抓了什么",
}  # fmt: skip


def setting(world, **more):
    return FIELDS | {"organization_id": str(world.college.id)} | more


def test_a_committee_sets_the_round_and_the_report_asks_for_its_sections(client_of, world):
    answer = client_of("faculty").post("/debriefs/rounds/new", data=setting(world))
    assert answer.status_code == 303
    debrief = report(world)
    page = client_of("secretary").get(f"/debriefs/{debrief.id}/edit").text
    for said in ("2026年12月10日前提交", "1500 至 4000 字", "意识形态工作", "写抓了什么"):
        assert said in page
    fields = {"more_1": "抓了意识形态", "version": "1"}
    client_of("secretary").post(f"/debriefs/{debrief.id}/edit", data=fields)
    assert "抓了意识形态" in client_of("secretary").get(f"/debriefs/{debrief.id}").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"feedback_by": "2026-12-09"}, "反馈的最后日期不能早于"),
        ({"shortest": "4001"}, "最多字数不能少于最少字数"),
        ({"more": "甲"}, "标题写 2 到 30 个字"),
        ({"submit_by": ""}, "请填写这一项"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(client_of, world, wrong, said):
    page = client_of("faculty").post("/debriefs/rounds/new", data=setting(world, **wrong))
    assert page.status_code == 422
    assert said in page.text


def test_a_committee_has_one_round_a_year(client_of, world):
    held(world)
    page = client_of("faculty").post("/debriefs/rounds/new", data=setting(world))
    assert "已经安排过了" in page.text


def test_the_nearest_committees_round_asks_a_branch(world):
    above = held(world, world.university)
    assert queries.governing(EVERYTHING, world.here, 2026) is above
    near = held(world)
    assert queries.governing(EVERYTHING, world.here, 2026) is near
    assert queries.covered(EVERYTHING, above, TODAY) == []
    assert {one.id for one in queries.covered(EVERYTHING, near, TODAY)} == {
        world.here.id, world.there.id,
    }  # fmt: skip


def test_a_round_outside_the_scope_is_not_there(world):
    made = held(world)
    outside = Scope(frozenset({world.there.path}))
    assert queries.one(outside, made.id) is None
    assert queries.places(outside, made, TODAY) == []
    assert queries.governing(outside, world.here, 2026) is None


def test_the_order_gives_each_speaker_a_time(client_of, world):
    made = held(world, starts_at=time(14, 30))
    here, there = world.here.id, world.there.id
    address = f"/debriefs/rounds/{made.id}/order"
    client = client_of("faculty")
    double = {f"position_{here}": "1", f"position_{there}": "1"}
    assert "重复" in client.post(address, data=double).text
    client.post(address, data={f"position_{here}": "2", f"position_{there}": "1"})
    sheet = builders.order(made, queries.places(EVERYTHING, made, TODAY))
    assert [(row.number, row.branch, row.planned) for row in sheet.rows] == [
        ("1", "计算机学院教工第二党支部", "14:30—14:40"),
        ("2", "计算机学院教工第一党支部", "14:43—14:53"),
    ]


def test_who_reports_in_writing_needs_no_place(client_of, world):
    made = held(world, starts_at=time(14, 30))
    here, there = world.here.id, world.there.id
    fields = {f"position_{here}": "1", f"position_{there}": "1", f"written_{there}": "y"}
    client_of("faculty").post(f"/debriefs/rounds/{made.id}/order", data=fields)
    rows = builders.order(made, queries.places(EVERYTHING, made, TODAY)).rows
    assert [(row.number, row.planned, row.remark) for row in rows] == [
        ("1", "14:30—14:40", ""), ("", "", "书面述职"),
    ]  # fmt: skip


def test_a_round_ends_when_everybody_who_reported_was_told(client_of, world):
    made = held(world)
    heard(world, made)
    client, address = client_of("faculty"), f"/debriefs/rounds/{made.id}/close"
    assert "还没有反馈综合评价" in client.post(address, data={"why": "都说了"}).text
    client.post(f"/debriefs/rounds/{made.id}/branches/{world.here.id}/feedback")
    assert "没有提交报告，请写明原因" in client.post(address, data={"why": ""}).text
    assert client.post(address, data={"why": "书记病休"}).status_code == 303
    assert db.session.scalars(select(DebriefRound)).one().closed_why == "书记病休"
    page = client.post(f"/debriefs/rounds/{made.id}/edit", data=FIELDS)
    assert "这次述职已经结束" in page.text


@pytest.mark.parametrize("paper", ["order", "ballot", "comments", "overall"])
def test_its_papers_are_pdfs(client_of, world, paper):
    made = held(world)
    heard(world, made)
    answer = client_of("faculty").get(f"/debriefs/rounds/{made.id}/{paper}.pdf")
    assert answer.data.startswith(b"%PDF")


def test_the_page_takes_as_many_statements_for_many_branches_as_for_few(
    client_of, world, statements
):
    made, client = held(world), client_of("faculty")
    report(world, status=DebriefStatus.SUBMITTED)
    address = f"/debriefs/rounds/{made.id}"

    def count():
        statements()
        client.get(address)
        return len([one for one in statements() if one.startswith("SELECT")])

    few = count()
    for number in range(12):
        branch = organizations.create(
            code=f"N{number}", name=f"第{number}党支部", kind=world.here.kind,
            unit_type=world.here.unit_type, parent=world.college, founded_on=date(2020, 1, 1),
        )  # fmt: skip
        heard(world, made, branch=branch)
    assert count() == few
    assert few <= 16


def test_where_the_school_asks_for_it_too_many_good_ones_are_pointed_at(client_of, world):
    made = held(world)
    heard(world, made, overall=DebriefMark.GOOD)
    client, address = client_of("faculty"), f"/debriefs/rounds/{made.id}"
    assert "不少于 15%" not in client.get(address).text
    organizations.set_local_rule(
        world.college, "EV-07", True, since=date(2026, 1, 1), reason="学校要求"
    )
    db.session.commit()
    assert "不少于 15%" in client.get(address).text
    assert db.session.scalars(select(Hearing)).one().overall is DebriefMark.GOOD
