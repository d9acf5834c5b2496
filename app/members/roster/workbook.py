"""Opens a roster file of either kind and hands out its sheets, or says why it cannot."""

from pathlib import Path
from typing import BinaryIO

from app.members.roster.archive import screen
from app.members.roster.delimited import read_delimited
from app.members.roster.excel import read_sheets
from app.members.roster.table import MAX_COLUMNS, RosterError, Sheet

MAX_BYTES = 20 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_table(
    source: str | Path | BinaryIO,
    filename: str,
    sheet: str | None = None,
    *,
    columns: int = MAX_COLUMNS,
) -> list[Sheet]:
    """Every sheet of an .xlsx or .csv that holds something (with `sheet`: only the one so named).
    `columns` is how many a sheet may have at most.

    Raises `RosterError` when the file cannot be read, is too large, or is not what it says.
    """
    content = _content(source)
    if not content.strip():
        raise RosterError("文件是空的。")
    kind = Path(filename).suffix.lower()
    _check_kind(content, kind)
    if kind == ".csv":
        return [read_delimited(content, Path(filename).stem)]
    screen(content)
    sheets = read_sheets(content, sheet, columns)
    if not sheets:
        raise RosterError("工作簿里没有内容。" if sheet is None else f"没有名为“{sheet}”的工作表。")
    return sheets


def _content(source) -> bytes:
    if isinstance(source, (str, Path)):
        with Path(source).open("rb") as stream:
            return _content(stream)
    content = source.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise RosterError(f"文件超过 {MAX_BYTES >> 20} MB。请只保留名册本身，删去图片等再导入。")
    return content


def _check_kind(content: bytes, kind: str) -> None:
    if kind not in (".xlsx", ".csv"):
        raise RosterError("只能导入 .xlsx 或 .csv。请在 Excel 或 WPS 里另存为 .xlsx 再试。")
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise RosterError("工作簿设有密码，请去掉打开密码后再导入。")
        raise RosterError("这是旧式 .xls 文件，只改扩展名不行。请打开后另存为 .xlsx 再导入。")
    is_zip = content.startswith(b"PK")
    if kind == ".csv" and is_zip:
        raise RosterError("扩展名是 .csv，内容却是压缩包或工作簿。是名册的话请把扩展名改为 .xlsx。")
    if kind == ".xlsx" and not is_zip:
        raise RosterError("扩展名是 .xlsx，内容却不是 Excel 工作簿。请打开后另存为 .xlsx 再试。")
