"""The organiser says which evaluation belongs to a round, or makes it with one press."""

from datetime import date

from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core.db import db
from app.debriefs.rounds.models import DebriefRound
from app.evaluations import actions as evaluations
from app.evaluations import queries
from app.evaluations.models import Campaign, Kind
from app.evaluations.paper import questions_of
from app.rules.evaluations import DebriefItem
from tests.conftest import TODAY
from tests.debriefs.rounds.made import HELD_ON, held
from tests.evaluations.conftest import prepared


def only():
    return db.session.scalars(select(DebriefRound)).one()


def test_the_organiser_chooses_the_evaluation_and_takes_the_choice_back(client_of, world):
    made, campaign = held(world), prepared(world, Kind.SECRETARY_REVIEW, world.college)
    db.session.commit()
    client, address = client_of("faculty"), f"/debriefs/rounds/{made.id}"
    assert "还没有选定这次述职用哪次测评" in client.get(address).text
    fields = {"campaign_id": str(campaign.id), "version": str(made.version)}
    assert client.post(f"{address}/evaluation", data=fields).status_code == 303
    assert only().campaign_id == campaign.id
    assert f"/evaluations/{campaign.id}" in client.get(address).text
    client.post(f"{address}/evaluation", data={"campaign_id": "", "version": str(only().version)})
    assert only().campaign_id is None


def test_an_evaluation_of_others_is_not_offered(client_of, world):
    made, other = held(world), prepared(world, Kind.SECRETARY_REVIEW)
    db.session.commit()
    fields = {"campaign_id": str(other.id), "version": str(made.version)}
    page = client_of("faculty").post(f"/debriefs/rounds/{made.id}/evaluation", data=fields)
    assert page.status_code == 422
    assert only().campaign_id is None


def test_a_choice_over_another_is_not_saved_unseen(client_of, world):
    made, campaign = held(world), prepared(world, Kind.SECRETARY_REVIEW, world.college)
    db.session.commit()
    client, address = client_of("faculty"), f"/debriefs/rounds/{made.id}/evaluation"
    stale = str(made.version)
    client.post(address, data={"campaign_id": str(campaign.id), "version": stale})
    page = client.post(address, data={"campaign_id": "", "version": stale})
    assert page.status_code in {409, 422}
    assert only().campaign_id == campaign.id


def test_one_press_makes_the_evaluation_of_those_who_report(client_of, world):
    """Its people, the official questions and the day of the meeting come from the round."""
    made = held(world)
    client, address = client_of("faculty"), f"/debriefs/rounds/{made.id}"
    assert client.post(f"{address}/evaluation/new").status_code == 303
    campaign = db.session.scalars(select(Campaign)).one()
    assert only().campaign_id == campaign.id
    assert (campaign.kind, campaign.year) == (Kind.SECRETARY_REVIEW, 2026)
    assert campaign.organization_id == world.college.id
    assert (campaign.opens_on, campaign.closes_on) == (HELD_ON, HELD_ON)
    on_ballot = {one.name for one in evaluations.foreseen(campaign, TODAY)}
    assert "周敏" in on_ballot
    assert {q.code for q in questions_of(campaign)} == {item.value for item in DebriefItem}


def test_branches_that_a_nearer_round_asks_do_not_stand_on_the_ballot(client_of, world):
    above = held(world, world.university)
    held(world)
    client_of("committee").post(f"/debriefs/rounds/{above.id}/evaluation/new")
    assert db.session.scalars(select(Campaign)).all() == []


def test_without_a_meeting_people_vote_until_feedback_is_due(client_of, world):
    made = held(world, held_on=None)
    client_of("faculty").post(f"/debriefs/rounds/{made.id}/evaluation/new")
    campaign = db.session.scalars(select(Campaign)).one()
    assert (campaign.opens_on, campaign.closes_on) == (date(2026, 12, 10), date(2027, 1, 15))


def test_a_second_press_makes_no_second_evaluation(client_of, world):
    made, client = held(world), client_of("faculty")
    client.post(f"/debriefs/rounds/{made.id}/evaluation/new")
    page = client.post(f"/debriefs/rounds/{made.id}/evaluation/new", follow_redirects=True)
    assert "已有这项评议" in page.text
    found = queries.of_year(EVERYTHING, [world.college.id], 2026, Kind.SECRETARY_REVIEW)
    assert len(found) == 1
