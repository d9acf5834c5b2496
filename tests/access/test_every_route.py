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


def routes():
    app = create_app(INSTANCE=Path(mkdtemp()), SQLALCHEMY_DATABASE_URI="sqlite://")
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OPEN_FILES:
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield pytest.param(rule.endpoint, method, id=f"{method} {rule.endpoint}")


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


@pytest.mark.parametrize(("endpoint", "method"), list(routes()))
def test_route_answers_each_person_as_the_policy_says(app, world, client_of, endpoint, method):
    values = samples.build(world)
    rule = next(r for r in app.url_map.iter_rules(endpoint) if method in r.methods)
    view = app.view_functions[endpoint]
    with app.test_request_context():
        address = url_for(endpoint, **{a: values[a] for a in rule.arguments})
    address += f"?organization={world.here.id}&parent={world.here.id}"
    for who in PERSONAS:
        account = world.accounts[who] if who else None
        allowed = expected(view, account, world.here, rule)
        answer = client_of(who).open(address, method=method)
        assert answer.status_code in allowed, (who, answer.status_code, allowed)
        if who is None and view.access != PUBLIC:
            assert "/login" in answer.location


@pytest.mark.parametrize(("endpoint", "method"), list(routes()))
def test_route_answers_htmx_with_a_block_as_it_answers_a_browser(
    app, world, client_of, endpoint, method
):
    values = samples.build(world)
    rule = next(r for r in app.url_map.iter_rules(endpoint) if method in r.methods)
    with app.test_request_context():
        address = url_for(endpoint, **{a: values[a] for a in rule.arguments})
    for who in (None, "member", "secretary", "faculty", "admin"):
        asked = {"method": method, "headers": {"HX-Request": "true"}}
        assert client_of(who).open(address, **asked).status_code in DONE | {403, 404, 429}, who


def test_a_route_that_declares_nothing_is_closed(tmp_path, monkeypatch):
    app = create_app(INSTANCE=tmp_path, SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="test")
    app.add_url_rule("/forgotten", "forgotten", lambda: "秘密")
    monkeypatch.setattr(app.logger, "disabled", True)
    answer = app.test_client().get("/forgotten")
    assert answer.status_code == 500
    assert "秘密" not in answer.text
