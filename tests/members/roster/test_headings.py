"""Headings are found among titles, and columns mapped by meaning, with a reason and no guess."""

import pytest

from app.members.roster.fields import HEADINGS as WORDS
from app.members.roster.fields import Field
from app.members.roster.headings import choose_table, meaning, normal
from app.members.roster.table import RosterError
from tests.members.roster import files
from tests.members.roster.files import HEADINGS, id_number, person, read, table_of

TITLE = ["某学院党员花名册"]
FILLED_BY = ["填报单位：某学院党委", None, None, "截至2026年10月31日"]


def test_the_heading_is_found_below_a_title_and_a_line_of_who_filled_it_in():
    table = table_of(TITLE, FILLED_BY, HEADINGS, person())
    assert (table.heading_row, len(table.rows)) == (3, 1)


def test_the_columns_are_mapped_by_meaning():
    table = table_of(["手机", "入党年月", "名字", "籍　贯", "身份证号\n（18位）", "工号"], ["x"])
    assert list(table.mapping.fields) == [
        Field.PHONE,
        Field.JOINED_ON,
        Field.NAME,
        Field.NATIVE_PLACE,
        Field.ID_NUMBER,
        Field.STAFF_NO,
    ]


def test_a_heading_in_two_rows_is_joined_by_its_group():
    table = table_of(
        ["姓名", "性别", "发展时间", None, None],
        [None, None, "列为积极分子", "入党", "转正"],
        ["张三", "男", "2008.01", "2010.06", "2011.06"],
    )
    assert list(table.mapping.fields)[2:] == [
        Field.ACTIVIST_ON,
        Field.JOINED_ON,
        Field.CONFIRMED_ON,
    ]
    assert len(table.rows) == 1


def test_the_first_person_is_not_taken_for_a_second_heading_row():
    table = table_of(["姓名", "备注", "宿舍"], ["张三", "转正", "学号1"], ["李四", "", ""])
    assert len(table.rows) == 2


def test_a_group_row_below_the_heading_is_not_a_second_heading_row():
    table = table_of(["姓名", "民族"], ["第一党小组"], ["张三", "汉"])
    assert list(table.mapping.fields) == [Field.NAME, Field.ETHNICITY]


def test_a_file_without_headings_is_refused_with_what_is_needed():
    with pytest.raises(RosterError, match=r"找不到标题行.*姓名"):
        table_of(["张三", "男"], ["李四", "女"])


def test_a_name_alone_is_no_heading_row_but_with_one_more_field_it_is():
    with pytest.raises(RosterError):
        table_of(["姓名", "宿舍"], ["张三", "1"])
    assert table_of(["姓名", "民族"], ["张三", "汉"]).heading_row == 1


def test_of_two_sheets_the_one_that_says_more_is_chosen_and_the_other_named():
    content = files.workbook(
        ("说明", [["填写说明"], ["姓名", "性别"]]), ("名册", [HEADINGS, person()])
    )
    table = choose_table(read(content))
    assert (table.sheet.name, table.other_sheets) == ("名册", ("说明",))


def test_the_user_may_choose_the_other_sheet():
    content = files.workbook(
        ("甲", [HEADINGS, person()]), ("乙", [["姓名", "性别"], ["李四", "男"]])
    )
    assert choose_table(read(content), sheet="乙").rows[0].cells == ("李四", "男")


def test_two_columns_never_share_a_field_and_the_second_says_why():
    columns = table_of(["姓名", "电话", "手机", "民族"], ["x"]).mapping.columns
    assert [column.field for column in columns] == [Field.NAME, Field.PHONE, None, Field.ETHNICITY]
    assert "与 B 列同为“联系电话”" in columns[2].why


def test_the_exact_heading_wins_over_one_that_only_contains_it():
    columns = table_of(["姓名", "核对过的入党时间", "入党时间"], ["x"]).mapping.columns
    assert columns[2].field is Field.JOINED_ON


@pytest.mark.parametrize(
    "heading", ["入党介绍人姓名", "培养联系人", "参加工作时间", "党内职务", "书记姓名"]
)
def test_columns_about_somebody_or_something_else_are_left_out(heading):
    assert meaning(heading)[0] is None


def test_a_heading_that_only_contains_a_word_is_less_sure_and_says_so():
    assert meaning("本人手机（必填）填报") == (Field.PHONE, 0.7, "标题含“手机”")


def test_a_column_of_id_numbers_without_a_heading_is_offered_for_checking():
    rows = [["张三", "汉", id_number(serial=n)] for n in range(11, 16)]
    column = table_of(["姓名", "民族"], *rows).mapping.columns[2]
    assert (column.field, column.confidence) == (Field.ID_NUMBER, 0.5)
    assert "请核对" in column.why


def test_every_synonym_is_written_as_headings_are_compared():
    assert [word for word in WORDS if word != normal(word)] == []


def test_the_user_s_word_moves_a_field_to_another_column():
    mapping = table_of(["姓名", "电话", "手机"], ["x"]).mapping.override({2: Field.PHONE})
    assert mapping.fields == {Field.NAME: 0, Field.PHONE: 2}


def test_the_user_may_leave_a_column_out():
    mapping = table_of(["姓名", "电话"], ["x"]).mapping.override({1: None})
    assert mapping.fields == {Field.NAME: 0}


def test_the_user_cannot_choose_one_field_twice():
    mapping = table_of(["姓名", "电话", "手机"], ["x"]).mapping
    with pytest.raises(RosterError, match="“联系电话”选了两列"):
        mapping.override({1: "phone", 2: "phone"})
