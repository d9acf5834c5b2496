"""What is owed is worked out once in each state of the database, never from an older one."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core.db import db, reads_only
from app.findings import queries
from tests.meetings.made import meeting

TODAY = date(2026, 11, 16)


@pytest.fixture
def asked(app, monkeypatch):
    """The days on which the duties were asked; they find nothing."""
    days = []

    def duty(_organizations, day):
        days.append(day)
        return []

    monkeypatch.setitem(app.extensions, "duties", [duty])
    return days


def look(world, day=TODAY, branches=("here", "there")):
    reads_only(True)
    queries.of_organizations(EVERYTHING, [getattr(world, name) for name in branches], day)
    db.session.rollback()


def change(world):
    reads_only(False)
    world.here.name += "（改）"
    db.session.commit()


def test_a_second_look_asks_no_duty_again(world, asked):
    look(world)
    look(world)
    assert asked == [TODAY]


def test_any_change_makes_the_next_look_ask_again(world, asked):
    look(world)
    change(world)
    look(world)
    assert asked == [TODAY, TODAY]


@pytest.mark.parametrize("other", [{"day": date(2026, 11, 17)}, {"branches": ("here",)}])
def test_another_day_and_other_branches_are_another_question(world, asked, other):
    look(world)
    look(world, **other)
    assert len(asked) == 2


def test_what_is_being_written_is_not_remembered(world, asked):
    reads_only(False)
    world.here.name += "（改）"
    queries.of_organizations(EVERYTHING, [world.here], TODAY)
    queries.of_organizations(EVERYTHING, [world.here], TODAY)
    assert len(asked) == 2


def test_a_recorded_meeting_is_owed_no_longer_at_once(client_of, world):
    client = client_of("secretary")
    before = client.get("/findings/").text.count("11月还没有记录。")
    reads_only(False)
    meeting(world)
    db.session.commit()
    assert client.get("/findings/").text.count("11月还没有记录。") == before - 1
