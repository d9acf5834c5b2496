"""The pure builders of the printed sheets."""

from datetime import date

import pytest

from app.debriefs.sheets import Block, debrief_report
from app.evaluations.debrief_ballot import Judged, debrief_ballot
from app.evaluations.sheets import (
    ASPECTS,
    SITUATIONS,
    SummaryRow,
    Turnout,
    ballot_form_a,
    ballot_form_b,
    review_summary,
)
from app.meetings.sheets import absences, item
from app.members.sheets import RosterRow, member_roster
from app.printing.pdf import render_html, render_pdf
from tests.printing import reading

DAY = date(2026, 12, 12)
TURNOUT = Turnout(due=50, issued=50, returned=47, valid=46)


def report(*sections):
    return debrief_report(
        year=2026, post="书记", author="周敏", held=DAY, opening="开头。", sections=sections
    )


def summary(rows, *, within_third=True):
    return review_summary(
        organization="教工支部",
        year=2026,
        filled=DAY,
        rows=rows,
        turnout=TURNOUT,
        base=10,
        within_third=within_third,
    )


def test_agenda_items_are_numbered():
    assert item(12, "学习").heading == "十二、学习"


def test_an_absence_without_reason_asks_for_it():
    assert [one.reason for one in absences([("周敏", ""), ("李喆", "病假")])] == [
        "原因待补",
        "病假",
    ]


def test_sections_of_a_report_are_numbered_in_order():
    headings = [block.text for block in report(("履职", ""), ("问题", "")).blocks if block.level]
    assert headings == ["一、履职", "二、问题"]


def test_a_section_typed_with_its_number_is_not_numbered_twice():
    assert Block(1, "一、履职") in report(("三、履职", "")).blocks


def test_a_short_line_in_brackets_is_a_second_level_heading():
    assert Block(2, "（一）落实制度") in report(("履职", "（一）落实制度\n全年四次。")).blocks


@pytest.mark.parametrize(("length", "level"), [(28, 2), (29, 0)])
def test_a_heading_has_at_most_one_line(length, level):
    line = "（一）" + "落" * (length - 3)
    assert report(("履职", line)).blocks[-1] == Block(level, line)


def test_a_bracketed_sentence_is_running_text():
    assert report(("履职", "（一）按时开会。")).blocks[-1].level == 0


def test_a_result_needs_counts_for_everyone():
    with pytest.raises(ValueError, match="counts"):
        debrief_ballot(
            year=2026,
            organization="党委",
            held=DAY,
            judged=[Judged("教工支部", "周敏")],
            turnout=TURNOUT,
        )


def test_a_blank_ballot_shows_no_number_of_votes():
    blank = debrief_ballot(
        year=2026, organization="党委", held=DAY, judged=[Judged("教工支部", "周敏")]
    )
    html = render_html("debrief_ballot", blank)
    assert "有效" not in html
    assert "填写说明" in html


def test_form_a_has_the_ten_situations_on_its_back_and_no_aspects():
    sheet = ballot_form_a(organization="教工支部", year=2026, names=["周敏"])
    back = reading.pages(render_pdf("review_ballot", sheet))[1].extract_text()
    assert all(text in back for text in SITUATIONS)
    assert sheet.aspects == ()


def test_form_b_asks_for_six_aspects_on_one_side():
    sheet = ballot_form_b(organization="教工支部", year=2026, names=["周敏"])
    (side,) = reading.pages(render_pdf("review_ballot", sheet))
    text = side.extract_text().replace("\n", "")
    assert all(aspect in text for aspect in ASPECTS)


@pytest.mark.parametrize(("names", "sides"), [(16, 2), (17, 2), (22, 2), (23, 3)])
def test_a_ballot_of_up_to_22_names_is_one_leaf(names, sides):
    sheet = ballot_form_a(organization="教工支部", year=2026, names=["周敏"] * names)
    assert len(reading.pages(render_pdf("review_ballot", sheet))) == sides


def test_excellent_are_counted_from_the_committees_grades():
    rows = [SummaryRow("甲", 9, (9, 0, 0, 0), "优秀"), SummaryRow("乙", 9, (9, 0, 0, 0), "合格")]
    assert summary(rows).excellent == 1


def test_satisfaction_counts_the_two_upper_grades():
    assert "88.9%" in render_html("review_summary", summary([SummaryRow("甲", 9, (5, 3, 1, 0))]))


def test_counts_that_may_not_be_shown_are_dashes():
    html = render_html("review_summary", summary([SummaryRow("甲", 0, None)]))
    assert html.count("<td>—</td>") == 6


@pytest.mark.parametrize(("within", "words"), [(True, "未超过三分之一"), (False, "请按一般不超过")])
def test_the_third_is_judged_as_the_rule_said(within, words):
    assert words in render_html("review_summary", summary([], within_third=within))


def test_a_roster_counts_its_people_by_stage():
    rows = [
        RosterRow("甲", "男", "汉族", "", "", "", "", stage, "")
        for stage in ("预备党员", "正式党员", "正式党员")
    ]
    roster = member_roster(organization="教工支部", filled=DAY, rows=rows)
    assert roster.totals == (("正式党员", 2), ("预备党员", 1))
