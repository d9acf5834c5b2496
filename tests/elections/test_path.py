"""From the request to the filing: what each step asks, and by which article it is refused."""

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.elections import path
from app.elections.actions import asking, counts, finishing, nominating, opening, voting
from app.elections.models import Method, RoundState
from app.elections.papers import printable
from app.elections.papers.results import count_of
from app.elections.standing import contest, ended
from app.organizations import queries as organizations
from app.organizations.models import Post
from app.rules.dates import PartialDate
from app.rules.elections.nominating import Exclusion
from app.rules.elections.rounds import Paper
from app.rules.elections.terms import ElectionKind, Step, Subject
from app.rules.organizations import PostKind
from tests.elections import made
from tests.elections.made import MEMBER, SECRETARY, TODAY, VOTERS
from tests.world import add_member


def next_step(election):
    line = path.next_line(election)
    return line and line.step


def test_the_path_goes_from_the_request_to_the_filing(world):
    election = made.started(world)
    assert next_step(election) is Step.ASK
    steps = [line.step for line in path.lines(election)]
    assert steps == list(Step)


def test_every_step_follows_the_one_before(world):
    election = made.published(world)
    assert next_step(election) is Step.ASSEMBLY
    made.count(made.opened(world, election), 周敏=7, 郑一诺=6, 欧阳懿=5, 韩志远=3)
    assert next_step(election) is Step.FIRST_MEETING


def test_only_one_election_of_a_kind_is_open(world):
    made.started(world)
    with pytest.raises(Refused, match="已经有一次换届"):
        made.started(world)
    assert made.started(world, ElectionKind.BY)


def test_a_reminder_opens_the_election_and_is_not_repeated(world):
    first = opening.remind(world.here, TODAY, full_members=7)
    again = opening.remind(world.here, date(2026, 12, 1), full_members=7)
    assert first is again
    assert first.reminded_on == TODAY


def test_a_temporary_branch_gives_a_reason(world):
    world.here.temporary = True
    with pytest.raises(Refused, match="临时党支部"):
        made.started(world)
    assert opening.start(world.here, ElectionKind.TERM, TODAY, full_members=7, reason="上级要求")


def test_seven_full_members_must_elect_a_committee(world):
    with pytest.raises(Refused, match="应当设立支部委员会") as refused:
        made.planned(world, seats=0)
    assert refused.value.field == "seats"


def test_a_moved_term_takes_a_reason(world):
    with pytest.raises(Refused, match="提前") as refused:
        made.planned(world, reason="")
    assert refused.value.field == "reason"


def test_candidates_are_asked_for_only_after_the_plan_was_agreed(world):
    election = made.started(world)
    with pytest.raises(Refused, match="还没有批复"):
        asking.nominees(election, asked_on=TODAY, number="")


def test_too_few_candidates_are_refused_with_the_article(world):
    election = made.nominated(world, names=("周敏", "郑一诺", "韩志远"))
    with pytest.raises(Refused, match=r"至少 4 名.*第十三条"):
        asking.nominees(election, asked_on=TODAY, number="")


def test_a_secretary_stands_for_the_committee_first(world):
    election = made.planned(world)
    with pytest.raises(Refused, match="先列为委员候选人"):
        made.stand(world, election, head="王毛方")


def test_a_young_secretary_takes_a_reason(world):
    add_member(world, world.here, "新正式")
    world.members["新正式"].confirmed_on = PartialDate(2026, 5, 20)
    election = made.planned(world, full_members=8)
    names = ("新正式", "郑一诺", "韩志远", "欧阳懿")
    with pytest.raises(Refused, match="党龄") as refused:
        made.stand(world, election, names, "新正式")
    assert refused.value.field == "reason"
    made.stand(world, election, names, "新正式", reason="书记由上级选派")


