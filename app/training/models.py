"""Tables of classes with sessions, the people on them, and who came to what."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Halves, Moment
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.training import (
    ASKED,
    BEFORE_JOINING,
    ClassKind,
    ClassState,
    Mark,
    PlaceState,
    Span,
    Target,
    place_label,
)


class TrainingClass(Audited, Base):
    """A class held by one organisation. `partner` is the other side of an exchange: an
    organisation of the tree, whose people may come too, or a unit outside by its name.

    `belongs_title` and `belongs_url` say what the class is part of, in plain text; `campaign_id`
    is the number of the questionnaire about it. `cancelled_why` goes with a cancelled class only.
    """

    __tablename__ = "training_class"
    __table_args__ = (
        CheckConstraint("ended_on >= started_on", name="dates"),
        CheckConstraint("enrol_until <= started_on", name="enrolment"),
        CheckConstraint("capacity >= 1", name="capacity"),
        CheckConstraint("(state = 'cancelled') = (cancelled_why != '')", name="cancelled"),
        Index("ix_training_class_organization", "organization_id", "started_on"),
    )
    audit_name = "培训班"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[ClassKind] = mapped_column(Code(ClassKind))
    target: Mapped[Target] = mapped_column(Code(Target))
    title: Mapped[str] = mapped_column(String(100))
    purpose: Mapped[str] = mapped_column(Text, default="")
    started_on: Mapped[date]
    ended_on: Mapped[date]
    enrol_until: Mapped[date]
    capacity: Mapped[int]
    place: Mapped[str] = mapped_column(String(100), default="")
    contact: Mapped[str] = mapped_column(String(100), default="")
    online: Mapped[bool] = mapped_column(default=False)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    partner: Mapped[str] = mapped_column(String(100), default="")
    state: Mapped[ClassState] = mapped_column(Code(ClassState), default=ClassState.DRAFT)
    announced_on: Mapped[date | None]
    finished_on: Mapped[date | None]
    cancelled_why: Mapped[str] = mapped_column(String(300), default="")
    belongs_title: Mapped[str] = mapped_column(String(100), default="")
    belongs_url: Mapped[str] = mapped_column(String(200), default="")
    campaign_id: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(foreign_keys=organization_id, innerjoin=True)
    invited: Mapped[Organization | None] = relationship(foreign_keys=partner_id)
    sessions: Mapped[list["TrainingSession"]] = relationship(
        order_by="TrainingSession.position", back_populates="training", cascade="all, delete-orphan"
    )

    @property
    def hours(self) -> float:
        """Of all its sessions together."""
        return sum(one.hours for one in self.sessions)

    @property
    def counts_here(self) -> bool:
        """Whether hours and certificates are kept here and not in the register of development."""
        return self.kind not in BEFORE_JOINING

    @property
    def audit_label(self) -> str:
        return self.title

    @property
    def audit_path(self) -> str:
        return self.organization.path


class TrainingSession(Audited, Base):
    """One session. `hours` were worked out by the counting in force when it was written."""

    __tablename__ = "training_session"
    __table_args__ = (UniqueConstraint("class_id", "position"),)
    audit_name = "培训课次"

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    position: Mapped[int]
    held_on: Mapped[date]
    span: Mapped[Span] = mapped_column(Code(Span))
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    topic: Mapped[str] = mapped_column(String(200))
    teacher: Mapped[str] = mapped_column(String(100), default="")
    place: Mapped[str] = mapped_column(String(100), default="")
    hours: Mapped[float] = mapped_column(Halves)

    training: Mapped[TrainingClass] = relationship(back_populates="sessions", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.training.title} {self.topic}"[:200]

    @property
    def audit_path(self) -> str:
        return self.training.organization.path


class TrainingPlace(Audited, Base):
    """One person's place in one class: asked, enrolled, waiting, gone; then the result.

    `organization_id` is the branch the person came from, `queued_at` when the person agreed: who
    waits moves up in that order. `agreed_by` says whose word it was where not the person's own.
    """

    __tablename__ = "training_place"
    __table_args__ = (
        UniqueConstraint("class_id", "person_id"),
        UniqueConstraint("certificate"),
        CheckConstraint("passed IS NULL OR state = 'enrolled'", name="result"),
        CheckConstraint(
            "state NOT IN ('enrolled', 'waiting') OR queued_at IS NOT NULL", name="queued"
        ),
        Index("ix_training_place_person", "person_id", "passed"),
        Index("ix_training_place_organization", "organization_id"),
    )
    audit_name = "培训名额"

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    state: Mapped[PlaceState] = mapped_column(Code(PlaceState))
    asked_by: Mapped[str] = mapped_column(String(100), default="")
    asked_on: Mapped[date]
    queued_at: Mapped[datetime | None] = mapped_column(Moment)
    agreed_by: Mapped[str] = mapped_column(String(100), default="")
    left_why: Mapped[str] = mapped_column(String(200), default="")
    passed: Mapped[bool | None]
    result: Mapped[str] = mapped_column(String(100), default="")
    certificate: Mapped[str | None] = mapped_column(String(60))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    training: Mapped[TrainingClass] = relationship(innerjoin=True)
    person: Mapped[Person] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)
    marks: Mapped[list["TrainingMark"]] = relationship(
        back_populates="place", cascade="all, delete-orphan"
    )

    @property
    def asked(self) -> bool:
        return self.state in ASKED

    @property
    def label(self) -> str:
        return place_label(self.state, self.training.state)

    @property
    def mark_of(self) -> dict[int, Mark]:
        """{session id: whether the person came}."""
        return {one.session_id: one.code for one in self.marks}

    @property
    def audit_label(self) -> str:
        return f"{self.person.name} {self.training.title}"

    @property
    def audit_path(self) -> str:
        return self.organization.path


class TrainingMark(Audited, Base):
    """考勤 of one person at one session."""

    __tablename__ = "training_mark"
    __table_args__ = (UniqueConstraint("session_id", "place_id"),)
    audit_name = "培训考勤"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("training_place.id"), index=True)
    code: Mapped[Mark] = mapped_column(Code(Mark))

    session: Mapped[TrainingSession] = relationship(innerjoin=True)
    place: Mapped[TrainingPlace] = relationship(back_populates="marks", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.place.person.name} {self.session.topic}"[:200]

    @property
    def audit_path(self) -> str:
        return self.place.organization.path


explain("ck_training_class_dates", "ended_on", "结束日期不能早于开始日期。")
explain("ck_training_class_enrolment", "enrol_until", "报名截止日期不能晚于开班日期。")
explain("ck_training_class_capacity", "capacity", "名额至少 1 人。")
explain("uq_training_place_class_id", "people", "其中有人刚刚已列入这个班，请重新打开页面。")
explain("uq_training_place_certificate", "", "证书编号刚刚被用了，请再按一次。")
explain("uq_training_mark_session_id", "", "考勤刚刚被别人登记过，请重新打开页面。")
