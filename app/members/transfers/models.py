"""The table of transfers and letters; the number is the issuing committee's own within a year."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Partial
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.dates import PartialDate
from app.rules.members import Relation
from app.rules.transfers import OPEN, TransferKind, TransferState

_UNDER_WAY = text("state IN ('waiting', 'issued')")


class Transfer(Audited, Base):
    """`place` is the organisation outside, `letter` the number on a letter that came from there.

    `relation_before` is where the relation was, for when the transfer comes to nothing."""

    __tablename__ = "transfer"
    __table_args__ = (
        UniqueConstraint("issuer_id", "year", "number"),
        CheckConstraint("valid_until IS NULL OR valid_until >= issued_on", name="validity"),
        Index(
            "uq_transfer_open",
            "member_id",
            unique=True,
            sqlite_where=_UNDER_WAY,
            postgresql_where=_UNDER_WAY,
        ),
    )
    audit_name = "组织关系转接"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    kind: Mapped[TransferKind] = mapped_column(Code(TransferKind))
    state: Mapped[TransferState] = mapped_column(Code(TransferState))
    from_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    to_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    place: Mapped[str] = mapped_column(String(100), default="")
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int | None]
    number: Mapped[int | None]
    letter: Mapped[str] = mapped_column(String(60), default="")
    proposed_on: Mapped[date]
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    received_on: Mapped[date | None]
    receipt_on: Mapped[date | None]
    dues_until: Mapped[PartialDate | None] = mapped_column(Partial)
    graduate: Mapped[bool] = mapped_column(default=False)
    relation_before: Mapped[Relation] = mapped_column(Code(Relation), default=Relation.HERE)
    reason: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    member: Mapped[Member] = relationship(innerjoin=True)
    origin: Mapped[Organization | None] = relationship(foreign_keys=from_id)
    target: Mapped[Organization | None] = relationship(foreign_keys=to_id)
    issuer: Mapped[Organization | None] = relationship(foreign_keys=issuer_id)

    @property
    def audit_label(self) -> str:
        return f"{self.member.name} {self.kind.label}"

    @property
    def audit_path(self) -> str:
        return (self.origin or self.target).path

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def stands(self) -> str:
        """Where it is, in a word; one that goes outside waits for its letter first (ED-21)."""
        if self.kind is TransferKind.OUT and self.state is TransferState.WAITING:
            return "等待开介绍信"
        return self.state.label

    def overdue(self, day: date) -> bool:
        """A letter no longer valid whose 回执 has not come back."""
        return self.state is TransferState.ISSUED and self.valid_until < day

    @property
    def letter_number(self) -> str:
        """〔2026〕第12号 of our own letters, the outside's number of theirs."""
        return f"〔{self.year}〕第{self.number}号" if self.number else self.letter

    @property
    def from_name(self) -> str:
        return self.origin.name if self.origin else self.place

    @property
    def to_name(self) -> str:
        return self.target.name if self.target else self.place


explain("uq_transfer_issuer_id", "", "这个编号刚被用掉，请再按一次。")
explain("uq_transfer_open", "", "这个人已有一件转接在办，请先办完或撤销。")
explain("ck_transfer_validity", "valid_until", "有效期不能早于开具日期。")
