"""Seats under concurrency, on both databases: many press at once, no seat is given out twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.core import clock
from app.core.db import db
from app.rules.training import Target
from tests.conftest import TODAY
from tests.training.made import announced, asked, places_of
from tests.world import add_account, add_member

SEATS, PEOPLE = 3, 12

pytestmark = pytest.mark.storage


@pytest.fixture
def crowd(world):
    """Members with accounts, all asked to one small class."""
    names = [f"学员{number:02}" for number in range(PEOPLE)]
    for number, name in enumerate(names):
        member = add_member(world, world.here, name)
        add_account(world, f"trainee{number}", member.person)
    made = announced(world, target=Target.MEMBERS, capacity=SEATS)
    asked(world, made, *names)
    return made


@pytest.fixture
def at_once(app):
    """at_once(browsers, address, data) presses in as many threads as there are browsers, at most
    eight at a time; the answers' codes."""

    def press(browser, address, data):
        with app.app_context(), clock.travel(TODAY):
            return browser.post(address, data=data).status_code

    def everybody(browsers, address, data=None):
        db.session.rollback()
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(lambda one: press(one, address, data or {}), browsers))

    return everybody


def test_many_agree_at_once_and_no_seat_is_given_twice(client_of, crowd, at_once):
    address = f"/training/mine/{crowd.id}/agree"
    browsers = [client_of(f"trainee{number}") for number in range(PEOPLE)]
    assert at_once(browsers, address) == [303] * PEOPLE
    states = [place.state.value for place in places_of(crowd).values()]
    assert (states.count("enrolled"), states.count("waiting")) == (SEATS, PEOPLE - SEATS)


def test_several_leave_at_once_and_the_line_moves_up_in_order(client_of, crowd, at_once):
    browsers = {f"学员{n:02}": client_of(f"trainee{n}") for n in range(PEOPLE)}
    for browser in browsers.values():
        browser.post(f"/training/mine/{crowd.id}/agree")
    seated = [name for name, one in places_of(crowd).items() if one.state.value == "enrolled"]
    line = sorted(
        (one for one in places_of(crowd).values() if one.state.value == "waiting"),
        key=lambda one: (one.queued_at, one.id),
    )
    next_ones = [one.person.name for one in line[:SEATS]]
    leaving, address = [browsers[name] for name in seated], f"/training/mine/{crowd.id}/leave"
    assert at_once(leaving, address, {"why": "出差"}) == [303] * SEATS
    now = places_of(crowd)
    assert {name for name, one in now.items() if one.state.value == "enrolled"} == set(next_ones)
