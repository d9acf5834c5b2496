"""Tables of boxes and of what counting left; envelopes and receipts have modules of their own.

Nothing here carries a time, a person or an order, and nothing is audited.
"""

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base
from app.core.types import Code
from app.rules.base import Labelled

WITHOUT_ROWID = {"sqlite_with_rowid": False}
"""SQLite's hidden rowid would keep the order of arrival."""


class BoxState(Labelled):
    OPEN = "open", "投票中"
    CLOSED = "closed", "已停止投票"
    COUNTED = "counted", "已计票"
    DESTROYED = "destroyed", "未开启即销毁"


OVER = frozenset({BoxState.COUNTED, BoxState.DESTROYED})
"""Where no envelope is left."""


class Level(Labelled):
    """Who keeps the private key while people vote."""

    ORDINARY = "ordinary", "普通"


class Box(Base):
    """One round of one questionnaire. `minimum`, `size` and the public key never change.

    `key_name` names the private key's file and stays until the file is known to be gone: a final
    state with a name is a destruction to be finished.
    """

    __tablename__ = "ballot_box"
    __table_args__ = (CheckConstraint("minimum >= 3", name="minimum"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[Level] = mapped_column(Code(Level), default=Level.ORDINARY)
    state: Mapped[BoxState] = mapped_column(Code(BoxState), default=BoxState.OPEN)
    minimum: Mapped[int]
    questionnaire_digest: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    key_name: Mapped[str | None] = mapped_column(String(64))
    ballots: Mapped[int | None]
    invalid: Mapped[int | None]

    @property
    def over(self) -> bool:
        """Counted or destroyed: no envelope is left."""
        return self.state in OVER


class CountedMark(Base):
    """One mark for one subject on one item; which marks came from one ballot is not known."""

    __tablename__ = "ballot_counted_mark"
    __table_args__ = WITHOUT_ROWID

    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"), primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))
    item: Mapped[str] = mapped_column(String(40))
    mark: Mapped[str] = mapped_column(String(40))


class CountedText(Base):
    """One remark on one subject, apart from every mark."""

    __tablename__ = "ballot_counted_text"
    __table_args__ = WITHOUT_ROWID

    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"), primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
