"""The pages of 组织设置: who acts where, what a form refuses, papers, tables, ceilings."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from app.access.scope import EVERYTHING
from app.core.db import db
from app.organizations import actions as organizations
from app.organizations import queries as tree
from app.rules.organizations import OrganizationKind, UnitType
from app.structure import actions, history, queries
from tests.structure.conftest import PAPER, TODAY

TYPED = {"done_on": "2026-11-16", "basis": "2026年11月16日党委会议", "number": "计党发〔2026〕9号"}


def test_the_committee_above_renames_and_prints_the_reply(client_of, world):
    client = client_of("faculty")
    address = f"/structure/{world.here.id}/rename"
    assert "教工第一党支部" in client.get(address).text
    answer = client.post(address, data=TYPED | {"name": "软件工程系党支部"})
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "由“教工第一党支部”更名为“软件工程系党支部”" in page.text
    paper = client.get(re.search(r'href="([^"]+paper\.pdf)"', page.text)[1])
    assert paper.data.startswith(b"%PDF")
    shown = client.get(f"/organizations/{world.here.id}").text
    assert "曾用名" in shown
    assert "教工第一党支部" in shown


def of(organization):
    acts = queries.of_organization(EVERYTHING, organization)
    return history.lines(organization, acts, tree.posts(EVERYTHING, organization))


def test_the_timeline_tells_the_term_and_who_held_which_post(client_of, world):
    [post] = [p for p in tree.posts(EVERYTHING, world.here) if p.person.name == "韩志远"]
    organizations.end_post(post, ended_on=date(2026, 6, 30))
    db.session.commit()
    shown = client_of("secretary").get(f"/organizations/{world.here.id}").text
    timeline = shown[shown.index("沿革") :]
    assert "任期到2028年3月1日" in timeline
    assert "周敏（书记）、郑一诺（组织委员）、韩志远（宣传委员）、钱彧（联系点干部）" in timeline
    [ended] = [line for line in of(world.here) if line.title == "离任"]
    assert (ended.on, ended.detail) == (date(2026, 6, 30), "韩志远（宣传委员）")


def test_who_goes_on_in_a_post_is_told_to_have_been_elected_again(world):
    [post] = [p for p in tree.posts(EVERYTHING, world.here) if p.person.name == "韩志远"]
    organizations.end_post(post, ended_on=date(2026, 6, 30))
    organizations.appoint(
        world.here, post.person, kind=post.kind, duty=post.duty, started_on=date(2026, 7, 1)
    )
    told = [(line.title, line.detail) for line in of(world.here) if line.on.year == 2026]
    assert told == [("任职", "韩志远（宣传委员，连任）")]


def test_a_change_of_secretary_is_told_once(world):
    actions.change_secretary(world.here, world.members["欧阳懿"], **PAPER)
    told = [line for line in of(world.here) if "周敏" in line.detail and line.on.year == 2026]
    assert [line.title for line in told] == ["书记任免"]


def test_nobody_makes_himself_secretary(client_of, world):
    at, own = f"/structure/{world.there.id}/secretary", world.members["吴赟"].id
    fields = {"member_id": own, "done_on": TODAY.isoformat(), "basis": "党委会议"}
    refused = client_of("faculty").post(at, data=fields)
    assert refused.status_code == 422
    assert "不能任命自己" in refused.text
    assert client_of("committee").post(at, data=fields).status_code == 303


@pytest.mark.parametrize("act", ["rename", "move", "dissolve", "merge", "split", "secretary"])
def test_nobody_acts_on_the_own_place(client_of, world, act):
    assert client_of("secretary").get(f"/structure/{world.here.id}/{act}").status_code == 403
    assert client_of("faculty").get(f"/structure/{world.college.id}/{act}").status_code == 404
    assert client_of("faculty").get(f"/structure/{world.here.id}/{act}").status_code in {200, 303}


def test_a_move_offers_only_what_the_mover_looks_after(client_of, world, second):
    address = f"/structure/{world.here.id}/move"
    assert "机械工程学院党委" not in client_of("faculty").get(address).text
    refused = client_of("faculty").post(address, data=TYPED | {"parent_id": second.id})
    assert refused.status_code == 422
    moved = client_of("committee").post(address, data=TYPED | {"parent_id": second.id})
    assert moved.status_code == 303
    assert client_of("faculty").get(f"/organizations/{world.here.id}").status_code == 404


def test_a_branch_is_set_up_from_the_page_of_its_parent(client_of, world):
    client = client_of("faculty")
    address = f"/structure/{world.college.id}/set-up"
    fields = TYPED | {
        "name": "研究生第一党支部", "code": "CS-21", "kind": "branch", "unit_type": "graduate",
        "full": "2",
    }  # fmt: skip
    assert "设立下级组织" in client.get(f"/organizations/{world.college.id}").text
    asked = client.post(address, data=fields)
    assert asked.status_code == 422
    assert "第五条" in asked.text
    assert client.post(address, data=fields | {"reason": "独立运行"}).status_code == 303


def test_a_split_by_hand_and_twice_pressed_is_done_once(client_of, world):
    client, address = client_of("faculty"), f"/structure/{world.here.id}/split"
    assert "欧阳懿" in client.get(address).text
    chosen = [world.members[name].id for name in ("欧阳懿", "张淼燊", "李喆昇")]
    fields = TYPED | {
        "name": "教工第三党支部", "code": "CS-03", "unit_type": "teacher", "people": chosen,
        "once": "one-mark",
    }  # fmt: skip
    first, again = client.post(address, data=fields), client.post(address, data=fields)
    assert first.status_code == again.status_code == 303
    assert len(queries.acts(EVERYTHING)) == 1
    new = tree.by_code(EVERYTHING, "CS-03")
    assert "由教工第一党支部拆分，划入3人" in client.get(f"/organizations/{new.id}").text
    assert "划出3人" in client_of("secretary").get(f"/organizations/{world.here.id}").text


def test_nobody_chosen_comes_back_with_what_was_typed(client_of, world):
    fields = TYPED | {"name": "教工第三党支部", "code": "CS-03", "unit_type": "teacher"}
    answer = client_of("faculty").post(f"/structure/{world.here.id}/split", data=fields)
    assert answer.status_code == 422
    assert "教工第三党支部" in answer.text
    assert "请选择划到新支部的人" in answer.text


def test_a_form_opened_before_another_act_is_stale(client_of, world):
    address = f"/structure/{world.here.id}/dissolve"
    old = re.search(r'name="version" value="(\d+)"', client_of("faculty").get(address).text)[1]
    actions.rename(world.here, "甲党支部", **PAPER)
    db.session.commit()
    answer = client_of("faculty").post(address, data=TYPED | {"version": old})
    assert answer.status_code == 422
    assert "别人已改过" in answer.text


def test_an_ended_branch_is_past_acting_on(client_of, world):
    made = organizations.create(
        code="X", name="旧党支部", kind=OrganizationKind.BRANCH, unit_type=UnitType.OTHER,
        parent=world.college,
    )  # fmt: skip
    actions.dissolve(made, **PAPER)
    db.session.commit()
    client = client_of("faculty")
    assert client.get(f"/structure/{made.id}/rename").status_code == 303
    assert "已撤销" in client.get(f"/organizations/{made.id}").text
    assert "旧党支部" not in client.get("/organizations/").text
    assert "旧党支部" in client.get("/organizations/?all=1").text


def test_the_tree_of_a_day_is_asked_by_address(client_of, world):
    actions.rename(world.here, "软件工程系党支部", **PAPER)
    db.session.commit()
    client = client_of("committee")
    past = client.get("/structure/tree?on=2026-11-15").text
    assert "更名为软件工程系党支部" in past
    assert "更名为" not in client.get("/structure/tree").text
    assert client.get("/structure/tree?on=nonsense").status_code == 200


def test_an_act_is_taken_back_from_its_page_with_a_reason(client_of, world):
    act = actions.rename(world.here, "甲党支部", **PAPER)
    db.session.commit()
    shown = f"/structure/acts/{act.id}"
    address = f"{shown}/undo"
    assert client_of("faculty").post(address, data={}).status_code == 422
    assert client_of("faculty").post(address, data={"reason": "登记错了。"}).status_code == 303
    assert client_of("faculty").get(shown).status_code == 404


def test_health_lists_only_what_is_off(client_of, world):
    page = client_of("faculty").get("/structure/").text
    assert "教工第一党支部" not in page.split("只列设置上")[1]
    assert "设置上眼下没有要办的" in page
    actions.change_secretary(world.here, None, **PAPER)
    db.session.commit()
    page = client_of("faculty").get("/structure/").text
    assert "没有书记" in page
    assert f"/structure/{world.here.id}/secretary" in page
    table = client_of("faculty").get("/structure/table.xlsx").data
    rows = list(openpyxl.load_workbook(BytesIO(table)).active.values)
    assert rows[1][:3] == ("没有书记", "计算机学院教工第一党支部", "计算机学院党委")


def test_a_branch_sees_the_same_about_itself(client_of, world):
    actions.change_secretary(world.there, None, **PAPER)
    world.members["韩志远"].organization = world.there
    db.session.commit()
    assert "没有书记" in client_of("faculty").get("/structure/").text
    assert "没有书记" not in client_of("secretary").get("/structure/").text


@pytest.mark.parametrize(
    "address", ["/structure/", "/structure/tree?on=2026-11-10", "/structure/acts"]
)
def test_more_branches_cost_no_more_statements(client_of, world, statements, address):
    client = client_of("faculty")

    def grow(first, last):
        for n in range(first, last):
            made = organizations.create(
                code=f"N{n}", name=f"支部{n}", kind=OrganizationKind.BRANCH,
                unit_type=UnitType.OTHER, parent=world.college, founded_on=date(2024, 1, 1),
            )  # fmt: skip
            actions.rename(made, f"新支部{n}", **PAPER | {"done_on": TODAY})
        db.session.commit()

    grow(0, 2)
    client.get(address)
    statements()
    client.get(address)
    few = len(statements())
    grow(2, 30)
    client.get(address)
    statements()
    client.get(address)
    assert len(statements()) == few <= 24
