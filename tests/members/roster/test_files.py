"""What good files hold comes out as a person sees it: rows, encodings, separators, formulas."""

from datetime import date, datetime

import pytest
from openpyxl.comments import Comment

from app.members.roster.excel import FAILED, MAX_BLANK_RUN, NO_RESULT
from app.members.roster.table import RosterError
from app.rules.dates import PartialDate
from tests.members.roster import files
from tests.members.roster.files import as_excel_writes, csv, read

PEOPLE = csv(["姓名", "民族", "入党时间"], ["王䶮", "汉族", "1998.07"])
EXPECTED = [(1, ("姓名", "民族", "入党时间")), (2, ("王䶮", "汉族", "1998.07"))]


def rows(content, filename="名册.csv"):
    return [(row.number, row.cells) for row in read(content, filename)[0].rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_csv_is_read_in_every_usual_encoding(encoding):
    assert rows(PEOPLE.encode(encoding)) == EXPECTED


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xef\xbb\xbf"])
def test_a_csv_that_belies_its_own_mark_is_refused(mark):
    with pytest.raises(RosterError, match="坏字符"):
        read(mark + "姓名,民族".encode("gb18030") + b"\xff\xff", "名册.csv")


def test_a_damaged_utf8_csv_is_not_read_as_nonsense():
    content = (PEOPLE * 5).encode()
    broken = content[:-40] + b"\xe5" + content[-40:]
    with pytest.raises(RosterError, match="像是 UTF-8，但第 9 行"):
        read(broken, "名册.csv")


def test_a_csv_in_a_foreign_encoding_is_refused():
    with pytest.raises(RosterError, match="认不出文件的文字编码"):
        read("Müller,Jürgen\r\nÄ,ß\r\n".encode("latin-1"), "名册.csv")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(RosterError, match="不是文字"):
        read(b"\x00\x01name,\x00" * 3 + b"a" * 300, "名册.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
def test_the_separator_of_a_csv_is_found(separator):
    content = csv(["姓名", "民族", "入党时间"], ["王䶮", "汉族", "1998.07"], separator=separator)
    assert rows(content.encode()) == EXPECTED


def test_a_declared_separator_is_kept_to_and_counts_as_a_row():
    assert rows("sep=|\r\n姓名|备注\r\n张三|a,b,c\r\n".encode()) == [
        (2, ("姓名", "备注")),
        (3, ("张三", "a,b,c")),
    ]


def test_row_numbers_of_a_csv_count_blank_rows_and_quoted_breaks_once():
    content = '姓名,备注\r\n\r\n张三,"一\r\n二"\r\n李四,\r\n'
    assert [number for number, _ in rows(content.encode())] == [1, 3, 4]


def test_a_long_number_kept_as_text_in_a_csv_is_unwrapped_not_evaluated():
    assert rows('姓名,身份证号\r\n张三,"=""990001199001010119"""\r\n'.encode())[1] == (
        2,
        ("张三", "990001199001010119"),
    )


def test_a_formula_in_a_csv_stays_its_text():
    assert rows("姓名,备注\r\n张三,=1+1\r\n".encode())[1][1] == ("张三", "=1+1")


def test_an_unclosed_quote_that_swallows_a_file_is_told():
    with pytest.raises(RosterError, match="引号"):
        read(('姓名,备注\r\n张三,"' + "字" * 200_000).encode(), "名册.csv")


def test_a_formula_gives_the_result_that_was_saved():
    content = as_excel_writes('<row r="2"><c r="A2" t="str"><f>B9</f><v>李四</v></c></row>')
    assert read(content)[0].rows[1].cells == ("李四",)


def test_a_formula_without_a_saved_result_is_a_broken_cell():
    assert read(files.workbook([["姓名", "民族"], ["张三", "=1+1"]]))[0].rows[1].cells == (
        "张三",
        NO_RESULT,
    )


def test_a_formula_that_saved_an_empty_text_is_an_empty_cell():
    content = as_excel_writes(
        '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="str"><f>C2</f><v></v></c></row>'
    )
    assert read(content)[0].rows[1].cells == ("张三",)


def test_a_spreadsheet_error_is_a_broken_cell():
    content = as_excel_writes('<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>')
    assert read(content)[0].rows[1].cells == (FAILED,)


def test_a_link_gives_its_text():
    def link(book):
        book.active["A2"].hyperlink = "http://example.invalid/x"
        book.active["A2"].comment = Comment("注", "甲")

    assert read(files.workbook([["姓名"], ["张三"]], prepare=link))[0].rows[1].cells == ("张三",)


def test_hidden_rows_are_read_and_flagged():
    def hide(book):
        book.active.row_dimensions[2].hidden = True

    found = read(files.workbook([["姓名"], ["张三"], ["李四"]], prepare=hide))[0].rows
    assert [row.hidden for row in found] == [False, True, False]


def test_a_month_typed_in_chinese_excel_stays_a_month():
    content = as_excel_writes('<row r="2"><c r="B2" s="1"><v>45809</v></c></row>')
    assert read(content)[0].rows[1].cells == (None, PartialDate(2025, 6))


@pytest.mark.parametrize(
    ("shown", "day", "value"),
    [
        ("yyyy.mm", 1, PartialDate(2025, 6)),
        ('yyyy"年"m"月"', 1, PartialDate(2025, 6)),
        ("yyyy.mm", 15, datetime(2025, 6, 15)),  # noqa: DTZ001
        ("yyyy-mm-dd", 1, datetime(2025, 6, 1)),  # noqa: DTZ001
        ('[$-804]yyyy"day"/m/d', 1, datetime(2025, 6, 1)),  # noqa: DTZ001
    ],
)
def test_a_first_day_shown_as_a_month_is_a_month(shown, day, value):
    def style(book):
        book.active["A2"] = date(2025, 6, day)
        book.active["A2"].number_format = shown

    assert read(files.workbook([["入党时间"]], prepare=style))[0].rows[1].cells == (value,)


def test_a_value_merged_downwards_holds_for_every_row_it_spans():
    def merge(book):
        book.active.merge_cells("B2:B3")

    content = files.workbook(
        [["姓名", "党支部"], ["张三", "第一支部"], ["李四"], ["王五"]], prepare=merge
    )
    assert [row.cells for row in read(content)[0].rows[1:]] == [
        ("张三", "第一支部"),
        ("李四", "第一支部"),
        ("王五",),
    ]


@pytest.mark.parametrize(("gap", "people"), [(MAX_BLANK_RUN, 2), (MAX_BLANK_RUN + 1, 1)])
def test_reading_ends_where_a_long_run_of_blank_rows_begins(gap, people):
    blank = "".join(f'<row r="{2 + n}"/>' for n in range(1, gap + 1))
    cell = '<c r="A{0}" t="s"><v>2</v></c>'
    last = 3 + gap
    content = as_excel_writes(
        f'<row r="2">{cell.format(2)}</row>{blank}<row r="{last}">{cell.format(last)}</row>'
    )
    assert len(read(content)[0].rows) == 1 + people


def test_only_the_named_sheet_is_read():
    content = files.workbook(("一", [["姓名"]]), ("二", [["民族"]]))
    assert [sheet.name for sheet in read(content, sheet="二")] == ["二"]


def test_a_sheet_that_is_not_there_is_named():
    with pytest.raises(RosterError, match="没有名为“三”的工作表"):
        read(files.workbook(("一", [["姓名"]])), sheet="三")
