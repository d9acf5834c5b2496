"""The table of yearly reports: one a branch and year, in the sections of rules.reports."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Moment
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.base import Labelled
from app.rules.reports import SECTIONS


class DebriefStatus(Labelled):
    DRAFT = "draft", "撰写中"
    SUBMITTED = "submitted", "已提交"
    RETURNED = "returned", "已退回"


class Debrief(Audited, Base):
    """A report by `person`, the secretary who started it or, later, who submitted it.

    One column a section of rules.reports.SECTIONS, named by its key. `comment` says why the
    organisation above returned it. The trail of changes, which those above read, holds no text.
    """

    __tablename__ = "debrief"
    __table_args__ = (
        UniqueConstraint("organization_id", "year"),
        CheckConstraint("status <> 'submitted' OR submitted_at IS NOT NULL", name="submitted"),
    )
    audit_name = "述职报告"
    audit_secret = frozenset(section.key for section in SECTIONS)

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    year: Mapped[int]
    performance: Mapped[str] = mapped_column(Text, default="")
    rectification: Mapped[str] = mapped_column(Text, default="")
    problems: Mapped[str] = mapped_column(Text, default="")
    plans: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[DebriefStatus] = mapped_column(Code(DebriefStatus), default=DebriefStatus.DRAFT)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    comment: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    person: Mapped[Person] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.year}年度"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def submitted(self) -> bool:
        """Whether it stands as sent; only then may anybody but the writer read it."""
        return self.status is DebriefStatus.SUBMITTED

    @property
    def sections(self) -> list[tuple[str, str]]:
        """(title, text) in the order of the report."""
        return [(section.title, getattr(self, section.key)) for section in SECTIONS]


explain("uq_debrief_organization_id", "year", "这个支部这一年的述职报告已经开始写了。")
