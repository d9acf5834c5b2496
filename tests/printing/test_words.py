"""Dates, ratios and numerals as papers show them."""

from datetime import date

import pytest

from app.printing import words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2026, 1, 2), "2026年1月2日"),
        ("2026年1月", "2026年1月"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_is_written_out_and_text_stays(value, shown):
    assert words.when(value) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 3, "0.0%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (3, 3, "100.0%"),
        (1, 2000, "0.1%"),
        (1, 2001, "0.0%"),
        (0, 0, "—"),
    ],
)
def test_a_ratio_has_one_decimal_rounded_half_up(part, whole, shown):
    assert words.percent(part, whole) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (99, "九十九")],
)
def test_numerals_are_chinese(number, shown):
    assert words.numeral(number) == shown


def test_paragraphs_are_the_lines_that_hold_something():
    assert words.paragraphs("　　学习。\n\n \r\n  讨论。") == ("学习。", "讨论。")


def test_a_qr_code_is_a_picture_in_a_data_address():
    assert words.qr("https://portal.test/invite/1").startswith("data:image/svg+xml")


def test_line_ends_and_tabs_are_printable():
    assert words.printable("一\t二\n三\r\n") == "一\t二\n三\r\n"
