"""The rows on accepting members: articles of both versions, and values that code computes with."""

from datetime import date

import pytest

from app.rules import registry
from app.rules.base import Cite, Strength
from app.rules.dates import PeriodKind
from app.rules.life import PunishmentKind
from app.rules.sources import DEVELOPMENT_2014, DEVELOPMENT_2026

BEFORE, SINCE = date(2026, 5, 10), date(2026, 5, 11)
NEW = None

# rule: (article of 2014 – NEW where the version had no such rule –, article of 2026)
ARTICLES = {
    "DEV-01": ("第五条", "第五条"),
    "DEV-02": ("第七条", "第七条"),
    "DEV-03": ("第八条", "第八条"),
    "DEV-04": ("第九条", "第九条"),
    "DEV-05": ("第十一条", "第十一条"),
    "DEV-06": ("第十一条", "第十一条"),
    "DEV-07": ("第十二条、第十三条", "第十二条、第十三条"),
    "DEV-08": (NEW, "第十三条"),
    "DEV-09": ("第十四条", "第十四条"),
    "DEV-10": ("第十四条", "第十四条"),
    "DEV-11": ("第十六条", "第十六条"),
    "DEV-12": ("第十七条", "第十七条"),
    "DEV-13": ("第十九条", "第十八条"),
    "DEV-14": (NEW, "第十九条"),
    "DEV-15": ("第二十条、第三十三条", "第十九条、第三十二条"),
    "DEV-16": ("第二十一条", "第二十条"),
    "DEV-17": ("第二十一条第四项", "第二十条第四项"),
    "DEV-18": ("第二十一条第四项", "第二十条第四项"),
    "DEV-19": ("第二十一条、第二十五条", "第二十条、第二十四条"),
    "DEV-20": ("第二十一条", "第二十条"),
    "DEV-21": ("第二十二条", "第二十一条"),
    "DEV-22": ("第二十二条", "第二十一条"),
    "DEV-23": ("第二十三条", "第二十二条"),
    "DEV-24": ("第二十六条", "第二十五条"),
    "DEV-25": (NEW, "第二十九条"),
    "DEV-26": ("第三十二条", "第三十一条"),
    "DEV-27": ("第三十二条", "第三十一条"),
    "DEV-28": ("第三十四条", "第三十三条"),
    "DEV-29": ("第三十四条", "第三十三条"),
    "DEV-30": ("第三十七条", "第三十六条"),
    "DEV-31": ("第三十六条", "第三十五条"),
    "DEV-32": ("第二十八条", "第二十七条"),
    "DEV-33": ("第三十二条", "第三十一条"),
    "DEV-34": ("第四十条", "第三十九条"),
    "DEV-35": ("第三十九条", "第三十八条"),
    "DEV-V1": ("第四十四条", "第四十四条"),
    "DEV-V2": (NEW, "第十八条至第四十四条"),
    "DEV-C1": ("第十三条", "第十三条"),
    "DEV-C2": ("第十三条", "第十三条"),
    "DEV-C3": ("第二十条", "第十九条"),
    "DEV-C4": ("第三十条", "第二十九条"),
    "DEV-C5": ("第四十二条", "第四十二条"),
    "DEV-C6": ("第十七条", "第十七条"),
    "DEV-C7": ("第十六条", "第十六条"),
    "DEV-C8": ("第十四条", "第十四条"),
    "DEV-C9": ("第十四条", "第十四条"),
    "DEV-C10": ("第二十条、第二十一条", "第十九条、第二十条"),
}
WITHOUT_ARTICLE = {"DEV-V3", "DEV-36", "DEV-37", *(f"DEV-L{n}" for n in range(1, 8))}


def value(rule_id, day=SINCE):
    return registry.rule(rule_id).on(day)


def test_every_row_of_the_rulebook_is_in_the_book_and_nothing_else():
    ids = {rule.id for rule in registry.all_rules() if rule.id.startswith("DEV-")}
    assert ids == set(ARTICLES) | WITHOUT_ARTICLE
    assert {f"DEV-{n:02}" for n in range(1, 38)} <= ids


@pytest.mark.parametrize(("rule_id", "articles"), ARTICLES.items())
def test_the_last_day_of_2014_and_the_first_of_2026_cite_their_own_articles(rule_id, articles):
    rule = registry.rule(rule_id)
    then, now = articles
    assert rule.cite(SINCE) == Cite(DEVELOPMENT_2026.title, now)
    if then is NEW:
        assert not rule.in_force(BEFORE)
    else:
        assert rule.cite(BEFORE) == Cite(DEVELOPMENT_2014.title, then)


@pytest.mark.parametrize("rule_id", sorted(WITHOUT_ARTICLE))
def test_what_no_article_asks_is_cited_without_one(rule_id):
    assert registry.rule(rule_id).cite(SINCE).article == ""


