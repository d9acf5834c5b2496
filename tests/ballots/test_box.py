"""The life of a box: opened, voted into, closed, extended, counted or destroyed."""

import stat

import pytest

from app.ballots import actions, counting, envelopes, keyfiles, receipts
from app.ballots.models import BoxState
from app.ballots.questionnaire import Questionnaire
from app.core.db import db, instance_path
from app.core.errors import Refused
from tests.ballots.conftest import PAPER, ballot, cast

VOTERS = [f"v{n}" for n in range(8)]


def counted(box, voters=VOTERS[:5], **options):
    cast(box, voters, **options)
    actions.close(box.id)
    counting.count(box.id, PAPER, len(voters))
    db.session.commit()
    return box


@pytest.mark.parametrize(("minimum", "opens"), [(2, False), (3, True), (4, True)])
def test_the_minimum_is_never_below_three(app, minimum, opens):
    if opens:
        assert actions.open_box(PAPER, minimum).minimum == minimum
        return
    with pytest.raises(Refused, match="不能低于 3 票"):
        actions.open_box(PAPER, minimum)


def test_the_private_key_is_a_file_for_the_service_alone(box):
    file = instance_path("keys", "ballots", f"{box.key_name}.key")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert len(file.read_bytes()) == 32


def test_nobody_votes_twice(box):
    cast(box, ["v1"])
    with pytest.raises(Refused, match="一人一票"):
        actions.cast(box.id, PAPER, "v1", ballot("b"))
    assert envelopes.number(box) == 1


def test_nobody_votes_after_closing(box):
    actions.close(box.id)
    with pytest.raises(Refused, match="已经结束"):
        actions.cast(box.id, PAPER, "v1", ballot())


def test_a_ballot_of_another_questionnaire_is_refused(box):
    other = Questionnaire.load(PAPER.dump() | {"text_most": 21})
    with pytest.raises(Refused, match="不属于"):
        actions.cast(box.id, other, "v1", ballot())


def test_an_open_box_is_not_counted(box):
    cast(box, VOTERS[:5])
    with pytest.raises(Refused, match="停止投票"):
        counting.count(box.id, PAPER, 5)


@pytest.mark.parametrize(("ballots", "counts"), [(4, False), (5, True), (6, True)])
def test_counting_needs_the_minimum(box, ballots, counts):
    cast(box, VOTERS[:ballots])
    actions.close(box.id)
    if not counts:
        with pytest.raises(Refused, match="不足 5 张"):
            counting.count(box.id, PAPER, ballots)
        assert counting.tally(box) == {}
        assert keyfiles.read(box.key_name)
        return
    counting.count(box.id, PAPER, ballots)
    assert sum(counting.tally(box).values()) == ballots * 3


def test_a_counted_box_is_not_counted_again(box):
    counted(box)
    with pytest.raises(Refused, match="还没有计票"):
        counting.count(box.id, PAPER, 5)


def test_more_envelopes_than_receipts_are_not_counted(box):
    cast(box, VOTERS[:5])
    envelopes.put(box, b"stuffed")
    actions.close(box.id)
    with pytest.raises(Refused, match="与参评回执不符"):
        counting.count(box.id, PAPER, 5)


def test_an_envelope_that_holds_no_ballot_is_invalid(box):
    cast(box, VOTERS[:5])
    receipts.give(box, "v9")
    envelopes.put(box, b"no ballot")
    actions.close(box.id)
    counting.count(box.id, PAPER, 6)
    assert (box.ballots, box.invalid) == (5, 1)


def test_the_minimum_is_of_valid_ballots(box):
    cast(box, VOTERS[:4])
    receipts.give(box, "v9")
    envelopes.put(box, b"no ballot")
    actions.close(box.id)
    with pytest.raises(Refused, match="有效票不足"):
        counting.count(box.id, PAPER, 5)


def test_without_its_key_a_box_cannot_be_counted(box):
    cast(box, VOTERS[:5])
    actions.close(box.id)
    keyfiles.destroy(box.key_name)
    with pytest.raises(Refused, match="钥匙不在"):
        counting.count(box.id, PAPER, 5)


def test_marks_and_remarks_are_counted_apart(box):
    cast(box, VOTERS[:3], "a", "好同志")
    cast(box, VOTERS[3:5], "b")
    actions.close(box.id)
    counting.count(box.id, PAPER, 5)
    votes = counting.tally(box)
    assert votes["11", "overall", "a"] == 3
    assert votes["11", "overall", "b"] == 2
    assert [(w.subject, w.item, w.text) for w in counting.words(box)] == [
        ("13", "text", "好同志")
    ] * 3


def test_counting_leaves_no_envelope_and_no_key(box):
    name = box.key_name
    counted(box)
    assert envelopes.number(box) == 0
    assert keyfiles.read(name) is None
    counting.settle(box)
    db.session.expire_all()
    assert box.key_name is None


@pytest.mark.parametrize(("ballots", "opens"), [(4, True), (5, False)])
def test_a_closed_box_opens_again_only_below_the_minimum(box, ballots, opens):
    cast(box, VOTERS[:ballots])
    actions.close(box.id)
    if opens:
        assert actions.reopen(box.id).state is BoxState.OPEN
        return
    with pytest.raises(Refused, match="票数已经够了"):
        actions.reopen(box.id)


def test_destroying_opens_nothing(box):
    cast(box, VOTERS[:4])
    actions.close(box.id)
    name = box.key_name
    actions.destroy(box.id)
    db.session.commit()
    assert box.state is BoxState.DESTROYED
    assert envelopes.number(box) == 0
    assert keyfiles.read(name) is None
    assert counting.tally(box) == {}


def test_an_open_box_is_not_destroyed(box):
    with pytest.raises(Refused, match="先结束投票"):
        actions.destroy(box.id)


def test_a_count_that_is_rolled_back_can_be_done_again(box):
    cast(box, VOTERS[:5])
    actions.close(box.id)
    db.session.commit()
    counting.count(box.id, PAPER, 5)
    db.session.rollback()
    assert keyfiles.read(box.key_name), "the key outlives a count that did not happen"
    assert envelopes.number(box) == 5
    counting.count(box.id, PAPER, 5)
    db.session.commit()
    assert box.state is BoxState.COUNTED


def test_a_stop_between_commit_and_destruction_is_finished_later(box, monkeypatch):
    monkeypatch.setattr(keyfiles, "doom", lambda name: None)
    counted(box)
    name = box.key_name
    assert keyfiles.read(name), "the machine stopped before the key was destroyed"
    counting.settle_all()
    db.session.expire_all()
    assert box.key_name is None
    assert keyfiles.read(name) is None


def test_settling_leaves_a_box_alone_that_is_still_needed(box):
    counting.settle_all()
    assert keyfiles.read(box.key_name)
