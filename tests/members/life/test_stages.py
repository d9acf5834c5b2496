"""Stages forward and back: what the development file calls, and what stays when it is undone."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.members.life import actions
from app.rules.dates import PartialDate
from app.rules.members import Stage, Standing

DAY = PartialDate(2026, 11, 2)


@pytest.fixture
def activist(world):
    return world.members["陈思齐"]


@pytest.fixture
def probationer(world):
    return world.members["杜怡可"]


def test_a_step_forward_sets_stage_and_date(activist):
    actions.advance(activist, Stage.PROSPECT, DAY, organ="支委会", paper="计党〔2026〕3号")
    assert (activist.stage, activist.prospect_on) == (Stage.PROSPECT, DAY)


def test_a_step_taken_back_leaves_no_trace_on_the_member(activist):
    actions.advance(activist, Stage.PROSPECT, DAY)
    actions.take_back(activist, Stage.PROSPECT)
    assert (activist.stage, activist.prospect_on) == (Stage.ACTIVIST, None)


def test_a_date_corrected_by_hand_outlives_taking_the_step_back(activist):
    actions.advance(activist, Stage.PROSPECT, DAY)
    activist.prospect_on = PartialDate(2026, 10)
    actions.take_back(activist, Stage.PROSPECT)
    assert activist.prospect_on == PartialDate(2026, 10)


def test_a_stage_long_passed_only_gets_its_date(world):
    member = world.members["周敏"]
    actions.advance(member, Stage.ACTIVIST, PartialDate(2009, 1))
    assert (member.stage, member.activist_on) == (Stage.FULL, PartialDate(2009, 1))


def test_a_step_undone_after_later_ones_leaves_the_later_ones(activist):
    actions.advance(activist, Stage.PROSPECT, PartialDate(2026, 3, 1))
    actions.advance(activist, Stage.PROBATIONARY, DAY)
    actions.take_back(activist, Stage.PROSPECT)
    assert (activist.stage, activist.prospect_on) == (Stage.PROBATIONARY, None)
    actions.take_back(activist, Stage.PROBATIONARY)
    assert (activist.stage, activist.joined_on) == (Stage.ACTIVIST, None)


def test_steps_may_be_entered_in_any_order(activist):
    actions.advance(activist, Stage.PROBATIONARY, DAY)
    actions.advance(activist, Stage.PROSPECT, PartialDate(2026, 3, 1))
    assert activist.stage is Stage.PROBATIONARY
    actions.take_back(activist, Stage.PROBATIONARY)
    assert activist.stage is Stage.PROSPECT


def test_the_same_stage_is_not_reached_twice(activist):
    actions.advance(activist, Stage.PROSPECT, DAY)
    with pytest.raises(Refused, match="已经记过"):
        actions.advance(activist, Stage.PROSPECT, DAY)


def test_a_step_never_taken_cannot_be_taken_back(activist):
    with pytest.raises(Refused, match="没有记过"):
        actions.take_back(activist, Stage.PROSPECT)


def test_tomorrow_has_not_happened(activist):
    tomorrow = PartialDate.of(clock.today() + timedelta(days=1))
    with pytest.raises(Refused, match="还没有到"):
        actions.advance(activist, Stage.PROSPECT, tomorrow)


def test_a_cancelled_probationer_is_out_and_may_begin_again(probationer):
    actions.cancel(probationer, PartialDate(2026, 11, 1), basis="支部大会决议")
    assert probationer.standing is Standing.CANCELLED
    assert probationer.standing_on == PartialDate(2026, 11, 1).earliest
    actions.advance(probationer, Stage.APPLICANT, DAY)
    assert (probationer.standing, probationer.stage) == (Standing.NORMAL, Stage.APPLICANT)
    assert probationer.joined_on is None
    actions.take_back(probationer, Stage.APPLICANT)
    assert (probationer.standing, probationer.stage) == (Standing.CANCELLED, Stage.PROBATIONARY)
    assert probationer.joined_on == PartialDate(2026, 5, 20)


def test_only_a_probationer_can_be_cancelled(world):
    with pytest.raises(Refused, match="只有预备党员"):
        actions.cancel(world.members["周敏"], DAY)


def test_events_are_on_record_after_the_commit(activist):
    event = actions.advance(activist, Stage.PROSPECT, DAY)
    db.session.commit()
    assert event.stage_after is Stage.PROSPECT
    assert event.organization is activist.organization
