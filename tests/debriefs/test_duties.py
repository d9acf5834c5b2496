"""What is owed on reports, rounds and assessments, at the days on which it changes."""

from datetime import date, timedelta

import pytest

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.debriefs import duties
from app.debriefs.assessment import actions as assessments
from app.debriefs.assessment import duties as assessment_duties
from app.debriefs.assessment import queries as assessment_queries
from app.debriefs.models import DebriefStatus
from app.debriefs.rounds import actions as rounds
from app.debriefs.rounds import duties as round_duties
from app.findings.engine import State
from app.organizations import actions as organizations
from tests.debriefs.assessment.made import marked
from tests.debriefs.records import report
from tests.debriefs.rounds.made import FEEDBACK_BY, HELD_ON, SUBMIT_BY, heard, held

DAY = timedelta(days=1)


def told(world, day, module=duties, places=None):
    places = places or [world.here, world.college]
    return {one.subject: one for one in module.findings(places, day)}


@pytest.mark.parametrize(("day", "state"), [(SUBMIT_BY, State.SOON), (SUBMIT_BY + DAY, State.LATE)])
def test_a_report_is_due_on_the_day_the_round_sets(world, day, state):
    held(world)
    found = told(world, day)["debriefs/2026"]
    assert (found.due, found.state) == (SUBMIT_BY, state)


def test_without_a_round_the_convention_holds(world):
    assert told(world, date(2026, 12, 11))["debriefs/2026"].due == date(2027, 1, 31)


def test_a_returned_report_says_which_section(world):
    debrief = report(world, status=DebriefStatus.RETURNED)
    debrief.returned_field = "problems"
    db.session.commit()
    found = told(world, date(2026, 7, 1))["debriefs/2026"]
    assert "被上级退回（存在问题及原因）" in found.why
    assert found.state is State.SOON


def test_nothing_waits_for_a_comment_before_the_meeting(world):
    held(world, held_on=HELD_ON + DAY)
    report(world, status=DebriefStatus.SUBMITTED)
    assert told(world, HELD_ON, round_duties) == {}
    assert "debriefs/2026/comments" in told(world, HELD_ON + DAY, round_duties)


@pytest.mark.parametrize(("day", "state"), [(HELD_ON, State.SOON), (HELD_ON + DAY, State.LATE)])
def test_a_comment_is_due_on_the_day_of_the_meeting(world, day, state):
    held(world)
    report(world, status=DebriefStatus.SUBMITTED)
    found = told(world, day, round_duties)["debriefs/2026/comments"]
    assert (found.organization_id, found.state) == (world.college.id, state)
    assert "有 1 个支部" in found.why


def test_a_report_waits_for_one_step_after_the_other(world):
    made = held(world)
    debrief = report(world, status=DebriefStatus.SUBMITTED)
    hearing = rounds.comment(made, world.here, None, debrief, text="好", by="吴赟")
    db.session.commit()
    found = told(world, FEEDBACK_BY + DAY, round_duties)
    assert {key: one.state for key, one in found.items()} == {"debriefs/2026/opinions": State.LATE}
    rounds.decide(made, world.here, hearing, debrief, overall="good", opinion="")
    db.session.commit()
    assert list(told(world, FEEDBACK_BY, round_duties)) == ["debriefs/2026/feedback"]
    rounds.tell(hearing)
    db.session.commit()
    found = told(world, FEEDBACK_BY, round_duties)
    assert list(found) == ["debriefs/2026/confirm"]
    assert found["debriefs/2026/confirm"].organization_id == world.here.id
    rounds.confirm(hearing, reply="改")
    db.session.commit()
    assert told(world, FEEDBACK_BY, round_duties) == {}


def test_a_closed_round_asks_for_nothing(world):
    made = held(world)
    report(world, status=DebriefStatus.SUBMITTED)
    rounds.close(made, [], ["教工第二党支部"], why="病休")
    db.session.commit()
    assert told(world, HELD_ON + DAY, round_duties) == {}


def test_branches_with_a_nearer_round_are_not_counted_above(world):
    held(world, world.university)
    held(world)
    report(world, status=DebriefStatus.SUBMITTED)
    places = [world.university, world.college]
    found = list(round_duties.findings(places, HELD_ON))
    assert [one.organization_id for one in found] == [world.college.id]


def test_the_days_for_objections_are_told_and_end(world):
    made = marked(world, shown=True)
    until = made.objections_until
    found = told(world, until, assessment_duties)
    assert found[f"debriefs/assessments/{made.id}/told"].state is State.INFO
    found = told(world, until + DAY, assessment_duties)
    assert list(found) == [f"debriefs/assessments/{made.id}/final"]


def test_an_unanswered_objection_is_late_once_the_days_are_over(world):
    made = marked(world, shown=True)
    [entry, *_] = assessment_queries.entries(EVERYTHING, made)
    assessments.object_to(entry, text="请复核", by="周敏")
    db.session.commit()
    subject = f"debriefs/assessments/{made.id}/objections"
    until = made.objections_until
    assert told(world, until, assessment_duties)[subject].state is State.OPEN
    assert told(world, until + DAY, assessment_duties)[subject].state is State.LATE


def test_all_three_take_as_many_statements_for_many_as_for_few(world, statements):
    made = held(world)
    heard(world, made, told=True)
    marked(world, shown=True)

    def count(places):
        assert all(place.path for place in places)  # loaded again after the commit
        statements()
        for module in (duties, round_duties, assessment_duties):
            list(module.findings(places, clock.today()))
        return len(statements())

    few = count([world.here, world.college])
    more = [
        organizations.create(
            code=f"N{n}", name=f"第{n}党支部", kind=world.here.kind,
            unit_type=world.here.unit_type, parent=world.college, founded_on=date(2020, 1, 1),
        )
        for n in range(20)
    ]  # fmt: skip
    for branch in more:
        heard(world, made, told=True, branch=branch)
    assert count([world.here, world.there, world.college, *more]) == few
    assert few <= 12
