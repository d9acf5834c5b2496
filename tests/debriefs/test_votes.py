"""What is read of the votes on reports: counted ones alone, in the order of the marks."""

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.debriefs import votes
from app.evaluations import actions as evaluations
from app.evaluations.models import Kind
from tests.conftest import TODAY
from tests.debriefs.rounds.made import held
from tests.evaluations.conftest import VOTERS, cast, opened


def counted(world, mark="good", kind=Kind.SECRETARY_REVIEW, branch=None):
    """Eight votes, all of them that mark."""
    campaign = opened(world, kind=kind, branch=branch)
    cast(world, campaign, VOTERS, mark)
    evaluations.close(campaign)
    evaluations.count(campaign, TODAY)
    db.session.commit()
    return campaign


def test_overall_marks_are_told_in_the_order_of_the_marks(world):
    made = held(world)
    campaign = counted(world)
    found = votes.of_round(EVERYTHING, made, [world.here, world.there])
    assert list(found) == [world.here.id]
    shares = found[world.here.id]
    assert shares.votes == (campaign.box.ballots, 0, 0, 0)
    assert shares.words.startswith(f"好 {campaign.box.ballots}、较好 0")


def test_nothing_is_told_while_people_vote(world):
    opened(world, kind=Kind.SECRETARY_REVIEW)
    [shares] = votes.of_round(EVERYTHING, held(world), [world.here]).values()
    assert (shares.counted, shares.votes, shares.words) == (False, (), "还没有计票")


def test_votes_on_members_are_no_votes_on_the_report(world):
    counted(world, "excellent", Kind.MEMBER_REVIEW)
    assert votes.of_round(EVERYTHING, held(world), [world.here]) == {}


def test_nothing_is_told_outside_the_scope(world):
    counted(world)
    outside = Scope(frozenset({world.there.path}))
    assert votes.of_round(outside, held(world), [world.here]) == {}


def test_five_statements_serve_any_number_of_branches(world, statements):
    made = held(world)
    counted(world)
    branches = [world.here, world.there]
    assert all(branch.path for branch in branches)
    statements()
    votes.of_year(EVERYTHING, branches, 2026)
    assert len(statements()) == 5
    assert made.year == 2026


def test_the_committees_campaign_prevails_unless_the_round_names_another(world):
    own, above = counted(world, "fair"), counted(world, "good", branch=world.college)
    made = held(world)
    first = votes.of_round(EVERYTHING, made, [world.here, world.there])
    assert first[world.here.id].address == f"/evaluations/{above.id}"
    made.campaign_id = own.id
    named = votes.of_round(EVERYTHING, made, [world.here, world.there])
    assert named[world.here.id].address == f"/evaluations/{own.id}"
    assert named[world.there.id].address == f"/evaluations/{above.id}"
