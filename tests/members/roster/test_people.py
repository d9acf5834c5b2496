"""People are judged row by row; what is no person is skipped and shown, twins are found."""

from datetime import timedelta

import pytest

from app.members.roster.fields import Field
from app.members.roster.headings import choose_table
from app.members.roster.judge import read_people
from app.members.roster.outcome import Severity
from app.members.roster.table import RosterError
from app.rules.dates import PartialDate
from app.rules.members import Gender, Stage
from tests.members.roster import files
from tests.members.roster.files import (
    HEADINGS,
    TODAY,
    csv,
    id_number,
    person,
    read,
    reading_of,
    table_of,
)


def told(reading, severity=None):
    return [
        (p.row, p.column, p.field, p.message)
        for p in reading.problems
        if severity in (None, p.severity)
    ]


def refusals(**given):
    return told(reading_of(person(**given)), Severity.REFUSE)


def warnings(**given):
    return told(reading_of(person(**given)), Severity.WARN)


def test_a_row_about_which_nothing_can_be_said_is_accepted_with_its_values():
    (row,) = reading_of(person(姓名="张　三")).rows
    assert row.problems == ()
    assert row.values == {
        Field.NAME: "张三",
        Field.GENDER: Gender.MALE,
        Field.BIRTH: PartialDate(1990, 1, 1),
        Field.ID_NUMBER: id_number(),
        Field.STAGE: Stage.FULL,
        Field.BRANCH: "教工第一党支部",
        Field.JOINED_ON: PartialDate(2010, 6, 1),
        Field.CONFIRMED_ON: PartialDate(2011, 6, 1),
    }
    assert row.raw[Field.JOINED_ON] == "2010.06.01"


def test_a_problem_names_the_row_and_column_the_user_sees():
    wrong = id_number()[:-1] + ("0" if id_number()[-1] != "0" else "1")
    table = table_of(["花名册"], HEADINGS, person(), [], person(身份证号=wrong))
    reading = read_people(table, table.mapping, today=TODAY)
    assert told(reading) == [(5, "E", Field.ID_NUMBER, "公民身份号码校验位不符，请逐位核对。")]


def test_a_missing_name_is_refused():
    assert refusals(姓名=None) == [(2, "B", Field.NAME, "缺姓名，请补上。")]


@pytest.mark.parametrize(("joined", "refused"), [("2007.12.31", True), ("2008.01.01", False)])
def test_joining_a_day_before_eighteen_is_refused(joined, refused):
    found = [(column, field) for _, column, field, _ in refusals(入党日期=joined, 身份证号=None)]
    assert found == ([("H", Field.JOINED_ON)] if refused else [])


def test_a_month_that_may_hold_the_eighteenth_birthday_is_not_refused():
    given = {"出生日期": "1990.01", "入党日期": "2008.01", "身份证号": None}
    assert refusals(**given) == []


def test_the_day_in_the_id_number_makes_a_birth_month_exact():
    given = {"出生日期": "1990.01", "入党日期": "2008.01.10"}
    assert refusals(**given, 身份证号=id_number("19900110")) == []
    assert refusals(**given, 身份证号=id_number("19900111"))


def test_a_birth_month_stays_a_month_though_the_id_number_knows_the_day():
    (row,) = reading_of(person(出生日期="1990.01")).rows
    assert row.values[Field.BIRTH] == PartialDate(1990, 1)


def test_a_missing_birth_and_gender_come_from_the_id_number():
    (row,) = reading_of(person(出生日期=None, 性别=None)).rows
    assert row.values[Field.BIRTH] == PartialDate(1990, 1, 1)
    assert row.values[Field.GENDER] is Gender.MALE


def test_a_birth_other_than_the_id_number_s_is_warned_about():
    ((_, column, field, message),) = warnings(出生日期="1990.01.02")
    assert (column, field) == ("D", Field.BIRTH)
    assert "不一致" in message


def test_a_gender_other_than_the_id_number_s_is_warned_about():
    ((_, column, field, _),) = warnings(性别="女")
    assert (column, field) == ("C", Field.GENDER)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"转正日期": "2011.05.31"}, Field.CONFIRMED_ON),
        ({"转正日期": "2010.05"}, Field.CONFIRMED_ON),
        ({"入党日期": str(TODAY + timedelta(days=1)), "转正日期": None}, Field.JOINED_ON),
        ({"出生日期": "1905.01", "身份证号": None}, Field.BIRTH),
    ],
)
def test_dates_that_cannot_all_be_true_are_refused_at_the_later_one(given, field):
    assert field in [found for _, _, found, _ in refusals(**given)]


@pytest.mark.parametrize(
    ("heading", "value", "field"),
    [
        ("申请入党时间", "2007.01", Field.APPLIED_ON),
        ("列为积极分子时间", "2010.07", Field.JOINED_ON),
        ("列为积极分子时间", "2007.01", Field.ACTIVIST_ON),
    ],
)
def test_a_step_out_of_order_is_told_at_its_column(heading, value, field):
    steps = {"申请入党时间": "2008.02", "列为积极分子时间": "2008.03"} | {heading: value}
    table = table_of([*HEADINGS, *steps], [*person(), *steps.values()])
    reading = read_people(table, table.mapping, today=TODAY)
    assert field in [found for _, _, found, _ in told(reading)]


def test_a_probationary_member_with_a_confirmation_is_warned_about():
    ((_, column, _, message),) = warnings(人员类别="预备党员")
    assert (column, "有转正日期" in message) == ("I", True)


def test_an_activist_who_has_joined_is_warned_about():
    assert [field for _, _, field, _ in warnings(人员类别="积极分子", 转正日期=None)] == [
        Field.JOINED_ON
    ]


