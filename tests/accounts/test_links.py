"""One-time links: used once, soon, by whom they were made for, and never to climb."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING, Scope
from app.accounts.models import Account, Invitation
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.elections.actions import voting as rounds
from app.elections.models import Method, Round
from app.evaluations import actions as evaluations
from app.members import actions, queries
from app.organizations import actions as organizations
from tests.accounts.test_login import log_in
from tests.conftest import TODAY
from tests.elections import made as elections


def link_for(client, account):
    page = client.post(f"/accounts/{account.id}/reset")
    return re.search(r"/accounts/join/[\w-]+", page.text)[0]


def test_a_one_time_link_sets_a_password_once(client_of, world):
    link = link_for(client_of("secretary"), world.accounts["member"])
    fields = {"password": "新的密码-2026", "repeated": "新的密码-2026"}
    nobody = client_of(None)
    assert nobody.get(link).status_code == 200
    assert nobody.post(link, data=fields).status_code == 303
    assert nobody.post(link, data=fields).status_code == 404
    assert log_in(client_of(None), "新的密码-2026").status_code == 303


def test_a_one_time_link_expires(client_of, world):
    link = link_for(client_of("secretary"), world.accounts["member"])
    with clock.travel(TODAY + timedelta(days=14, hours=1)):
        assert client_of(None).get(link).status_code == 404


def test_a_newer_link_ends_the_older_one(client_of, world):
    first = link_for(client_of("secretary"), world.accounts["member"])
    link_for(client_of("secretary"), world.accounts["member"])
    assert client_of(None).get(first).status_code == 404


def test_the_database_keeps_no_usable_token(client_of, world):
    link = link_for(client_of("secretary"), world.accounts["member"])
    stored = db.session.scalars(select(Invitation.token_hash)).all()
    assert link.rpartition("/")[2] not in stored


def test_a_secretary_cannot_take_over_who_holds_a_post_above(client_of, world):
    officer = world.accounts["liaison"]
    officer.organization = world.here
    db.session.commit()
    assert client_of("secretary").post(f"/accounts/{officer.id}/reset").status_code in {200, 403}
    faculty = world.accounts["faculty"]
    faculty.organization = world.here
    db.session.commit()
    assert client_of("secretary").post(f"/accounts/{faculty.id}/reset").status_code == 403


def test_invitation_slips_open_accounts_for_imported_people(client_of, world):
    member = world.members["王毛方"]
    paper = client_of("secretary").post("/members/invitations.pdf", data={"member": [member.id]})
    assert paper.mimetype == "application/pdf"
    assert db.session.scalars(select(Invitation)).one().person_id == member.person_id


def test_an_invited_person_opens_an_account_and_sees_the_own_workspace(app, client_of, world):
    [(_, token)] = actions.invite([world.members["王毛方"]], EVERYTHING)
    db.session.commit()
    fields = {"username": "wangmf", "password": "我的密码-2026", "repeated": "我的密码-2026"}
    assert client_of(None).post(f"/accounts/join/{token}", data=fields).status_code == 303
    client = client_of(None)
    assert log_in(client, "我的密码-2026", "wangmf").status_code == 303
    assert "教工第一党支部" in client.get("/").text
    assert db.session.scalars(select(Account).where(Account.username == "wangmf")).one()


def test_a_slip_is_never_printed_for_who_holds_a_post_above(client_of, world):
    member = world.members["王毛方"]
    organizations.appoint(
        world.university, member.person, kind="officer", started_on=date(2026, 11, 1)
    )
    db.session.commit()
    client = client_of("secretary")
    assert "王毛方" not in client.get("/members/invitations").text
    client.post("/members/invitations.pdf", data={"member": [member.id]})
    assert not db.session.scalars(select(Invitation)).all()


def test_a_link_made_before_a_post_above_was_given_opens_nothing(client_of, world):
    secretary = Scope(frozenset({world.here.path}))
    [(member, token)] = actions.invite([world.members["王毛方"]], secretary)
    organizations.appoint(
        world.university, member.person, kind="officer", started_on=date(2026, 11, 1)
    )
    db.session.commit()
    fields = {"username": "wangmf", "password": "我的密码-2026", "repeated": "我的密码-2026"}
    page = client_of(None).post(f"/accounts/join/{token}", data=fields)
    assert page.status_code == 422
    assert "范围之外另有职务" in page.text


def test_slips_for_many_cost_no_statement_each(world, statements):
    many = queries.of_branch(EVERYTHING, world.here.id)
    statements()
    actions.invite(many[:1], EVERYTHING)
    one = len(statements())
    actions.invite(many, EVERYTHING)
    assert len(statements()) == one


def test_the_owner_is_told_who_asked_for_a_link_until_having_seen_it(client_of, world):
    link_for(client_of("secretary"), world.accounts["member"])
    owner = client_of("member")
    for page in ("/", "/accounts/me"):
        told = owner.get(page).text
        assert "有人为您要过一次性链接" in told
        assert "周敏" in told
        assert "没有用过" in told
    assert "有人为您要过" not in client_of("secretary").get("/").text
    assert owner.post("/accounts/me/links").status_code == 303
    assert "有人为您要过" not in owner.get("/").text
    assert "周敏" in owner.get("/accounts/me").text
    with clock.travel(TODAY + timedelta(days=366)):
        assert "有人为您要过" not in owner.get("/accounts/me").text


def test_whoever_came_in_with_the_link_cannot_hide_that_it_was_used(client_of, world):
    link = link_for(client_of("secretary"), world.accounts["member"])
    fields = {"password": "新的密码-2026", "repeated": "新的密码-2026"}
    nobody = client_of(None)
    nobody.post(link, data=fields)
    log_in(nobody, "新的密码-2026")
    nobody.post("/accounts/me/links")
    assert "已用它设了新密码" in nobody.get("/accounts/me").text


def test_a_link_for_oneself_is_no_news(client_of, world):
    client = client_of("admin")
    client.post(f"/accounts/{world.accounts['admin'].id}/reset")
    assert "有人为您要过" not in client.get("/").text


@pytest.fixture
def voting(world):
    """An evaluation of the branch that is open."""
    [campaign] = evaluations.prepare(
        [world.here], kind="member_review", year=2026, title="", minimum=5,
        opens_on=TODAY, closes_on=TODAY + timedelta(days=7),
    )  # fmt: skip
    evaluations.open_campaign(campaign, TODAY)
    db.session.commit()
    return campaign


@pytest.mark.parametrize("who", ["secretary", "faculty", "admin"])
def test_while_somebody_may_vote_a_link_takes_a_reason_told_to_that_person(
    client_of, world, voting, who
):
    client, address = client_of(who), f"/accounts/{world.accounts['member'].id}/reset"
    assert "投票的名单上" in client.get(address).text
    refused = client.post(address)
    assert refused.status_code == 422
    assert "请写明理由" in refused.text
    assert db.session.scalar(select(Invitation)) is None
    assert client.post(address, data={"reason": "换了手机，忘了密码"}).status_code == 200
    trail = select(AuditEntry.reason).where(AuditEntry.verb == "发出一次性链接")
    assert db.session.scalar(trail) == "换了手机，忘了密码"
    assert "换了手机，忘了密码" in client_of("member").get("/").text


def test_in_an_election_too_and_no_longer_once_the_vote_is_stopped(client_of, world):
    voted = elections.opened(world, elections.published(world), method=Method.BOX)
    client, address = client_of("secretary"), f"/accounts/{world.accounts['member'].id}/reset"
    assert client.post(address).status_code == 422
    rounds.close(db.session.get(Round, voted.id))
    db.session.commit()
    assert client.post(address).status_code == 200


def test_who_is_on_no_list_gets_a_link_without_a_reason(client_of, world, voting):
    address = f"/accounts/{world.accounts['applicant'].id}/reset"
    assert client_of("secretary").post(address).status_code == 200
