"""The table of what was made up: who missed a meeting and caught up with it, when and how."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Moment
from app.meetings.models import Meeting
from app.people.models import Person


class MakeUp(Audited, Base):
    """补学. It stands beside the attendance line, which a correction writes anew."""

    __tablename__ = "make_up"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        Index("ix_make_up_person", "person_id"),
    )
    audit_name = "补学"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_up_on: Mapped[date]
    how: Mapped[str] = mapped_column(String(100))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    meeting: Mapped[Meeting] = relationship(innerjoin=True)
    person: Mapped[Person] = relationship(innerjoin=True)
    recorded_by: Mapped[Account | None] = relationship()

    @property
    def audit_label(self) -> str:
        return f"{self.person.name} {self.meeting.title}"

    @property
    def audit_path(self) -> str:
        return self.meeting.organization.path


explain("uq_make_up_meeting_id", "people", "其中有人刚刚已记过补学，请重新打开页面。")