def test_what_was_returned_can_be_asked_again(world):
    election = made.started(world)
    facts = {"asked_on": TODAY, "number": "", "planned_on": TODAY, "seats": 3,
             "reason": "因工作需要", "full_members": 7}  # fmt: skip
    request = asking.plan(election, **facts)
    with pytest.raises(Refused, match="不能再报"):
        asking.plan(election, **facts)
    with pytest.raises(Refused, match="写明要补正什么"):
        asking.decide(request, agreed=False, decided_on=TODAY, reply_number="", comment="")
    asking.decide(request, agreed=False, decided_on=TODAY, reply_number="", comment="名额再研究")
    assert next_step(election) is Step.ASK
    assert asking.plan(election, **facts) is request
    assert next_step(election) is Step.AGREED


def test_no_vote_before_the_candidates_are_published_and_tellers_named(world):
    election = made.nominated(world)
    asking.nominees(election, asked_on=TODAY, number="")
    made.agree(election, Subject.CANDIDATES)
    with pytest.raises(Refused, match="还没有公布"):
        made.opened(world, election)
    nominating.publish(election, TODAY)
    with pytest.raises(Refused, match="监票人和计票人"):
        made.opened(world, election)


def test_a_candidate_does_not_watch_the_vote(world):
    election = made.nominated(world)
    with pytest.raises(Refused, match="第二十二条") as refused:
        nominating.appoint_tellers(election, [world.people["周敏"]], [], TODAY)
    assert refused.value.field == "scrutineers"


@pytest.mark.parametrize(("names", "opens"), [(VOTERS[:5], False), (VOTERS[:6], True)])
def test_four_fifths_must_be_there(world, names, opens):
    election = made.published(world)
    if opens:
        assert made.opened(world, election, names).due == 7
        return
    with pytest.raises(Refused, match="还差 1 人"):
        made.opened(world, election, names)


def test_who_is_left_out_by_consent_and_decision_is_not_due(world):
    election = made.nominated(world)
    nominating.leave_out(election, world.people["王毛方"], Exclusion.RETIRED, "")
    asking.nominees(election, asked_on=TODAY, number="")
    with pytest.raises(Refused, match="还没有经上级同意"):
        nominating.decide_left_out(election, TODAY)
    made.agree(election, Subject.CANDIDATES)
    nominating.publish(election, TODAY)
    made.watch(world, election)
    with pytest.raises(Refused, match="还差 1 人"):
        made.opened(world, election, VOTERS[:5])
    nominating.decide_left_out(election, TODAY)
    assert made.opened(world, election, VOTERS[:5]).due == 6


def test_the_ballot_is_in_the_order_of_strokes(world):
    voted = made.opened(world, made.published(world))
    assert [one.name for one in voted.tallies] == ["欧阳懿", "周敏", "郑一诺", "韩志远"]


def test_a_tie_is_voted_on_again_among_the_tied(world):
    election = made.published(world)
    made.count(made.opened(world, election), 周敏=7, 郑一诺=6, 韩志远=4, 欧阳懿=4)
    found = contest(election, MEMBER)
    assert ({one.name for one in found.tied}, found.left) == ({"韩志远", "欧阳懿"}, 1)
    again = made.opened(world, election)
    assert (again.seats, again.again) == (1, True)
    assert {one.name for one in again.tallies} == {"韩志远", "欧阳懿"}
    made.count(again, 韩志远=3, 欧阳懿=4)
    assert [one.name for one in contest(election, MEMBER).elected] == ["周敏", "郑一诺", "欧阳懿"]


def test_too_few_winners_are_elected_again_or_the_seats_reduced(world):
    election = made.published(world)
    made.count(made.opened(world, election), 周敏=7, 郑一诺=6, 韩志远=3, 欧阳懿=3)
    assert contest(election, MEMBER).left == 1
    with pytest.raises(Refused, match="至少 4 人") as refused:
        voting.fewer(election, 3)
    assert refused.value.field == "consent"
    voting.fewer(election, 4)
    assert contest(election, MEMBER).done
    assert election.to_fill == 2


