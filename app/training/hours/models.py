"""Tables of hours earned outside, of the files they came in by, and of how hours are counted."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, EncryptedJson, Halves, Moment
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.study import Form
from app.rules.training import ClassKind


class OutsideHours(Audited, Base):
    """Hours earned elsewhere, with the paper that proves them. `organization_id` is the branch that
    entered them; they go with the person. `counts_as` says that it was a secretary's training, a
    practice activity or a member's training class held by somebody else."""

    __tablename__ = "outside_hours"
    __table_args__ = (
        UniqueConstraint("person_id", "held_on", "title"),
        CheckConstraint("hours > 0", name="hours"),
        Index("ix_outside_hours_organization", "organization_id", "held_on"),
    )
    audit_name = "校外学时"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    held_on: Mapped[date]
    title: Mapped[str] = mapped_column(String(100))
    host: Mapped[str] = mapped_column(String(100))
    manner: Mapped[Form] = mapped_column(Code(Form))
    place: Mapped[str] = mapped_column(String(100), default="")
    teacher: Mapped[str] = mapped_column(String(100), default="")
    hours: Mapped[float] = mapped_column(Halves)
    result: Mapped[str] = mapped_column(String(60), default="")
    counts_as: Mapped[ClassKind | None] = mapped_column(Code(ClassKind))
    proof: Mapped[str] = mapped_column(String(200))
    entered_on: Mapped[date]
    entered_by: Mapped[str] = mapped_column(String(100), default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("hours_import.id"), index=True)

    person: Mapped[Person] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.person.name} {self.title}"

    @property
    def audit_path(self) -> str:
        return self.organization.path


class HoursImport(Base):
    """A file of outside hours on its way in; `rows` are dropped once it is confirmed or given up.
    `counts` says how many rows were good and how many not."""

    __tablename__ = "hours_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    filename: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(100))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    counts: Mapped[dict] = mapped_column(JSON, default=dict)
    rows: Mapped[list | None] = mapped_column(EncryptedJson, deferred=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)


class HoursCounting(Audited, Base):
    """How an organisation counts hours (ED-31), for itself and everything below that has no word of
    its own."""

    __tablename__ = "hours_counting"
    __table_args__ = (
        UniqueConstraint("organization_id"),
        CheckConstraint("whole_day > 0 AND half_day > 0 AND one_hour > 0", name="positive"),
    )
    audit_name = "学时折算"
    audit_reaches_below = True

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    whole_day: Mapped[float] = mapped_column(Halves)
    half_day: Mapped[float] = mapped_column(Halves)
    one_hour: Mapped[float] = mapped_column(Halves)
    basis: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.organization.name

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("uq_outside_hours_person_id", "title", "这个人这一天的这项学习已经登记过。")
explain("uq_hours_counting_organization_id", "", "刚刚已被别人设置，请重新打开页面。")
