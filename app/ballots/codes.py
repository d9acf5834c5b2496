"""One-time codes for those without an account: made, counted, found again.

A code is kept as a keyed hash alone, and its row never changes: that it was used is a receipt like
any other. Codes name a box and a group, never a person, an envelope or an order; which slip was
drawn by whom nobody knows.
"""

import secrets

from sqlalchemy import ForeignKey, String, and_, delete, exists, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from app.ballots.models import WITHOUT_ROWID, Box
from app.ballots.receipts import Receipt
from app.core.db import Base, db
from app.core.keys import fingerprint

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 and O, 1, I and L."""
LENGTH = 16
_HASH = 38


class VotingCode(Base):
    """A code that was printed. `voter` is what stands on the receipt once it was used."""

    __tablename__ = "ballot_code"
    __table_args__ = WITHOUT_ROWID

    voter: Mapped[str] = mapped_column(String(40), primary_key=True)
    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"), index=True)
    group: Mapped[str] = mapped_column("voter_group", String(20))


_USED = and_(Receipt.box_id == VotingCode.box_id, Receipt.voter == VotingCode.voter)


def issue(box: Box, group: str, number: int) -> list[str]:
    """So many fresh codes; they are told here and never again."""
    plain = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(number)]
    rows = [{"voter": _voter(code), "box_id": box.id, "voter_group": group} for code in plain]
    if rows:
        db.session.execute(insert(VotingCode.__table__).values(rows))
    return [shown(code) for code in plain]


def withdraw(box: Box, group: str) -> int:
    """Make every unused code of a group worthless; returns how many."""
    unused = delete(VotingCode).where(
        VotingCode.box_id == box.id, VotingCode.group == group, ~exists().where(_USED)
    )
    return db.session.execute(unused.execution_options(synchronize_session=False)).rowcount


def find(code: str) -> VotingCode | None:
    """The code as typed, with or without its dashes, in either case; None for any other."""
    return db.session.scalar(select(VotingCode).where(VotingCode.voter == _voter(code)))


def numbers(box: Box) -> dict[str, tuple[int, int]]:
    """{group: (issued, used)}."""
    query = (
        select(VotingCode.group, func.count(), func.count(Receipt.voter))
        .outerjoin(Receipt, _USED)
        .where(VotingCode.box_id == box.id)
        .group_by(VotingCode.group)
    )
    return {group: (issued, used) for group, issued, used in db.session.execute(query)}


def clear(box: Box) -> None:
    """Forget the codes of a box that is over."""
    db.session.execute(delete(VotingCode).where(VotingCode.box_id == box.id))


def shown(code: str) -> str:
    """In four groups, as printed."""
    return "-".join(code[n : n + 4] for n in range(0, len(code), 4))


def _voter(code):
    plain = "".join(c for c in code.upper() if c in ALPHABET)
    return "c-" + fingerprint(f"voting code {plain}")[:_HASH]
