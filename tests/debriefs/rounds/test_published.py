"""综合评价 made known within the round: after everybody was told, to the branches it asked."""

import pytest
from sqlalchemy import select

from app.core.db import db
from app.debriefs.models import DebriefStatus
from app.debriefs.rounds.models import DebriefRound
from app.rules.evaluations import DebriefMark
from tests.debriefs.records import report
from tests.debriefs.rounds.made import heard, held


def publish(client_of, made, login="faculty"):
    return client_of(login).post(f"/debriefs/rounds/{made.id}/publish", follow_redirects=True)


def only():
    db.session.expire_all()
    return db.session.scalars(select(DebriefRound)).one()


def test_opinions_are_made_known_to_the_branches_that_were_asked(client_of, world):
    made = held(world)
    heard(world, made, overall=DebriefMark.FAIRLY_GOOD, told=True)
    assert "已公布" in publish(client_of, made).text
    for login in ("secretary", "sibling", "committee_member", "faculty"):
        page = client_of(login).get(f"/debriefs/rounds/{made.id}/published").text
        assert "周敏" in page, login
        assert "较好" in page, login
        assert "履职到位" not in page, "words are for the secretary alone"


@pytest.mark.parametrize("login", ["member", "stranger", "applicant", "admin"])
def test_nobody_else_finds_them(client_of, world, login):
    made = held(world)
    heard(world, made, told=True)
    publish(client_of, made)
    address = f"/debriefs/rounds/{made.id}/published"
    assert client_of(login).get(address).status_code == 404


def test_nothing_is_known_before(client_of, world):
    made = held(world)
    heard(world, made, told=True)
    address = f"/debriefs/rounds/{made.id}/published"
    assert client_of("secretary").get(address).status_code == 404


def test_each_is_told_first(client_of, world):
    made = held(world)
    heard(world, made, told=True)
    report(world, status=DebriefStatus.SUBMITTED, branch=world.there)
    assert "教工第二党支部还没有反馈综合评价" in publish(client_of, made).text
    assert only().published_on is None


def test_without_any_opinion_there_is_nothing_to_make_known(client_of, world):
    made = held(world)
    assert "还没有反馈综合评价，反馈以后再公布" in publish(client_of, made).text
    assert only().published_on is None


def test_a_branch_that_a_nearer_round_asks_does_not_find_those_of_the_farther(client_of, world):
    above = held(world, world.university)
    held(world)
    above.published_on = above.opened_on
    db.session.commit()
    address = f"/debriefs/rounds/{above.id}/published"
    assert client_of("secretary").get(address).status_code == 404
    assert client_of("committee").get(address).status_code == 200
