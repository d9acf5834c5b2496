"""群众评议 of pledges by secret ballot: prepared from what is public, its figures taken once."""

import pytest
from sqlalchemy import select

from app.ballots import counting
from app.ballots.models import Release
from app.core.db import db
from app.evaluations import actions as evaluations
from app.evaluations.actions.preparing import Wanted
from app.evaluations.models import Campaign, Kind, Who
from app.pledges.models import PledgeOnBallot
from app.rules.pledges import OpinionSource, PledgeState
from tests.conftest import TODAY
from tests.evaluations.conftest import VOTERS, cast, prepared
from tests.pledges.made import fresh, kept, published, written

SAID = "走访时间请提前说。"
pytestmark = pytest.mark.storage


def held(world, client_of):
    """The campaign that one press made."""
    address = f"/pledges/branch/{world.here.id}/evaluation/new?year=2026"
    assert client_of("secretary").post(address).status_code == 303
    return db.session.scalars(select(Campaign)).one()


def counted(world, campaign, **options):
    """Eight members vote, 满意 for everybody unless `options` say otherwise."""
    evaluations.arrange(campaign, [Wanted("", "党员", Who.MEMBERS, 0, 0)])
    evaluations.open_campaign(campaign, TODAY)
    cast(world, campaign, VOTERS[:1], "satisfied", **options)
    cast(world, campaign, VOTERS[1:], "satisfied")
    evaluations.close(campaign)
    evaluations.count(campaign, TODAY)
    db.session.commit()


def take(world, campaign, browser):
    address = f"/pledges/branch/{world.here.id}/evaluation/{campaign.id}/take?year=2026"
    return browser.post(address, follow_redirects=True)


def test_one_press_asks_about_every_public_pledge_and_no_other(world, client_of):
    published(world)
    published(world, None)
    written(world, "李喆昇")
    db.session.commit()
    campaign = held(world, client_of)
    assert (campaign.kind, campaign.state.value) == (Kind.PLEDGE_REVIEW, "draft")
    assert campaign.matters == ["党组织的承诺", "欧阳懿的承诺"]


def test_what_a_member_pledges_does_not_stand_on_the_ballot(world, client_of):
    made = published(world)
    text = made.matters[0].text
    db.session.commit()
    campaign = held(world, client_of)
    assert text not in client_of("faculty").get(f"/evaluations/{campaign.id}").text


def test_counted_figures_are_taken_with_what_was_said(world, client_of):
    pledge_id = kept(published(world))
    campaign, browser = held(world, client_of), client_of("secretary")
    counted(world, campaign, texts={"欧阳懿的承诺": SAID}, **{"欧阳懿的承诺": "fairly"})
    assert "还有 1 条意见没有审核" in take(world, campaign, browser).text
    for word in counting.words(campaign.box):
        evaluations.release(word, Release.TO_PERSON, "")
    db.session.commit()
    assert "已取用 1 份评议结果" in take(world, campaign, browser).text
    pledge = fresh(pledge_id)
    found = pledge.evaluation
    figures = (found.voters, found.satisfied, found.fairly, found.dissatisfied)
    assert figures == (8, 7, 1, 0)
    assert (found.campaign_id, pledge.state) == (campaign.id, PledgeState.EVALUATED)
    assert SAID in {one.opinion for one in pledge.feedback}
    assert {one.source for one in pledge.feedback} == {OpinionSource.MASSES}
    assert "没有等待录入的承诺" in take(world, campaign, browser).text


def test_nothing_is_taken_before_the_count(world, client_of):
    pledge_id = kept(published(world))
    campaign = held(world, client_of)
    assert "计票以后才能取用" in take(world, campaign, client_of("secretary")).text
    assert fresh(pledge_id).evaluation is None


def test_a_pledge_left_off_the_ballot_waits_for_its_figures(world, client_of):
    left, other = kept(published(world)), kept(published(world, "李喆昇"))
    campaign = held(world, client_of)
    places = dict(
        db.session.execute(select(PledgeOnBallot.pledge_id, PledgeOnBallot.position)).all()
    )
    evaluations.leave_out(campaign, [f"q{places[left]}"])
    counted(world, campaign)
    take(world, campaign, client_of("secretary"))
    assert fresh(left).evaluation is None
    assert fresh(other).evaluation.satisfied == 8


def test_another_kind_of_evaluation_gives_no_figures(world, client_of):
    published(world)
    campaign = prepared(world, kind=Kind.MASS_REVIEW)
    db.session.commit()
    assert "不是承诺群众评议" in take(world, campaign, client_of("secretary")).text


def test_without_a_public_pledge_there_is_nothing_to_evaluate(world, client_of):
    written(world)
    db.session.commit()
    page = client_of("secretary").post(
        f"/pledges/branch/{world.here.id}/evaluation/new?year=2026", follow_redirects=True
    )
    assert "没有公开后等待评议的承诺" in page.text
    assert db.session.scalars(select(Campaign)).all() == []


def test_pledges_are_not_offered_among_the_kinds_that_begin_elsewhere(world, client_of):
    assert "承诺群众评议" not in client_of("secretary").get("/evaluations/new").text
