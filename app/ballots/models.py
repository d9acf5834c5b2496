"""Tables of boxes and of what counting left; envelopes and receipts have modules of their own.

Nothing here carries a time, a person or an order, and nothing is audited.
"""

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base
from app.core.types import Code
from app.rules.base import Labelled

KEY = 32
"""Bytes of a public key."""
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
    STRICT = "strict", "严格"


class Release(Labelled):
    """What becomes of a voter's words once they were read."""

    UNREAD = "unread", "待审核"
    PUBLISHED = "published", "公开"
    TO_PERSON = "to_person", "只给本人"
    WITHHELD = "withheld", "不公开"


class Box(Base):
    """One round of one questionnaire. `minimum`, `size` and the public keys never change.

    `public_key` is one key, or at the strict level both tellers' one after the other; `key_name`
    names the private keys' files likewise, joined by a plus, and stays until the files are known to
    be gone: a final state with a name is a destruction to be finished. `withheld` counts valid
    ballots of groups too small to be shown.
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
    withheld: Mapped[int | None]

    @property
    def key_names(self) -> list[str]:
        return self.key_name.split("+") if self.key_name else []

    @property
    def public_keys(self) -> list[bytes]:
        """In the order of sealing: the last one is the outer seal."""
        return [self.public_key[n : n + KEY] for n in range(0, len(self.public_key), KEY)]

    @property
    def over(self) -> bool:
        """Counted or destroyed: no envelope is left."""
        return self.state in OVER

    @property
    def opened(self) -> int:
        """How many envelopes the count opened; none of a round that went to paper."""
        return (self.ballots or 0) + (self.invalid or 0) + (self.withheld or 0)


class CountedMark(Base):
    """One mark for one subject on one item; which marks came from one ballot is not known."""

    __tablename__ = "ballot_counted_mark"
    __table_args__ = WITHOUT_ROWID

    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"), primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))
    item: Mapped[str] = mapped_column(String(40))
    mark: Mapped[str] = mapped_column(String(40))
    group: Mapped[str] = mapped_column("voter_group", String(20), default="")


class CountedText(Base):
    """Some words on one subject, apart from every mark; `release` is what was decided about them
    after reading, `text` what may be shown."""

    __tablename__ = "ballot_counted_text"
    __table_args__ = WITHOUT_ROWID

    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"), primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))
    item: Mapped[str] = mapped_column(String(40), default="text")
    text: Mapped[str] = mapped_column(Text)
    release: Mapped[Release] = mapped_column(Code(Release), default=Release.UNREAD)
    reason: Mapped[str] = mapped_column(String(200), default="")


class CountedEnvelope(Base):
    """The number that was printed for a voter and stands for an envelope which was counted."""

    __tablename__ = "ballot_counted_envelope"
    __table_args__ = WITHOUT_ROWID

    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(24), primary_key=True)
