"""Tables of a branch's year: the plan and its entries, the fixed day, breaks of the calendar."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Moment
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind
from app.rules.planning import FixedDay


class MeetingPlan(Audited, Base):
    """A branch's plan of one year as submitted; what is being written is a draft."""

    __tablename__ = "meeting_plan"
    __table_args__ = (UniqueConstraint("organization_id", "year"),)
    audit_name = "年度工作计划"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    goals: Mapped[str] = mapped_column(Text, default="")
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    revised_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    submitted_by: Mapped[Account | None] = relationship()
    entries: Mapped[list["PlanEntry"]] = relationship(
        order_by="(PlanEntry.month, PlanEntry.planned_on, PlanEntry.id)",
        cascade="all, delete-orphan",
        back_populates="plan",
    )

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.year}年"

    @property
    def audit_path(self) -> str:
        return self.organization.path


class PlanEntry(Audited, Base):
    """One planned meeting; its day may be left open within the month."""

    __tablename__ = "meeting_plan_entry"
    __table_args__ = (
        CheckConstraint("month BETWEEN 1 AND 12", name="month"),
        Index("ix_meeting_plan_entry_plan", "plan_id", "month"),
    )
    audit_name = "计划的会议"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("meeting_plan.id"))
    kind: Mapped[MeetingKind] = mapped_column(Code(MeetingKind))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    month: Mapped[int]
    planned_on: Mapped[date | None]
    topic: Mapped[str] = mapped_column(String(200), default="")
    leader: Mapped[str] = mapped_column(String(60), default="")

    plan: Mapped[MeetingPlan] = relationship(back_populates="entries")
    group: Mapped[Organization | None] = relationship()

    @property
    def label(self) -> str:
        """支委会, or the name of the group that meets."""
        return self.group.name if self.group else self.kind.label

    @property
    def audit_label(self) -> str:
        return f"{self.plan.year}年{self.month}月 {self.label}"

    @property
    def audit_path(self) -> str:
        return self.plan.organization.path


class ThemeDay(Audited, Base):
    """The day of each month on which a branch holds its 主题党日 (BR-18)."""

    __tablename__ = "theme_day"
    __table_args__ = (
        UniqueConstraint("organization_id"),
        CheckConstraint(
            "(day BETWEEN 1 AND 31 AND week IS NULL AND weekday IS NULL) OR "
            "(day IS NULL AND week BETWEEN 1 AND 4 AND weekday BETWEEN 0 AND 6)",
            name="day",
        ),
    )
    audit_name = "主题党日固定日"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    week: Mapped[int | None]
    weekday: Mapped[int | None]
    day: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def fixed(self) -> FixedDay:
        return FixedDay(self.week, self.weekday, self.day)

    @property
    def audit_label(self) -> str:
        return self.organization.name

    @property
    def audit_path(self) -> str:
        return self.organization.path


class CalendarBreak(Audited, Base):
    """寒假, 暑假: days off of an organisation and everything below it that has no word of its own
    for that year. It frees nobody from a duty; it moves days."""

    __tablename__ = "calendar_break"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="days"),
        Index("ix_calendar_break_organization", "organization_id", "first_on"),
    )
    audit_name = "假期"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[str] = mapped_column(String(40))
    first_on: Mapped[date]
    last_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("uq_meeting_plan_organization_id", "", "这一年的计划已经有了，请打开后修改。")
explain("uq_theme_day_organization_id", "", "固定日刚刚已被别人设置，请重新打开页面。")
explain("ck_theme_day_day", "day", "请选第几个星期几，或者每月几日。")
explain("ck_calendar_break_days", "last_on", "结束日期不能早于开始日期。")
