"""Groups of voters, weights, codes, paper ballots: who counts as what, and what is shown."""

from datetime import date
from fractions import Fraction

import pytest

from app.ballots import codes, receipts
from app.ballots.questionnaire import Answers
from app.core.db import db
from app.core.errors import Refused
from app.evaluations import actions, checks, queries, results
from app.evaluations.actions.preparing import Wanted
from app.evaluations.models import Clearing, Kind, Who
from app.rules.ballots import Small
from tests.evaluations.conftest import TODAY, VOTERS, answers, cast, prepared, whole

MEMBERS = Wanted("", "党员", Who.MEMBERS, 60, 0)
MASSES = Wanted("", "群众代表", Who.CODES, 40, 6)


@pytest.fixture
def mass(world):
    """群众评议 of a branch by its members and by six with codes, 60 to 40."""
    return arranged(world)


def arranged(world, groups=(MEMBERS, MASSES), **facts):
    campaign = prepared(world, kind=Kind.MASS_REVIEW)
    actions.arrange(campaign, groups, **facts)
    actions.open_campaign(campaign, TODAY)
    db.session.commit()
    return campaign


def ballot(campaign, mark) -> Answers:
    return Answers({s: {"overall": mark} for s in campaign.asked.subjects})


def by_code(campaign, printed, mark="satisfied"):
    for code in printed:
        actions.vote_by_code(campaign, code, ballot(campaign, mark), TODAY)
    db.session.commit()


def finish(campaign):
    actions.close(campaign)
    actions.count(campaign, TODAY)
    db.session.commit()


def found(world, campaign):
    scope = whole(world.here)
    return results.of(scope, campaign, queries.judged(scope, campaign))


def test_each_group_counts_by_its_weight_and_the_arithmetic_is_told(world, mass):
    cast(world, mass, VOTERS[:5], "satisfied")
    by_code(mass, actions.issue_codes(mass, "g2"), "not")
    finish(mass)
    [one] = found(world, mass).people
    assert one.overall.votes == (5, 0, 6)
    assert one.overall.weighted == ("60.0%", "0.0%", "40.0%")
    assert one.overall.arithmetic(0) == "(5/5×60% ＋ 0/6×40%) ＝ 60.0%"


def test_a_group_below_the_minimum_is_shown_with_another(world, mass):
    cast(world, mass, VOTERS[:5], "satisfied")
    by_code(mass, actions.issue_codes(mass, "g2")[:4], "not")
    finish(mass)
    told = found(world, mass)
    assert told.groups == ()
    assert told.unweighted, "weights of groups that stand together say nothing"
    assert told.people[0].overall.weighted == ()
    assert told.people[0].overall.votes == (5, 0, 4)
    assert {g.shown_as for g in queries.groups(whole(world.here), mass)} == {"g1+g2"}


def test_a_group_below_the_minimum_may_be_left_out_altogether(world):
    campaign = arranged(world, small=Small.WITHHOLD)
    cast(world, campaign, VOTERS[:5], "satisfied")
    by_code(campaign, actions.issue_codes(campaign, "g2")[:4], "not")
    finish(campaign)
    told = found(world, campaign)
    assert told.people[0].overall.votes == (5, 0, 0)
    assert (told.valid, told.withheld, told.returned) == (5, 4, 9)


def test_a_code_votes_once(mass):
    code, *_ = actions.issue_codes(mass, "g2")
    by_code(mass, [code])
    with pytest.raises(Refused, match="已经用过"):
        by_code(mass, [code.lower().replace("-", "")])


@pytest.mark.parametrize("typed", ["", "AAAA", "2222-2222-2222-2222", "'; DROP TABLE", "码" * 16])
def test_what_is_no_code_opens_nothing(mass, typed):
    actions.issue_codes(mass, "g2")
    with pytest.raises(Refused, match="没有这个投票码"):
        by_code(mass, [typed])


def test_codes_cannot_be_guessed(mass):
    assert len(codes.ALPHABET) ** codes.LENGTH > 2**78
    printed = actions.issue_codes(mass, "g2")
    assert len(set(printed)) == 6
    kept = db.session.scalars(db.select(codes.VotingCode.voter)).all()
    assert not {plain.replace("-", "") for plain in printed} & set(kept)


def test_printing_again_makes_unused_codes_worthless_and_no_more_than_planned(mass):
    first = actions.issue_codes(mass, "g2")
    by_code(mass, first[:2])
    second = actions.issue_codes(mass, "g2")
    assert len(second) == 4
    with pytest.raises(Refused, match="没有这个投票码"):
        by_code(mass, [first[2]])
    by_code(mass, second)


