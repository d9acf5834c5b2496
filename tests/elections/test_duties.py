"""R-17: when the end of a term is told, to whom, and what moves it."""

from datetime import date

import pytest

from app.core.db import db
from app.elections import duties
from app.elections.actions import asking
from app.findings.engine import State
from app.rules.elections.terms import Subject
from app.rules.organizations import UnitType
from tests.elections import made


def told(*organizations, day):
    return duties.findings(organizations, day)


@pytest.fixture
def office(world):
    """A branch that is not of teachers, elected on 1 March 2025."""
    world.here.unit_type = UnitType.OFFICE
    db.session.commit()
    return world.here


@pytest.mark.parametrize(("day", "state"), [
    (date(2027, 8, 31), None), (date(2027, 9, 1), State.OPEN), (date(2027, 12, 31), State.OPEN),
    (date(2028, 1, 1), State.SOON), (date(2028, 3, 1), State.SOON), (date(2028, 3, 2), State.LATE),
])  # fmt: skip
def test_a_term_is_told_from_six_months_before_its_end(office, day, state):
    found = told(office, day=day)
    assert [one.state for one in found] == ([state] if state else [])
    for one in found:
        assert (one.subject, one.due) == ("elections/term/2028-03-01", date(2028, 3, 1))
        assert one.since == date(2027, 9, 1)
        assert one.press_url == f"/elections/new?organization={office.id}"


@pytest.mark.parametrize(("day", "state"), [
    (date(2027, 9, 1), State.OPEN), (date(2027, 11, 1), State.SOON),
    (date(2027, 11, 2), State.LATE),
])  # fmt: skip
def test_teachers_ask_four_months_before(world, day, state):
    [one] = told(world.here, day=day)
    assert (one.rule_id, one.due, one.state) == ("UNI-03", date(2027, 11, 1), state)


def test_the_founding_stands_for_an_unknown_election(office):
    office.elected_on, office.founded_on = None, date(2024, 3, 1)
    [one] = told(office, day=date(2026, 11, 16))
    assert one.subject == "elections/term/2027-03-01"


def test_nothing_known_and_nothing_temporary_is_reminded_of(office):
    office.elected_on = office.founded_on = None
    assert told(office, day=date(2030, 1, 1)) == []
    office.elected_on, office.temporary = date(2020, 1, 1), True
    assert told(office, day=date(2030, 1, 1)) == []


def test_a_committee_of_a_university_is_elected_for_five_years(world):
    world.college.elected_on = date(2022, 1, 1)
    [one] = told(world.college, day=date(2026, 11, 16))
    assert one.subject == "elections/term/2027-01-01"
    assert one.press_url == f"/organizations/{world.college.id}/edit"


def test_an_open_election_tells_its_next_step_in_place_of_the_term(world):
    election = made.started(world)
    [one] = told(world.here, day=made.TODAY)
    assert one.subject == "elections/term/2028-03-01"
    assert "报换届请示" in one.what
    assert one.press_url == f"/elections/{election.id}"


def test_a_move_the_superior_agrees_to_moves_the_day(world):
    election = made.started(world)
    later = date(2028, 8, 1)
    asking.plan(
        election, asked_on=made.TODAY, number="", planned_on=later, seats=3,
        reason="工作需要，延期", full_members=7,
    )  # fmt: skip
    [one] = told(world.here, day=date(2028, 3, 2))
    assert (one.due, one.state) == (date(2028, 3, 1), State.LATE)
    assert one.superior
    made.agree(election, Subject.PLAN)
    [one] = told(world.here, day=date(2028, 3, 2))
    assert (one.due, one.state) == (date(2028, 7, 1), State.OPEN)
    assert not one.superior


def test_after_the_filing_the_next_term_is_far(world):
    election = made.reported(world)
    made.agree(election, Subject.RESULT)
    assert told(world.here, day=made.TODAY) == []
    [one] = told(world.here, day=date(2029, 6, 1))
    assert one.subject == "elections/term/2029-11-16"


def test_the_statements_do_not_grow_with_the_branches(world, statements):
    made.published(world)
    db.session.expire_all()
    here, there, college = world.here, world.there, world.college
    _ = (here.path, there.path, college.path)
    statements()
    told(here, day=made.TODAY)
    one = len(statements())
    told(here, there, college, day=made.TODAY)
    assert len(statements()) <= one + 1
