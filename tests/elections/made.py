"""Elections for tests: one of the branch `here`, led as far as a test needs it."""

from datetime import date

from app.core.db import db
from app.elections.actions import asking, counts, finishing, nominating, opening, voting
from app.elections.actions.counts import Written
from app.elections.models import Election, Method, Round
from app.rules.elections.rounds import Paper
from app.rules.elections.terms import ElectionKind, Subject
from app.rules.organizations import PostKind
from tests.world import add_member

TODAY = date(2026, 11, 16)
MEMBER, SECRETARY = PostKind.COMMITTEE_MEMBER, PostKind.SECRETARY
STANDING = ("周敏", "郑一诺", "韩志远", "欧阳懿")
VOTERS = ("周敏", "郑一诺", "韩志远", "欧阳懿", "张淼燊", "李喆昇", "王毛方")


def started(world, kind=ElectionKind.TERM) -> Election:
    """`here` has seven full members, so it elects a committee."""
    election = opening.start(world.here, kind, TODAY, full_members=7)
    db.session.commit()
    return election


def planned(world, seats=3, **facts) -> Election:
    election = started(world)
    values = {
        "asked_on": TODAY, "number": "计支〔2026〕3号", "planned_on": TODAY, "seats": seats,
        "reason": "换届工作需要", "full_members": 7,
    } | facts  # fmt: skip
    asking.plan(election, **values)
    return agree(election, Subject.PLAN)


def agree(election, about) -> Election:
    asking.decide(
        election.request(about), agreed=True, decided_on=TODAY, reply_number="计党〔2026〕9号",
        comment="",
    )  # fmt: skip
    db.session.commit()
    return election


def nominated(world, names=STANDING, head="周敏", **facts) -> Election:
    election = planned(world, **facts)
    stand(world, election, names, head)
    return election


def stand(world, election, names=STANDING, head="周敏", **facts):
    people = [world.people[name] for name in names]
    confirmed = {world.people[n].id: world.members[n].confirmed_on for n in world.members}
    standing = {MEMBER: people} if election.seats else {}
    standing[SECRETARY] = [world.people[head]]
    nominating.nominate(election, standing, TODAY, confirmed=confirmed, **facts)
    db.session.commit()


def published(world, **facts) -> Election:
    election = nominated(world, **facts)
    asking.nominees(election, asked_on=TODAY, number="")
    agree(election, Subject.CANDIDATES)
    nominating.publish(election, TODAY)
    watch(world, election)
    return election


def watch(world, election):
    nominating.appoint_tellers(election, [world.people["张淼燊"]], [world.people["李喆昇"]], TODAY)
    db.session.commit()


def opened(world, election, names=VOTERS, method=Method.PAPER, post=MEMBER) -> Round:
    voted = voting.open_round(
        election, post, method=method, held_on=TODAY,
        present=[world.people[name].id for name in names],
    )  # fmt: skip
    db.session.commit()
    return voted


def count(voted: Round, invalid=0, written=(), **yes) -> Round:
    """Everybody present hands in a ballot; who is not named gets nothing."""
    paper = Paper(voted.present, voted.present, voted.present, invalid)
    figures = {
        one.id: (yes.get(one.name, 0), paper.valid - yes.get(one.name, 0), None)
        for one in voted.tallies
        if not one.written
    }
    counts.enter_count(voted, paper, figures, [Written(*one) for one in written])
    db.session.commit()
    return voted


def void(voted: Round, why="选票印错") -> None:
    voting.void(voted, why=why, by="周敏")
    db.session.commit()


def elected(world) -> Election:
    """周敏, 郑一诺 and 欧阳懿 make the new committee, 周敏 its secretary."""
    election = published(world)
    count(opened(world, election), 周敏=7, 郑一诺=6, 欧阳懿=5, 韩志远=3)
    new = ("周敏", "郑一诺", "欧阳懿")
    count(opened(world, election, names=new, post=SECRETARY), 周敏=3)
    finishing.hold_first_meeting(
        election, TODAY, convener_id=world.people["郑一诺"].id,
        duties={world.people["郑一诺"].id: "组织委员", world.people["欧阳懿"].id: "宣传委员"},
    )  # fmt: skip
    db.session.commit()
    return election


def reported(world) -> Election:
    election = elected(world)
    asking.result(election, asked_on=TODAY, number="计支〔2026〕5号")
    db.session.commit()
    return election


def small_branch(world):
    """`there` has five full members and 林祎; without a committee its assembly elects."""
    add_member(world, world.there, "高彧然")
    db.session.commit()
    return world.there
