"""Corrections proposed by members, settled by the branch, the earlier value kept in sight."""

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused
from app.members.proposals import actions, queries
from app.members.proposals.models import Proposal, ProposalState
from app.rules.dates import PartialDate

NUMBER = "990101198505010026"


@pytest.fixture
def member(world):
    return world.members["欧阳懿"]


def propose(client, field, value, reason="登记有误"):
    return client.post(f"/members/me/corrections/{field}", data={field: value, "reason": reason})


def only():
    return db.session.scalars(select(Proposal)).one()


def test_a_member_sees_the_own_card_and_nobody_elses(client_of, world):
    text = client_of("member").get("/members/me").text
    assert "欧阳懿" in text
    assert "周敏" not in text
    other = world.members["周敏"].id
    assert client_of("member").get(f"/members/{other}").status_code == 403


def test_who_is_no_member_is_told_so(client_of):
    assert "没有登记在哪个党支部" in client_of("admin").get("/members/me").text


def test_a_correction_is_proposed_accepted_and_the_earlier_value_stays(client_of, member):
    assert propose(client_of("member"), "birth", "1985-03").status_code == 303
    assert member.person.birth == PartialDate(1985, 5)
    assert "建议改为 1985年3月" in client_of("member").get("/members/me").text
    assert "1985年3月" in client_of("secretary").get("/members/corrections").text
    address = f"/members/corrections/{only().id}"
    fields = {"verdict": "accept", "answer": "已核对户口簿"}
    assert client_of("secretary").post(address, data=fields).status_code == 303
    db.session.expire_all()
    assert member.person.birth == PartialDate(1985, 3)
    card = client_of("secretary").get(f"/members/{member.id}").text
    assert "此前：1985年5月" in card
    assert "已核对户口簿" in client_of("member").get("/members/me").text


def test_declining_needs_a_word_and_changes_nothing(client_of, member):
    propose(client_of("member"), "phone", "13900000005")
    address, client = f"/members/corrections/{only().id}", client_of("secretary")
    assert client.post(address, data={"verdict": "decline", "answer": ""}).status_code == 422
    fields = {"verdict": "decline", "answer": "这是办公室的电话"}
    assert client.post(address, data=fields).status_code == 303
    assert member.person.phone == ""
    assert "这是办公室的电话" in client_of("member").get("/members/me").text


def test_a_reason_is_needed(client_of):
    assert propose(client_of("member"), "phone", "13900000005", "").status_code == 422


def test_what_already_stands_is_no_correction(client_of):
    answer = propose(client_of("member"), "birth", "1985-05")
    assert answer.status_code == 422
    assert "没有要更正的" in answer.text


@pytest.mark.parametrize("field", ["stage", "remark", "standing", "reason", "version"])
def test_only_fields_of_the_person_can_be_proposed(client_of, field):
    assert client_of("member").get(f"/members/me/corrections/{field}").status_code == 404


def test_an_id_number_is_unreadable_in_the_database_and_masked_on_pages(client_of, member):
    member.person.birth = PartialDate(1985, 5, 1)
    db.session.commit()
    assert propose(client_of("member"), "id_number", NUMBER).status_code == 303
    proposal = only()
    query = "SELECT old_value, new_value FROM member_proposal"
    stored = db.session.connection().exec_driver_sql(query).one()
    assert all(NUMBER.encode() not in bytes(value or b"") for value in stored)
    pages = client_of("member").get("/members/me").text
    pages += client_of("secretary").get("/members/corrections").text
    pages += client_of("secretary").get(f"/members/corrections/{proposal.id}").text
    assert NUMBER not in pages
    actions.accept(proposal, "", "周敏")
    assert member.person.id_number == NUMBER
    trail = " ".join(str(e.changes) + e.reason for e in db.session.scalars(select(AuditEntry)))
    assert NUMBER not in trail


def test_an_impossible_id_number_is_refused_at_once(client_of):
    assert propose(client_of("member"), "id_number", NUMBER[:-1] + "1").status_code == 422


def test_a_value_that_contradicts_the_card_is_not_accepted(member):
    proposal = actions.propose(member, "joined_on", PartialDate(2001, 1), "记错了")
    with pytest.raises(Refused, match="早于"):
        actions.accept(proposal, "", "周敏")


def test_the_second_word_on_a_field_replaces_the_first(member):
    first = actions.propose(member, "phone", "13900000005", "换号")
    actions.propose(member, "phone", "13900000006", "又换号")
    assert first.state is ProposalState.WITHDRAWN
    assert [p.new_value for p in queries.waiting(EVERYTHING)] == ["13900000006"]


def test_what_is_settled_is_not_settled_twice(member):
    proposal = actions.propose(member, "phone", "13900000005", "换号")
    actions.decline(proposal, "不对", "周敏")
    with pytest.raises(Refused, match="不用再处理"):
        actions.accept(proposal, "", "周敏")


def test_a_member_takes_the_own_proposal_back_and_nobody_elses(client_of, member):
    propose(client_of("member"), "phone", "13900000005")
    address = f"/members/me/corrections/{only().id}/withdraw"
    assert client_of("probationer").post(address).status_code == 404
    assert client_of("member").post(address).status_code == 303
    assert only().state is ProposalState.WITHDRAWN


def test_another_branch_does_not_see_the_proposal(client_of, member):
    propose(client_of("member"), "phone", "13900000005")
    assert "欧阳懿" not in client_of("sibling").get("/members/corrections").text
    assert client_of("sibling").get(f"/members/corrections/{only().id}").status_code == 404
