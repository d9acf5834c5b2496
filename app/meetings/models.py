"""Tables of meetings: the record, its attendance and agenda, earlier texts, attachments."""

from datetime import date, datetime, time

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Halves, Moment
from app.core.uploads import Uploaded
from app.meetings.attendance import AttendanceCode
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.base import Labelled
from app.rules.meetings import MeetingKind
from app.rules.votes import Matter


class MeetingStatus(Labelled):
    SUBMITTED = "submitted", "已记录"
    WITHDRAWN = "withdrawn", "已作废"


class Meeting(Audited, Base):
    """One meeting as recorded. What is being typed is a draft (app.core.drafts), not a row here.

    `due` and `present` are of all on the list (see attendance.Tally), kept for lists and years.
    `hours` are study hours (学时) of who came; `entry_id` and `call_id` name the plan's entry and
    the notice it was opened from.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_at > started_at", name="times"),
        CheckConstraint("present >= 0 AND present <= due", name="present"),
        CheckConstraint("hours > 0 AND hours <= 48", name="hours"),
        Index("ix_meeting_organization", "organization_id", "held_on"),
        Index("ix_meeting_held_on", "held_on"),
    )
    audit_name = "会议记录"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[MeetingKind] = mapped_column(Code(MeetingKind))
    title: Mapped[str] = mapped_column(String(100))
    held_on: Mapped[date]
    started_at: Mapped[time | None]
    ended_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(100))
    chair_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorder_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    lecturer: Mapped[str] = mapped_column(String(60), default="")
    guests: Mapped[str] = mapped_column(String(300), default="")
    content: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[int]
    present: Mapped[int]
    late_reason: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[float | None] = mapped_column(Halves)
    entry_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting_plan_entry.id", ondelete="SET NULL"), index=True
    )
    call_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_call.id"), index=True)
    status: Mapped[MeetingStatus] = mapped_column(
        Code(MeetingStatus), default=MeetingStatus.SUBMITTED
    )
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    revised_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(foreign_keys=organization_id, innerjoin=True)
    group: Mapped[Organization | None] = relationship(foreign_keys=group_id)
    chair: Mapped[Person] = relationship(foreign_keys=chair_id, innerjoin=True)
    recorder: Mapped[Person] = relationship(foreign_keys=recorder_id, innerjoin=True)
    submitted_by: Mapped[Account | None] = relationship()
    attendance: Mapped[list["Attendance"]] = relationship(
        order_by="Attendance.position", cascade="all, delete-orphan", back_populates="meeting"
    )
    items: Mapped[list["AgendaItem"]] = relationship(
        order_by="AgendaItem.position", cascade="all, delete-orphan", back_populates="meeting"
    )

    @property
    def audit_label(self) -> str:
        return f"{self.title}（{self.held_on.isoformat()}）"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def counts(self) -> bool:
        """Whether it stands as a record; a withdrawn one settles no duty."""
        return self.status is MeetingStatus.SUBMITTED


class Attendance(Base):
    """One person's line; `counted` is whether that person had a vote that day."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        Index("ix_attendance_person", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    position: Mapped[int]
    code: Mapped[AttendanceCode] = mapped_column(Code(AttendanceCode))
    note: Mapped[str] = mapped_column(String(100), default="")
    counted: Mapped[bool]

    meeting: Mapped[Meeting] = relationship(back_populates="attendance")
    person: Mapped[Person] = relationship(innerjoin=True)


class AgendaItem(Base):
    """One subject, what was decided, and the vote where there was one (`matter` is set).

    A vote on a person names that person in `subject_id`: one item a person (DEV-19). `months` is
    how long probation is extended. `number` is the item's own within its meeting: a correction
    writes the rows anew and keeps it, so that what follows from an item finds it again.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "position"),
        UniqueConstraint("meeting_id", "number", name="uq_agenda_item_number"),
        CheckConstraint(
            "matter IS NULL OR (due >= present AND present >= 0 AND yes >= 0 AND no >= 0"
            " AND abstain >= 0 AND written >= 0 AND yes + no + abstain <= present + written)",
            name="vote",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    position: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    discussion: Mapped[str] = mapped_column(Text, default="")
    resolution: Mapped[str] = mapped_column(Text, default="")
    matter: Mapped[Matter | None] = mapped_column(Code(Matter))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    due: Mapped[int | None]
    present: Mapped[int | None]
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstain: Mapped[int | None]
    written: Mapped[int | None]
    secret: Mapped[bool] = mapped_column(default=False)
    months: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(200), default="")

    meeting: Mapped[Meeting] = relationship(back_populates="items")
    subject: Mapped[Person | None] = relationship()


class MeetingRevision(Base):
    """The text as it stood before a correction: field label to text, with who, when and why.

    `version` and `fields` are the record's version and form fields of that time, by which a stale
    save is put together with what others changed.
    """

    __tablename__ = "meeting_revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    text: Mapped[dict] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(String(200))
    version: Mapped[int | None]
    fields: Mapped[dict | None] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    made_by: Mapped[Account | None] = relationship()


class Attachment(Audited, Uploaded, Base):
    """A file of a meeting."""

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("stored"),
        CheckConstraint("size > 0", name="size"),
        Index("ix_attachment_meeting", "meeting_id"),
    )
    audit_name = "会议附件"
    audit_secret = frozenset({"stored"})

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_why: Mapped[str] = mapped_column(String(200), default="")

    meeting: Mapped[Meeting] = relationship()

    @property
    def audit_path(self) -> str:
        return self.meeting.organization.path


explain("ck_meeting_times", "ended_at", "结束时间应晚于开始时间。")
explain("ck_meeting_present", "attendance", "实到人数不能多于应到人数。")
explain("ck_meeting_hours", "hours", "学时请填 0.5 到 24。")
explain("uq_attendance_meeting_id", "attendance", "同一个人在考勤里出现了两次，请重新打开页面。")
explain("ck_agenda_item_vote", "items", "表决数字互相矛盾，请核对应到、实到和票数。")
