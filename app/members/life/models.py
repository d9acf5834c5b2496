"""The table of events; what they change on the member is kept there (see chain)."""

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.types import Code, Partial
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.dates import PartialDate
from app.rules.life import Care, EventKind, Ground, Happening, PunishmentKind, StopGround
from app.rules.members import Stage, Standing


class Event(Audited, Base):
    """One thing that happened, in the branch where the member was then.

    `before` holds what stood on the member in each column this event changed, so that it can be
    taken back; `stage_after` and `standing_after` what it made of the person, if anything.
    """

    __tablename__ = "member_event"
    __table_args__ = (Index("ix_member_event_member", "member_id", "kind"),)
    audit_name = "党员经历"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    kind: Mapped[EventKind] = mapped_column(Code(EventKind))
    punishment: Mapped[PunishmentKind | None] = mapped_column(Code(PunishmentKind))
    ground: Mapped[Ground | None] = mapped_column(Code(Ground))
    stop_ground: Mapped[StopGround | None] = mapped_column(Code(StopGround))
    care: Mapped[Care | None] = mapped_column(Code(Care))
    happened_on: Mapped[PartialDate] = mapped_column(Partial)
    since: Mapped[PartialDate | None] = mapped_column(Partial)
    until: Mapped[PartialDate | None] = mapped_column(Partial)
    ended_on: Mapped[PartialDate | None] = mapped_column(Partial)
    fixed: Mapped[bool] = mapped_column(default=False)
    organ: Mapped[str] = mapped_column(String(100), default="")
    basis: Mapped[str] = mapped_column(String(200), default="")
    paper: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    stage_after: Mapped[Stage | None] = mapped_column(Code(Stage))
    standing_after: Mapped[Standing | None] = mapped_column(Code(Standing))
    before: Mapped[dict] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    member: Mapped[Member] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.member.name} {self.label}"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def label(self) -> str:
        """The kind, or for a punishment which one."""
        return self.punishment.label if self.punishment else self.kind.label

    @property
    def happening(self) -> Happening:
        """The facts that rules ask about."""
        return Happening(
            kind=self.kind,
            on=self.happened_on,
            until=self.until,
            since=self.since,
            ended_on=self.ended_on,
            punishment=self.punishment,
            ground=self.ground,
            stop_ground=self.stop_ground,
            care=self.care,
            fixed=self.fixed,
        )
