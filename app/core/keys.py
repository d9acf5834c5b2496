"""The instance's secret keys: made once, readable by the service alone, never in a backup's log."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet
from flask import current_app


def keep(folder: Path, name: str) -> bytes:
    """The key of that name, made on first use; losing it means losing what it protects."""
    file = folder / f"{name}.key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = Fernet.generate_key() if name == "encryption" else secrets.token_hex(32).encode()
        _publish(file, fresh)
    return file.read_bytes()


def _publish(file, content):
    """Whole or not at all, readable by the service alone; the first of two writers wins."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def encrypt(plain: bytes) -> bytes:
    """Authenticated encryption under the instance's key. A token would carry the second in which
    it was made, readable by all; what was written without a name must not tell its day."""
    return _fernet(_folder()).encrypt_at_time(plain, 0)


def decrypt(sealed: bytes) -> bytes:
    """The inverse of `encrypt`; raises InvalidToken for anything else."""
    return _fernet(_folder()).decrypt(sealed)


def fingerprint(text: str) -> str:
    """A keyed hash: equal texts are equal, and nothing else can be learned without the key."""
    return hmac.new(_hashing(_folder()), text.encode(), hashlib.sha256).hexdigest()


def equal(one: str, other: str) -> bool:
    """Whether two short secrets are the same, in a time that does not tell how nearly."""
    return hmac.compare_digest(one.encode(), other.encode())


def _folder() -> Path:
    return current_app.config["INSTANCE"] / "keys"


@lru_cache(maxsize=8)
def _fernet(folder: Path) -> Fernet:
    return Fernet(keep(folder, "encryption"))


@lru_cache(maxsize=8)
def _hashing(folder: Path) -> bytes:
    return keep(folder, "hashing")
