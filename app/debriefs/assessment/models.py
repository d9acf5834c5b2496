"""Tables of an assessment: its items and weights, who is assessed, marks, grades, objections."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Halves
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.assessment import AssessmentState, Evidence, Result, Subject
from app.rules.organizations import OrganizationKind

_WHO = {
    (Subject.TEAM, False): "党支部班子",
    (Subject.TEAM, True): "领导班子",
    (Subject.CADRE, False): "党支部书记",
    (Subject.CADRE, True): "党务干部",
}


class Assessment(Audited, Base):
    """A committee's assessment of the teams of its branches, or of their secretaries, for a year.

    `wide` says that it named others beside them: teams of other organisations, deputies and
    committee members. `capped` says whether EV-09 is applied, `uncapped_why` why not.
    `objections_until` is the last day on which an objection may be raised, from `shown_on` on.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("organization_id", "year", "subject"),
        CheckConstraint(
            "state = 'marking' OR (shown_on IS NOT NULL AND objections_until >= shown_on)",
            name="shown",
        ),
    )
    audit_name = "年度考核"
    audit_reaches_below = True

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    subject: Mapped[Subject] = mapped_column(Code(Subject))
    opened_on: Mapped[date]
    wide: Mapped[bool] = mapped_column(default=False, server_default=false())
    capped: Mapped[bool] = mapped_column(default=True, server_default=true())
    uncapped_why: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[AssessmentState] = mapped_column(
        Code(AssessmentState), default=AssessmentState.MARKING
    )
    shown_on: Mapped[date | None]
    objections_until: Mapped[date | None]
    final_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    items: Mapped[list["AssessmentItem"]] = relationship(
        order_by="AssessmentItem.position",
        back_populates="assessment",
        cascade="all, delete-orphan",
    )

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.title}"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def title(self) -> str:
        return f"{self.year}年度{_WHO[self.subject, self.wide]}考核"

    @property
    def marking(self) -> bool:
        return self.state is AssessmentState.MARKING

    @property
    def weights(self) -> list[int]:
        """Hundredths, in the order of the items."""
        return [item.weight for item in self.items]


class AssessmentItem(Audited, Base):
    """One thing that is marked from 0 to 100, its weight in hundredths, and what stands beside."""

    __tablename__ = "assessment_item"
    __table_args__ = (Index("ix_assessment_item_assessment", "assessment_id"),)
    audit_name = "考核项目"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(60))
    weight: Mapped[int]
    evidence: Mapped[Evidence] = mapped_column(Code(Evidence), default=Evidence.NOTHING)

    assessment: Mapped[Assessment] = relationship(back_populates="items", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.title

    @property
    def audit_path(self) -> str:
        return self.assessment.organization.path


class AssessmentEntry(Audited, Base):
    """One team or one person, as named when the assessment was set up; `post` is what the person
    was then, '' for a branch's secretary."""

    __tablename__ = "assessment_entry"
    __table_args__ = (
        UniqueConstraint("assessment_id", "organization_id", "person_id"),
        Index("ix_assessment_entry_organization", "organization_id"),
    )
    audit_name = "考核对象"
    audit_secret = frozenset({"remark"})

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    post: Mapped[str] = mapped_column(String(40), default="", server_default="")
    position: Mapped[int]
    grade: Mapped[Result | None] = mapped_column(Code(Result))
    remark: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    assessment: Mapped[Assessment] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)
    person: Mapped[Person | None] = relationship()
    marks: Mapped[list["AssessmentMark"]] = relationship(
        back_populates="entry", cascade="all, delete-orphan"
    )
    objections: Mapped[list["AssessmentObjection"]] = relationship(
        back_populates="entry", order_by="AssessmentObjection.id", cascade="all, delete-orphan"
    )

    @property
    def name(self) -> str:
        """Who it is, as the sheet names it."""
        if self.person:
            return self.person.name
        branch = self.organization.kind is OrganizationKind.BRANCH
        return f"{self.organization.long_name}{'支委会' if branch else '领导班子'}"

    @property
    def reports(self) -> bool:
        """Whether the branch's 述职 is theirs, so that EV-09 asks about its opinion: the secretary
        and the team of a branch, and nobody else."""
        return not self.post and self.organization.kind is OrganizationKind.BRANCH

    @property
    def audit_label(self) -> str:
        return f"{self.name} {self.assessment.title}"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    def halves(self, items: list[AssessmentItem]) -> list[int | None]:
        """The marks in whole halves, in the order of these items; None where none was given."""
        given = {mark.item_id: round(mark.mark * 2) for mark in self.marks}
        return [given.get(item.id) for item in items]


class AssessmentMark(Audited, Base):
    """What the committee gave for one item, 0 to 100 in halves."""

    __tablename__ = "assessment_mark"
    __table_args__ = (UniqueConstraint("entry_id", "item_id"),)
    audit_name = "考核评分"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("assessment_entry.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("assessment_item.id"), index=True)
    mark: Mapped[float] = mapped_column(Halves)

    entry: Mapped[AssessmentEntry] = relationship(back_populates="marks", innerjoin=True)
    item: Mapped[AssessmentItem] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.entry.name} {self.item.title}"

    @property
    def audit_path(self) -> str:
        return self.entry.organization.path


class AssessmentObjection(Audited, Base):
    """What was said against a result in time, the committee's answer and, with it, `upheld`."""

    __tablename__ = "assessment_objection"
    __table_args__ = (
        CheckConstraint("(answered_on IS NULL) = (upheld IS NULL)", name="answered"),
        Index("ix_assessment_objection_entry", "entry_id"),
    )
    audit_name = "考核异议"
    audit_secret = frozenset({"text", "answer"})

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("assessment_entry.id"))
    raised_on: Mapped[date]
    raised_by: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None]
    upheld: Mapped[bool | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    entry: Mapped[AssessmentEntry] = relationship(back_populates="objections", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.entry.audit_label

    @property
    def audit_path(self) -> str:
        return self.entry.organization.path


explain("uq_assessment_organization_id", "year", "这一年的这类考核已经建好了。")
