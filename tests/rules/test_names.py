"""Names come out clean and whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.names import (
    ETHNIC_GROUPS,
    LONGEST_NAME,
    check_name,
    normalize_ethnic_group,
    normalize_name,
)

RARE = [*"䶮喆昇淼燊𬭩㛃犇骉翀祎赟镕堃彧𠅤", "\ufa11", "\uf9dc", "\U0002f800"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("李 明", "李明"),
        ("李\u3000\u3000明", "李明"),
        ("  王  䶮\t", "王䶮"),
        ("𠅤 \u00a0王", "𠅤王"),
        ("阿迪力•买买提", "阿迪力·买买提"),
        ("阿迪力 ・ 买买提", "阿迪力·买买提"),
        ("阿迪力.买买提", "阿迪力·买买提"),
        ("Anna  Maria", "Anna Maria"),
        ("J. Smith", "J. Smith"),
        ("李\u200b明\ufeff", "李明"),
        ("李\x00明\u202e", "李明"),
        ("李\n明", "李明"),
        ("Jose\u0301", "José"),
    ],
)
def test_a_name_is_cleaned(written, name):
    assert normalize_name(written) == name


@pytest.mark.parametrize("character", RARE)
def test_a_rare_character_is_never_replaced(character):
    assert normalize_name(f"王 {character}") == f"王{character}"


@given(st.text(max_size=30))
def test_cleaning_twice_changes_nothing_more(text):
    once = normalize_name(text)
    assert normalize_name(once) == once


@pytest.mark.parametrize("name", ["", "·", "123", "--"])
def test_a_name_without_a_letter_is_refused(name):
    assert check_name(name).refusals


def test_a_name_may_be_as_long_as_the_limit_and_no_longer():
    assert check_name("阿" * LONGEST_NAME)
    assert "现为 61 个字" in check_name("阿" * 61).reasons[0].message


def test_there_are_56_ethnic_groups():
    assert len(set(ETHNIC_GROUPS)) == 56


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("汉", "汉族"),
        (" 汉 族", "汉族"),
        ("维吾尔族", "维吾尔族"),
        ("火星", None),
        ("", None),
        ("族", None),
    ],
)
def test_an_ethnic_group_is_stored_with_its_last_character(written, group):
    assert normalize_ethnic_group(written) == group


def test_a_control_character_between_blanks_leaves_one_blank():
    assert normalize_name("A \x1b\x85B") == "A B"