def test_without_a_stage_a_confirmation_makes_a_full_member_with_a_warning():
    reading = reading_of(person(人员类别=None))
    assert reading.rows[0].values[Field.STAGE] is Stage.FULL
    assert [field for _, _, field, _ in told(reading, Severity.WARN)] == [Field.STAGE]


@pytest.mark.parametrize(("joined", "refused"), [("2024.11.16", False), ("2024.11.17", True)])
def test_without_a_stage_only_those_who_joined_long_ago_are_taken_for_full(joined, refused):
    assert bool(refusals(人员类别=None, 入党日期=joined, 转正日期=None)) is refused


def test_neither_number_nor_birth_is_warned_about():
    ((_, column, _, message),) = warnings(身份证号=None, 出生日期=None)
    assert (column, "难以认定" in message) == ("", True)


def test_a_formula_without_a_result_is_refused_at_its_cell():
    assert [(column, "公式" in m) for _, column, _, m in refusals(入党日期="=1+1")] == [("H", True)]


def test_the_same_number_again_is_a_duplicate_of_the_first():
    reading = reading_of(person(), person())
    assert [row.duplicate_of for row in reading.rows] == [None, 2]
    assert reading.counts == {
        "rows": 2, "accepted": 1, "duplicate": 1, "refused": 0, "hidden": 0
    }  # fmt: skip


def test_a_duplicate_says_in_what_it_differs():
    assert "‘" not in told(reading_of(person(), person(性别=None, 转正日期="2011.07.01")))[0][3]
    message = told(reading_of(person(), person(转正日期="2011.07.01")))[0][3]
    assert message == "与第 2 行是同一个人，但转正日期不同，以第 2 行为准。"


def test_a_refused_row_does_not_make_the_good_one_below_a_duplicate():
    assert reading_of(person(入党日期="2000"), person()).counts["accepted"] == 1


def test_one_number_under_two_names_is_refused():
    reading = reading_of(person(), person(姓名="李四"))
    assert told(reading, Severity.REFUSE)[0][3].startswith("身份证号与第 2 行（张三）相同")


@pytest.mark.parametrize(
    ("given", "duplicate"),
    [
        ({}, True),
        ({"出生日期": "1990.01"}, True),
        ({"所在党支部": "计算机学院教工第一党支部"}, True),
        ({"出生日期": "1990.01.02"}, False),
        ({"出生日期": None}, False),
        ({"所在党支部": "教工第二党支部"}, False),
        ({"姓名": "张三丰"}, False),
        ({"身份证号": id_number(serial=33)}, False),
    ],
)
def test_without_a_number_name_branch_and_birth_tell_the_same_person(given, duplicate):
    second = person(**({"身份证号": None} | given))
    assert bool(reading_of(person(), second).rows[1].duplicate_of) is duplicate


def test_what_is_no_person_is_skipped_and_shown():
    reading = reading_of(
        person(),
        HEADINGS,
        [2],
        ["合计", 1, "人"],
        ["填表人：李四　　审核人：", None, None, None, None, None, "填表日期：2026年11月1日"],
        ["以下空白"],
        [None, None, None, None, None, "另页"],
    )
    assert len(reading.rows) == 1
    assert [(row.row, row.why) for row in reading.skipped] == [
        (3, "重复的标题行"),
        (5, "合计行"),
        (6, "签名或说明行"),
        (7, "合计行"),
        (8, "不像人员，请核对"),
    ]


def test_group_rows_give_branch_group_and_stage_to_the_rows_below():
    reading = reading_of(
        ["一、教工第二党支部（2人）"],
        ["第一党小组"],
        person(所在党支部=None),
        person(姓名="李四", 身份证号=id_number(serial=13)),
        ["二、学生党支部"],
        ["预备党员（1人）"],
        person(姓名="王五", 身份证号=None, 所在党支部=None, 人员类别=None, 转正日期=None),
    )
    pick = (Field.BRANCH, Field.GROUP, Field.STAGE)
    assert [tuple(row.values.get(field) for field in pick) for row in reading.rows] == [
        ("教工第二党支部", "第一党小组", Stage.FULL),
        ("教工第一党支部", "第一党小组", Stage.FULL),
        ("学生党支部", None, Stage.PROBATIONARY),
    ]


def test_a_row_with_only_a_name_is_a_person_and_refused():
    assert reading_of(["", "张三"]).counts["refused"] == 1


def test_hidden_people_are_read_and_flagged():
    def hide(book):
        book.active.row_dimensions[2].hidden = True

    table = choose_table(read(files.workbook([HEADINGS, person()], prepare=hide)))
    reading = read_people(table, table.mapping, today=TODAY)
    assert (reading.rows[0].hidden, reading.counts["hidden"]) == (True, 1)


def test_months_of_a_gb18030_csv_are_kept_as_months():
    text = csv(
        ["姓名", "出生年月", "党员类别", "支部名称", "入党时间", "转正时间"],
        ["陈㛃", "2004.11", "正式", "机关第一支部", "2024.11", "2025.11"],
    )
    table = choose_table(read(text.encode("gb18030"), "名册.csv"))
    (row,) = read_people(table, table.mapping, today=TODAY).rows
    assert [row.values[field].iso for field in (Field.BIRTH, Field.JOINED_ON)] == [
        "2004-11",
        "2024-11",
    ]
    assert row.problems == ()


def test_one_person_more_than_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr("app.members.roster.layout.MAX_PEOPLE", 2)
    assert reading_of(person(), person()).counts["rows"] == 2
    with pytest.raises(RosterError, match="几个文件"):
        reading_of(person(), person(), person())


def test_a_mapping_without_a_name_is_refused():
    table = table_of(HEADINGS, person())
    with pytest.raises(RosterError, match="姓名"):
        read_people(table, table.mapping.override({1: None}), today=TODAY)
