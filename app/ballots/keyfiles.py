"""Private keys of boxes: one file each under keys/ballots, in no backup, overwritten at the end.

A key leaves with the transaction that no longer needs it: `doom` names it, the commit destroys
it, a rollback spares it.
"""

import os
import secrets
from pathlib import Path

from nacl.public import PrivateKey
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.db import db, instance_path

_DOOMED = "doomed_ballot_keys"


def make() -> tuple[str, bytes]:
    """A fresh pair: the name of the private key's file, and the public key."""
    key = PrivateKey.generate()
    return put(bytes(key)), bytes(key.public_key)


def put(content: bytes) -> str:
    """Write a new file, readable by the service alone, and return its name."""
    name = secrets.token_hex(15)
    file = _file(name)
    file.parent.chmod(0o700)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    _settle_folder(file)
    return name


def read(name: str) -> PrivateKey | None:
    """The private key, or None where its file is gone (a restored backup never has it)."""
    content = content_of(name)
    return PrivateKey(content) if content is not None else None


def content_of(name: str) -> bytes | None:
    """What `put` wrote, or None where the file is gone."""
    file = _file(name)
    return file.read_bytes() if file.exists() else None


def is_private(name: str) -> bool:
    """Whether nobody but the service may read the file."""
    return _file(name).stat().st_mode & 0o077 == 0


def doom(*names: str) -> None:
    """Destroy these keys as soon as the present transaction is committed."""
    doomed = db.session().info.setdefault(_DOOMED, {})
    doomed.update((name, _file(name)) for name in names)


def destroy(name: str) -> None:
    """Overwrite the file, remove it, and make the removal last; a missing file is already gone."""
    _destroy(_file(name))


@event.listens_for(Session, "after_commit")
def _destroy_doomed(session):
    for file in session.info.pop(_DOOMED, {}).values():
        _destroy(file)


@event.listens_for(Session, "after_rollback")
def _spare_doomed(session):
    session.info.pop(_DOOMED, None)


def _destroy(file):
    if not file.exists():
        return
    with file.open("r+b") as out:
        out.write(secrets.token_bytes(file.stat().st_size))
        out.flush()
        os.fsync(out.fileno())
    file.unlink(missing_ok=True)
    _settle_folder(file)


def _file(name) -> Path:
    return instance_path("keys", "ballots", f"{name}.key")


def _settle_folder(file):
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
