"""The rulebook as data: every row against the reviewed list, and what must never be printed."""

import json
import re
from datetime import date

import pytest

from app.rules import registry
from app.rules.base import Strength
from app.rules.book.entry import article_of_2014
from app.rules.sources import chinese_number
from tests.rules.reviewed import ROWS, UNSEEN

TODAY = date(2026, 11, 16)
NUMERALS = "零一二三四五六七八九十"


def latest(rule_id):
    return [row for row in registry.as_rows() if row["id"] == rule_id][-1]


@pytest.mark.parametrize(("rule_id", "value", "strength", "articles"), ROWS)
def test_a_row_says_what_the_reviewed_rulebook_says(rule_id, value, strength, articles):
    row = latest(rule_id)
    shown = [str(row["value"]), Strength(row["strength"]).name, row["article"]]
    assert shown == [value, strength, articles]


def test_every_national_rule_with_an_article_was_reviewed():
    reviewed = {row[0] for row in ROWS}
    assert {row["id"] for row in registry.as_rows() if row["article"]} <= reviewed


@pytest.mark.parametrize("rule_id", UNSEEN)
def test_an_article_nobody_saw_is_not_printed(rule_id):
    assert latest(rule_id)["article"] == ""


def test_ids_are_unique_and_every_row_is_complete():
    rules = [rule for book in registry.BOOKS for rule in book.RULES]
    assert len({rule.id for rule in rules}) == len(rules)
    for row in registry.as_rows():
        assert all(row[key] for key in ("id", "title", "value", "document", "strength", "text"))


def test_the_rows_are_plain_json_with_the_agreed_keys():
    keys = "id title value unit strength document article in_force_from in_force_until text"
    for row in json.loads(json.dumps(registry.as_rows())):
        assert list(row) == keys.split()


def test_an_unknown_rule_is_an_error():
    with pytest.raises(KeyError):
        registry.rule("BR-99")


@pytest.mark.parametrize(("now", "then"), [(17, 17), (18, 19), (39, 40), (41, 41), (44, 44)])
def test_articles_18_to_39_of_2026_were_one_higher_in_2014(now, then):
    assert article_of_2014(now) == then


@pytest.mark.parametrize(
    ("day", "document", "article"),
    [
        (date(2026, 5, 10), "《中国共产党发展党员工作细则》（2014年）", "第二十六条"),
        (date(2026, 5, 11), "《中国共产党发展党员工作细则》（2026年修订）", "第二十五条"),
    ],
)
def test_a_step_is_cited_by_the_version_of_its_own_day(day, document, article):
    cite = registry.rule("DEV-24").cite(day)
    assert (cite.document, cite.article) == (document, article)


@pytest.mark.parametrize("rule_id", ["DEV-08", "DEV-14", "DEV-25"])
def test_what_is_new_in_2026_did_not_bind_the_day_before(rule_id):
    assert not registry.rule(rule_id).in_force(date(2026, 5, 10))
    assert registry.rule(rule_id).in_force(date(2026, 5, 11))


def test_a_version_ends_the_day_before_the_next_begins():
    rows = [row for row in registry.as_rows() if row["id"] == "DEV-26"]
    assert [(row["in_force_from"], row["in_force_until"]) for row in rows] == [
        ("1982-09-06", "2014-05-27"),
        ("2014-05-28", "2026-05-10"),
        ("2026-05-11", None),
    ]


def test_what_this_product_decided_itself_never_looks_like_a_regulation():
    for row in registry.as_rows():
        if row["strength"] == Strength.CONVENTION:
            assert "《" not in row["document"]
            assert row["article"] == ""


def test_local_and_campaign_rules_carry_no_strength_of_a_national_duty():
    for rule_id in ("BR-15", "BR-35", "ED-31", "ED-33", "EV-06", "EV-07", "EV-08", "EV-12"):
        assert registry.rule(rule_id).strength is Strength.LOCAL
    for rule_id in ("UNI-12", "UNI-17", "EV-10", "DEV-36", "DEV-37"):
        assert registry.rule(rule_id).strength is Strength.CAMPAIGN


def test_the_rule_on_party_classes_says_that_no_number_binds_a_branch():
    assert "没有规定党支部" in registry.rule("BR-17").text


@pytest.mark.parametrize(
    ("number", "shown"), [(3, "三"), (10, "十"), (11, "十一"), (20, "二十"), (44, "四十四")]
)
def test_article_numbers_are_written_in_chinese(number, shown):
    assert chinese_number(number) == shown


def test_every_article_is_written_in_the_official_way():
    part = f"第[{NUMERALS}]+(?:[条章项]|部分)"
    for row in registry.as_rows():
        assert re.fullmatch(f"(({part})[、至]?)*", row["article"]), row
