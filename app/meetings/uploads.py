"""Files that come in with a meeting: what they are by their content, and where their bytes lie."""

import os
import re
import secrets
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from flask import current_app

from app.access.scope import EVERYTHING
from app.core.db import instance_path
from app.core.errors import Refused
from app.core.forms import clean_line

MOST_BYTES = 20 * 1024 * 1024
MOST_DIRECTORY = 1024 * 1024  # bytes of an Office file's list of names; more is no document
ZIP_END, ZIP64, ZIP_TAIL = b"PK\x05\x06", b"PK\x06\x07", 66_000
LEFT_OVER_AFTER = timedelta(days=1)

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": OFFICE + "wordprocessingml.document",
    "xlsx": OFFICE + "spreadsheetml.sheet",
    "pptx": OFFICE + "presentationml.presentation",
    "txt": "text/plain",
}
SUFFIXES = {"jpeg": "jpg"}
MAGIC = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
ACCEPTED = "PDF、图片（jpg、png）、Word、Excel、PPT（docx、xlsx、pptx）和文本（txt）"


@dataclass(frozen=True)
class Upload:
    """A checked file, still in memory."""

    name: str
    media_type: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()

    def keep(self) -> str:
        """Write the bytes under a random name, whole and on disk, and return the name."""
        stored = secrets.token_hex(16)
        target = path_of(stored)
        draft = target.with_suffix(".part")
        with draft.open("xb") as out:
            out.write(self.data)
            out.flush()
            os.fsync(out.fileno())
        draft.rename(target)
        return stored


def check(filename: str, data: bytes) -> Upload:
    """The file as an Upload; Refused when it is empty, too large, or not what its name says."""
    name = clean_line(Path(filename.replace("\\", "/")).name)[-100:] or "附件"
    if not data:
        raise Refused(f"“{name}”是空文件，请重新选择。", "files")
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise Refused(f"“{name}”超过 {most} MB，请压缩后再传。", "files")
    found = kind_of(data)
    if found is None:
        raise Refused(f"“{name}”的内容无法识别。可以上传{ACCEPTED}。", "files")
    suffix = Path(name).suffix.lstrip(".").lower()
    if SUFFIXES.get(suffix, suffix) != found:
        raise Refused(f"“{name}”的内容是 {found} 文件，与名称不符，请改名后再传。", "files")
    return Upload(name, TYPES[found], data)


def kind_of(data: bytes) -> str | None:
    """What the bytes are, by their content alone: a key of TYPES, or None."""
    for start, kind in MAGIC.items():
        if data.startswith(start):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    return "txt" if _is_text(data) else None


def path_of(stored: str) -> Path:
    """Where the bytes of an attachment lie."""
    return instance_path("uploads", stored)


def known() -> set[str]:
    """The names of files that some feature's row names; the features are handed over."""
    return set().union(*(names(EVERYTHING) for names in current_app.extensions["kept_files"]))


def sweep(known: set[str], now: datetime) -> list[str]:
    """Delete files no row names and that are older than a day; returns their names."""
    swept = []
    for file in sorted(path_of("x").parent.iterdir()):
        age = now.timestamp() - file.stat().st_mtime
        if file.name not in known and age > LEFT_OVER_AFTER.total_seconds():
            with suppress(FileNotFoundError):
                file.unlink()
            swept.append(file.name)
    return swept


def _office(data):
    """Only the list of names is read; nothing is unpacked. Macros are not accepted."""
    if not _modest(data):
        return None
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    return next((kind for part, kind in PARTS.items() if part in names), None)


def _modest(data):
    """Whether the archive's list of names is small enough to read at all; no Zip64."""
    tail = data[-ZIP_TAIL:]
    ends = [found.start() for found in re.finditer(re.escape(ZIP_END), tail)]
    sizes = [int.from_bytes(tail[end + 12 : end + 16], "little") for end in ends]
    return bool(sizes) and max(sizes) <= MOST_DIRECTORY and ZIP64 not in tail


def _is_text(data):
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in data[:65536]):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