def test_figures_that_cannot_be_are_refused_at_their_field(world):
    voted = made.opened(world, made.published(world))
    with pytest.raises(Refused, match="选举无效") as refused:
        counts.enter_count(voted, Paper(7, 6, 7, 0), {}, [])
    assert refused.value.field == "collected"
    figures = {one.id: (3, 3, 2) for one in voted.tallies}
    with pytest.raises(Refused, match="不符") as refused:
        counts.enter_count(voted, Paper(7, 7, 7, 0), figures, [])
    assert refused.value.field == f"yes-{voted.tallies[0].id}"


def test_somebody_named_on_ballots_can_be_elected(world):
    election = made.published(world)
    voted = made.opened(world, election)
    made.count(voted, 周敏=7, 郑一诺=6, written=[("王毛方", 4)])
    assert [one.name for one in contest(election, MEMBER).elected] == ["周敏", "郑一诺", "王毛方"]
    made.count(voted, 周敏=7, 郑一诺=6, 欧阳懿=5)
    assert [one.name for one in contest(election, MEMBER).elected] == ["周敏", "郑一诺", "欧阳懿"]
    assert not [one for one in election.candidates if one.written_in]


def test_a_void_round_is_held_again(world):
    election = made.published(world)
    voted = made.opened(world, election)
    with pytest.raises(Refused, match="还没有计票"):
        made.opened(world, election)
    made.void(voted)
    assert voted.state is RoundState.VOID
    assert made.opened(world, election).number == 2


def test_a_counted_round_made_void_keeps_its_figures_and_elects_nobody(world):
    election = made.published(world)
    voted = made.opened(world, election)
    made.count(voted, 周敏=7, 郑一诺=6, written=[("王毛方", 4)])
    with pytest.raises(Refused, match="为什么作废") as refused:
        made.void(voted, "")
    assert refused.value.field == "why"
    made.void(voted)
    assert contest(election, MEMBER).elected == ()
    assert not [one for one in election.candidates if one.written_in]
    assert {one.name: one.yes for one in voted.tallies if one.yes} == {
        "周敏": 7, "郑一诺": 6, "王毛方": 4,
    }  # fmt: skip
    assert (voted.void_on, voted.void_by, voted.void_why) == (TODAY, "周敏", "选票印错")


def test_the_count_of_a_void_round_is_still_printed_and_says_so(world):
    election = made.published(world)
    made.void(made.opened(world, election))
    voted = made.count(made.opened(world, election), 周敏=7)
    made.void(voted)
    [paper] = [one for one in printable(election) if one.form == "election_tally"]
    assert paper.label.endswith("第 1 次投票，已作废）")
    assert paper.make(election, TODAY).void == "2026年11月16日作废，理由：选票印错"
    assert contest(election, MEMBER).left == 3


def test_votes_are_numbered_without_those_that_became_void(world):
    election = made.published(world)
    made.void(made.opened(world, election))
    first = made.count(made.opened(world, election), 周敏=5)
    made.void(made.opened(world, election))
    second = made.count(made.opened(world, election), 郑一诺=5)
    assert [one.label for one in (first, second)] == [
        "委员选举第 1 次投票", "委员选举第 2 次投票",
    ]  # fmt: skip


def test_a_void_vote_leaves_the_elections_day_as_it_was(world):
    election = made.published(world)
    assert (election.held_on, election.title) == (None, "2026年换届")
    later = {
        "method": Method.PAPER, "held_on": date(2027, 1, 8), "place": "会议室",
        "present": [world.people[name].id for name in VOTERS],
    }  # fmt: skip
    with clock.travel(date(2027, 1, 8)):
        voted = voting.open_round(election, MEMBER, **later)
        assert (election.title, election.place) == ("2027年换届", "会议室")
        made.void(voted)
        assert (election.held_on, election.place, election.title) == (None, "", "2026年换届")
        made.count(made.opened(world, election), 周敏=5)
        made.void(voting.open_round(election, MEMBER, **later))
        assert election.held_on == TODAY


