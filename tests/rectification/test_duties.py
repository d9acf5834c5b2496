"""Items near or past their day are found, each by itself."""

from datetime import date

import pytest

from app.findings.engine import State
from app.rectification import actions, duties
from tests.rectification.made import item

TODAY = date(2026, 11, 16)


def found(world, day=TODAY):
    return list(duties.findings([world.here, world.there], day))


@pytest.mark.parametrize(("day", "states"), [
    (date(2026, 11, 22), []), (date(2026, 11, 23), [State.SOON]),
    (date(2026, 11, 30), [State.SOON]), (date(2026, 12, 1), [State.LATE]),
])  # fmt: skip
def test_an_item_is_told_from_seven_days_before_its_day(world, day, states):
    item(world)
    assert [one.state for one in found(world, day)] == states


def test_a_finding_names_the_item_the_person_and_the_day(world):
    one = item(world, due_on=date(2026, 11, 10))
    [told] = found(world)
    assert told.subject == f"rectification/{one.id}"
    assert told.what == "支部自查：会议记录不及时"
    assert told.why == "韩志远负责，11月10日前办结。"
    assert (told.since, told.due) == (TODAY, date(2026, 11, 10))


def test_what_is_done_or_dropped_is_not_asked_for(world):
    done, dropped = (item(world, due_on=TODAY) for _ in range(2))
    actions.finish(done, done_on=TODAY, text="", by="")
    actions.drop(dropped, why="x")
    assert found(world) == []


def test_one_statement_tells_of_any_number(world, statements):
    for number in range(5):
        item(world, problem=f"第 {number} 项", due_on=TODAY)
    item(world, branch=world.there, person=None, responsible="支委会", due_on=TODAY)
    assert [world.here.name, world.there.name]
    statements()
    assert len(found(world)) == 6
    assert len(statements()) == 1
