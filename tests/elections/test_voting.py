"""The portal's box in an election: who votes, once; what a bad ballot meets; nothing is kept."""

import logging

import pytest
from sqlalchemy import func, select

from app.ballots import envelopes, receipts
from app.ballots.envelopes import Envelope
from app.core import drafts
from app.core.audit import AuditEntry
from app.core.db import Base, db
from app.core.once import Submission
from app.elections.actions import counts, voting
from app.elections.models import Method, RoundState, RoundVoter, Tally
from app.elections.standing import contest
from tests.elections import made
from tests.elections.made import MEMBER, VOTERS
from tests.world import add_account

PRESENT = VOTERS[:6]  # 王毛方 does not come


@pytest.fixture
def voted(world):
    election = made.published(world)
    return made.opened(world, election, PRESENT, Method.BOX)


@pytest.fixture
def address(voted):
    return f"/elections/rounds/{voted.id}/vote"


def ballot(world, yes=("周敏", "郑一诺", "欧阳懿"), **others):
    fields = {}
    for name in made.STANDING:
        mark = "yes" if name in yes else "no"
        fields[f"{world.people[name].id}.vote"] = mark
    for name, other in others.items():
        fields[f"{world.people[name].id}.text"] = other
    return fields


def votes():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Envelope))


def cast(world, voted, names=PRESENT, **facts):
    from app.ballots.questionnaire import read

    for name in names:
        reading = read(voted.asked, ballot(world, **facts).items(), own=None)
        voting.cast(voted, world.people[name].id, reading.answers)
    db.session.commit()


def test_who_is_present_votes_once(world, address, client_of):
    browser = client_of("member")
    assert browser.get(address).status_code == 200
    assert browser.post(address, data=ballot(world)).status_code == 303
    second = browser.post(address, data=ballot(world))
    assert second.status_code == 409
    assert "一人一票" in second.text
    assert votes() == 1


@pytest.mark.parametrize(("login", "status"), [
    (None, 303), ("sibling", 404), ("stranger", 404), ("applicant", 403), ("admin", 403),
    ("faculty", 404), ("probationer", 409),
])  # fmt: skip
def test_nobody_else_votes(world, address, client_of, login, status):
    assert client_of(login).get(address).status_code == status
    assert client_of(login).post(address, data=ballot(world)).status_code == status
    assert votes() == 0


def test_who_did_not_come_does_not_vote(world, address, client_of):
    add_account(world, "absent", world.people["王毛方"])
    db.session.commit()
    answer = client_of("absent").post(address, data=ballot(world))
    assert answer.status_code == 409
    assert "不能委托别人代投" in answer.text
    assert votes() == 0


@pytest.mark.parametrize(("facts", "said"), [
    ({"yes": made.STANDING}, "最多选 3 人"),
    ({"韩志远": "王毛方"}, "最多选 3 人"),
    ({"周敏": "王毛方"}, "投不赞成票的才能另选"),
    ({"yes": (), "韩志远": "王毛方", "周敏": "王毛方"}, "只能另选一次"),
    ({"yes": (), "韩志远": "周敏"}, "就在票上"),
])  # fmt: skip
def test_a_bad_ballot_goes_back_with_all_that_was_typed(world, address, client_of, facts, said):
    answer = client_of("member").post(address, data=ballot(world, **facts))
    assert answer.status_code == 422
    assert said in answer.text
    assert answer.text.count(" checked") == 4
    assert votes() == 0
    assert not receipts.numbers([1])


def test_the_count_is_of_the_box_alone(world, voted):
    cast(world, voted, PRESENT[:4])
    cast(world, voted, PRESENT[4:], yes=("周敏",), 郑一诺="王 毛方")
    voting.close(voted)
    counts.count_box(voted)
    db.session.commit()
    assert voted.state is RoundState.COUNTED
    assert (voted.handed_out, voted.collected, voted.invalid) == (6, 6, 0)
    got = {one.name: (one.yes, one.no, one.abstain) for one in voted.tallies}
    assert got == {
        "周敏": (6, 0, 0), "郑一诺": (4, 2, 0), "欧阳懿": (4, 2, 0), "韩志远": (0, 6, 0),
        "王毛方": (2, 0, 0),
    }  # fmt: skip
    assert [one.name for one in contest(voted.election, MEMBER).elected] == [
        "周敏", "欧阳懿", "郑一诺",
    ]  # fmt: skip
    assert envelopes.number(voted.box) == 0


def test_too_few_ballots_are_never_opened(world, voted):
    cast(world, voted, PRESENT[:2])
    voting.close(voted)
    with pytest.raises(counts.Refused, match="不足 3 张"):
        counts.count_box(voted)
    made.void(voted)
    assert all(one.yes is None for one in voted.tallies)
    assert envelopes.number(voted.box) == 0


def test_nothing_of_a_vote_is_kept_anywhere_else(world, voted, address, client_of, caplog):
    caplog.set_level(logging.DEBUG)
    before = db.session.scalar(select(func.max(AuditEntry.id)))
    answer = client_of("member").post(address, data=ballot(world, yes=("周敏",), 韩志远="王毛方"))
    assert answer.status_code == 303
    db.session.rollback()
    assert db.session.scalar(select(func.max(AuditEntry.id))) == before
    assert db.session.scalar(select(func.count()).select_from(drafts.Draft)) == 0
    assert db.session.scalar(select(func.count()).select_from(Submission)) == 0
    assert "王毛方" not in "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("app")
    )


def test_no_table_of_an_election_leads_from_a_vote_to_a_voter():
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "ballot_box"
    }
    assert pointing >= {"election_round"}
    assert {c.name for c in RoundVoter.__table__.columns} == {"round_id", "person_id", "present"}
    assert "voter" not in " ".join(c.name for c in Tally.__table__.columns)


@pytest.mark.parametrize(("number", "said"), [
    (2, "少于 3 张不能开启"), (3, "还有 3 张没有收到"), (6, "可以停止"),
])  # fmt: skip
def test_before_the_vote_is_stopped_the_number_and_the_minimum_are_said(
    world, voted, client_of, number, said
):
    cast(world, voted, PRESENT[:number])
    page = client_of("secretary").get(f"/elections/{voted.election_id}").text
    assert f"到会 6 人，收到 {number} 张票。" in page
    assert said in page
    assert "谁没有投，不在任何页面上显示" in page


def test_those_above_see_no_number_while_people_vote(world, voted, client_of):
    cast(world, voted, PRESENT[:5])
    assert "收到 5 张" not in client_of("faculty").get(f"/elections/{voted.election_id}").text


@pytest.mark.parametrize("number", [2, 3])
def test_the_count_is_offered_from_the_minimum_on(world, voted, client_of, number):
    cast(world, voted, PRESENT[:number])
    voting.close(voted)
    db.session.commit()
    key, at = voted.id, f"/elections/{voted.election_id}"
    secretary = client_of("secretary")
    page = secretary.get(at).text
    assert (f"rounds/{key}/count-box" in page) is (number == 3)
    assert ("不足 3 张，选票不开启" in page) is (number == 2)
    secretary.post(f"/elections/rounds/{key}/count-box")
    db.session.expire_all()
    assert voted.counted is (number == 3)
    assert all((one.yes is not None) is voted.counted for one in voted.tallies)


def test_everybody_may_read_who_can_see_what(world, voted, client_of):
    for login in ("member", "secretary", "faculty"):
        answer = client_of(login).get(f"/elections/rounds/{voted.id}/who-can-see")
        assert answer.status_code == 200
    assert client_of("sibling").get(f"/elections/rounds/{voted.id}/who-can-see").status_code == 404
