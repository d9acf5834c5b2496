"""Who has voted, and nothing else: no time, no order, nothing of what was voted."""

from sqlalchemy import ForeignKey, String, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from app.ballots.models import WITHOUT_ROWID, Box
from app.core.db import Base, db, is_postgresql


class Receipt(Base):
    """The primary key is the rule: one vote a voter and box."""

    __tablename__ = "ballot_receipt"
    __table_args__ = WITHOUT_ROWID

    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"), primary_key=True)
    voter: Mapped[str] = mapped_column(String(40), primary_key=True)


def give(box: Box, voter: str) -> bool:
    """Note that this voter votes now; False if it was noted before."""
    dialect = postgresql if is_postgresql() else sqlite
    insert = dialect.insert(Receipt.__table__).values(box_id=box.id, voter=voter)
    noted = insert.on_conflict_do_nothing().returning(Receipt.__table__.c.voter)
    return db.session.scalar(noted) is not None


def held(box_ids: list[int], voter: str) -> set[int]:
    """In which of these boxes the voter has voted."""
    query = select(Receipt.box_id).where(Receipt.box_id.in_(box_ids), Receipt.voter == voter)
    return set(db.session.scalars(query))


def numbers(box_ids: list[int]) -> dict[int, int]:
    """How many have voted in each of these boxes; a box without votes is missing."""
    query = (
        select(Receipt.box_id, func.count())
        .where(Receipt.box_id.in_(box_ids))
        .group_by(Receipt.box_id)
    )
    return dict(db.session.execute(query).all())


def clear(box: Box) -> None:
    """Forget who has voted in a box that is over."""
    db.session.execute(delete(Receipt).where(Receipt.box_id == box.id))
