"""Weighs the zip of a workbook before anything parses it; knows nothing of what the parts say."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.members.roster.table import RosterError

MEGABYTE = 1 << 20
MAX_INFLATED = 256 * MEGABYTE
MAX_SHEET = 160 * MEGABYTE
MAX_PART = 16 * MEGABYTE  # styles and the other parts the parser holds whole in memory
MAX_STRINGS = 48 * MEGABYTE
MAX_RATIO = 250  # real sheets of 20 000 like rows stay under 60; deflate itself ends near 1030
MAX_ENTRIES = 2_000
MAX_TAGS = 10_000_000
MAX_ROW_TAGS = 300_000
MAX_GAP = 4 * MEGABYTE  # of a sheet without the start of a row: one row as wide as a file

BROKEN = "工作簿已损坏，打不开。请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"
BOMB = "工作簿展开后大得不合常理，已停止读取。请把名册复制到一个新的工作簿，另存为 .xlsx 再试。"
TOO_LONG = "工作表行数过多（多为末尾的空行）。请删除名册后面的空行，另存为 .xlsx 再试。"


def screen(content: bytes) -> None:
    """Refuse with `RosterError` what is no workbook, is damaged, or would burst when opened.

    zipfile never hands out more than an entry declares and then checks its sum, so the declared
    sizes bind; an entry that lies comes out as damaged.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_kind({entry.filename for entry in entries})
            _check_sizes(entries)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _check_inflated(archive, entry)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise RosterError(BROKEN) from error


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise RosterError("这是 .xlsb 二进制工作簿，请另存为 .xlsx 再导入。")
    if "xl/vbaProject.bin" in names:
        raise RosterError("工作簿含有宏，请另存为不带宏的 .xlsx 再导入。")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise RosterError("这个文件不是 Excel 工作簿，请另存为 .xlsx 或 .csv 再导入。")


def _check_sizes(entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_INFLATED:
        raise RosterError(BOMB)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise RosterError("工作簿设有密码，请去掉打开密码后再导入。")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            # The other methods inflate a whole block at once, beyond any declared size.
            raise RosterError(BROKEN)
        if entry.file_size > _limit(entry.filename):
            raise RosterError(BOMB)
        if entry.file_size > MEGABYTE and entry.file_size > MAX_RATIO * entry.compress_size:
            raise RosterError(BOMB)


def _limit(name: str) -> int:
    if name.startswith("xl/worksheets/"):
        return MAX_SHEET
    if name == "xl/sharedStrings.xml":
        return MAX_STRINGS
    return MAX_PART


def _check_inflated(archive: ZipFile, entry: ZipInfo) -> None:
    """Inflate once in pieces and count tags: a parser keeps something in memory for each."""
    tags = rows = since_row = 0
    is_sheet = entry.filename.startswith("xl/worksheets/")
    with archive.open(entry) as stream:
        while piece := stream.read(MEGABYTE):
            tags += piece.count(b"<")
            found = piece.count(b"<row") + piece.count(b":row")
            rows += found
            since_row = 0 if found else since_row + len(piece)
            if tags > MAX_TAGS or (is_sheet and since_row > MAX_GAP):
                raise RosterError(BOMB)
            if is_sheet and rows > MAX_ROW_TAGS:
                raise RosterError(TOO_LONG)
