"""Cells become values with the precision they give; what cannot be taken says what to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import WINDOWS_EPOCH

from app.members.roster.cells import text_of
from app.members.roster.doubts import Doubt, Unreadable
from app.members.roster.fields import Field
from app.members.roster.values import (
    branch_key,
    read_ethnicity,
    read_gender,
    read_id_number,
    read_name,
    read_phone,
    read_stage,
    read_value,
    same_branch,
)
from app.rules.members import Gender, Stage
from tests.members.roster.files import id_number


@given(st.sampled_from(Field), st.text(max_size=30) | st.floats() | st.integers())
def test_no_cell_breaks_the_reader_of_any_field(field, cell):
    told = None
    try:
        read_value(field, cell, text_of(cell), WINDOWS_EPOCH, typed=True)
    except Unreadable as refused:
        told = str(refused)
    assert told != ""


@pytest.mark.parametrize(
    "text",
    [
        "99000119900101011{}",
        " 99000119900101011{}",
        "990001 19900101 011{}",
        "９９０００１１９９００１０１０１１{}",
        "'99000119900101011{}",
    ],
)
def test_spaces_and_full_width_digits_of_an_id_number_do_not_matter(text):
    assert read_id_number(text.format(id_number()[-1])) == id_number()


def test_a_small_x_is_the_checksum_ten():
    number = next(n for s in range(1, 99) if (n := id_number(serial=s)).endswith("X"))
    assert read_id_number(number.lower()) == number


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (9.9000119900101e17, "被存成了数字"),
        (990001199001010100, "被存成了数字"),
        ("9.90001E+17", "被存成了数字"),
        ("990001199001010000", "末三位是 000"),
        ("990001900101011", "15 位"),
        (id_number()[:-2] + "00", "校验位不符"),
        ("99000119901301011X", "不是有效的出生日期"),
        ("9900", "18 位"),
    ],
)
def test_an_id_number_that_cannot_be_right_is_refused_with_why(cell, told):
    with pytest.raises(Unreadable, match=told):
        read_value(Field.ID_NUMBER, cell, text_of(cell), WINDOWS_EPOCH, typed=True)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("13800000000", "13800000000"),
        ("138 0000 0000", "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("+86 13800000000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("0731-58290000", "0731-58290000"),
    ],
)
def test_a_phone_is_read_however_it_is_grouped(text, phone):
    assert read_phone(text) == phone


@pytest.mark.parametrize("cell", [13800000000, 13912345678.0])
def test_a_phone_stored_as_a_number_is_read(cell):
    found = read_value(Field.PHONE, cell, text_of(cell), WINDOWS_EPOCH, typed=True)
    assert found == str(int(cell))


def test_what_is_no_phone_is_left_out_with_a_doubt():
    assert read_phone("1.38E+10").value is None


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("正式党员", Stage.FULL),
        ("中共党员", Stage.FULL),
        ("正式", Stage.FULL),
        ("中共预备党员", Stage.PROBATIONARY),
        ("中共党员（预备）", Stage.PROBATIONARY),
        ("预 备", Stage.PROBATIONARY),
        ("发展对象", Stage.PROSPECT),
        ("入党积极分子", Stage.ACTIVIST),
        ("入党申请人", Stage.APPLICANT),
        ("积极分子", Stage.ACTIVIST),
        ("申请人", Stage.APPLICANT),
    ],
)
def test_the_words_for_a_stage_are_known(text, stage):
    assert read_stage(text) is stage


def test_an_unknown_stage_is_refused_with_the_known_ones():
    with pytest.raises(Unreadable, match=r"共青团员.*正式党员"):
        read_stage("共青团员")


@pytest.mark.parametrize(
    ("text", "group"), [("汉", "汉族"), ("汉族", "汉族"), ("维吾 尔", "维吾尔族")]
)
def test_an_ethnic_group_is_known_with_and_without_its_last_word(text, group):
    assert read_ethnicity(text) == group


def test_an_unknown_ethnic_group_is_kept_with_a_doubt():
    assert read_ethnicity("穿青人").value == "穿青人"


def test_a_gender_is_read_and_an_unknown_one_left_out_with_a_doubt():
    assert (read_gender("男"), read_gender(" 女性 ")) == (Gender.MALE, Gender.FEMALE)
    assert read_gender("1").value is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("苏  伟", "苏伟"),
        ("覃\u3000晓", "覃晓"),
        ("李喆昇", "李喆昇"),
        ("刘𬭩", "刘𬭩"),
        ("杨𠅤", "杨𠅤"),
        ("买买提·阿不都热依木", "买买提·阿不都热依木"),
        ("欧阳夏侯若兰", "欧阳夏侯若兰"),
    ],
)
def test_padding_goes_and_rare_characters_stay_in_names(text, name):
    assert read_name(text) == name


@pytest.mark.parametrize("text", ["张3", "=A1", "<b>张三</b>"])
def test_what_does_not_look_like_a_name_is_doubted(text):
    assert isinstance(read_name(text), Doubt)


@pytest.mark.parametrize("text", ["", "-", "—", "/", "无", "　"])
def test_signs_for_nothing_are_empty(text):
    assert read_value(Field.REMARKS, text, text_of(text), WINDOWS_EPOCH, typed=True) is None


@pytest.mark.parametrize(("length", "fits"), [(40, True), (41, False)])
def test_a_text_fits_its_field_or_is_refused(length, fits):
    text = "字" * length
    if fits:
        assert read_value(Field.EDUCATION, text, text, WINDOWS_EPOCH, typed=True) == text
    else:
        with pytest.raises(Unreadable, match="超过 40 个字"):
            read_value(Field.EDUCATION, text, text, WINDOWS_EPOCH, typed=True)


def test_a_branch_is_compared_without_its_college_and_the_party_s_name():
    assert branch_key("中共计算机学院教工第一党支部委员会", "计算机学院") == branch_key(
        "教工第一支部"
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("计算机学院教工第一党支部", "教工第一党支部", True),
        ("教工第一党支部", "教工第一支部", True),
        ("教工第一党支部", "第一党支部", False),
        ("教工第一党支部", "教工第二党支部", False),
        ("计算机学院教工第一党支部", "化学学院教工第一党支部", False),
    ],
)
def test_a_branch_is_the_same_with_or_without_its_college_in_front(one, other, same):
    assert same_branch(one, other) is same
