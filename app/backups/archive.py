"""The one file of a backup: parts with their checksums in a zip, whole or not there at all."""

import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from app.core.errors import Refused

MANIFEST = "manifest.json"
UNSEALED = b"0" * 64
"""The zip's comment until `seal` puts the checksum of everything before it in its place."""
FORMAT = 1
CHUNK = 1 << 20
LARGEST_MANIFEST = 64 << 20
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    NotImplementedError,
)


class Damaged(Refused):
    """The file is no backup, or no longer what was written."""

    def __init__(self, what: str):
        super().__init__(f"备份文件不完整或已损坏（{what}），没有恢复任何内容。请换一份备份。")


class Writer:
    """Parts go in one after another; the manifest with their checksums comes last."""

    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self._parts = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> int:
        """Write one part as it comes; returns how many chunks it had."""
        digest, size, number = sha256(), 0, 0
        with self._archive.open(name, "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size, number = size + len(chunk), number + 1
        self._parts[name] = {"sha256": digest.hexdigest(), "bytes": size}
        return number

    def finish(self, facts: dict) -> None:
        manifest = {"format": FORMAT, **facts, "parts": self._parts}
        self._archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))


@contextmanager
def writing(file: Path) -> Iterator[Writer]:
    """A new archive, readable by its owner alone; it gets its name only once it was read back."""
    if file.exists():
        raise Refused(f"已经有 {file} 了，请换一个文件名。")
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                yield Writer(archive)
                archive.comment = UNSEALED
            seal(out)
            out.flush()
            os.fsync(out.fileno())
        with Reader(draft) as written:
            written.verify()
        draft.rename(file)
        _settle(file.parent)
    finally:
        draft.unlink(missing_ok=True)


def seal(file: IO[bytes]) -> None:
    """End the file with the checksum of all that stands before."""
    digest = _digest(file)
    file.seek(-len(UNSEALED), os.SEEK_END)
    file.write(digest)


def _digest(file):
    """The checksum of the file without its seal."""
    left, digest = file.seek(0, os.SEEK_END) - len(UNSEALED), sha256()
    file.seek(0)
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest().encode()


class Reader:
    """An archive to restore from; every way of being broken is `Damaged`."""

    def __init__(self, file: Path):
        self._file = file
        try:
            self._archive = zipfile.ZipFile(file)
            self.manifest = self._read_manifest()
        except BROKEN:
            raise Damaged("读不出清单") from None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._archive.close()

    @property
    def parts(self) -> dict[str, dict]:
        return self.manifest["parts"]

    def verify(self) -> None:
        """Compare the seal, then every part with the manifest; nothing may be added."""
        with self._file.open("rb") as whole:
            if _digest(whole) != self._archive.comment:
                raise Damaged("校验值不符")
        present = set(self._archive.namelist()) - {MANIFEST}
        if present != set(self.parts) or not all(_harmless(name) for name in present):
            raise Damaged("文件与清单不符")
        for name, noted in self.parts.items():
            digest, size = sha256(), 0
            for chunk in self.chunks(name):
                digest.update(chunk)
                size += len(chunk)
                if size > noted["bytes"]:
                    raise Damaged(name)
            if digest.hexdigest() != noted["sha256"]:
                raise Damaged(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._archive.open(name) as part:
                while chunk := part.read(CHUNK):
                    yield chunk
        except BROKEN:
            raise Damaged(name) from None

    def lines(self, name: str) -> Iterator[bytes]:
        try:
            with self._archive.open(name) as part:
                yield from part
        except BROKEN:
            raise Damaged(name) from None

    def _read_manifest(self):
        if self._archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise ValueError("a manifest too large")
        manifest = json.loads(self._archive.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise Refused("这份备份是另一个版本写的，请用写它的那个版本恢复。")
        for noted in manifest["parts"].values():
            if not isinstance(noted["sha256"], str) or not isinstance(noted["bytes"], int):
                raise TypeError("a manifest with other facts")
        return manifest


def _harmless(name):
    """A plain path below where it is put."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _settle(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
