"""Reads the text of a .csv: its encoding, its separator, its rows; guesses no meaning."""

import csv
import re
from io import StringIO
from statistics import median

from app.members.roster.table import (
    MAX_COLUMNS,
    MAX_ROWS,
    RosterError,
    Row,
    Sheet,
    too_many_rows,
)

UNKNOWN_ENCODING = "认不出文件的文字编码。请用 Excel 或 WPS 另存为“CSV UTF-8（逗号分隔）”再试。"
NOT_TEXT = "扩展名是 .csv，内容却不是文字。请另存为 .xlsx 或“CSV UTF-8”再试。"
SEPARATORS = ",;\t，；"
KEPT_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # how Excel users keep long numbers whole


def read_delimited(content: bytes, name: str) -> Sheet:
    text = decode(content)
    if "\0" in text:
        raise RosterError(NOT_TEXT)
    first, _, rest = text.partition("\n")
    if declared := re.fullmatch(r"sep=(.)\r?", first):
        return Sheet(name, _rows(rest, declared[1], start=2), typed=False)
    return Sheet(name, _rows(text, _separator(text), start=1), typed=False)


def decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(content, "utf-16", "文件开头标明是 UTF-16")
    if content.startswith(b"\xef\xbb\xbf"):
        return _decode(content, "utf-8-sig", "文件开头标明是 UTF-8")
    if content[:200].count(0) > len(content[:200]) // 8:
        # ASCII commas and digits leave a zero byte on the high side of each pair.
        order = (
            "utf-16-le" if content[1:200:2].count(0) > content[0:200:2].count(0) else "utf-16-be"
        )
        return _decode(content, order, "文件像是 UTF-16")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(content):
            line = content.count(b"\n", 0, error.start) + 1
            raise RosterError(
                f"文件像是 UTF-8，但第 {line} 行有坏字符。{UNKNOWN_ENCODING}"
            ) from None
    text = _decode(content, "gb18030", "")
    if any("\ue000" <= sign <= "\uf8ff" or "\x80" <= sign <= "\x9f" for sign in text):
        raise RosterError(UNKNOWN_ENCODING)
    return text


def _decode(content: bytes, encoding: str, belief: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        start = f"{belief}，但有坏字符。" if belief else ""
        raise RosterError(start + UNKNOWN_ENCODING) from None


def _is_damaged_utf8(content: bytes) -> bool:
    """A few bad bytes among many good ones: GB18030 would read them all, as nonsense."""
    text = content.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return bad * 20 < sum(sign > "\x7f" for sign in text)


def _separator(text: str) -> str:
    sample = "\n".join(text.splitlines()[:50])
    return max(SEPARATORS, key=lambda sign: _columns(sample, sign))


def _columns(sample: str, separator: str) -> float:
    try:
        return median(len(row) for row in csv.reader(StringIO(sample), delimiter=separator) if row)
    except (csv.Error, ValueError):
        return 0


def _rows(text: str, separator: str, *, start: int) -> list[Row]:
    rows = []
    try:
        for number, cells in enumerate(csv.reader(StringIO(text), delimiter=separator), start):
            if not any(cell and not cell.isspace() for cell in cells):
                continue
            if any(cells[MAX_COLUMNS:]):
                raise RosterError(f"表格超过 {MAX_COLUMNS} 列，请只保留名册需要的列。")
            rows.append(Row(number, tuple(_cell(cell) for cell in cells[:MAX_COLUMNS])))
            if len(rows) > MAX_ROWS:
                raise too_many_rows()
    except csv.Error as error:
        raise RosterError("有一处引号没有配对，后面的内容连成了一片。请检查后再试。") from error
    return rows


def _cell(text: str) -> str | None:
    if kept := KEPT_AS_TEXT.fullmatch(text):
        return kept[1].replace('""', '"')
    return text or None
