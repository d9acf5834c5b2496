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
    name, key = secrets.token_hex(16), PrivateKey.generate()
    file = _file(name)
    file.parent.chmod(0o700)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(bytes(key))
        out.flush()
        os.fsync(out.fileno())
    _settle_folder(file)
    return name, bytes(key.public_key)


def read(name: str) -> PrivateKey | None:
    """The private key, or None where its file is gone (a restored backup never has it)."""
    file = _file(name)
    return PrivateKey(file.read_bytes()) if file.exists() else None


def doom(name: str) -> None:
    """Destroy the key as soon as the present transaction is committed."""
    db.session().info.setdefault(_DOOMED, {})[name] = _file(name)


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
