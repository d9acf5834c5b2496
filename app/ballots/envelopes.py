"""What was voted, sealed on arrival to the box's public key; knows nothing of who voted."""

import secrets
from collections.abc import Iterator

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
    __table_args__ = WITHOUT_ROWID

    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"), primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


def put(box: Box, packed: bytes) -> None:
    """Pad, seal and store one packed ballot; it must be shorter than the box's size."""
    if len(packed) >= box.size:
        raise ValueError("a ballot longer than its box allows")
    sealed = SealedBox(PublicKey(box.public_key)).encrypt(sodium_pad(packed, box.size))
    row = {"box_id": box.id, "id": secrets.token_bytes(16), "sealed": sealed}
    db.session.execute(insert(Envelope.__table__).values(row))


def number(box: Box) -> int:
    """How many votes the box holds."""
    return db.session.scalar(select(func.count()).where(Envelope.box_id == box.id))


def opened(box: Box, key: PrivateKey) -> Iterator[bytes | None]:
    """Every packed ballot of the box; None for an envelope that this key does not open."""
    opener = SealedBox(key)
    for sealed in db.session.scalars(select(Envelope.sealed).where(Envelope.box_id == box.id)):
        try:
            yield sodium_unpad(opener.decrypt(sealed), box.size)
        except CryptoError:
            yield None


def destroy(box: Box) -> None:
    """Remove every envelope of the box, opened or not."""
    db.session.execute(delete(Envelope).where(Envelope.box_id == box.id))
