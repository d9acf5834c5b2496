"""Makes the roster files tests read: good ones, damaged ones, hostile ones. All people invented."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from app.members.roster.headings import choose_table
from app.members.roster.judge import read_people
from app.members.roster.workbook import read_table
from app.rules.identity import CHECKS, WEIGHTS

TODAY = date(2026, 11, 16)
HEADINGS = [
    "序号",
    "姓名",
    "性别",
    "出生日期",
    "身份证号",
    "人员类别",
    "所在党支部",
    "入党日期",
    "转正日期",
]
OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def id_number(birth: str = "19900101", serial: int = 11) -> str:
    """A valid number over an area code no place uses; an odd `serial` is a man's."""
    body = f"990001{birth}{serial:03d}"
    return body + CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def person(**given) -> list:
    """A row under `HEADINGS` about which nothing can be said."""
    row = {
        "序号": 1,
        "姓名": "张三",
        "性别": "男",
        "出生日期": "1990.01.01",
        "身份证号": id_number(),
        "人员类别": "正式党员",
        "所在党支部": "教工第一党支部",
        "入党日期": "2010.06.01",
        "转正日期": "2011.06.01",
    }
    return [(row | given)[heading] for heading in HEADINGS]


def workbook(*sheets, prepare=None) -> bytes:
    """Each sheet a list of rows or a pair (name, rows); `prepare` may touch the book at last."""
    book = Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, 1):
        name, rows = sheet if isinstance(sheet, tuple) else (f"表{number}", sheet)
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    if prepare:
        prepare(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(content: bytes, filename: str = "名册.xlsx", sheet: str | None = None):
    return read_table(BytesIO(content), filename, sheet)


def table_of(*rows):
    return choose_table(read(workbook(list(rows))))


def reading_of(*rows):
    """People read from rows below `HEADINGS`."""
    table = table_of(HEADINGS, *rows)
    return read_people(table, table.mapping, today=TODAY)


def csv(*rows, separator: str = ",") -> str:
    return "".join(separator.join(str(cell) for cell in row) + "\r\n" for row in rows)


def replaced(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The same zip with some parts replaced or added."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as source:
        return source.read(name)


_TYPES = b"""<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
<Override PartName="/xl/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
</Types>"""
_BOOK = b"""<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_RELATIONS = b"""<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
</Relationships>"""
_STYLES = b"""<?xml version="1.0" encoding="UTF-8"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="57"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def as_excel_writes(rows: str, strings: tuple[str, ...] = ("姓名", "入党时间", "张三")) -> bytes:
    """A workbook by hand: `rows` is the XML inside sheetData, `strings` the shared texts.

    Style 1 is Chinese Excel's built-in “2025年6月”.
    """
    texts = "".join(f"<si><t>{text}</t></si>" for text in strings)
    parts = {
        "[Content_Types].xml": _TYPES,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELATIONS,
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'.encode(),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}"><sheetData>'
            '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
            f"{rows}</sheetData></worksheet>"
        ).encode(),
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()
