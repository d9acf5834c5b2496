"""One-time links: used once, soon, by whom they were made for, and never to climb."""

import re
from datetime import date, timedelta

from sqlalchemy import select

from app.access.scope import EVERYTHING, Scope
from app.accounts.models import Account, Invitation
from app.core import clock
from app.core.db import db
from app.members import actions, queries
from app.organizations import actions as organizations
from tests.accounts.test_login import log_in
from tests.conftest import TODAY


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
