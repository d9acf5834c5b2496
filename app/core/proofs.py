"""Codes that papers carry: signed and stateless, they name one record and how it stood.

A code says which register the record is in, its number there, and a mark of what was printed; the
signature is this instance's own, so that nobody can write one for a paper that was never issued.
"""

import re
from hashlib import sha256
from typing import NamedTuple

from app.core import keys

_CODE = re.compile(r"([a-z]{2,20})-(\d{1,14})-([0-9a-f]{8})-([0-9a-f]{16})")


class Code(NamedTuple):
    """What a genuine code names; `mark` is of what the paper said."""

    register: str
    number: int
    mark: str


def code_of(register: str, number: int, *said: object) -> str:
    """The code of a record whose paper says this."""
    body = f"{register}-{number}-{mark_of(*said)}"
    return f"{body}-{_signature(body)}"


def mark_of(*said: object) -> str:
    """A short mark of what is said: another text, another mark."""
    return sha256("\n".join(map(str, said)).encode()).hexdigest()[:8]


def read(code: str) -> Code | None:
    """What the code names; None for one that was not made here."""
    parts = _CODE.fullmatch(code.strip().lower())
    if not parts:
        return None
    register, number, mark, signature = parts.groups()
    if not keys.equal(signature, _signature(f"{register}-{number}-{mark}")):
        return None
    return Code(register, int(number), mark)


def _signature(body):
    return keys.fingerprint(f"proof:{body}")[:16]
