"""Tables of acts on the tree: what was done, by which paper, and what stood there before."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.audit import Audited
from app.core.db import Base
from app.core.types import Code, Moment
from app.organizations.models import Organization
from app.rules.acts import ActKind, Part


class Act(Audited, Base):
    """One act; it counts from the day on which it was done.

    `superior` is the committee that decided, `number` its paper, `reason` why what is usual was
    not kept to. `facts` holds what only acts of that kind know: applied_on, full, people. The
    number of an act that was taken back is given to no other: an old address opens nothing.
    """

    __tablename__ = "organization_act"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012
    audit_name = "组织变动"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ActKind] = mapped_column(Code(ActKind))
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    done_on: Mapped[date] = mapped_column(index=True)
    basis: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(60), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[dict] = mapped_column(JSON, default=dict)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    superior: Mapped[Organization | None] = relationship()
    recorded_by: Mapped[Account | None] = relationship()
    parts: Mapped[list["ActPart"]] = relationship(
        back_populates="act", cascade="all, delete-orphan", order_by="ActPart.id"
    )

    @property
    def audit_label(self) -> str:
        return f"{self.kind.label} {self.main.organization.name}"

    @property
    def audit_path(self) -> str:
        return self.main.organization.path

    @property
    def main(self) -> "ActPart":
        """The organisation that the act is about; the first that was entered."""
        return self.parts[0]

    def those(self, *parts: Part) -> list["ActPart"]:
        """Which organisations were that in this act."""
        return [one for one in self.parts if one.part in parts]


class ActPart(Base):
    """One organisation's part in an act. `before` and `after` hold what the act changed on it:
    name, parent_id, dissolved_on, and the ids of people, groups, posts and events it touched."""

    __tablename__ = "organization_act_part"
    __table_args__ = (UniqueConstraint("act_id", "organization_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("organization_act.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    part: Mapped[Part] = mapped_column(Code(Part))
    before: Mapped[dict] = mapped_column(JSON, default=dict)
    after: Mapped[dict] = mapped_column(JSON, default=dict)

    act: Mapped[Act] = relationship(back_populates="parts")
    organization: Mapped[Organization] = relationship(innerjoin=True)
