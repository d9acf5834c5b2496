"""The policy, tried on every route by every kind of person. New routes join by existing."""

from pathlib import Path
from tempfile import mkdtemp

import pytest
from flask import url_for

from app import create_app
from app.access.policy import PUBLIC, SIGNED_IN
from tests.access import samples

PERSONAS = (
    None, "applicant", "probationer", "member", "committee_member", "secretary", "sibling",
    "stranger", "liaison", "faculty", "committee", "admin",
)  # fmt: skip
DONE = {200, 204, 303, 400, 409, 422}
OPEN_FILES = {"static", "bootstrap.static"}
HTMX = {"HX-Request": "true"}
ASKING = (None, "member", "secretary", "faculty", "admin")


def routes(*, unsafe):
    app = create_app(INSTANCE=Path(mkdtemp()), SQLALCHEMY_DATABASE_URI="sqlite://")
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OPEN_FILES:
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                if (method != "GET") is unsafe:
                    yield rule.endpoint, method


ACTS = [pytest.param(*one, id=f"{one[1]} {one[0]}") for one in routes(unsafe=True)]


def expected(view, account, here, rule):
    if view.access == PUBLIC:
        return DONE | {404}
    if account is None:
        return {303}
    if view.access == SIGNED_IN:
        return DONE | {404}
    scope = account.scope_for(view.access)
    if not scope:
        return {403}
    if scope.covers(here.path):
        return DONE
    return {404} if rule.arguments else DONE | {404}


def address_of(app, values, endpoint, method):
    """The rule, and an address of it with a sample for each argument."""
    rule = next(r for r in app.url_map.iter_rules(endpoint) if method in r.methods)
    with app.test_request_context():
        return rule, url_for(endpoint, **{a: values[a] for a in rule.arguments})


def fault(app, world, browser, values, who, route):
    """What is wrong with the answer to that person, or None."""
    rule, address = address_of(app, values, *route)
    address += f"?organization={world.here.id}&parent={world.here.id}"
    view, account = app.view_functions[route[0]], world.accounts[who] if who else None
    allowed = expected(view, account, world.here, rule)
    answer = browser.open(address, method=route[1])
    if answer.status_code not in allowed:
        return (*route, who, answer.status_code, allowed)
    if who is None and view.access != PUBLIC and "/login" not in answer.location:
        return (*route, who, answer.location)
    return None


@pytest.mark.parametrize("who", PERSONAS)
def test_every_page_answers_a_person_as_the_policy_says(app, world, client_of, who):
    """Pages only read, so that one world serves them all."""
    values, browser = samples.build(world), client_of(who)
    found = [fault(app, world, browser, values, who, route) for route in routes(unsafe=False)]
    assert [one for one in found if one] == []


@pytest.mark.parametrize(("endpoint", "method"), ACTS)
def test_an_act_answers_each_person_as_the_policy_says(app, world, client_of, endpoint, method):
    """A browser and htmx alike; one world serves both, for building it takes most of the time."""
    values, act = samples.build(world), (endpoint, method)
    for who in PERSONAS:
        assert fault(app, world, client_of(who), values, who, act) is None
    for who in ASKING:
        assert odd(app, client_of(who), values, act) is None


def odd(app, browser, values, route):
    _, address = address_of(app, values, *route)
    status = browser.open(address, method=route[1], headers=HTMX).status_code
    return None if status in DONE | {403, 404, 429} else (*route, status)


@pytest.mark.parametrize("who", ASKING)
def test_every_page_answers_htmx_with_a_block_as_it_answers_a_browser(app, world, client_of, who):
    values, browser = samples.build(world), client_of(who)
    found = [odd(app, browser, values, route) for route in routes(unsafe=False)]
    assert [one for one in found if one] == []


def test_a_route_that_declares_nothing_is_closed(tmp_path, monkeypatch):
    app = create_app(INSTANCE=tmp_path, SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="test")
    app.add_url_rule("/forgotten", "forgotten", lambda: "秘密")
    monkeypatch.setattr(app.logger, "disabled", True)
    answer = app.test_client().get("/forgotten")
    assert answer.status_code == 500
    assert "秘密" not in answer.text
