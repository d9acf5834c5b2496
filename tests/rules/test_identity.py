"""The citizen number, over invented area codes only."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.identity import (
    CHECKS,
    WEIGHTS,
    birth_of,
    check_id_number,
    gender_of,
    mask,
    normalize_id_number,
)

GOOD, WITH_X = "994308196806177997", "99000119900101001X"


def checked(body):
    return body + CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def messages(text, today=None):
    return [reason.message for reason in check_id_number(text, today=today).reasons]


def test_a_number_with_a_fitting_checksum_is_accepted():
    assert check_id_number(GOOD)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "应为 18 位，现为 0 位"),
        (GOOD[:17], "应为 18 位，现为 17 位"),
        (GOOD + "1", "应为 18 位，现为 19 位"),
        (GOOD[:15], "15 位旧号码，请填写 18 位"),
        ("A" + GOOD[1:], "前 17 位应为数字"),
        (GOOD[:17] + "Y", "最后一位应为数字或 X"),
        (checked("99430819681317799"), "（19681317）不是有效的出生日期"),
        (checked("99430820230229799"), "（20230229）不是有效的出生日期"),
        (checked("99430818991231799"), "（18991231）不合理"),
        (GOOD[:17] + "8", "校验位不符"),
    ],
)
def test_a_wrong_number_is_refused_for_its_own_reason(text, part):
    (message,) = messages(text)
    assert part in message


def test_a_birth_in_1900_is_still_believed():
    assert check_id_number(checked("99430819000101799"))


def test_a_birth_date_still_to_come_is_refused_from_the_day_before_on():
    number = checked("99430820261117799")
    assert check_id_number(number, today=date(2026, 11, 17))
    assert "不合理" in messages(number, today=date(2026, 11, 16))[0]


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 999))
def test_a_made_up_number_gives_back_its_birth_and_gender(born, serial):
    number = checked(f"990001{born:%Y%m%d}{serial:03}")
    assert check_id_number(number)
    assert birth_of(number) == born
    assert gender_of(number).label == ("男" if serial % 2 else "女")


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_mistyped_digit_is_always_found(position, shift):
    wrong = str((int(GOOD[position]) + shift) % 10)
    assert not check_id_number(GOOD[:position] + wrong + GOOD[position + 1 :])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (" 990001 19900101 001x ", "99000119900101001X"),
        ("９９０００１１９９００１０１００１ｘ", "99000119900101001X"),
        ("990001-19900101-001X", "99000119900101001X"),
        ("\ufeff990001\u200b19900101001X\u3000", "99000119900101001X"),
    ],
)
def test_blanks_wide_digits_and_a_small_x_are_put_right(text, number):
    assert normalize_id_number(text) == number


def test_a_masked_number_shows_its_last_four_only():
    assert mask(WITH_X) == "**************001X"


@pytest.mark.parametrize("short", ["", "1", "1234"])
def test_a_fragment_is_masked_altogether(short):
    assert mask(short) == "*" * len(short)
