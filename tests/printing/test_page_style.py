"""The page of running text as GB/T 9704-2012 asks for it, measured on the finished paper."""

from dataclasses import replace
from itertools import pairwise

import pytest

from app.home.commands import FORMS
from app.meetings.sheets import item
from app.printing.pdf import render_pdf
from tests.printing import reading


@pytest.fixture
def report(printed):
    return reading.pages(printed("debrief_report", "long"))


def body(page):
    return [line for line in reading.lines(page) if line[1] < 297 - 35]


def test_a_full_page_has_22_lines_of_28_characters(report):
    assert [len(text) for _, _, text in body(report[1])] == [28] * 22


def test_lines_stand_a_twenty_second_of_225_mm_apart(report):
    heights = [y for _, y, _ in body(report[1])]
    steps = [after - before for before, after in pairwise(heights)]
    assert steps == [pytest.approx(225 / 22, abs=0.01)] * 21


def test_text_starts_28_mm_from_the_left_and_37_mm_from_the_top(report):
    left, baseline, _ = body(report[1])[0]
    assert left == pytest.approx(28, abs=0.05)
    assert 37 < baseline < 37 + 225 / 22


def test_the_last_line_ends_above_the_lower_margin(report):
    assert 297 - 35 - 225 / 22 < body(report[1])[-1][1] < 297 - 35


@pytest.mark.parametrize(("side", "text"), [(0, "— 1 —"), (1, "— 2 —"), (2, "— 3 —")])
def test_the_page_number_stands_between_dashes_in_one_line(report, side, text):
    below = [line for line in reading.lines(report[side]) if line[1] > 297 - 35]
    assert [line[2] for line in below] == [text]


def test_the_page_number_is_outside_one_character_in_from_the_edge(report):
    (odd,), (even,) = (
        [line for line in reading.lines(report[side]) if line[1] > 262] for side in (2, 1)
    )
    assert even[0] == pytest.approx(28 + 14 * 25.4 / 72, abs=0.1)
    assert 210 - 26 - 14 * 25.4 / 72 - 20 < odd[0] < 210 - 26 - 14 * 25.4 / 72


def test_the_dash_of_the_page_number_is_about_7_mm_below_the_text(report):
    (number,) = [line for line in reading.lines(report[1]) if line[1] > 262]
    dash_above_baseline = 14 * 0.33 * 25.4 / 72
    assert number[1] - dash_above_baseline - 262 == pytest.approx(7, abs=0.5)


@pytest.mark.parametrize(
    ("heading", "face"),
    [
        ("2026年度抓基层党建工作述职报告", "Noto-Serif-CJK-SC-Bold"),
        ("一、上年度问题整改情况", "Noto-Sans-CJK-SC"),
        ("（一）落实组织生活制度", "LXGW-WenKai"),
    ],
)
def test_each_level_of_heading_has_its_face(printed, heading, face):
    pdf = printed("debrief_report", "short")
    assert reading.faces_of(pdf, heading) == {face}


def test_the_front_of_the_registration_form_is_filled_to_its_foot(printed):
    front = reading.pages(printed("review_registration", "blank"))[0]
    (signature,) = [y for _, y, text in reading.lines(front) if "本人签名" in text]
    assert 230 < signature < 262


@pytest.mark.parametrize(
    ("characters", "sides"),
    [(0, 2), (416, 2), (417, 2), (800, 2), (1000, 3), (3000, 4)],
)
def test_the_registration_form_is_two_sides_until_the_self_evaluation_needs_more(characters, sides):
    sheet = replace(FORMS["review_registration"]["short"], self_evaluation=("学" * characters,))
    assert len(reading.pages(render_pdf("review_registration", sheet))) == sides


def test_the_signature_follows_a_self_evaluation_that_runs_on(printed):
    sides = reading.pages(printed("review_registration", "long"))
    assert ["本人签名" in side.extract_text() for side in sides] == [False, True, True]


@pytest.mark.parametrize("lines", range(16, 26))
def test_signatures_never_stand_on_a_side_alone(lines):
    talk = item(1, "学习", discussion="\n".join(["逐条学习"] * lines))
    sheet = replace(FORMS["meeting_record"]["short"], items=(talk,))
    last = reading.pages(render_pdf("meeting_record", sheet))[-1].extract_text()
    assert "书记签字" in last
    assert "逐条学习" in last


@pytest.mark.parametrize("name", ["long", "rare"])
def test_table_headings_repeat_on_every_side(printed, name):
    pdf = printed("member_roster", name)
    assert all("入党时间" in side.extract_text() for side in reading.pages(pdf))
