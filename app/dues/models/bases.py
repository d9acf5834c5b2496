"""Tables of what is due: an organisation's settings, each person's base, and every month owed."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, EncryptedJson, Fen, MonthNumber
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dues.months import Start
from app.rules.dues.payers import Employer, Part, Payer
from app.rules.dues.reckoning import Rounding, Unit, Way

_STANDS = text("void_on IS NULL")


class DuesSetting(Audited, Base):
    """An organisation's word on what no regulation settles, for itself and everything below it that
    says nothing of its own. `follows_pay`: a change of pay changes the base at once (DUE-16), else
    generally not within the year (DUE-15)."""

    __tablename__ = "dues_setting"
    __table_args__ = (UniqueConstraint("organization_id"),)
    audit_name = "党费设置"
    audit_reaches_below = True

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    unit: Mapped[Unit] = mapped_column(Code(Unit), default=Unit.FEN)
    way: Mapped[Way] = mapped_column(Code(Way), default=Way.HALF_UP)
    employer: Mapped[Employer] = mapped_column(Code(Employer), default=Employer.INSTITUTION)
    start: Mapped[Start] = mapped_column(Code(Start), default=Start.SAME)
    follows_pay: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def rounding(self) -> Rounding:
        return Rounding(self.unit, self.way)

    @property
    def audit_label(self) -> str:
        return self.organization.name

    @property
    def audit_path(self) -> str:
        return self.organization.path


class DuesBase(Audited, Base):
    """核定: what a person pays a month from a month of the year on, fixed when and by whom.

    `income` holds the parts and the base they make up, encrypted: wages are personal data, and only
    `monthly` is needed for sums. A row never changes but to be void; a later one takes its place,
    so the rows are the history.
    """

    __tablename__ = "dues_base"
    __table_args__ = (
        Index(
            "uq_dues_base_stands",
            "person_id",
            "year",
            "first_month",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        Index("ix_dues_base_organization", "organization_id", "year"),
        CheckConstraint("monthly >= 0", name="monthly"),
    )
    audit_name = "党费核定"
    audit_secret = frozenset({"monthly", "permille"})

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    first_month: Mapped[int] = mapped_column(MonthNumber)
    payer: Mapped[Payer] = mapped_column(Code(Payer))
    employer: Mapped[Employer] = mapped_column(Code(Employer))
    income: Mapped[dict | None] = mapped_column(EncryptedJson)
    permille: Mapped[int | None]
    monthly: Mapped[int] = mapped_column(Fen)
    quarterly: Mapped[bool] = mapped_column(default=False)
    consent: Mapped[str] = mapped_column(String(100), default="")
    fixed_on: Mapped[date]
    fixed_by: Mapped[str] = mapped_column(String(60), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    void_on: Mapped[date | None]
    void_why: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    person: Mapped[Person] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def parts(self) -> dict[Part, int]:
        """What was typed, in fen."""
        return {Part(code): fen for code, fen in (self.income or {}).get("parts", {}).items()}

    @property
    def base(self) -> int | None:
        return (self.income or {}).get("base")

    @property
    def audit_label(self) -> str:
        return f"{self.person.name} {self.year}年"

    @property
    def audit_path(self) -> str:
        return self.organization.path


class DuesMonth(Base):
    """What one person owes one branch for one month, and what has come of it.

    Written with the base, the reduction or the payment behind it, which leave the trail. `paid` is
    the sum of the payments that stand. `overdue` is the month from which it is 待补.
    """

    __tablename__ = "dues_month"
    __table_args__ = (
        Index("ix_dues_month_organization", "organization_id", "month"),
        CheckConstraint("due >= 0", name="due"),
        CheckConstraint("paid >= 0", name="paid"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    month: Mapped[int] = mapped_column(MonthNumber, primary_key=True, autoincrement=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("dues_base.id"), index=True)
    reduction_id: Mapped[int | None] = mapped_column(ForeignKey("dues_reduction.id"))
    due: Mapped[int] = mapped_column(Fen)
    paid: Mapped[int] = mapped_column(Fen, default=0)
    overdue: Mapped[int] = mapped_column(MonthNumber)

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def settled(self) -> bool:
        return self.paid >= self.due


explain("uq_dues_setting_organization_id", "", "设置刚刚已被别人保存，请重新打开页面。")
explain("uq_dues_base_stands", "", "这个人从这个月起的基数刚刚已经核定，请重新打开页面核对。")
explain("pk_dues_month", "", "这个人的应交党费刚刚被改过，请重新打开页面核对。")
explain("ck_dues_month_paid", "", "这个月没有那么多已交的党费可以冲正。")
