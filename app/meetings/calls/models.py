"""Tables of calls: the notice of a meeting, who is called, and leave asked for."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Moment
from app.meetings.attendance import AttendanceCode
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.meetings import MeetingKind


class Call(Audited, Base):
    """The notice of a meeting to come. `agenda` is one item a line; `sent_at` is when it went out
    as it now stands."""

    __tablename__ = "meeting_call"
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_at > started_at", name="times"),
        Index("ix_meeting_call_organization", "organization_id", "held_on"),
    )
    audit_name = "会议通知"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    entry_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting_plan_entry.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[MeetingKind] = mapped_column(Code(MeetingKind))
    title: Mapped[str] = mapped_column(String(100))
    held_on: Mapped[date]
    started_at: Mapped[time]
    ended_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(100))
    agenda: Mapped[str] = mapped_column(Text, default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    cancelled_why: Mapped[str] = mapped_column(String(200), default="")
    sent_at: Mapped[datetime] = mapped_column(Moment)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(foreign_keys=organization_id, innerjoin=True)
    group: Mapped[Organization | None] = relationship(foreign_keys=group_id)
    sent_by: Mapped[Account | None] = relationship()
    called: Mapped[list["Called"]] = relationship(
        order_by="Called.position", cascade="all, delete-orphan", back_populates="call"
    )
    leaves: Mapped[list["Leave"]] = relationship(
        order_by="Leave.id", cascade="all, delete-orphan", back_populates="call"
    )

    @property
    def begins(self) -> datetime:
        """On the wall clock, without a zone."""
        return datetime.combine(self.held_on, self.started_at)

    @property
    def items(self) -> list[str]:
        return [line for line in self.agenda.split("\n") if line.strip()]

    @property
    def cancelled(self) -> bool:
        return bool(self.cancelled_why)

    @property
    def audit_label(self) -> str:
        return f"{self.title}（{self.held_on.isoformat()}）"

    @property
    def audit_path(self) -> str:
        return self.organization.path


class Called(Base):
    """Somebody called to a meeting; `guest` sits in without being counted (列席)."""

    __tablename__ = "meeting_called"
    __table_args__ = (
        UniqueConstraint("call_id", "person_id"),
        Index("ix_meeting_called_person", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("meeting_call.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    position: Mapped[int]
    guest: Mapped[bool] = mapped_column(default=False)

    call: Mapped[Call] = relationship(back_populates="called")
    person: Mapped[Person] = relationship(innerjoin=True)


class Leave(Audited, Base):
    """Leave asked for before the meeting began: 事, 病 or 公, with its reason."""

    __tablename__ = "meeting_leave"
    __table_args__ = (
        UniqueConstraint("call_id", "person_id"),
        Index("ix_meeting_leave_person", "person_id"),
    )
    audit_name = "会议请假"
    audit_secret = frozenset({"reason"})

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("meeting_call.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    code: Mapped[AttendanceCode] = mapped_column(Code(AttendanceCode))
    reason: Mapped[str] = mapped_column(String(100))
    asked_at: Mapped[datetime] = mapped_column(Moment)

    call: Mapped[Call] = relationship(back_populates="leaves")
    person: Mapped[Person] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.call.title

    @property
    def audit_path(self) -> str:
        return self.call.organization.path


explain("ck_meeting_call_times", "ended_at", "结束时间应晚于开始时间。")
explain("uq_meeting_leave_call_id", "", "您已经请过假，请重新打开页面。")