@pytest.mark.parametrize(("day", "refused"), [(16, False), (17, True)])
def test_no_vote_is_held_on_a_day_to_come(world, day, refused):
    election = made.published(world)
    facts = {
        "method": Method.PAPER,
        "held_on": date(2026, 11, day),
        "present": [world.people[name].id for name in VOTERS],
    }
    if not refused:
        assert voting.open_round(election, MEMBER, **facts).held_on == TODAY
        return
    with pytest.raises(Refused, match="还没有到") as told:
        voting.open_round(election, MEMBER, **facts)
    assert told.value.field == "held_on"
    assert (election.rounds, election.held_on) == ([], None)


def test_the_report_of_a_count_says_that_equal_votes_are_voted_on_again(world):
    voted = made.count(
        made.opened(world, made.published(world)), 周敏=6, 郑一诺=5, 韩志远=4, 欧阳懿=4
    )
    told = count_of(voted)
    assert [one.name for one in told.lines if one.tied] == ["欧阳懿", "韩志远"]
    assert told.outcome == "周敏、郑一诺当选。欧阳懿、韩志远票数相等，须就他们再次投票。"


def test_what_others_rest_on_is_not_changed(world):
    election = made.published(world)
    first = made.opened(world, election)
    made.count(first, 周敏=7, 郑一诺=6, 韩志远=4, 欧阳懿=4)
    made.opened(world, election)
    with pytest.raises(Refused, match="不能再改"):
        made.count(first, 周敏=7)
    with pytest.raises(Refused, match="不能作废"):
        made.void(first)


def test_the_new_committee_elects_its_secretary(world):
    election = made.published(world)
    with pytest.raises(Refused, match="委员还没有选满"):
        made.opened(world, election, names=("周敏",), post=SECRETARY)
    made.count(made.opened(world, election), 周敏=7, 郑一诺=6, 欧阳懿=5, 韩志远=3)
    voted = made.opened(world, election, names=("周敏", "郑一诺"), post=SECRETARY)
    assert (voted.due, voted.present) == (3, 2)
    made.count(voted, 周敏=2)
    assert ended(voted).elected


def test_who_was_not_elected_to_the_committee_does_not_stand_for_secretary(world):
    election = made.published(world)
    made.count(made.opened(world, election), 周敏=3, 郑一诺=6, 欧阳懿=5, 韩志远=7)
    new = ("郑一诺", "欧阳懿", "韩志远")
    voted = made.opened(world, election, names=new, post=SECRETARY)
    assert [one.name for one in voted.tallies] == ["欧阳懿", "郑一诺", "韩志远"]


def test_the_chair_of_the_first_meeting_is_newly_elected(world):
    election = made.published(world)
    made.count(made.opened(world, election), 周敏=7, 郑一诺=6, 欧阳懿=5, 韩志远=3)
    new = ("周敏", "郑一诺", "欧阳懿")
    made.count(made.opened(world, election, names=new, post=SECRETARY), 周敏=3)
    with pytest.raises(Refused, match="新当选委员"):
        finishing.hold_first_meeting(
            election, TODAY, convener_id=world.people["韩志远"].id, duties={}
        )


def posts(world, day):
    held = organizations.posts(EVERYTHING, world.here, day)
    return {(p.person.name, p.label) for p in held if p.kind is not PostKind.LIAISON}


def test_posts_and_the_next_term_follow_from_the_result(world):
    election = made.reported(world)
    made.agree(election, Subject.RESULT)
    assert posts(world, TODAY) == {("周敏", "书记"), ("郑一诺", "组织委员"), ("欧阳懿", "宣传委员")}
    assert posts(world, date(2026, 11, 15)) >= {("韩志远", "宣传委员")}
    assert world.here.elected_on == TODAY
    assert opening.end_of_term(world.here, TODAY) == date(2029, 11, 16)
    basis = db.session.scalars(select(Post.basis).where(Post.started_on == TODAY)).all()
    assert set(basis) == {"2026年换届选举结果批复（计党〔2026〕9号）"}
    before = db.session.scalar(select(Post.id).order_by(Post.id.desc()).limit(1))
    finishing.finish(election, TODAY, "")
    assert db.session.scalar(select(Post.id).order_by(Post.id.desc()).limit(1)) == before