def test_a_code_of_another_campaign_is_no_code_here(world, mass):
    other = prepared(world, kind=Kind.MASS_REVIEW, branch=world.there)
    actions.open_campaign(other, TODAY)
    [code, *_] = actions.issue_codes(other, "g1")
    with pytest.raises(Refused, match="没有这个投票码"):
        by_code(mass, [code])


def test_a_row_of_a_code_is_the_same_before_and_after_it_was_used(mass):
    code, *_ = actions.issue_codes(mass, "g2")
    db.session.commit()
    rows = db.select(codes.VotingCode.__table__).order_by(codes.VotingCode.voter)
    before = db.session.execute(rows).all()
    by_code(mass, [code])
    assert db.session.execute(rows).all() == before


def test_who_took_part_is_cleared_with_the_count(world, mass):
    cast(world, mass, VOTERS[:5], "satisfied")
    by_code(mass, actions.issue_codes(mass, "g2")[:5])
    finish(mass)
    assert receipts.numbers([mass.box_id]) == {}
    assert codes.numbers(mass.box) == {}


@pytest.mark.parametrize(("day", "cleared"), [(date(2026, 12, 15), 0), (date(2026, 12, 16), 1)])
def test_or_thirty_days_later(world, day, cleared):
    campaign = arranged(world, clearing=Clearing.LATER)
    cast(world, campaign, VOTERS[:5], "satisfied")
    finish(campaign)
    assert actions.forget_voters(day) == cleared
    assert bool(receipts.numbers([campaign.box_id])) is not bool(cleared)


@pytest.mark.parametrize("groups", [
    (), (MEMBERS,) * 7, (MEMBERS,), (MEMBERS, Wanted("", "群众代表", Who.CODES, 30, 6)),
    (Wanted("", "群众代表", Who.CODES, 100, 2001),),
])  # fmt: skip
def test_groups_that_cannot_be_are_refused(world, groups):
    campaign = prepared(world, kind=Kind.MASS_REVIEW)
    if groups == (MEMBERS,):
        groups = (MEMBERS, MEMBERS)
    with pytest.raises(Refused) as refused:
        actions.arrange(campaign, groups)
    assert refused.value.field == "groups"


def test_nobody_votes_in_two_groups(world):
    campaign = prepared(world, kind=Kind.MASS_REVIEW)
    leaders = Wanted("", "支委", Who.LEADERS, 0, 0)
    actions.arrange(campaign, [leaders, Wanted("", "党员", Who.MEMBERS, 0, 0)])
    roster = actions.roster(campaign, TODAY)
    assert roster[world.people["周敏"].id] == "g1", "the secretary is one of the committee first"
    assert roster[world.people["欧阳懿"].id] == "g2"


def papers(campaign, person, satisfied=4, invalid=0, collected=5):
    votes = {f"{campaign.asked.subjects[0]}.overall.satisfied": satisfied}
    return actions.enter_papers(
        campaign, "g1", person.id, handed_out=6, collected=collected, invalid=invalid, votes=votes
    )


def test_paper_ballots_count_once_two_people_agree(world, mass):
    cast(world, mass, VOTERS[:5], "not")
    actions.close(mass)
    first, second = world.people["周敏"], world.people["郑一诺"]
    papers(mass, first)
    with pytest.raises(Refused, match="只有一个人的计数"):
        actions.count(mass, TODAY)
    papers(mass, second, satisfied=5)
    with pytest.raises(Refused, match="不一致"):
        actions.count(mass, TODAY)
    papers(mass, second)
    actions.count(mass, TODAY)
    told = found(world, mass)
    assert told.people[0].overall.votes == (4, 0, 5)
    assert (told.paper, told.valid, told.returned) == (5, 10, 10)
    assert told.due == mass.voters, "whoever voted on paper was on the roster already"


@pytest.mark.parametrize(("figures", "field"), [
    ({"satisfied": 6}, "o1.overall"), ({"satisfied": 5, "invalid": 1}, "o1.overall"),
    ({"invalid": 6}, "invalid"), ({"collected": 7}, "collected"),
])  # fmt: skip
def test_paper_counts_that_cannot_be_are_refused(world, mass, figures, field):
    cast(world, mass, VOTERS[:5], "not")
    actions.close(mass)
    with pytest.raises(Refused) as refused:
        papers(mass, world.people["周敏"], **figures)
    assert (refused.value.field or "").replace(mass.asked.subjects[0], "o1") == field


def test_papers_are_counted_in_after_closing_alone(world, mass):
    with pytest.raises(Refused, match="停止投票以后"):
        papers(mass, world.people["周敏"])


