"""The registry: finding people, correcting a card, and what is refused."""

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused
from app.members import actions
from app.members.models import Member
from app.rules.dates import PartialDate
from app.rules.members import Stage
from tests.world import add_member

CARD = {
    "name": "张淼燊", "gender": "female", "ethnicity": "汉", "birth": "1985-05", "stage": "full",
    "standing": "normal", "group_id": "", "joined_on": "2010-06", "confirmed_on": "2011-06",
    "applied_on": "2008-09-01",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zms", "张淼燊"),
        ("zhangmiao", "张淼燊"),
        ("淼", "张淼燊"),
        ("oyy", "欧阳懿"),
        ("喆昇", "李喆昇"),
    ],
)
def test_people_are_found_by_pinyin_and_by_rare_characters(client_of, typed, found):
    page = client_of("secretary").get(f"/members/?q={typed}")
    assert found in page.text
    assert "1 人" in page.text


def test_a_secretary_never_finds_people_of_the_branch_beside(client_of):
    assert "林祎" not in client_of("secretary").get("/members/?standing=").text


def test_another_branchs_card_is_not_there(client_of, world):
    client = client_of("secretary")
    theirs = world.members["林祎"].id
    for address in (
        f"/members/{theirs}",
        f"/members/{theirs}/edit",
        f"/members/{theirs}/id-number",
    ):
        assert client.get(address).status_code == 404


def test_a_month_stays_a_month_through_an_edit(client_of, world):
    member_id = world.members["张淼燊"].id
    answer = client_of("secretary").post(f"/members/{member_id}/edit", data=CARD)
    assert answer.status_code == 303
    assert "2010年6月<" in client_of("secretary").get(f"/members/{member_id}").text


def test_joining_before_eighteen_is_refused_with_its_article(client_of, world):
    fields = CARD | {"birth": "1995-05-02", "applied_on": "", "joined_on": "2012-05-01"}
    page = client_of("secretary").post(f"/members/{world.members['张淼燊'].id}/edit", data=fields)
    assert page.status_code == 422
    assert "未满 18 周岁" in page.text


def test_two_people_saving_one_card_do_not_overwrite_each_other(client_of, world):
    address = f"/members/{world.members['张淼燊'].id}/edit"
    opened = client_of("secretary").get(address).text
    version = opened.split('name="version" value="')[1].split('"')[0]
    first = client_of("committee_member").post(
        address, data=CARD | {"phone": "13900000001", "version": version}
    )
    second = client_of("secretary").post(
        address, data=CARD | {"phone": "13900000002", "version": version}
    )
    assert (first.status_code, second.status_code) == (303, 422)
    assert "别人保存的是：13900000001" in second.text
    assert "13900000002" in second.text


def test_an_id_number_is_stored_unreadable_masked_and_shown_for_a_reason(client_of, world):
    member = world.members["张淼燊"]
    number = "990101198505010026"
    fields = CARD | {"id_number": number, "birth": "1985-05-01"}
    client = client_of("secretary")
    answer = client.post(f"/members/{member.id}/edit", data=fields)
    if answer.status_code == 422:
        pytest.fail(answer.text)
    stored = db.session.connection().exec_driver_sql(
        f"SELECT id_number FROM person WHERE id = {member.person_id}"
    )
    assert number.encode() not in bytes(stored.scalar())
    assert number not in client.get(f"/members/{member.id}").text
    refused = client.post(f"/members/{member.id}/id-number", data={"reason": ""})
    assert refused.status_code == 422
    shown = client.post(f"/members/{member.id}/id-number", data={"reason": "核对档案"})
    assert number in shown.text
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "查看身份证号")).one()
    assert (entry.actor_name, entry.reason) == ("周敏", "核对档案")
    trail = " ".join(str(e.changes) for e in db.session.scalars(select(AuditEntry)))
    assert number not in trail


def test_the_list_takes_the_same_few_statements_however_many_people(client_of, world, statements):
    client = client_of("secretary")
    client.get("/members/")
    statements()
    client.get("/members/")
    few = len(statements())
    for number in range(45):
        add_member(world, world.here, f"新党员{number}")
    db.session.commit()
    statements()
    client.get("/members/")
    assert len(statements()) == few <= 8


def test_a_person_is_registered_once(client_of, world):
    assert db.session.scalar(select(Member).where(Member.person_id == world.people["周敏"].id))
    address = f"/members/new?organization={world.here.id}"
    answer = client_of("secretary").post(address, data=CARD | {"name": "　李　明 "})
    assert answer.status_code == 303
    assert "李明" in client_of("secretary").get("/members/?q=lm").text


def test_an_officer_appoints_without_a_special_duty_anywhere_below(client_of, world):
    fields = {"organization_id": world.there.id, "kind": "deputy", "started_on": "2026-11-01"}
    address = f"/members/{world.members['林祎'].id}/posts/new"
    assert client_of("faculty").post(address, data=fields).status_code == 303
    assert "副书记" in client_of("faculty").get(f"/organizations/{world.there.id}").text


def test_nobody_appoints_himself(client_of, world):
    fields = {"organization_id": world.there.id, "kind": "secretary", "started_on": "2026-11-01"}
    address = f"/members/{world.members['吴赟'].id}/posts/new"
    page = client_of("faculty").post(address, data=fields)
    assert page.status_code == 422
    assert "不能任命自己" in page.text
    assert client_of("committee").post(address, data=fields).status_code == 303


def test_a_post_that_does_not_exist_in_a_branch_is_refused(client_of, world):
    fields = {"organization_id": world.there.id, "kind": "officer", "started_on": "2026-11-01"}
    address = f"/members/{world.members['林祎'].id}/posts/new"
    page = client_of("faculty").post(address, data=fields)
    assert page.status_code == 422
    assert "党支部里可以设的职务有" in page.text


def register(client, world, **facts):
    branch = world.members["张淼燊"].organization_id
    fields = {"stage": "applicant", "group_id": "", "gender": ""} | facts
    return client.post(f"/members/new?organization={branch}", data=fields)


@pytest.mark.parametrize("birth", ["2004-05-01", "2004-05", ""])
def test_the_same_person_typed_twice_is_asked_about(client_of, world, birth):
    client = client_of("secretary")
    assert register(client, world, name="钱多多", birth="2004-05").status_code == 303
    again = register(client, world, name="钱多多", birth=birth)
    assert again.status_code == 422
    assert "已登记过钱多多（申请人）" in again.text


def test_a_namesake_of_another_birthday_is_registered(client_of, world):
    client = client_of("secretary")
    assert register(client, world, name="钱多多", birth="2004-05").status_code == 303
    assert register(client, world, name="钱多多", birth="2004-06").status_code == 303


def test_a_namesake_is_registered_with_a_reason(client_of, world):
    client = client_of("secretary")
    assert register(client, world, name="钱多多").status_code == 303
    assert register(client, world, name="钱多多", reason="不是同一个人").status_code == 303


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"birth": "1800-01-01"}, "birth"),
        ({"applied_on": "2199-01-01"}, "applied_on"),
        ({"activist_on": "2199-01-01"}, "activist_on"),
        ({"joined_on": "2199-01-01"}, "joined_on"),
        ({"confirmed_on": "2199-01-01"}, "confirmed_on"),
    ],
)
def test_a_date_that_cannot_be_is_marked_at_its_own_field(world, facts, field):
    known = {name: PartialDate(int(day[:4]), 1, 1) for name, day in facts.items()}
    branch = world.members["张淼燊"].organization
    with pytest.raises(Refused) as refused:
        actions.add(branch, name="钱多多", stage=Stage.APPLICANT, **known)
    assert refused.value.field == field
