"""The table of activities: a thin row that ties a meeting's notice to hours foreseen and money."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.types import Code, Halves
from app.meetings.calls.models import Call
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.activities import ActivityKind

SUBJECT = "activity"
"""How a request for money names an activity."""


class Activity(Audited, Base):
    """One activity of a branch. Day, hour, place, people and room are those of its notice; record,
    hours and cost follow from there. `hours` are what was foreseen; `summary` says what came of
    it, if somebody wants to say more than the record."""

    __tablename__ = "activity"
    __table_args__ = (
        UniqueConstraint("call_id"),
        CheckConstraint("hours IS NULL OR hours > 0", name="hours"),
        Index("ix_activity_organization", "organization_id"),
    )
    audit_name = "活动"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[ActivityKind] = mapped_column(Code(ActivityKind))
    call_id: Mapped[int] = mapped_column(ForeignKey("meeting_call.id"))
    hours: Mapped[float | None] = mapped_column(Halves)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_on: Mapped[date]
    summary: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    call: Mapped[Call] = relationship(innerjoin=True)
    made_by: Mapped[Person | None] = relationship()

    @property
    def title(self) -> str:
        return self.call.title

    @property
    def address(self) -> str:
        return f"/activities/{self.id}"

    @property
    def audit_label(self) -> str:
        return f"{self.call.title}（{self.call.held_on.isoformat()}）"

    @property
    def audit_path(self) -> str:
        return self.organization.path
