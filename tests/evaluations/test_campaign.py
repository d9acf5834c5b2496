"""Preparing, opening, grading: what an organiser may do, and what the rules say to it."""

from datetime import date

import pytest

from app.ballots.counting import tally
from app.core.db import db
from app.core.errors import Refused
from app.evaluations import actions, queries
from app.evaluations.models import Kind, State
from app.organizations import actions as organizations
from app.rules.evaluations import Grade
from app.rules.members import Stage, Standing
from tests.evaluations.conftest import TODAY, VOTERS, cast, counted, opened, prepared, whole
from tests.world import add_member


def judged_ids(campaign):
    scope = whole(campaign.organization)
    return {one.name: one.id for one in queries.judged(scope, campaign)}


def graded(campaign, excellent, reason=""):
    names = [name for name in VOTERS if name != "杜怡可"]
    ids = judged_ids(campaign)
    decisions = {
        ids[name]: {"grade": "excellent" if n < excellent else "qualified"}
        for n, name in enumerate(names)
    }
    actions.decide(campaign, decisions, reason, TODAY)
    return queries.reviews(whole(campaign.organization), campaign)


def test_a_year_has_one_evaluation_of_a_kind(world):
    prepared(world)
    with pytest.raises(Refused, match="已有这项评议"):
        prepared(world)
    assert prepared(world, year=2025)
    assert prepared(world, kind=Kind.SECRETARY_REVIEW)
    assert prepared(world, branch=world.there)


def test_a_destroyed_round_may_be_held_again(world):
    campaign = opened(world)
    actions.close(campaign)
    actions.destroy(campaign)
    assert prepared(world)


@pytest.mark.parametrize(("minimum", "fine"), [(3, False), (4, True)])
def test_the_minimum_has_a_floor_of_three_ratings_for_each_who_is_judged(world, minimum, fine):
    if fine:
        assert prepared(world, minimum=minimum).minimum == minimum
        return
    with pytest.raises(Refused, match="不能低于"):
        prepared(world, minimum=minimum)


@pytest.mark.parametrize(("minimum", "opens"), [(7, True), (8, True), (9, False)])
def test_a_round_that_could_never_be_counted_is_not_begun(world, minimum, opens):
    campaign = prepared(world, minimum=minimum)
    if opens:
        actions.open_campaign(campaign, TODAY)
        assert (campaign.voters, campaign.base) == (8, 7)
        return
    with pytest.raises(Refused, match="少于公布结果所需"):
        actions.open_campaign(campaign, TODAY)


def test_only_members_in_good_standing_take_part(world):
    world.members["王毛方"].standing = Standing.TRANSFERRED
    add_member(world, world.here, "发展对象", Stage.PROSPECT)
    campaign = opened(world)
    assert set(judged_ids(campaign)) == set(VOTERS) - {"王毛方"}


def test_the_ballot_goes_by_strokes_of_the_surname(world):
    scope = whole(world.here)
    names = [one.name for one in queries.judged(scope, opened(world))]
    assert names[:2] == ["王毛方", "杜怡可"]


def test_a_name_is_frozen_at_opening(world):
    campaign = opened(world)
    world.people["周敏"].name = "周敏敏"
    db.session.commit()
    assert "周敏" in judged_ids(campaign)


def test_a_secretary_review_needs_a_secretary(world):
    for post in organizations.queries.posts(whole(world.here), world.here, TODAY):
        post.ended_on = date(2026, 11, 1)
    campaign = prepared(world, kind=Kind.SECRETARY_REVIEW)
    with pytest.raises(Refused, match="没有登记在任书记"):
        actions.open_campaign(campaign, TODAY)


def counting(campaign):
    actions.count(campaign, TODAY)


@pytest.mark.parametrize("act", [actions.close, counting, actions.destroy])
def test_a_prepared_round_can_only_be_opened(world, act):
    campaign = prepared(world)
    with pytest.raises(Refused, match="不能这样操作"):
        act(campaign)


@pytest.mark.parametrize("act", [actions.close, counting, actions.destroy])
def test_a_counted_round_stays_counted(world, act):
    campaign = counted(world)
    with pytest.raises(Refused, match="不能这样操作"):
        act(campaign)
    assert campaign.state is State.COUNTED


def test_an_opened_round_is_not_taken_back(campaign):
    with pytest.raises(Refused, match="不能取消"):
        actions.discard(campaign)


def test_a_committee_prepares_one_round_a_branch(world, client_of):
    made = client_of("faculty").post(
        "/evaluations/new",
        data={
            "kind": "member_review", "branches": [world.here.id, world.there.id], "year": 2026,
            "title": "", "opens_on": "2026-11-16", "closes_on": "2026-11-23", "minimum": 5,
        },
    )  # fmt: skip
    assert made.status_code == 303
    assert len(queries.listed(whole(world.college))) == 2


def test_a_secretary_prepares_none_for_the_branch_beside(world, client_of):
    made = client_of("secretary").post(
        "/evaluations/new",
        data={
            "kind": "member_review", "branches": [world.there.id], "year": 2026,
            "title": "", "opens_on": "2026-11-16", "closes_on": "2026-11-23", "minimum": 5,
        },
    )  # fmt: skip
    assert made.status_code == 422
    assert queries.listed(whole(world.college)) == []


@pytest.mark.parametrize(("excellent", "asks"), [(1, False), (2, False), (3, True)])
def test_a_third_of_seven_is_two_and_more_asks_for_a_reason(world, excellent, asks):
    campaign = counted(world)
    if not asks:
        graded(campaign, excellent)
        assert campaign.excess_reason == ""
        return
    with pytest.raises(Refused, match="三分之一"):
        graded(campaign, excellent)
    graded(campaign, excellent, "全年承担两项急难任务。")
    assert campaign.excess_reason == "全年承担两项急难任务。"


def test_probationers_take_part_and_stay_ungraded(world):
    campaign = counted(world)
    ids = judged_ids(campaign)
    actions.decide(campaign, {ids["杜怡可"]: {"grade": "excellent"}}, "", TODAY)
    reviews = queries.reviews(whole(world.here), campaign)
    assert reviews[ids["杜怡可"]].grade is Grade.UNGRADED


def test_grades_wait_for_the_count(campaign):
    with pytest.raises(Refused, match="计票以后"):
        actions.decide(campaign, {}, "", TODAY)


def test_what_is_changed_after_feedback_is_told_again(world):
    campaign = counted(world)
    graded(campaign, 1)
    actions.tell(campaign, TODAY)
    reviews = graded(campaign, 2)
    told = [review for review in reviews.values() if review.told_on]
    assert len(told) == 7, "eight judged, one changed"


def test_the_voters_marks_reach_the_right_person(world):
    campaign = opened(world)
    cast(world, campaign, VOTERS, "qualified", 欧阳懿="unqualified")
    actions.close(campaign)
    actions.count(campaign, TODAY)
    people = tally(campaign.box)
    own = str(world.people["欧阳懿"].id)
    assert people[own, "overall", "unqualified"] == 7
    assert people[str(world.people["周敏"].id), "overall", "qualified"] == 7