@pytest.mark.parametrize(
    ("rule_id", "then", "now"),
    [
        ("DEV-C2", "备案", "同意"),
        ("DEV-C6", "没有规定", "一般线下，可以视频"),
        ("DEV-C7", (), ("网络行为表现", "急难险重任务表现", "家庭美德")),
        (
            "DEV-10",
            {"不能": ("留党察看",), "不宜": ()},
            {"不能": ("留党察看",), "不宜": ("警告", "严重警告", "撤销党内职务")},
        ),
        (
            "DEV-C5",
            ("入党志愿书",),
            ("入党志愿书", "入党积极分子培养考察登记表", "预备党员教育考察登记表"),
        ),
    ],
)
def test_what_2026_changed_holds_a_value_of_its_own_on_each_side(rule_id, then, now):
    assert value(rule_id, BEFORE) == then
    assert value(rule_id, SINCE) == now


def test_bars_for_introducers_name_punishments_that_can_be_recorded():
    named = {name for names in value("DEV-10").values() for name in names}
    assert named == {kind.label for kind in PunishmentKind} - {"开除党籍"}


@pytest.mark.parametrize(("rule_id", "then", "now"), [("DEV-22", 4, 4), ("DEV-30", 5, 6)])
def test_the_central_forms_are_asked_for_since_there_are_any(rule_id, then, now):
    assert (len(value(rule_id, BEFORE)), len(value(rule_id))) == (then, now)
    assert "入党积极分子培养考察登记表" in value(rule_id)
    assert "入党积极分子培养考察登记表" not in value(rule_id, BEFORE)
    assert "培养教育考察材料" in value(rule_id, BEFORE)


@pytest.mark.parametrize("day", [BEFORE, SINCE])
@pytest.mark.parametrize(
    ("rule_id", "expected"),
    [
        ("DEV-04", {"最少": 1, "最多": 2}),
        ("DEV-12", {"天": 3, "学时": 24}),
        ("DEV-24", {"个月": 3, "最长": 6}),
        ("DEV-27", {"次": 1, "最短": 6, "最长": 12}),
        ("DEV-31", 6),
    ],
)
def test_numbers_are_numbers_in_both_versions(rule_id, expected, day):
    assert value(rule_id, day) == expected


@pytest.mark.parametrize(("rule_id", "number"), [("DEV-20", 4), ("DEV-21", 5), ("DEV-36", 4)])
def test_lists_have_as_many_items_as_the_clause(rule_id, number):
    assert len(value(rule_id)) == number


@pytest.mark.parametrize(
    ("rule_id", "shown"),
    [
        ("DEV-03", "党员推荐、群团组织推优"),
        ("DEV-04", "最少 1；最多 2 名正式党员"),
        ("DEV-10", "不能 留党察看；不宜 警告、严重警告、撤销党内职务"),
        ("DEV-12", "3 天；24 学时"),
        ("DEV-24", "3 个月；最长 6 个月"),
        ("DEV-27", "1 次；最短 6；最长 12 个月"),
        ("DEV-V1", "《中国共产党发展党员工作细则》（2026年修订）"),
        ("DEV-L2", "季度"),
    ],
)
def test_a_value_with_its_unit_reads_well(rule_id, shown):
    row = [row for row in registry.as_rows() if row["id"] == rule_id][-1]
    assert f"{row['value']} {row['unit']}".strip() == shown


def test_an_empty_list_says_so():
    rows = [row for row in registry.as_rows() if row["id"] == "DEV-C7"]
    assert [row["value"] for row in rows] == ["无", "网络行为表现、急难险重任务表现、家庭美德"]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2014, 5, 28), DEVELOPMENT_2014),
        (BEFORE, DEVELOPMENT_2014),
        (SINCE, DEVELOPMENT_2026),
        (date.max, DEVELOPMENT_2026),
    ],
)
def test_the_text_in_force_is_the_one_of_the_day(day, text):
    assert value("DEV-V1", day) is text


def test_before_2014_there_is_no_text_to_judge_by():
    assert not registry.rule("DEV-V1").in_force(date(2014, 5, 27))


def test_a_ballot_on_full_membership_is_said_to_be_practice():
    assert "条文只规定了接收" in registry.rule("DEV-18").text


@pytest.mark.parametrize(
    ("rule_id", "expected"),
    [
        ("DEV-L1", 6),
        ("DEV-L2", PeriodKind.QUARTER),
        ("DEV-L3", ("确定入党积极分子时", "转正前")),
        ("DEV-L4", 1),
        ("DEV-L5", 1),
        ("DEV-L6", PeriodKind.QUARTER),
        ("DEV-L7", 40),
    ],
)
def test_local_rules_never_look_national(rule_id, expected):
    rule = registry.rule(rule_id)
    assert rule.on(SINCE) == expected
    assert rule.strength is Strength.LOCAL
    assert "《" not in rule.cite(SINCE).document
    assert "全国规定" in rule.text


def test_the_local_rules_of_a_section_are_listed_in_order():
    assert [rule.id for rule in registry.local_rules("DEV")] == [f"DEV-L{n}" for n in range(1, 8)]


def test_a_local_reading_of_a_national_document_is_no_switch():
    listed = {rule.id for rule in registry.local_rules()}
    assert {"DEV-L1", "ED-33", "EV-06"} <= listed
    assert not listed & {"BR-15", "BR-35", "ED-11"}


@pytest.mark.parametrize("rule_id", ["DEV-36", "DEV-37"])
def test_the_aims_of_the_campaign_bind_nobody_today(rule_id):
    assert registry.rule(rule_id).strength is Strength.CAMPAIGN
