"""Below the minimum, and before counting, nobody sees any result, on any page or paper."""

import re

import pytest

from app.core.db import db
from app.core.errors import Refused
from app.evaluations import actions, queries, results
from app.evaluations.models import State
from tests.evaluations.conftest import TODAY, VOTERS, cast, opened, whole

SHOWS_RESULTS = ("results", "summary.pdf", "summary.xlsx", "grades")
EVERYBODY = ("secretary", "committee_member", "faculty", "committee", "member", "admin", "liaison")


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("page", SHOWS_RESULTS)
def test_four_ballots_of_five_show_nothing_to_anyone(world, client_of, page, closed):
    campaign = opened(world)
    cast(world, campaign, VOTERS[:4], "unqualified")
    if closed:
        actions.close(campaign)
        db.session.commit()
    client_of("secretary").post(f"/evaluations/{campaign.id}/count")
    for login in EVERYBODY:
        answer = client_of(login).get(f"/evaluations/{campaign.id}/{page}")
        assert answer.status_code in {403, 404, 409}, login
    db.session.expire_all()
    assert campaign.state in {State.OPEN, State.CLOSED}


def test_papers_before_counting_hold_no_votes(world):
    campaign = opened(world)
    cast(world, campaign, VOTERS)
    judged = queries.judged(whole(world.here), campaign)
    assert results.of(whole(world.here), campaign, judged) is None
    actions.close(campaign)
    assert results.of(whole(world.here), campaign, judged) is None


def test_below_the_minimum_the_round_is_extended_or_given_up(world, client_of):
    campaign = opened(world)
    cast(world, campaign, VOTERS[:4])
    secretary, own = client_of("secretary"), f"/evaluations/{campaign.id}"
    secretary.post(f"{own}/close", data={"why": "到会的人都已离开"})
    assert "不足 5 张" in secretary.get(own).text
    secretary.post(f"{own}/extend", data={"closes_on": "2026-11-30"})
    db.session.expire_all()
    assert campaign.state is State.OPEN
    secretary.post(f"{own}/close", data={"why": "到会的人都已离开"})
    secretary.post(f"{own}/destroy")
    db.session.expire_all()
    assert campaign.state is State.DESTROYED
    assert secretary.get(f"{own}/results").status_code == 409
    assert secretary.get(f"{own}/grades").status_code == 200, "paper ballots were used"


def test_at_the_minimum_the_round_is_not_extended_after_closing(world):
    campaign = opened(world)
    cast(world, campaign, VOTERS[:5])
    actions.close(campaign)
    with pytest.raises(Refused, match="票数已经够了"):
        actions.extend(campaign, campaign.closes_on, campaign.opens_on)


@pytest.mark.parametrize(("received", "words"), [
    (0, "不到 5 张"), (4, "不到 5 张"), (5, "5 张以上"), (7, "5 张以上"), (8, "5 张以上"),
])  # fmt: skip
def test_while_people_vote_participation_goes_in_steps(world, received, words):
    campaign = opened(world)
    assert words in results.turnout_words(campaign, received)


def test_after_closing_participation_is_exact(world):
    campaign = opened(world)
    cast(world, campaign, VOTERS[:7])
    actions.close(campaign)
    assert "收到 7 张票" in results.turnout_words(campaign, 7)


def test_closing_after_each_vote_shows_no_difference(world, client_of):
    """An organiser who stops and extends between the votes sees the same four times."""
    campaign = opened(world)
    secretary, own = client_of("secretary"), f"/evaluations/{campaign.id}"
    seen = set()
    for name in VOTERS[:4]:
        cast(world, campaign, [name])
        secretary.post(f"{own}/close", data={"why": "看看"})
        assert secretary.get(f"{own}/results").status_code == 409
        page = secretary.get(own).text
        told = re.search(r"应参评 \d+ 人，[^<。]*", page)[0]
        seen.add(told)
        secretary.post(f"{own}/extend", data={"closes_on": "2026-11-30"})
        db.session.expire_all()
        assert campaign.state is State.OPEN
    assert len(seen) == 1
    assert "不足 5 张" in seen.pop()


def test_administrators_and_liaisons_see_no_results(world, client_of):
    campaign = opened(world)
    for login in ("admin", "liaison", "member", "applicant"):
        assert client_of(login).get(f"/evaluations/{campaign.id}").status_code in {403, 404}


def test_remarks_are_for_those_who_decide(world, client_of):
    campaign = opened(world)
    cast(world, campaign, VOTERS[:1], texts={"欧阳懿": "只给评定的人看"})
    cast(world, campaign, VOTERS[1:])
    actions.close(campaign)
    actions.count(campaign, TODAY)
    db.session.commit()
    own = f"/evaluations/{campaign.id}/results"
    assert "只给评定的人看" in client_of("secretary").get(own).text.replace("，只给评定的人看<", "")
    seen = client_of("committee_member").get(own).text.replace("，只给评定的人看<", "")
    assert "只给评定的人看" not in seen
