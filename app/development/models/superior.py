"""Tables of the committee's side: what branches submit, yearly plans and analyses."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Moment
from app.development.models.files import File, OfFile
from app.organizations.models import Organization
from app.rules.base import Labelled
from app.rules.development.steps import Step


class RequestState(Labelled):
    WAITING = "waiting", "等待上级办理"
    DECIDED = "decided", "已办理"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"


class Request(OfFile, Base):
    """A branch asks the committee above for one step of one person (备案、同意、预审、审批…).

    The decision itself is the step taken; here is who waits for whom since when.
    `organization_id` is the committee that is to act, `number` the 文号 of its answer.
    """

    __tablename__ = "development_request"
    __table_args__ = (
        Index("ix_development_request_waiting", "organization_id", "state"),
        Index(
            "uq_development_request_waiting",
            "file_id",
            "step",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        CheckConstraint("step BETWEEN 1 AND 25", name="step"),
    )
    audit_name = "报上级办理"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("development_file.id"), index=True)
    step: Mapped[int]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    submitted_on: Mapped[date]
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[RequestState] = mapped_column(Code(RequestState), default=RequestState.WAITING)
    decided_on: Mapped[date | None]
    number: Mapped[str] = mapped_column(String(60), default="", server_default="")
    returned_why: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    file: Mapped[File] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def about(self) -> Step:
        return Step(self.step)

    @property
    def audit_label(self) -> str:
        return f"{self.file.member.name} {self.about.label}"


class Plan(Audited, Base):
    """DEV-35: how many a committee means to accept in a year, and its report on the year."""

    __tablename__ = "development_plan"
    __table_args__ = (
        UniqueConstraint("organization_id", "year"),
        CheckConstraint("planned >= 0", name="planned"),
    )
    audit_name = "年度发展计划"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    planned: Mapped[int]
    measures: Mapped[str] = mapped_column(Text, default="")
    report: Mapped[str] = mapped_column(Text, default="")
    reported_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.year}年"

    @property
    def audit_path(self) -> str:
        return self.organization.path


class Analysis(Audited, Base):
    """DEV-06: a committee's yearly analysis of the body of activists, with the day's figures."""

    __tablename__ = "development_analysis"
    __table_args__ = (UniqueConstraint("organization_id", "year"),)
    audit_name = "入党积极分子队伍分析"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    analysed_on: Mapped[date]
    activists: Mapped[int]
    content: Mapped[str] = mapped_column(Text, default="")
    measures: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.year}年"

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("uq_development_request_waiting", "", "这一步已经报上级，正在等待办理。")
explain("uq_development_plan_organization_id", "year", "这一年的计划已经有了，请直接修改。")
explain("ck_development_plan_planned", "planned", "人数不能是负数。")
explain("uq_development_analysis_organization_id", "year", "这一年的分析已经有了，请直接修改。")
