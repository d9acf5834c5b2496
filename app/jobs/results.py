"""Files that jobs made: encrypted under instance/jobs/, in no backup, gone after a week."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from app.core import keys
from app.core.db import instance_path


def keep(data: bytes) -> str:
    """Write the bytes, sealed, under a random name, whole and on disk; returns the name."""
    stored = secrets.token_hex(16)
    draft = _path(stored).with_suffix(".part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(keys.encrypt(data))
        out.flush()
        os.fsync(out.fileno())
    draft.rename(_path(stored))
    return stored


def read(stored: str) -> bytes | None:
    """The bytes, or None when they are gone."""
    try:
        return keys.decrypt(_path(stored).read_bytes())
    except FileNotFoundError:
        return None


def sweep(known: set[str]) -> None:
    """Delete every file that no job names, half-written ones included."""
    for file in _path("x").parent.iterdir():
        if file.name not in known and file.suffix != ".lock":
            with suppress(FileNotFoundError):
                file.unlink()


def lock_of(job_id: int) -> Path:
    """The file whose lock tells that a living process is at work on the job."""
    return _path(f"{job_id}.lock")


def _path(name):
    return instance_path("jobs", name)
