"""What was voted, sealed on arrival to the box's public key; knows nothing of who voted."""

import secrets
from base64 import b32encode
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from sqlalchemy import ForeignKey, LargeBinary, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from app.ballots.models import WITHOUT_ROWID, Box
from app.core.db import Base, db


class Envelope(Base):
    """One sealed vote: every envelope of a box has the same length and a random name."""

    __tablename__ = "ballot_envelope"
    # Two backups taken around a vote must not differ by it.
    __table_args__ = WITHOUT_ROWID | {"info": {"backup": False}}

    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"), primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


def put(box: Box, packed: bytes) -> str:
    """Pad, seal and store one packed ballot, shorter than the box's size; returns its number."""
    if len(packed) >= box.size:
        raise ValueError("a ballot longer than its box allows")
    sealed = sodium_pad(packed, box.size)
    for key in box.public_keys:
        sealed = SealedBox(PublicKey(key)).encrypt(sealed)
    row = {"box_id": box.id, "id": secrets.token_bytes(16), "sealed": sealed}
    db.session.execute(insert(Envelope.__table__).values(row))
    return number_of(row["id"])


def number_of(envelope_id: bytes) -> str:
    """The number told to the voter, published once the envelope is counted: sixteen letters and
    digits in four groups that follow from the envelope's name and from nothing it holds."""
    plain = b32encode(blake2b(envelope_id, digest_size=10).digest()).decode()
    return "-".join(plain[n : n + 4] for n in range(0, len(plain), 4))


def number(box: Box) -> int:
    """How many votes the box holds."""
    return db.session.scalar(select(func.count()).where(Envelope.box_id == box.id))


def numbers(box: Box) -> list[str]:
    """The number of every envelope in the box."""
    found = db.session.scalars(select(Envelope.id).where(Envelope.box_id == box.id))
    return [number_of(one) for one in found]


def lengths(box: Box) -> set[int]:
    """The different lengths of what is stored; one, whatever was voted."""
    length = func.length(Envelope.sealed)
    return set(db.session.scalars(select(length).where(Envelope.box_id == box.id).distinct()))


def opened(box: Box, keys: Sequence[PrivateKey]) -> Iterator[bytes | None]:
    """Every packed ballot of the box; None for an envelope that these keys do not open."""
    openers, size = [SealedBox(key) for key in reversed(keys)], box.size
    # All at once: whoever opens may commit its progress in between, which ends a cursor.
    query = select(Envelope.sealed).where(Envelope.box_id == box.id)
    for sealed in db.session.scalars(query).all():
        try:
            for opener in openers:
                sealed = opener.decrypt(sealed)  # noqa: PLW2901
            yield sodium_unpad(sealed, size)
        except CryptoError:
            yield None


def destroy(box: Box) -> None:
    """Remove every envelope of the box, opened or not."""
    db.session.execute(delete(Envelope).where(Envelope.box_id == box.id))
