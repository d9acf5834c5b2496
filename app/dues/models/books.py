"""Tables of an organisation's book of dues: its entries and the balance that never falls below
nought."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Fen
from app.organizations.models import Organization
from app.rules.dues.using import Move, Purpose

_OPENING = text("move = 'opening' AND NOT countered AND counters_id IS NULL")


class DuesBook(Base):
    """What an organisation holds: what its members paid and all its entries, always their sum. The
    database keeps it from falling below nought whoever writes at once."""

    __tablename__ = "dues_book"
    __table_args__ = (CheckConstraint("balance >= 0", name="balance"),)

    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), primary_key=True)
    balance: Mapped[int] = mapped_column(Fen, default=0)

    organization: Mapped[Organization] = relationship(innerjoin=True)


class DuesEntry(Audited, Base):
    """One movement of an organisation's book; what was wrong is taken back by a counter-entry.

    `amount` is below nought for what went out. `twin_id` names the entry of the other organisation
    where money went up or down, `request_id` the request a grant or its use belongs to.
    """

    __tablename__ = "dues_entry"
    __table_args__ = (
        Index(
            "uq_dues_entry_opening",
            "organization_id",
            unique=True,
            sqlite_where=_OPENING,
            postgresql_where=_OPENING,
        ),
        UniqueConstraint("counters_id"),
        Index("ix_dues_entry_organization", "organization_id", "happened_on"),
        CheckConstraint("amount <> 0 OR move = 'opening'", name="amount"),
    )
    audit_name = "党费收支"
    audit_unseen = frozenset({"import_id", "twin_id"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    move: Mapped[Move] = mapped_column(Code(Move))
    amount: Mapped[int] = mapped_column(Fen)
    happened_on: Mapped[date]
    purpose: Mapped[Purpose | None] = mapped_column(Code(Purpose))
    summary: Mapped[str] = mapped_column(String(200), default="")
    decided_on: Mapped[date | None]
    decision: Mapped[str] = mapped_column(String(120), default="")
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    voucher: Mapped[str] = mapped_column(String(60), default="")
    handler: Mapped[str] = mapped_column(String(60), default="")
    counterpart_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    twin_id: Mapped[int | None] = mapped_column(ForeignKey("dues_entry.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("dues_request.id"), index=True)
    counters_id: Mapped[int | None] = mapped_column(ForeignKey("dues_entry.id"))
    countered: Mapped[bool] = mapped_column(default=False)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("dues_import.id"))

    organization: Mapped[Organization] = relationship(
        innerjoin=True, foreign_keys="DuesEntry.organization_id"
    )
    counterpart: Mapped[Organization | None] = relationship(foreign_keys="DuesEntry.counterpart_id")

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.move.label}"

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain(
    "ck_dues_book_balance", "amount", "党费结余不够，请核对；钱已经上缴或使用的，先冲正那一笔。"
)
explain("uq_dues_entry_opening", "amount", "期初结余已经登记过了；写错的先冲正，再重新登记。")
explain("uq_dues_entry_counters_id", "", "这一笔已经冲正过了。")