def test_a_small_branch_elects_its_secretary_in_the_assembly(world):
    branch = made.small_branch(world)
    election = opening.start(branch, ElectionKind.TERM, TODAY, full_members=6)
    asking.plan(
        election, asked_on=TODAY, number="", planned_on=TODAY, seats=0, reason="提前换届",
        full_members=6,
    )  # fmt: skip
    made.agree(election, Subject.PLAN)
    made.stand(world, election, head="孙翀")
    asking.nominees(election, asked_on=TODAY, number="")
    made.agree(election, Subject.CANDIDATES)
    nominating.publish(election, TODAY)
    nominating.appoint_tellers(election, [world.people["吴赟"]], [world.people["赵堃"]], TODAY)
    names = ("孙翀", "吴赟", "赵堃", "钱彧", "林祎")
    made.count(made.opened(world, election, names=names, post=SECRETARY), 孙翀=5)
    assert next_step(election) is Step.REPORT
    asking.result(election, asked_on=TODAY, number="")
    made.agree(election, Subject.RESULT)
    assert branch.elected_on == TODAY


def by_election(world, **facts):
    election = made.started(world, ElectionKind.BY)
    asking.plan(
        election, asked_on=TODAY, number="", planned_on=TODAY, full_members=7,
        reason="书记工作调动", **facts,
    )  # fmt: skip
    made.agree(election, Subject.PLAN)
    return election


def filed(election):
    asking.nominees(election, asked_on=TODAY, number="")
    made.agree(election, Subject.CANDIDATES)
    nominating.publish(election, TODAY)


def test_a_by_election_replaces_the_secretary_alone(world):
    election = by_election(world, seats=0, secretary=True)
    made.stand(world, election, head="郑一诺")
    filed(election)
    voted = made.opened(world, election, names=("周敏", "郑一诺", "韩志远"), post=SECRETARY)
    assert voted.due == 3
    made.count(voted, 郑一诺=3)
    finishing.hold_first_meeting(election, TODAY, convener_id=None, duties={})
    asking.result(election, asked_on=TODAY, number="")
    made.agree(election, Subject.RESULT)
    assert posts(world, TODAY) == {("郑一诺", "书记"), ("韩志远", "宣传委员")}
    assert world.here.elected_on == date(2025, 3, 1)


def test_a_by_election_adds_a_member_to_the_committee(world):
    election = by_election(world, seats=1, secretary=False)
    confirmed = {world.people[n].id: world.members[n].confirmed_on for n in ("欧阳懿", "张淼燊")}
    people = [world.people["欧阳懿"], world.people["张淼燊"]]
    nominating.nominate(election, {MEMBER: people}, TODAY, confirmed=confirmed)
    filed(election)
    nominating.appoint_tellers(election, [world.people["李喆昇"]], [world.people["王毛方"]], TODAY)
    made.count(made.opened(world, election), 欧阳懿=5, 张淼燊=2)
    assert next_step(election) is Step.REPORT
    asking.result(election, asked_on=TODAY, number="")
    made.agree(election, Subject.RESULT)
    assert ("欧阳懿", "委员") in posts(world, TODAY)
    assert ("周敏", "书记") in posts(world, TODAY)


def test_a_finished_election_is_not_changed(world):
    election = made.reported(world)
    made.agree(election, Subject.RESULT)
    with pytest.raises(Refused, match="已完成"):
        opening.cancel(election, "")


def test_three_must_be_there_for_the_portals_box(world):
    election = made.published(world)
    made.count(made.opened(world, election), 周敏=7, 郑一诺=6, 欧阳懿=5, 韩志远=3)
    with pytest.raises(Refused, match="纸质选票") as refused:
        made.opened(world, election, names=("周敏", "郑一诺"), post=SECRETARY, method=Method.BOX)
    assert refused.value.field == "method"
