"""The table of payments: it only grows; what was wrong is taken back by a counter-entry."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Fen, MonthNumber, Partial
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.base import Labelled
from app.rules.dates import PartialDate
from app.rules.dues.months import Handed

_STANDS = text("NOT countered AND counters_id IS NULL")


class Entry(Labelled):
    """A month is paid for once; what was short of it is made up once more."""

    REGULAR = "regular", "交纳"
    SUPPLEMENT = "supplement", "补差"


class DuesPayment(Audited, Base):
    """What one person paid for one month, or (`counters_id`) the taking back of such a payment,
    with its amount below nought. `countered` marks a payment that was taken back."""

    __tablename__ = "dues_payment"
    __table_args__ = (
        Index(
            "uq_dues_payment_once",
            "person_id",
            "month",
            "entry",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        UniqueConstraint("counters_id"),
        Index("ix_dues_payment_organization", "organization_id", "month"),
        CheckConstraint("amount > 0 OR counters_id IS NOT NULL", name="amount"),
    )
    audit_name = "党费交纳"
    audit_secret = frozenset({"amount"})
    audit_unseen = frozenset({"import_id"})

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    month: Mapped[int] = mapped_column(MonthNumber)
    entry: Mapped[Entry] = mapped_column(Code(Entry), default=Entry.REGULAR)
    amount: Mapped[int] = mapped_column(Fen)
    paid_on: Mapped[PartialDate] = mapped_column(Partial)
    handed: Mapped[Handed] = mapped_column(Code(Handed), default=Handed.SELF)
    handed_by: Mapped[str] = mapped_column(String(60), default="")
    recorded_by: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(String(200), default="")
    counters_id: Mapped[int | None] = mapped_column(ForeignKey("dues_payment.id"))
    countered: Mapped[bool] = mapped_column(default=False)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("dues_import.id"), index=True)

    person: Mapped[Person] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.person.name

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("uq_dues_payment_once", "", "这个月的党费已经登记过了，不能再登记一次。请核对。")
explain("uq_dues_payment_counters_id", "", "这一笔已经冲正过了。")
