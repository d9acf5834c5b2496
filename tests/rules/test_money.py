"""How amounts are read and told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.money import MOST, fen_of, in_words, yuan


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("0", 0),
        ("1280", 1280_00),
        ("1280.5", 1280_50),
        ("1280.", 1280_00),
        ("0.01", 1),
        ("１２８０．５０", 1280_50),
        ("1,280.50", 1280_50),
        ("1，280", 1280_00),
        ("￥1280元", 1280_00),
        ("007", 7_00),
        ("100000000", MOST),
    ],
)
def test_an_amount_is_read_as_it_is_typed(typed, fen):
    assert fen_of(typed) == fen


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-5", "负数"),
        ("－5", "负数"),
        ("1.005", "最多两位"),
        ("100000000.01", "不能超过 100,000,000.00 元"),
        ("9" * 400, "不能超过"),
        ("1,28", "请填金额"),
        ("一百", "请填金额"),
        ("1e5", "请填金额"),
        ("½", "请填金额"),
        ("", "请填金额"),
    ],
)
def test_what_is_no_amount_is_told_in_chinese(typed, said):
    with pytest.raises(ValueError, match=said):
        fen_of(typed)


@given(st.integers(0, MOST))
def test_what_is_told_reads_back_as_the_same_amount(fen):
    assert fen_of(yuan(fen)) == fen


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (1280_50, "壹仟贰佰捌拾元伍角整"),
        (1280_05, "壹仟贰佰捌拾元零伍分"),
        (10_05_00, "壹仟零伍元整"),
        (100_500_00, "壹拾万零伍佰元整"),
        (105_000_00, "壹拾万伍仟元整"),
        (100_000_001_00, "壹亿零壹元整"),
        (-1_00, "负壹元整"),
    ],
)
def test_an_amount_is_written_out_as_vouchers_do(fen, words):
    assert in_words(fen) == words
