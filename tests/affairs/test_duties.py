"""What is owed to whoever raised an opinion, to the day; and reception days where asked for."""

from datetime import date, time

import pytest

from app.affairs import actions, duties, receiving
from app.core import clock
from app.core.db import db
from app.findings.engine import State as Found
from app.organizations import actions as organizations
from app.rules.affairs import OpinionState as State
from tests.affairs.made import TODAY, letter, signed
from tests.affairs.test_letters import open_box


def found(world, day=TODAY):
    return list(duties.findings([world.here, world.there, world.college], day))


@pytest.mark.parametrize(("day", "state"), [
    (date(2026, 11, 16), Found.SOON), (date(2026, 11, 23), Found.SOON),
    (date(2026, 11, 24), Found.LATE),
])  # fmt: skip
def test_seven_days_to_say_who_sees_to_it(world, day, state):
    signed(world)
    [told] = found(world, day)
    assert (told.state, told.due, told.rule_id) == (state, date(2026, 11, 23), "AF-01")
    assert "活动室" not in told.what + told.why


def test_an_anonymous_one_is_counted_from_the_end_of_its_month(world):
    letter(world.here.id)
    open_box()
    [told] = found(world)
    assert told.due == date(2026, 12, 7)
    assert told.why == "2026年11月收到的匿名意见，12月7日前明确由谁办理。"


@pytest.mark.parametrize(("day", "state"), [
    (date(2026, 11, 22), Found.OPEN), (date(2026, 11, 23), Found.SOON),
    (date(2026, 11, 30), Found.SOON), (date(2026, 12, 1), Found.LATE),
])  # fmt: skip
def test_an_answer_is_near_from_seven_days_before_its_day(world, day, state):
    signed(world, State.ASSIGNED)
    [told] = found(world, day)
    assert (told.state, told.rule_id) == (state, "AF-02")


def test_a_written_answer_is_to_be_fed_back_in_seven_days(world):
    signed(world, State.ANSWERED)
    [told] = found(world)
    assert (told.rule_id, told.due) == ("AF-03", date(2026, 11, 23))


@pytest.mark.parametrize("state", [State.TOLD, State.CLOSED])
def test_what_was_fed_back_is_not_asked_for(world, state):
    signed(world, state)
    assert found(world) == []


def test_where_the_local_rule_is_on_it_is_cited(world):
    organizations.set_local_rule(
        world.college, "AF-L1", True, since=date(2026, 1, 1), reason="学院规定"
    )
    actions.assign(signed(world), person=world.people["韩志远"], due_on=date(2026, 12, 1))
    [told] = found(world)
    assert told.rule_id == "AF-L1"


def test_reception_days_are_asked_only_where_the_rule_is_on_at_the_month_s_beginning(world):
    assert found(world) == []
    organizations.set_local_rule(
        world.here, "AF-L2", True, since=date(2026, 9, 15), reason="支部制度"
    )
    told = {one.period: one.state for one in found(world)}
    assert told == {"10月": Found.LATE, "11月": Found.OPEN, "12月": Found.AHEAD}


def test_a_held_reception_day_settles_its_month(world):
    organizations.set_local_rule(
        world.here, "AF-L2", True, since=date(2026, 11, 1), reason="支部制度"
    )
    day = receiving.announce(
        world.here, held_on=date(2026, 11, 10), started_at=time(15), ended_at=None, place="204",
        receiver=world.people["周敏"],
    )  # fmt: skip
    assert found(world)[0].state is Found.OPEN
    receiving.held(day)
    [november, _] = found(world)
    assert november.state is Found.DONE
    assert november.record_url == f"/affairs/receptions/{day.id}"


def test_the_number_of_statements_does_not_grow(world, statements):
    signed(world)
    db.session.commit()
    assert [o.path for o in (world.here, world.there, world.college)]
    statements()
    found(world)
    few = len(statements())
    for _ in range(6):
        signed(world, State.ASSIGNED)
    db.session.commit()
    assert [o.path for o in (world.here, world.there, world.college)]
    statements()
    found(world)
    assert len(statements()) == few


def test_the_next_day_s_findings_know_of_what_was_opened(world):
    letter(world.here.id)
    with clock.travel(date(2026, 11, 17)):
        open_box()
        assert [one.subject.split("/")[2] for one in found(world, date(2026, 11, 17))] == ["assign"]
