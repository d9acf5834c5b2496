"""The files of an instance that a backup holds: uploads and keys, ballot keys never."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.backups.archive import CHUNK, Reader
from app.core.db import instance_path

UPLOADS, KEYS = "uploads", "keys"


def listed() -> Iterator[tuple[str, Path]]:
    """(name in the archive, file) of everything that goes along, in a fixed order."""
    root = instance_path("keys").parent
    for file in sorted((root / KEYS).glob("*.key")):
        yield f"{KEYS}/{file.name}", file
    for file in sorted((root / UPLOADS).rglob("*")):
        if file.is_file() and not file.is_symlink() and file.suffix != ".part":
            yield file.relative_to(root).as_posix(), file


def has_uploads() -> bool:
    return any(name.startswith(f"{UPLOADS}/") for name, _ in listed())


def chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


@contextmanager
def staged(archive: Reader) -> Iterator[Callable[[], None]]:
    """The archive's files beside the instance's own; calling what this yields puts them in place.

    If what follows fails, everything is put back as it was.
    """
    root = instance_path("keys").parent
    stage = root / f".restoring-{secrets.token_hex(4)}"
    names = [name for name in archive.parts if name.split("/")[0] in {UPLOADS, KEYS}]
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        source.rename(target)
        moved.append((source, target))

    def place():
        for name in names:
            if (root / name).exists():
                move(root / name, stage / "old" / name)
            move(stage / "new" / name, root / name)

    try:
        for name in names:
            _write(stage / "new" / name, archive.chunks(name))
        yield place
    except BaseException:
        for source, target in reversed(moved):
            target.rename(source)
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write(file, source):
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in source:
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
