"""Tables of the two-level training register: courses for activists and prospects, and who came."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.base import Labelled


class CourseKind(Labelled):
    ACTIVIST = "activist", "入党积极分子培训"
    PROSPECT = "prospect", "发展对象短期集中培训"
    PROBATIONARY = "probationary", "预备党员培训"


class CourseLevel(Labelled):
    SCHOOL = "school", "校级"
    COLLEGE = "college", "院级"


class Course(Audited, Base):
    """A course held by a committee; `days` and `hours` are what its certificate says."""

    __tablename__ = "development_course"
    __table_args__ = (
        CheckConstraint("ended_on >= started_on", name="dates"),
        CheckConstraint("days > 0 OR hours > 0", name="length"),
    )
    audit_name = "发展培训班"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    kind: Mapped[CourseKind] = mapped_column(Code(CourseKind))
    level: Mapped[CourseLevel] = mapped_column(Code(CourseLevel))
    name: Mapped[str] = mapped_column(String(100))
    started_on: Mapped[date]
    ended_on: Mapped[date]
    days: Mapped[int] = mapped_column(default=0)
    hours: Mapped[int] = mapped_column(default=0)
    online: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(String(100), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_path(self) -> str:
        return self.organization.path


class Trainee(Audited, Base):
    """One person at a course; `passed` None while it is not known."""

    __tablename__ = "development_trainee"
    __table_args__ = (UniqueConstraint("course_id", "member_id"),)
    audit_name = "培训班学员"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("development_course.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    passed: Mapped[bool | None]
    certificate: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(String(100), default="")

    course: Mapped[Course] = relationship(innerjoin=True)
    member: Mapped[Member] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.course.name} {self.member.name}"

    @property
    def audit_path(self) -> str:
        return self.member.organization.path


explain("ck_development_course_dates", "ended_on", "结束日期不能早于开始日期。")
explain("ck_development_course_length", "hours", "请填写天数或学时。")
explain("uq_development_trainee_course_id", "members", "有人已经在这个班里，请重新打开页面。")
