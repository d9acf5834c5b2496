"""Files that cannot be a roster are refused as a whole, quickly, in words that help."""

import struct
from io import BytesIO
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from defusedxml import EntitiesForbidden

from app.members.roster import archive, workbook
from app.members.roster.table import MAX_PEOPLE, RosterError
from tests.members.roster import files
from tests.members.roster.files import HEADINGS, OLE_HEADER, part, person, read, replaced

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = files.workbook([HEADINGS, person()])
GOOD = files.as_excel_writes(
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>45000</v></c></row>'
)
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)


def refusal(content, filename="名册.xlsx", **more) -> str:
    with pytest.raises(RosterError) as caught:
        read(content, filename, **more)
    return str(caught.value)


def test_the_good_file_that_others_are_made_from_is_read():
    assert read(GOOD)[0].rows[1].cells == ("张三", 45000)


def test_an_old_xls_renamed_is_told_to_be_saved_anew():
    assert "旧式 .xls" in refusal(OLE_HEADER + bytes(2000))


def test_a_workbook_with_a_password_is_told_so():
    locked = OLE_HEADER + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    assert "密码" in refusal(locked)


def test_a_zip_with_a_password_is_told_so():
    content = bytearray(GOOD)
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "密码" in refusal(bytes(content))


@pytest.mark.parametrize("length", [4, 100, 1000, len(GOOD) - 1])
def test_a_truncated_workbook_is_called_damaged(length):
    assert "已损坏" in refusal(GOOD[:length])


def test_a_workbook_with_a_garbled_sheet_is_called_damaged():
    assert "已损坏" in refusal(replaced(GOOD, {SHEET: b"<worksheet><sheetData><row r='x'>"}))


def test_a_workbook_whose_cells_point_to_no_text_is_called_damaged():
    sheet = part(GOOD, SHEET).replace(b"<v>2</v>", b"<v>99999</v>")
    assert "已损坏" in refusal(replaced(GOOD, {SHEET: sheet}))


def test_a_flipped_bit_in_a_part_is_called_damaged():
    content = bytearray(GOOD)
    at = content.index(SHEET.encode()) + len(SHEET) + 40
    content[at] ^= 0xFF
    assert "已损坏" in refusal(bytes(content))


def test_a_zip_that_is_no_workbook_is_told_so():
    out = BytesIO()
    with ZipFile(out, "w") as target:
        target.writestr("word/document.xml", "<w/>")
    assert "不是 Excel 工作簿" in refusal(out.getvalue())


def test_a_binary_workbook_is_told_to_be_saved_anew():
    assert ".xlsb" in refusal(replaced(GOOD, {"xl/workbook.bin": b"x"}))


def test_a_workbook_with_macros_is_refused():
    assert "宏" in refusal(replaced(GOOD, {"xl/vbaProject.bin": b"x"}))


def test_a_bomb_is_refused_by_its_declared_size():
    blank = b"<row/>" * (archive.MAX_RATIO * 10_000)
    assert "大得不合常理" in refusal(replaced(GOOD, {SHEET: blank}))


def test_a_ratio_just_within_reason_is_not_a_bomb():
    padded = part(GOOD, SHEET) + b" " * (2 * archive.MEGABYTE)
    noise = b"<!--" + bytes(str(list(range(20_000))), "ascii") + b"-->"
    assert read(replaced(GOOD, {SHEET: padded + noise}))


@pytest.mark.parametrize(
    ("name", "size"),
    [("xl/styles.xml", archive.MAX_PART), ("xl/sharedStrings.xml", archive.MAX_STRINGS)],
)
def test_a_part_that_declares_too_much_is_refused_unread(name, size):
    content = bytearray(replaced(GOOD, {name: part(GOOD, name)}))
    at = content.rindex(name.encode()) - 46
    content[at + 24 : at + 28] = struct.pack("<I", size + 1)
    assert "大得不合常理" in refusal(bytes(content))


def test_many_parts_that_together_declare_too_much_are_refused():
    more = {f"xl/media/{n}.png": b"x" for n in range(20)}
    content = bytearray(replaced(GOOD, more))
    at = -1
    for _ in range(20):
        at = content.index(b"PK\x01\x02", at + 1)
        content[at + 24 : at + 28] = struct.pack("<I", archive.MAX_PART - 1)
    assert "大得不合常理" in refusal(bytes(content))


def test_an_entry_that_holds_more_than_it_declares_is_called_damaged():
    content = bytearray(GOOD)
    at = content.rindex(SHEET.encode()) - 46
    content[at + 24 : at + 28] = struct.pack("<I", 50)
    assert "已损坏" in refusal(bytes(content))