def test_the_numbers_told_after_voting_are_those_published(world, mass):
    told = [
        actions.vote(mass, world.people[name].id, answers(mass, world.people[name], "not"), TODAY)
        for name in VOTERS[:5]
    ]
    finish(mass)
    assert queries.numbers(whole(world.here), mass) == sorted(told)
    assert queries.counted_number(whole(world.here), told[0]).id == mass.id
    assert queries.counted_number(whole(world.here), "AAAA-AAAA-AAAA-AAAA") is None


def test_a_weighted_share_is_exact():
    share = results.Share("党员", 60, (1, 2))
    assert share.share(0) == Fraction(1, 3)


def test_a_round_that_could_be_counted_is_destroyed_for_a_reason_alone(world, mass):
    cast(world, mass, VOTERS[:5], "satisfied")
    actions.close(mass)
    with pytest.raises(Refused, match="写明原因"):
        actions.destroy(mass)
    actions.destroy(mass, "两名计票人的口令都丢了")
    assert mass.destroyed_why


def given_up(world, mass):
    cast(world, mass, VOTERS[:3], "not")
    actions.close(mass)
    actions.destroy(mass)
    return world.people["周敏"], world.people["郑一诺"]


def test_a_round_given_up_for_paper_has_the_result_of_its_papers_alone(world, mass):
    first, second = given_up(world, mass)
    papers(mass, first)
    with pytest.raises(Refused, match="只有一个人的计数"):
        actions.count_papers(mass, TODAY)
    papers(mass, second)
    actions.count_papers(mass, TODAY)
    db.session.commit()
    told = found(world, mass)
    assert told.people[0].overall.votes == (4, 0, 0), "no sealed vote is in it"
    assert (told.paper, told.valid, told.returned, told.due) == (5, 5, 5, mass.voters)
    assert results.turnout_words(mass, 0).endswith("按纸质票计票")
    assert all(one.fine for one in checks.of(mass))
    with pytest.raises(Refused):
        actions.count_papers(mass, TODAY)


def test_the_minimum_holds_for_papers_too(world, mass):
    for person in given_up(world, mass):
        papers(mass, person, collected=4)
    with pytest.raises(Refused, match="不足 5 张"):
        actions.count_papers(mass, TODAY)
    assert found(world, mass) is None


def test_papers_alone_are_counted_only_after_the_envelopes_are_gone(world, mass):
    actions.close(mass)
    with pytest.raises(Refused, match="销毁选票"):
        actions.count_papers(mass, TODAY)


def test_the_organiser_enters_and_counts_papers_by_hand(world, mass, client_of):
    given_up(world, mass)
    db.session.commit()
    own = f"/evaluations/{mass.id}"
    typed = {"handed_out": "6", "collected": "5", "invalid": "0",
             f"{mass.asked.subjects[0]}.overall.satisfied": "5"}  # fmt: skip
    secretary, second = client_of("secretary"), client_of("faculty")
    for browser in (secretary, second):
        assert "按纸质票计票</button>" not in secretary.get(own).text
        assert browser.post(f"{own}/by-hand/g1", data=typed).status_code == 303
    assert "按纸质票计票</button>" in secretary.get(own).text
    assert secretary.post(f"{own}/count-papers").status_code == 303
    assert "结果只按纸质票计算" in secretary.get(own).text
    assert "满意" in secretary.get(f"{own}/results").text
    assert secretary.get(f"{own}/tally.pdf").status_code == 200


def test_a_group_has_no_more_papers_than_people(world, mass):
    cast(world, mass, VOTERS[:5], "not")
    actions.close(mass)
    votes = {f"{mass.asked.subjects[0]}.overall.satisfied": 9}
    with pytest.raises(Refused, match="这一组只有 8 人"):
        actions.enter_papers(mass, "g1", world.people["周敏"].id, handed_out=9, collected=9,
                             invalid=0, votes=votes)  # fmt: skip


def test_ninety_nine_to_one_is_weighed_exactly(world):
    campaign = arranged(world, (
        Wanted("", "党员", Who.MEMBERS, 1, 0), Wanted("", "群众", Who.CODES, 99, 5),
    ))  # fmt: skip
    cast(world, campaign, VOTERS, "satisfied")
    by_code(campaign, actions.issue_codes(campaign, "g2"), "not")
    finish(campaign)
    [one] = found(world, campaign).people
    assert one.overall.votes == (8, 0, 5)
    assert one.overall.weighted == ("1.0%", "0.0%", "99.0%")
    assert one.overall.arithmetic(2) == "(0/8×1% ＋ 5/5×99%) ＝ 99.0%"
