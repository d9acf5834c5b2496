"""The record of a year as it is read from the tables."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING, Scope
from app.debriefs import queries
from app.meetings.models import MeetingStatus
from app.rules.dates import PartialDate
from app.rules.meetings import MeetingKind
from app.rules.members import Stage
from tests.conftest import TODAY
from tests.debriefs.records import meet
from tests.world import add_member


def record(world, year=2026, scope=EVERYTHING):
    return queries.record(scope, world.here, year, TODAY)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2025, 12, 31), 2025), (date(2026, 1, 1), 2026), (date(2026, 11, 15), 2026)],
)
def test_a_meeting_belongs_to_the_calendar_year_of_its_day(world, day, year):
    meet(world, day)
    assert record(world, year).held == {MeetingKind.COMMITTEE: 1}
    assert not record(world, 2025 + 2026 - year).held


def test_attendance_and_resolutions_are_of_the_years_meetings(world):
    meet(world, date(2026, 3, 5))
    meet(world, date(2026, 4, 5))
    meet(world, date(2025, 4, 5))
    found = record(world)
    assert (found.due, found.present, len(found.resolutions)) == (8, 6, 2)


def test_a_withdrawn_meeting_is_no_fact(world):
    meet(world, date(2026, 3, 5), status=MeetingStatus.WITHDRAWN, late_reason="补录")
    found = record(world)
    assert (found.held, found.late, found.resolutions) == ({}, 0, ())


def test_late_entries_are_counted(world):
    meet(world, date(2026, 3, 5), late_reason="外出调研")
    meet(world, date(2026, 4, 5))
    assert record(world).late == 1


def test_a_period_not_over_is_owed_only_once_it_is_settled(world):
    assert MeetingKind.COMMITTEE not in record(world).kept
    meet(world, date(2026, 11, 5))
    kept = record(world).kept[MeetingKind.COMMITTEE]
    assert (kept.owed, kept.done, kept.missing) == (1, 1, ())


def test_people_are_counted_by_stage_and_by_the_years_steps(world):
    add_member(world, world.here, "新人", Stage.APPLICANT).applied_on = PartialDate(2026, 2)
    found = record(world)
    assert found.stages[Stage.FULL] == 7
    assert found.stages[Stage.PROBATIONARY] == 1
    assert found.steps == {"joined_on": 1, "applied_on": 1}


def test_a_branch_out_of_scope_has_no_record(world):
    meet(world, date(2026, 3, 5), late_reason="外出")
    found = record(world, scope=Scope(frozenset({world.there.path})))
    assert (found.held, found.kept, found.late, found.stages) == ({}, {}, 0, {})
