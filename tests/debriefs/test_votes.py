"""What is read of the votes on reports: counted ones alone, in the order of the marks."""

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.debriefs import votes
from app.debriefs.rounds import actions as rounds
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


def chosen(world, campaign, committee=None):
    """A round that the campaign belongs to."""
    made = held(world, committee)
    rounds.choose(made, campaign)
    db.session.commit()
    return made


def test_overall_marks_are_told_in_the_order_of_the_marks(world):
    campaign = counted(world, branch=world.college)
    found = votes.of_round(EVERYTHING, chosen(world, campaign), [world.here, world.there])
    shares = found[world.here.id]
    assert shares.votes == (shares.ballots, 0, 0, 0)
    assert shares.ballots > 0
    assert shares.words.startswith(f"好 {shares.ballots}、较好 0")


def test_nothing_is_told_while_people_vote(world):
    made = chosen(world, opened(world, kind=Kind.SECRETARY_REVIEW, branch=world.college))
    shares = votes.of_round(EVERYTHING, made, [world.here])[world.here.id]
    assert (shares.counted, shares.votes, shares.words) == (False, (), "还没有计票")


def test_votes_of_an_evaluation_that_was_not_chosen_are_not_shown(world):
    counted(world, branch=world.college)
    assert votes.of_round(EVERYTHING, held(world), [world.here]) == {}


def test_votes_on_members_are_no_votes_on_the_report(world):
    campaign = counted(world, "excellent", Kind.MEMBER_REVIEW)
    assert votes.of_round(EVERYTHING, chosen(world, campaign), [world.here]) == {}


def test_nothing_is_told_outside_the_scope(world):
    made = chosen(world, counted(world))
    outside = Scope(frozenset({world.there.path}))
    assert votes.of_round(outside, made, [world.here]) == {}


def test_six_statements_serve_any_number_of_branches(world, statements):
    counted(world)
    branches = [world.here, world.there]
    assert all(branch.path for branch in branches)
    statements()
    votes.of_year(EVERYTHING, branches, 2026)
    assert len(statements()) == 6


def test_of_a_year_the_committees_campaign_prevails_unless_a_round_chose_another(world):
    own, above = counted(world, "fair"), counted(world, "good", branch=world.college)
    made, branches = held(world), [world.here, world.there]
    first = votes.of_year(EVERYTHING, branches, 2026)
    assert first[world.here.id].address == f"/evaluations/{above.id}"
    rounds.choose(made, own)
    named = votes.of_year(EVERYTHING, branches, 2026)
    assert named[world.here.id].address == f"/evaluations/{own.id}"
    assert named[world.there.id].address == f"/evaluations/{above.id}"
    assert list(votes.of_round(EVERYTHING, made, branches)) == [world.here.id]
