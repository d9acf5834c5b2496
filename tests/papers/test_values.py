"""A sheet as plain values: nothing but the sheet, by field and by Chinese word."""

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

import pytest

from app.features import PAPERS
from app.meetings.samples import LONG
from app.papers.starter import starter
from app.printing.docx import fill
from app.printing.docx_values import context, placeholders, text_of
from app.rules.members import Stage
from tests.papers import made

FORMS = sorted(PAPERS)


@dataclass(frozen=True)
class Row:
    name: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    title: str
    filled: date | None
    rows: tuple[Row, ...]
    due: int
    within_third: bool = True


SHEET = Sheet("甲\x00\u202e乙\r\n丙", date(2026, 11, 16), (Row("张三", ("a",)), Row("李四")), 5)


def test_values_stand_under_field_and_word_cleaned_and_in_chinese():
    told = context(SHEET, {"title": "标题"})
    assert told["title"] == told["标题"] == "甲乙\n丙"
    assert told["填表日期"] == "2026年11月16日"
    assert (told["应到"], told["未超三分之一"]) == (5, "是")
    assert [row["姓名"] for row in told["人员"]] == ["张三", "李四"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (False, ""),
        (True, "是"),
        (date(2026, 1, 2), "2026年1月2日"),
        (Stage.FULL, "正式党员"),
    ],
)
def test_a_single_value_reads_as_on_paper(value, text):
    assert text_of(value) == text


def test_a_meaning_may_say_more_than_the_word():
    [one] = [p for p in placeholders(SHEET, {"due": "应到：应到会人数"}) if p.text == "应到"]
    assert one.meaning == "应到会人数"


def test_rows_are_told_with_the_list_they_stand_in():
    told = {p.text: p for p in placeholders(SHEET, {})}
    assert told["人员"].is_list
    assert told["行.姓名"].lists == ("人员",)
    assert told["行.姓名"].value == "张三"


@pytest.mark.parametrize("form", FORMS)
def test_every_field_of_a_form_has_a_chinese_word_of_its_own(form):
    told = PAPERS[form].placeholders()
    assert [p.text for p in told if p.text.isascii() or p.text.rpartition(".")[2].isascii()] == []
    texts = [(p.lists, p.text) for p in told]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("form", FORMS)
def test_a_context_is_plain_and_holds_nothing_but_its_sheet(form):
    paper = PAPERS[form]
    told = paper.context(paper.sample)
    assert json.loads(json.dumps(told)) == told
    assert len(told) <= 2 * len(fields(paper.sample))
    assert not any(is_dataclass(value) for value in told.values())


@pytest.mark.parametrize("form", FORMS)
def test_the_starter_holds_every_placeholder_and_can_be_filled(form):
    paper = PAPERS[form]
    [one] = fill(starter(paper), [paper.context(paper.sample)])
    text = made.text_of(one.data)
    shown = [p for p in paper.placeholders() if not p.lists and not p.is_list and p.value]
    assert [p.text for p in shown if p.value.partition("；")[0] not in text] == []
    assert "{" not in text


def test_the_members_card_offers_more_than_forty_placeholders():
    words = {p.text for p in PAPERS["member_card"].placeholders()}
    assert words == set(made.NAMED)
    assert len(words) >= 40


def test_a_vote_s_figures_stand_where_there_was_one_and_nothing_elsewhere():
    said = "{% for 行 in 议题 %}{{ 行.标题 }}：{{ 行.表决.赞成 }}；{% endfor %}"
    paper = PAPERS["meeting_record"]
    [one] = fill(made.plain(said), [paper.context(LONG)])
    text = made.text_of(one.data)
    assert "：50；" in text
    assert "：；" in text
