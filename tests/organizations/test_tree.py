"""The organisation tree as people of different posts see and change it."""


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
