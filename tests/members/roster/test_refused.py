"""Refused rows go out with their reasons, and come back in once corrected."""

from io import BytesIO

from openpyxl import load_workbook

from app.members.roster.fields import Field
from app.members.roster.headings import choose_table
from app.members.roster.judge import read_people
from app.members.roster.refused import refused_workbook
from tests.members.roster.files import HEADINGS, TODAY, person, read, reading_of, table_of


def written(reading) -> bytes:
    return refused_workbook(
        reading.table, [(row, row.problems) for row in reading.rows if row.refused]
    )


def sheet_of(reading):
    return load_workbook(BytesIO(written(reading))).active


def test_only_refused_rows_are_written_with_reason_and_row():
    sheet = sheet_of(reading_of(person(), person(姓名="李四", 入党日期="2000.01")))
    assert [cell.value for cell in sheet[2]][:3] == ["姓名", "性别", "出生日期"]
    assert sheet.max_row == 3
    row = [cell.value for cell in sheet[3]]
    assert row[0] == "李四"
    assert "未满 18 周岁" in row[-2]
    assert row[-1] == "3"


def test_the_faulty_cell_is_marked_and_says_why():
    sheet = sheet_of(reading_of(person(入党日期="98.7")))
    cell = sheet.cell(3, [cell.value for cell in sheet[2]].index("入党日期") + 1)
    assert cell.value == "98.7"
    assert "只有两位" in cell.comment.text
    assert cell.fill.fgColor.rgb.endswith("FDE9E7")


def test_texts_that_look_like_formulas_stay_texts():
    rows = [person(姓名=start + "cmd", 入党日期="98.7") for start in ("@", "+", "-", "\t=")]
    table = table_of([*HEADINGS, "备注"], *[[*row, "+1-1@x"] for row in rows])
    sheet = sheet_of(read_people(table, table.mapping, today=TODAY))
    kinds = {cell.data_type for row in sheet.iter_rows(min_row=3) for cell in row if cell.value}
    assert kinds == {"s"}


def test_a_text_that_begins_as_a_formula_is_stored_as_a_string():
    table = choose_table(read("姓名,人员类别,备注\r\n张三,党外,=1+1\r\n".encode(), "名册.csv"))
    sheet = sheet_of(read_people(table, table.mapping, today=TODAY))
    assert (sheet["C3"].value, sheet["C3"].data_type) == ("=1+1", "s")


def test_what_a_group_row_gave_is_written_into_its_own_column():
    reading = reading_of(["第三党小组"], person(入党日期="98.7"))
    sheet = sheet_of(reading)
    assert "第三党小组" in [cell.value for cell in sheet[3]]


def test_a_corrected_file_is_read_again_as_it_stands():
    book = load_workbook(BytesIO(written(reading_of(person(入党日期="98.7")))))
    page = book.active
    page.cell(3, [cell.value for cell in page[2]].index("入党日期") + 1).value = "2010.06.01"
    out = BytesIO()
    book.save(out)
    table = choose_table(read(out.getvalue()))
    (row,) = read_people(table, table.mapping, today=TODAY).rows
    assert row.problems == ()
    assert row.values == reading_of(person()).rows[0].values
    assert set(table.mapping.fields) == set(row.values)


def test_nothing_is_marked_where_the_problem_is_the_row_s_as_a_whole():
    sheet = sheet_of(reading_of(person(姓名=None, 身份证号=None, 出生日期=None)))
    marked = [cell.column for cell in sheet[3] if cell.comment]
    assert marked == [1]
    assert Field.NAME.label == sheet.cell(2, 1).value