def test_a_compression_that_bursts_in_one_piece_is_refused_unread():
    out = BytesIO()
    with ZipFile(BytesIO(GOOD)) as source, ZipFile(out, "w", ZIP_BZIP2) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    assert "已损坏" in refusal(out.getvalue())


@pytest.mark.parametrize(
    ("name", "word"),
    [
        (SHEET, "<v>2</v>"),
        ("xl/sharedStrings.xml", "张三"),
        ("xl/workbook.xml", "Sheet1"),
        ("xl/styles.xml", "Normal"),
    ],
)
def test_entities_are_never_expanded(name, word):
    body = part(GOOD, name).split(b"?>")[-1]
    hostile = ENTITIES + body.replace(word.encode(), b"<v>&d;</v>" if "v" in word else b"&d;")
    with pytest.raises(RosterError, match="已损坏") as caught:
        read(replaced(GOOD, {name: hostile}))
    assert isinstance(caught.value.__cause__, EntitiesForbidden)


def test_a_sheet_of_endless_blank_rows_is_refused_before_parsing(monkeypatch):
    monkeypatch.setattr(archive, "MAX_ROW_TAGS", 1000)
    rows = b"".join(b'<row r="%d"/>' % n for n in range(1001))
    text = part(GOOD, SHEET).replace(b"</sheetData>", rows + b"</sheetData>")
    assert "空行" in refusal(replaced(GOOD, {SHEET: text}))


def test_a_row_as_wide_as_a_file_is_refused_before_parsing(monkeypatch):
    monkeypatch.setattr(archive, "MAX_GAP", 1000)
    monkeypatch.setattr(archive, "MEGABYTE", 500)
    text = part(GOOD, SHEET).replace(b"</row>", b"<c/>" * 1000 + b"</row>", 1)
    assert "大得不合常理" in refusal(replaced(GOOD, {SHEET: text}))


def test_more_tags_than_a_parser_should_hold_are_refused(monkeypatch):
    monkeypatch.setattr(archive, "MAX_TAGS", 20)
    assert "大得不合常理" in refusal(GOOD)


def test_a_hundred_columns_are_read_and_one_more_is_refused():
    assert read(files.workbook([HEADINGS + ["无"] * 91]))
    assert "100 列" in refusal(files.workbook([HEADINGS + ["无"] * 92]))


def test_a_file_one_byte_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_BYTES", len(GOOD))
    assert read(GOOD)
    monkeypatch.setattr(workbook, "MAX_BYTES", len(GOOD) - 1)
    assert "文件超过" in refusal(GOOD)


def test_a_stream_is_not_read_beyond_the_limit(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_BYTES", 10)
    stream = BytesIO(bytes(1000))
    with pytest.raises(RosterError):
        workbook.read_table(stream, "名册.xlsx")
    assert stream.tell() == 11


@pytest.mark.parametrize("content", [b"", b"  \r\n\r\n"])
def test_an_empty_file_is_told_so(content):
    assert "空的" in refusal(content, "名册.csv")


def test_a_workbook_without_content_is_told_so():
    assert "没有内容" in refusal(files.workbook([]))


@pytest.mark.parametrize("name", ["名册.xls", "名册.pdf", "名册", "名册.xlsm"])
def test_an_extension_that_is_not_read_is_told_so(name):
    assert "只能导入" in refusal(GOOD, name)


def test_a_workbook_named_csv_is_told_to_be_renamed():
    assert ".xlsx" in refusal(GOOD, "名册.csv")


def test_text_named_xlsx_is_told_so():
    assert "不是 Excel 工作簿" in refusal("姓名,性别\n".encode(), "名册.xlsx")


def test_fifty_thousand_rows_are_refused_without_reading_them_all(monkeypatch):
    monkeypatch.setattr("app.members.roster.excel.MAX_ROWS", 50)
    content = files.workbook([HEADINGS, *[person()] * 500])
    assert f"超过 {MAX_PEOPLE} 人" in refusal(content)


def test_too_many_rows_of_text_are_refused():
    text = "姓名,性别\n" + "张三,男\n" * 50_000
    assert f"超过 {MAX_PEOPLE} 人" in refusal(text.encode(), "名册.csv")


def test_too_many_sheets_are_refused(monkeypatch):
    monkeypatch.setattr("app.members.roster.excel.MAX_SHEETS", 2)
    assert "张表" in refusal(files.workbook([HEADINGS], [HEADINGS], [HEADINGS]))


def test_openpyxl_parses_with_defusedxml():
    from openpyxl.xml import functions

    assert functions.iterparse.__module__.startswith("defusedxml")
