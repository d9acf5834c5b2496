"""Local rules: off as shipped, switched on by an organisation for all below, told by set."""

from datetime import date, timedelta

import pytest

from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations import actions, queries

DAY = date(2026, 9, 1)


def say(organization, word, since=DAY, reason="学校文件"):
    actions.set_local_rule(organization, "DEV-L1", word, since=since, reason=reason)
    db.session.commit()


def on(*organizations, scope=EVERYTHING):
    return queries.local_rules(scope, organizations)


def test_every_local_rule_is_off_as_shipped(world):
    assert on(world.college, world.here) == {
        world.college.id: frozenset(),
        world.here.id: frozenset(),
    }


def test_a_rule_switched_on_holds_for_the_whole_subtree(world):
    say(world.college, True)
    found = on(world.university, world.college, world.here, world.there)
    assert [bool(found[o.id]) for o in (world.university, world.college, world.here)] == [
        False, True, True,
    ]  # fmt: skip
    assert found[world.there.id] == {"DEV-L1"}


def test_the_nearest_word_wins(world):
    say(world.university, True)
    say(world.here, False)
    found = on(world.here, world.there)
    assert found == {world.here.id: frozenset(), world.there.id: frozenset({"DEV-L1"})}


def test_a_word_taken_back_leaves_the_one_from_above(world):
    say(world.university, True)
    say(world.here, False)
    say(world.here, None)
    assert on(world.here)[world.here.id] == {"DEV-L1"}


@pytest.mark.parametrize(("ahead", "holds"), [(1, False), (0, True), (-1, True)])
def test_a_word_holds_from_its_day_on(world, ahead, holds):
    say(world.college, True, since=clock.today() + timedelta(days=ahead))
    assert bool(on(world.here)[world.here.id]) is holds


def test_nothing_is_told_of_an_organisation_outside_the_scope(world):
    say(world.university, True)
    found = on(world.here, world.there, scope=Scope(frozenset({world.here.path})))
    assert list(found) == [world.here.id]


def test_any_number_of_organisations_takes_one_statement(world, statements):
    say(world.college, True)
    everybody = queries.tree(EVERYTHING)
    statements()
    on(*everybody)
    assert len(statements()) == 1


def test_a_word_against_the_one_above_takes_its_reason(world):
    say(world.college, True)
    with pytest.raises(Refused) as refused:
        actions.set_local_rule(world.here, "DEV-L1", False, since=DAY, reason="")
    assert refused.value.field == "reason"


def test_an_officer_switches_a_rule_on_and_the_branch_sees_where_it_comes_from(client_of, world):
    address = f"/organizations/{world.college.id}/rules/DEV-L4"
    fields = {"word": "on", "since": "2026-09-01", "reason": "校党发〔2026〕3号"}
    assert client_of("faculty").post(address, data=fields).status_code == 303
    page = client_of("secretary").get(f"/organizations/{world.here.id}/rules").text
    assert "计算机学院党委，2026年9月1日起执行" in page
    assert "校党发〔2026〕3号" in page


def test_a_secretary_cannot_set_a_rule_for_the_college(client_of, world):
    address = f"/organizations/{world.college.id}/rules/DEV-L4"
    assert client_of("secretary").get(address).status_code == 404
    assert client_of("liaison").get(address).status_code == 403


def test_a_rule_that_is_not_local_cannot_be_switched(client_of, world):
    assert (
        client_of("faculty").get(f"/organizations/{world.here.id}/rules/DEV-02").status_code == 404
    )


def test_a_stale_setting_is_refused(client_of, world):
    say(world.here, True)
    address = f"/organizations/{world.here.id}/rules/DEV-L1"
    fields = {"word": "off", "since": "2026-09-01", "reason": "", "version": "9"}
    assert client_of("secretary").post(address, data=fields).status_code == 422
