"""Tables of the yearly budget: its lines, their adjustments, and how an organisation handles money.

A line carries its own balance, so that the database itself refuses to go below zero.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Fen
from app.organizations.models import Organization
from app.rules.funds.checks import Manner
from app.rules.funds.kinds import AdjustmentState, BudgetState, LineKind, YearEnd


class Budget(Audited, Base):
    """What one organisation plans to spend in one year. `made_by_id` is the person who sent it."""

    __tablename__ = "fund_budget"
    __table_args__ = (
        UniqueConstraint("organization_id", "year"),
        CheckConstraint(
            "state IN ('draft', 'submitted', 'returned') OR decided_on IS NOT NULL", name="decided"
        ),
        Index("ix_fund_budget_year", "year", "state"),
    )
    audit_name = "经费预算"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    state: Mapped[BudgetState] = mapped_column(Code(BudgetState), default=BudgetState.DRAFT)
    note: Mapped[str] = mapped_column(String(1000), default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    submitted_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(String(100), default="")
    returned_field: Mapped[str] = mapped_column(String(60), default="")
    returned_why: Mapped[str] = mapped_column(String(300), default="")
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    lines: Mapped[list["Line"]] = relationship(
        order_by="Line.position, Line.id", back_populates="budget", cascade="all, delete-orphan"
    )

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.year}年"

    @property
    def audit_path(self) -> str:
        return self.organization.path


class Line(Audited, Base):
    """One line of a budget. `planned` is the first approved figure and stays, `budgeted` the
    present one; `spent`, `reserved` and `balance` follow from the ledger and from approved requests
    and are written by app.funds.ledger alone. `entries` counts its ledger entries."""

    __tablename__ = "fund_line"
    __table_args__ = (
        UniqueConstraint("budget_id", "name"),
        CheckConstraint("reserved >= 0 AND balance >= reserved", name="free"),
        CheckConstraint("planned >= 0 AND budgeted >= 0", name="planned"),
    )
    audit_name = "预算条目"
    audit_unseen = frozenset({"balance", "reserved", "spent", "entries"})

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("fund_budget.id"))
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(Code(LineKind))
    name: Mapped[str] = mapped_column(String(60))
    planned: Mapped[int] = mapped_column(Fen, default=0)
    budgeted: Mapped[int] = mapped_column(Fen, default=0)
    balance: Mapped[int] = mapped_column(Fen, default=0)
    reserved: Mapped[int] = mapped_column(Fen, default=0)
    spent: Mapped[int] = mapped_column(Fen, default=0)
    entries: Mapped[int] = mapped_column(default=0)
    remark: Mapped[str] = mapped_column(String(300), default="")

    budget: Mapped[Budget] = relationship(back_populates="lines", innerjoin=True)

    @property
    def free(self) -> int:
        """What may still be promised."""
        return self.balance - self.reserved

    @property
    def given(self) -> int:
        """All it was ever given this year: the budget and what came from the year before."""
        return self.balance + self.spent

    @property
    def audit_label(self) -> str:
        return self.name

    @property
    def audit_path(self) -> str:
        return self.budget.organization.path


class Adjustment(Audited, Base):
    """A change of one line's figure, with the one before it and why; nothing changes until the
    superior agrees."""

    __tablename__ = "fund_adjustment"
    __table_args__ = (
        CheckConstraint("amount_after >= 0 AND amount_after <> amount_before", name="change"),
        Index("ix_fund_adjustment_line", "line_id", "state"),
    )
    audit_name = "预算调整"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("fund_line.id"))
    amount_before: Mapped[int] = mapped_column(Fen)
    amount_after: Mapped[int] = mapped_column(Fen)
    reason: Mapped[str] = mapped_column(String(300))
    state: Mapped[AdjustmentState] = mapped_column(
        Code(AdjustmentState), default=AdjustmentState.SUBMITTED
    )
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_on: Mapped[date]
    decided_on: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(String(100), default="")
    returned_why: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    line: Mapped[Line] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.line.name

    @property
    def audit_path(self) -> str:
        return self.line.budget.organization.path


class Manners(Audited, Base):
    """经费办法: what an organisation says for those below it (the topmost for itself as well).

    `carried` are the kinds of line, by their codes and commas, whose rest goes into the next year;
    the rest of the others is given back.
    """

    __tablename__ = "fund_manners"
    __table_args__ = (
        UniqueConstraint("organization_id"),
        CheckConstraint("own >= 0 AND superior >= own", name="limits"),
        CheckConstraint("nearly >= 1 AND nearly <= 100", name="nearly"),
    )
    audit_name = "经费办法"
    audit_reaches_below = True

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    own: Mapped[int] = mapped_column(Fen)
    superior: Mapped[int] = mapped_column(Fen)
    carried: Mapped[str] = mapped_column(String(100), default="")
    nearly: Mapped[int]
    basis: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def manner(self) -> Manner:
        """The same as plain values."""
        carried = set(self.carried.split(","))
        ends = {
            kind: YearEnd.CARRIED if kind.value in carried else YearEnd.GIVEN_BACK
            for kind in LineKind
        }
        return Manner(self.own, self.superior, ends, self.nearly)

    @property
    def audit_label(self) -> str:
        return self.organization.name

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("uq_fund_budget_organization_id", "", "这一年的预算刚刚已经有人编了，请重新打开页面。")
explain("uq_fund_line_budget_id", "", "两条预算用了同一个名称，请改一个。")
explain("ck_fund_line_free", "", "余额不够，没有记下。请重新打开页面看看还可以用多少。")
explain("ck_fund_adjustment_change", "after", "调整后的金额和现在一样，不用调整。")
explain("uq_fund_manners_organization_id", "", "经费办法刚刚已被别人设置，请重新打开页面。")
explain("ck_fund_manners_limits", "own", "本组织的限额不能高于上级的限额。")
