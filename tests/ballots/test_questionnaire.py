"""Reading a form against the questionnaire, and packing what it said."""

import json

import pytest

from app.ballots.questionnaire import (
    Answers,
    Choosing,
    Item,
    Questionnaire,
    pack,
    read,
    unpack,
)
from tests.ballots.conftest import PAPER

COMPLETE = [("11.overall", "a"), ("12.overall", "b"), ("13.overall", "c")]


def test_a_complete_form_is_read():
    reading = read(PAPER, [*COMPLETE, ("11.side", "x"), ("12.text", " 好 ")], own=None)
    assert reading
    assert reading.answers.marks["11"] == {"overall": "a", "side": "x"}
    assert reading.answers.texts == {"12": {"text": "好"}}


def test_a_voter_does_not_judge_himself():
    assert read(PAPER, COMPLETE[1:], own="11")
    assert read(PAPER, COMPLETE, own="11").form_faults, "the own name is not on the ballot"


def test_somebody_left_out_is_named_and_the_rest_is_kept():
    reading = read(PAPER, COMPLETE[:2], own=None)
    assert list(reading.faults) == ["13"]
    assert reading.answers.marks["11"] == {"overall": "a"}


@pytest.mark.parametrize("fields", [
    [("99.overall", "a")], [("11.other", "a")], [("overall", "a")], [("", "")], [("11", "a")],
])  # fmt: skip
def test_what_is_not_on_the_ballot_is_refused(fields):
    assert read(PAPER, [*COMPLETE, *fields], own=None).form_faults


@pytest.mark.parametrize("again", [("11.overall", "b"), ("11.overall", "a"), ("11.side", "no")])
def test_unknown_or_repeated_marks_are_refused(again):
    assert "11" in read(PAPER, [*COMPLETE, again], own=None).faults


@pytest.mark.parametrize(
    ("length", "fine"), [(19, True), (20, True), (21, False), (100_000, False)]
)
def test_a_remark_has_a_length(length, fine):
    reading = read(PAPER, [*COMPLETE, ("11.text", "好" * length)], own=None)
    assert bool(reading) is fine
    assert len(reading.answers.texts["11"]["text"]) == length, "what was typed is kept"


@pytest.mark.parametrize(("third", "fine"), [(9, True), (10, True), (11, False)])
def test_remarks_have_a_length_together(third, fine):
    texts = [("11.text", "好" * 20), ("12.text", "好" * 20), ("13.text", "好" * third)]
    assert bool(read(PAPER, [*COMPLETE, *texts], own=None)) is fine


def test_control_characters_leave_a_remark():
    reading = read(PAPER, [*COMPLETE, ("11.text", "好\x00\u202e\ud800。")], own=None)
    assert reading.answers.texts["11"] == {"text": "好。"}


def test_packing_loses_nothing():
    answers = Answers(
        {"11": {"overall": "a", "side": "y"}, "13": {"overall": "c"}}, {"13": {"text": "𠮷"}}
    )
    unpacked = unpack(PAPER, pack(PAPER, answers))
    assert unpacked.marks == {**answers.marks, "12": {}}
    assert unpacked.texts == {"13": {"text": "𠮷"}}


@pytest.mark.parametrize("paper", [
    PAPER,
    Questionnaire(tuple(str(n) for n in range(500)),
                  tuple(Item(f"i{n}", ("a", "b"), True) for n in range(7)), True),
])  # fmt: skip
@pytest.mark.parametrize("character", ["𠮷", '"', "\\", "\n"])
def test_the_largest_ballot_fits_its_size(paper, character):
    each = min(paper.text_most, paper.texts_most // len(paper.subjects))
    marks = {s: {i.code: i.marks[-1] for i in paper.items} for s in paper.subjects}
    texts = {subject: {"text": character * each} for subject in paper.subjects}
    assert len(pack(paper, Answers(marks, texts))) < paper.size


@pytest.mark.parametrize("packed", [
    b"", b"null", b"[]", b"\xff", b'["x","",{}]',
    json.dumps([PAPER.digest, "9-9-9-", {}]).encode(),
    json.dumps([PAPER.digest, "0-0-0-", {"7": "x"}]).encode(),
    json.dumps(["another", "0-0-0-", {}]).encode(),
    json.dumps([PAPER.digest, "0-----", {}]).encode(),
    json.dumps([PAPER.digest, "-00-0-", {}]).encode(),
])  # fmt: skip
def test_what_is_no_ballot_is_not_unpacked(packed):
    with pytest.raises(ValueError, match="ballot"):
        unpack(PAPER, packed)


def test_a_questionnaire_survives_being_stored():
    stored = json.loads(json.dumps(PAPER.dump()))
    assert Questionnaire.load(stored) == PAPER
    assert Questionnaire.load(stored).digest == PAPER.digest


CHOICE = Questionnaire(
    ("11", "12", "13"),
    (Item("vote", ("yes", "no", "abstain"), True),),
    own_left_out=False,
    choosing=Choosing("yes", 2, "no"),
)


def chosen(a, b, c, *texts):
    return [("11.vote", a), ("12.vote", b), ("13.vote", c), *texts]


@pytest.mark.parametrize(("fields", "fine"), [
    (chosen("yes", "no", "no"), True), (chosen("yes", "yes", "no"), True),
    (chosen("yes", "yes", "yes"), False), (chosen("no", "no", "abstain"), True),
    (chosen("yes", "no", "no", ("12.text", "林祎")), True),
    (chosen("yes", "yes", "no", ("13.text", "林祎")), False),
    (chosen("no", "no", "no", ("12.text", "林祎"), ("13.text", "孙翀")), True),
    (chosen("no", "no", "no", ("12.text", "林祎"), ("13.text", "林祎")), False),
])  # fmt: skip
def test_a_ballot_that_elects_picks_no_more_than_the_seats(fields, fine):
    reading = read(CHOICE, fields, own=None)
    assert bool(reading) is fine
    if fine:
        assert unpack(CHOICE, pack(CHOICE, reading.answers)).marks == reading.answers.marks
        return
    with pytest.raises(ValueError, match="valid ballot"):
        unpack(CHOICE, pack(CHOICE, reading.answers))


@pytest.mark.parametrize("mark", ["yes", "abstain"])
def test_another_name_stands_only_beside_a_vote_against(mark):
    reading = read(CHOICE, chosen(mark, "no", "no", ("11.text", "林祎")), own=None)
    assert list(reading.faults) == ["11"]
    with pytest.raises(ValueError, match="valid ballot"):
        unpack(CHOICE, pack(CHOICE, reading.answers))


def test_a_choice_survives_being_stored_and_changes_no_other_digest():
    assert Questionnaire.load(json.loads(json.dumps(CHOICE.dump()))) == CHOICE
    assert "choosing" not in PAPER.dump()
