"""The organisation tree as people of different posts see and change it."""

from app.core.db import db


def test_a_committee_officer_sees_the_whole_subtree(client_of):
    page = client_of("faculty").get("/organizations/")
    assert page.status_code == 200
    assert "教工第一党支部" in page.text
    assert "星城科技大学党委</a>" not in page.text


def test_a_secretary_sees_the_branch_alone(client_of, world):
    client = client_of("secretary")
    assert client.get(f"/organizations/{world.here.id}").status_code == 200
    assert client.get(f"/organizations/{world.there.id}").status_code == 404


def test_an_officer_sets_up_a_branch_below_the_college(client_of, world):
    fields = {
        "name": "研究生第一党支部",
        "code": "CS-21",
        "kind": "branch",
        "unit_type": "graduate",
    }
    answer = client_of("faculty").post(f"/organizations/new?parent={world.college.id}", data=fields)
    assert answer.status_code == 303
    assert "研究生第一党支部" in client_of("faculty").get("/organizations/").text


def test_a_code_used_twice_is_refused_at_its_field(client_of, world):
    fields = {"name": "研究生党支部", "code": "CS-01", "kind": "branch", "unit_type": "graduate"}
    answer = client_of("faculty").post(f"/organizations/new?parent={world.college.id}", data=fields)
    assert answer.status_code == 422
    assert "这个代码已被另一个组织使用。" in answer.text


def test_a_group_cannot_stand_below_a_committee(client_of, world):
    fields = {"name": "第一党小组", "code": "G1", "kind": "group", "unit_type": "teacher"}
    answer = client_of("faculty").post(f"/organizations/new?parent={world.college.id}", data=fields)
    assert answer.status_code == 422
    assert "党小组只能设在" in answer.text


def test_a_stale_save_shows_what_the_other_saved(client_of, world):
    address = f"/organizations/{world.here.id}/edit"
    fields = {"name": "教工第一党支部", "code": "CS-01", "unit_type": "teacher", "version": "1"}
    first = client_of("faculty").post(address, data=fields | {"remark": "甲的备注", "version": ""})
    second = client_of("committee").post(address, data=fields | {"remark": "乙的备注"})
    assert (first.status_code, second.status_code) == (303, 422)
    assert "甲的备注" in second.text
    assert "乙的备注" in second.text


def test_the_same_form_sent_twice_acts_once(client_of, world):
    fields = {
        "name": "研究生第一党支部", "code": "CS-21", "kind": "branch", "unit_type": "graduate",
        "once": "one-mark",
    }  # fmt: skip
    client = client_of("faculty")
    address = f"/organizations/new?parent={world.college.id}"
    first, second = client.post(address, data=fields), client.post(address, data=fields)
    assert first.status_code == second.status_code == 303
    assert first.location == second.location


def typed(organization, **changes):
    fields = {"name": organization.name, "code": organization.code, "unit_type": "teacher"}
    return fields | changes


def test_a_college_keeps_its_right_to_approve_when_its_own_officer_saves(client_of, world):
    address = f"/organizations/{world.college.id}/edit"
    assert 'name="approves"' not in client_of("faculty").get(address).text
    assert client_of("faculty").post(address, data=typed(world.college)).status_code == 303
    assert world.college.approves


def test_nobody_gives_the_own_committee_the_right_to_approve(client_of, world):
    world.college.approves, world.college.temporary = False, True
    db.session.commit()
    fields = typed(world.college, approves="y", remark="改")
    client_of("faculty").post(f"/organizations/{world.college.id}/edit", data=fields)
    assert (world.college.remark, world.college.approves, world.college.temporary) == (
        "改", False, True,
    )  # fmt: skip


def test_whoever_looks_after_what_is_above_gives_and_takes_the_right(client_of, world):
    address, client = f"/organizations/{world.college.id}/edit", client_of("committee")
    assert 'name="approves"' in client.get(address).text
    client.post(address, data=typed(world.college))
    assert not world.college.approves
    client.post(address, data=typed(world.college, approves="y"))
    assert world.college.approves
