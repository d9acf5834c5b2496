"""The table of demands: who asked whom for what, on what basis, and what came of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.audit import Audited
from app.core.db import Base
from app.core.types import Code, Moment
from app.organizations.models import Organization
from app.rules.base import Labelled


class DemandKind(Labelled):
    URGE = "urge", "催办"
    RETURN = "return", "退回"


class Demand(Audited, Base):
    """One thing asked of one organisation. `subject` is the duty reminded of, or the record
    returned (meetings/12); `minutes` what the portal thinks it takes."""

    __tablename__ = "demand"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        Index("ix_demand_organization", "organization_id", "made_on"),
        Index("ix_demand_subject", "subject"),
    )
    audit_name = "催办和退回"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[DemandKind] = mapped_column(Code(DemandKind))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    asker_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    made_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    subject: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(String(200))
    rule_id: Mapped[str] = mapped_column(String(20), default="")
    cite: Mapped[str] = mapped_column(String(120), default="")
    address: Mapped[str] = mapped_column(String(300))
    field: Mapped[str] = mapped_column(String(60), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[int]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(foreign_keys=organization_id, innerjoin=True)
    asker: Mapped[Organization] = relationship(foreign_keys=asker_id, innerjoin=True)
    made_by: Mapped[Account | None] = relationship(foreign_keys=made_by_id)
    answered_by: Mapped[Account | None] = relationship(foreign_keys=answered_by_id)

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.what}"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def open(self) -> bool:
        """Whether a returned record still waits for the organisation's word."""
        return self.kind is DemandKind.RETURN and self.answered_on is None
