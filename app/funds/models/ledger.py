"""Tables of the ledger: entries that are never changed, their voucher numbers and files."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Fen, Moment
from app.core.uploads import Uploaded
from app.funds.models.budgets import Line
from app.funds.models.requests import Request
from app.rules.funds.kinds import EntryKind, Purpose


class Entry(Audited, Base):
    """One movement of money on a line: `amount` is above zero for what comes in, below for what
    goes out; `balance` the line's after it, `number` its place on the line.

    The database refuses to change or delete one (triggers of the migration). What was wrong is
    cancelled by an entry of its own that names it in `cancels_id`, once.
    """

    __tablename__ = "fund_entry"
    __table_args__ = (
        UniqueConstraint("line_id", "number"),
        UniqueConstraint("cancels_id"),
        CheckConstraint("amount <> 0", name="amount"),
        CheckConstraint("balance >= 0", name="balance"),
        CheckConstraint("(kind = 'countered') = (cancels_id IS NOT NULL)", name="cancels"),
        CheckConstraint(
            "kind NOT IN ('paid', 'returned', 'topped_up') OR request_id IS NOT NULL",
            name="request",
        ),
        Index("ix_fund_entry_request", "request_id"),
    )
    audit_name = "经费台账"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("fund_line.id"))
    number: Mapped[int]
    kind: Mapped[EntryKind] = mapped_column(Code(EntryKind))
    amount: Mapped[int] = mapped_column(Fen)
    balance: Mapped[int] = mapped_column(Fen)
    happened_on: Mapped[date]
    summary: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[Purpose | None] = mapped_column(Code(Purpose))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("fund_request.id"))
    cancels_id: Mapped[int | None] = mapped_column(ForeignKey("fund_entry.id"))
    voucher: Mapped[str] = mapped_column(String(40), default="")
    attachments: Mapped[int] = mapped_column(default=0)
    handler: Mapped[str] = mapped_column(String(60), default="")
    witness: Mapped[str] = mapped_column(String(60), default="")
    approver: Mapped[str] = mapped_column(String(100), default="")
    remark: Mapped[str] = mapped_column(String(300), default="")
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    line: Mapped[Line] = relationship(innerjoin=True)
    request: Mapped[Request | None] = relationship()

    @property
    def audit_label(self) -> str:
        return self.summary

    @property
    def audit_path(self) -> str:
        return self.line.budget.organization.path


class Voucher(Audited, Base):
    """A voucher's number is used once in an organisation's year; a cancelled entry frees it."""

    __tablename__ = "fund_voucher"
    __table_args__ = (UniqueConstraint("budget_id", "number"), UniqueConstraint("entry_id"))
    audit_name = "凭证号"

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("fund_budget.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("fund_entry.id"))
    number: Mapped[str] = mapped_column(String(40))

    entry: Mapped[Entry] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.number

    @property
    def audit_path(self) -> str:
        return self.entry.line.budget.organization.path


class VoucherFile(Audited, Uploaded, Base):
    """A picture or file of an entry's vouchers."""

    __tablename__ = "fund_voucher_file"
    __table_args__ = (
        UniqueConstraint("stored"),
        CheckConstraint("size > 0", name="size"),
        Index("ix_fund_voucher_file_entry", "entry_id"),
    )
    audit_name = "凭证文件"
    audit_secret = frozenset({"stored"})

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("fund_entry.id"))

    entry: Mapped[Entry] = relationship(innerjoin=True)

    @property
    def audit_path(self) -> str:
        return self.entry.line.budget.organization.path


explain("uq_fund_voucher_budget_id", "voucher", "这个凭证号今年已经记过账，请核对是不是重复。")
explain("uq_fund_entry_cancels_id", "", "这一笔刚刚已经冲正过，请重新打开页面。")
