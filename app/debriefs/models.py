"""Tables of yearly reports, one a branch and year, and of the dated promises they end with."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Moment
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.base import Labelled
from app.rules.reports import MORE, SECTIONS, Section


class DebriefStatus(Labelled):
    DRAFT = "draft", "撰写中"
    SUBMITTED = "submitted", "已提交"
    RETURNED = "returned", "已退回"


class Debrief(Audited, Base):
    """A report by `person`, the secretary who started it or, later, who submitted it.

    One column a section of rules.reports.SECTIONS, named by its key, and one for each section that
    the committee may add. `comment` says why the organisation above returned it, `returned_field`
    which section is meant; `note` says why it
    was submitted against what is usual. The trail of changes, which those above read, holds no
    text.
    """

    __tablename__ = "debrief"
    __table_args__ = (
        UniqueConstraint("organization_id", "year"),
        CheckConstraint("status <> 'submitted' OR submitted_at IS NOT NULL", name="submitted"),
    )
    audit_name = "述职报告"
    audit_secret = frozenset({*(section.key for section in SECTIONS), *MORE})

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    year: Mapped[int]
    performance: Mapped[str] = mapped_column(Text, default="")
    rectification: Mapped[str] = mapped_column(Text, default="")
    problems: Mapped[str] = mapped_column(Text, default="")
    plans: Mapped[str] = mapped_column(Text, default="")
    more_1: Mapped[str] = mapped_column(Text, default="", server_default="")
    more_2: Mapped[str] = mapped_column(Text, default="", server_default="")
    more_3: Mapped[str] = mapped_column(Text, default="", server_default="")
    status: Mapped[DebriefStatus] = mapped_column(Code(DebriefStatus), default=DebriefStatus.DRAFT)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    comment: Mapped[str] = mapped_column(Text, default="")
    returned_field: Mapped[str] = mapped_column(String(20), default="", server_default="")
    note: Mapped[str] = mapped_column(String(300), default="", server_default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    person: Mapped[Person] = relationship(innerjoin=True)
    promises: Mapped[list["DebriefPromise"]] = relationship(
        order_by="DebriefPromise.number", back_populates="debrief", cascade="all, delete-orphan"
    )
    promise_list: Mapped["PromiseList"] = relationship(
        back_populates="debrief", cascade="all, delete-orphan"
    )

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

    def sections(self, outline: tuple[Section, ...]) -> list[tuple[str, str]]:
        """(title, text) in the order of that outline."""
        return [(section.title, getattr(self, section.key)) for section in outline]


class PromiseList(Base):
    """The edition of a report's promises, apart from that of its texts: one person may write the
    one while another writes the other. `last_number` is the highest a promise ever had."""

    __tablename__ = "debrief_promise_list"

    debrief_id: Mapped[int] = mapped_column(ForeignKey("debrief.id"), primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    debrief: Mapped[Debrief] = relationship(back_populates="promise_list", innerjoin=True)

    @property
    def promises(self) -> list["DebriefPromise"]:
        """What stands on it, by number."""
        return self.debrief.promises


class DebriefPromise(Audited, Base):
    """A measure for the year to come with its day; with the report's submission it becomes an item
    of `rectification` whose source is the report and this `number`, which is never used twice."""

    __tablename__ = "debrief_promise"
    __table_args__ = (UniqueConstraint("debrief_id", "number"),)
    audit_name = "述职整改措施"
    audit_secret = frozenset({"problem", "measure"})

    id: Mapped[int] = mapped_column(primary_key=True)
    debrief_id: Mapped[int] = mapped_column(ForeignKey("debrief.id"))
    number: Mapped[int]
    problem: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str] = mapped_column(String(60))
    due_on: Mapped[date]

    debrief: Mapped[Debrief] = relationship(back_populates="promises", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.debrief.audit_label

    @property
    def audit_path(self) -> str:
        return self.debrief.organization.path


explain("uq_debrief_organization_id", "year", "这个支部这一年的述职报告已经开始写了。")
explain("uq_debrief_promise_debrief_id", "", "别人同时改了措施，请重新打开页面再改。")
