"""The engine of findings, its page, and the book of rules on the page and on the command line."""

import json
from datetime import date

import pytest

from app.access.scope import EVERYTHING, Scope
from app.core.db import unit_of_work
from app.findings import keeping, queries
from app.findings.engine import Finding, State, owed
from app.rules import registry

TODAY = date(2026, 11, 16)


def finding(state, due, organization_id=1):
    return Finding(
        rule_id="BR-11", cite="", organization_id=organization_id, path="/", subject="x",
        what="", why="", since=due, due=due, state=state, press_label="", press_url="",
    )  # fmt: skip


def test_late_stands_first_hints_last_and_all_else_by_its_day():
    late, later = finding(State.LATE, date(2026, 2, 1)), finding(State.LATE, date(2026, 3, 1))
    soon, open_ = finding(State.SOON, date(2026, 12, 31)), finding(State.OPEN, date(2026, 11, 30))
    info = finding(State.INFO, date(2025, 1, 1))
    assert owed([info, soon, later, open_, late]) == [
        late, later, open_, soon, info,
    ]  # fmt: skip


def test_every_features_duties_are_asked(app, world, monkeypatch):
    mine = finding(State.LATE, date(2020, 1, 1), world.there.id)
    monkeypatch.setitem(app.extensions, "duties", [lambda organizations, day: [mine]])
    found = queries.of_organizations(EVERYTHING, [world.here, world.there], TODAY)
    assert found == {world.here.id: [], world.there.id: [mine]}


def test_an_organisation_out_of_scope_is_left_out(world):
    scope = Scope(frozenset({world.here.path}))
    found = queries.of_organizations(scope, [world.here, world.there], TODAY)
    assert set(found) == {world.here.id}


def test_a_branch_sees_its_own_with_why_and_the_press(client_of, world):
    text = client_of("secretary").get("/findings/").text
    assert "11月还没有记录。" in text
    assert 'href="/findings/rules#BR-11"' in text
    assert "记一次会" in text


def test_who_may_not_record_is_shown_no_press(client_of, world):
    text = client_of("liaison").get("/findings/").text
    assert "11月还没有记录。" in text
    assert "记一次会" not in text


def test_the_committee_sees_branches_only_by_exception(client_of, world, monkeypatch, app):
    late = finding(State.LATE, date(2026, 10, 31), world.there.id)
    calm = finding(State.OPEN, date(2026, 11, 30), world.here.id)
    monkeypatch.setitem(app.extensions, "duties", [lambda organizations, day: [late, calm]])
    text = client_of("committee").get("/findings/").text
    assert "教工第二党支部" in text
    assert "教工第一党支部" not in text


def test_the_committees_page_asks_few_statements_where_findings_are_kept(client_of, statements):
    officer = client_of("committee")
    with unit_of_work():
        keeping.keep_everything(TODAY)
    statements()
    assert officer.get("/findings/").status_code == 200
    assert len([s for s in statements() if s != "BEGIN"]) <= 12


@pytest.mark.parametrize("who", ["member", "applicant", "committee"])
def test_the_rules_are_open_to_every_account(client_of, who):
    assert client_of(who).get("/findings/rules").status_code == 200


def test_every_rule_has_its_anchor_once(client_of):
    text = client_of("member").get("/findings/rules").text
    for rule in registry.all_rules():
        assert text.count(f'<li id="{rule.id}">') == 1


def test_rules_are_found_by_words_and_by_document(client_of):
    text = client_of("member").get("/findings/rules?q=支委会 次数").text
    assert 'id="BR-11"' in text
    assert 'id="BR-07"' not in text
    document = "《中国共产党基层组织选举工作条例》"
    text = client_of("member").get("/findings/rules", query_string={"document": document}).text
    assert 'id="EL-07"' in text
    assert 'id="BR-11"' not in text


def test_nothing_found_says_what_to_do(client_of):
    assert "没有这样的条文" in client_of("member").get("/findings/rules?q=没有的词").text


def test_a_rule_with_two_versions_shows_the_earlier_one_too(client_of):
    text = client_of("member").get("/findings/rules?q=DEV-15").text
    assert "2026年修订" in text
    assert "此前：《中国共产党发展党员工作细则》（2014年）" in text


def test_the_rules_on_the_command_line_are_one_json_value(app):
    answer = app.test_cli_runner().invoke(args=["rules", "list", "--json"])
    rows = json.loads(answer.output)
    row = next(row for row in rows if row["id"] == "BR-11")
    assert row["document"] == "《中国共产党支部工作条例（试行）》"
    assert row["article"] == "第十二条"
    assert {"id", "title", "value", "unit", "strength", "document", "article",
            "in_force_from", "in_force_until"} <= set(row)  # fmt: skip


def test_the_rules_on_the_command_line_read_plainly(app):
    answer = app.test_cli_runner().invoke(args=["rules", "list"])
    assert "支委会次数：1次/月" in answer.output
