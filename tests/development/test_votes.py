"""A vote entered in a meeting is the step's vote, with whatever becomes of that meeting."""

import pytest

from app.core.db import db
from app.core.errors import Refused
from app.development import cases
from app.development.actions import steps
from app.meetings import actions as meetings
from app.meetings import filled
from app.meetings.attendance import Mark
from app.rules.dates import PartialDate
from app.rules.development.case import Outcome
from app.rules.development.steps import Step
from app.rules.members import Stage
from tests.development.made import ON, applicant, last, take, vote, walked


def corrected(meeting, items=None, **changes):
    """The meeting as its form would send it again, with these changes."""
    marks = {a.person_id: Mark(a.code, a.note) for a in meeting.attendance}
    names = ("title", "held_on", "place", "chair_id", "recorder_id", "late_reason")
    kept = [
        {name: getattr(item, name) for name in filled.Item.__dataclass_fields__}
        for item in meeting.items
    ]
    facts = {name: getattr(meeting, name) for name in names} | changes
    meetings.correct(
        meeting, attendance=marks, items=kept if items is None else items, why="更正", **facts
    )


def test_the_figures_stay_with_the_meeting_and_count_for_the_step(world):
    file = walked(world, Step.ACCEPTED)
    taken = last(file, Step.ACCEPTED)
    assert (taken.due, taken.yes) == (None, None)
    votes = cases.of_file(file).last(Step.ACCEPTED).votes
    assert (votes.due, votes.present, votes.yes, votes.secret) == (7, 7, 7, True)


def test_the_due_changed_after_the_vote_is_seen_in_the_case(world):
    file = walked(world, Step.ACCEPTED)
    meeting = last(file, Step.ACCEPTED).meeting
    meeting.items[0].due = 9
    db.session.flush()
    assert cases.of_file(file).last(Step.ACCEPTED).votes.due == 9


@pytest.mark.parametrize(("yes", "outcome"), [(4, Outcome.PASSED), (3, Outcome.FAILED)])
def test_more_than_half_of_those_due_carries_the_acceptance(world, yes, outcome):
    file = walked(world, Step.BOOKLET)
    vote(world, file, Step.ACCEPTED, yes=yes, no=7 - yes)
    assert last(file, Step.ACCEPTED).outcome is outcome


def test_a_vote_that_failed_is_gone_through_again(world):
    file = walked(world, Step.BOOKLET)
    vote(world, file, Step.ACCEPTED, yes=3, no=4)
    take(world, file, Step.ACCEPTED, ON[Step.ACCEPTED].replace(day=17))
    taken = last(file, Step.ACCEPTED)
    assert (taken.turn, taken.outcome) == (2, Outcome.PASSED)


def test_two_people_are_two_votes_and_two_steps(world):
    first, second = walked(world, Step.BOOKLET), walked(world, Step.BOOKLET, "顾一川")
    vote(world, first, Step.ACCEPTED, people=[second.member])
    found = [last(one, Step.ACCEPTED) for one in (first, second)]
    assert len({one.meeting_id for one in found}) == 1
    assert [one.outcome for one in found] == [Outcome.PASSED] * 2


def test_a_candidate_without_a_file_is_refused_by_name(world):
    file = walked(world, Step.BOOKLET)
    other = applicant(world, "顾一川")
    with pytest.raises(Refused) as caught:
        vote(world, file, Step.ACCEPTED, people=[other])
    assert (caught.value.field, "顾一川" in caught.value.message) == ("items", True)


def test_correcting_the_meetings_day_corrects_the_step(world):
    file = walked(world, Step.ACCEPTED)
    corrected(last(file, Step.ACCEPTED).meeting, held_on=ON[Step.ACCEPTED].replace(day=6))
    assert last(file, Step.ACCEPTED).taken_on == PartialDate(2026, 7, 6)


def test_correcting_the_figures_corrects_the_outcome(world):
    file = walked(world, Step.ACCEPTED)
    meeting = last(file, Step.ACCEPTED).meeting
    item = {
        "title": "表决",
        "matter": "accept",
        "subject_id": file.member.person_id,
        "secret": True,
    }
    corrected(meeting, [item | {"due": 7, "present": 7, "yes": 3, "no": 4}])
    assert last(file, Step.ACCEPTED).outcome is Outcome.FAILED


def test_taking_the_person_off_the_agenda_undoes_the_step(world):
    file = walked(world, Step.ACCEPTED)
    corrected(last(file, Step.ACCEPTED).meeting, [{"title": "学习", "resolution": "好。"}])
    assert last(file, Step.ACCEPTED) is None


def test_withdrawing_the_meeting_undoes_the_step_and_the_stage(world):
    file = walked(world, Step.ACTIVIST)
    meetings.withdraw(last(file, Step.ACTIVIST).meeting, why="记重了")
    assert last(file, Step.ACTIVIST) is None
    assert file.member.stage is Stage.APPLICANT


def test_a_meeting_with_later_steps_on_it_is_not_withdrawn(world):
    file = walked(world, Step.CONTACTS)
    with pytest.raises(Refused) as caught:
        meetings.withdraw(last(file, Step.ACTIVIST).meeting, why="记重了")
    assert "沈砚：后面的“指定培养联系人”" in caught.value.message


def test_what_a_meeting_decided_is_neither_undone_nor_dated_by_hand(world):
    taken = last(walked(world, Step.ACCEPTED), Step.ACCEPTED)
    with pytest.raises(Refused, match="会议记录"):
        steps.undo(taken, "记错了")
    with pytest.raises(Refused, match="会议记录"):
        steps.correct(taken, taken_on=PartialDate(2026, 7, 4))


def test_a_meeting_too_early_is_refused_with_the_article(world):
    file = walked(world, Step.CONTACTS)
    with pytest.raises(Refused) as caught:
        vote(world, file, Step.PROSPECT, ON[Step.ACTIVIST].replace(year=2026, day=2))
    assert "第十二条" in caught.value.message
