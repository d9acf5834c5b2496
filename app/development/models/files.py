"""Tables of one person's development file: steps, helpers, reviews, notices, papers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Encrypted, Moment, Partial
from app.meetings.models import Meeting
from app.members.models import Member
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.development.case import HelperRole, NoticeKind, Organ, Outcome, ReviewKind
from app.rules.development.steps import Step


class File(Audited, Base):
    """One person's way into the Party. Whatever changes inside also changes `touched_at`, so
    `version` is the one mark against two people changing a file at once."""

    __tablename__ = "development_file"
    __table_args__ = (
        Index(
            "uq_development_file_open",
            "member_id",
            unique=True,
            sqlite_where=text("closed_on IS NULL"),
            postgresql_where=text("closed_on IS NULL"),
        ),
    )
    audit_name = "发展档案"
    audit_unseen = frozenset({"touched_at"})

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    closed_why: Mapped[str] = mapped_column(String(200), default="")
    leaves_on: Mapped[date | None]
    floating: Mapped[bool] = mapped_column(default=False)
    touched_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    member: Mapped[Member] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.member.name

    @property
    def audit_path(self) -> str:
        return self.member.organization.path


class OfFile(Audited):
    """What lies in a file is named by the person and stands under the person's organisation."""

    @property
    def audit_label(self) -> str:
        return self.file.member.name

    @property
    def audit_path(self) -> str:
        return self.file.member.organization.path


class StepTaken(OfFile, Base):
    """A step as it was taken: rules.development.case.Deed as a row.

    Where `meeting_id` is set and the meeting voted on this person, the votes are the meeting's
    and these columns stay empty: a fact is recorded once. `number` is the superior's 文号.
    """

    __tablename__ = "development_step"
    __table_args__ = (
        UniqueConstraint("file_id", "step", "turn"),
        Index("ix_development_step_meeting", "meeting_id"),
        CheckConstraint("step BETWEEN 1 AND 25", name="step"),
    )
    audit_name = "发展步骤"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("development_file.id"))
    step: Mapped[int]
    turn: Mapped[int] = mapped_column(default=1)
    taken_on: Mapped[PartialDate] = mapped_column(Partial)
    until_on: Mapped[PartialDate | None] = mapped_column(Partial)
    agreed_on: Mapped[PartialDate | None] = mapped_column(Partial)
    submitted_on: Mapped[PartialDate | None] = mapped_column(Partial)
    outcome: Mapped[Outcome] = mapped_column(Code(Outcome), default=Outcome.PASSED)
    organ: Mapped[Organ | None] = mapped_column(Code(Organ))
    done_by: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(100), default="")
    content: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[str] = mapped_column(String(60), default="")
    days: Mapped[int | None]
    hours: Mapped[int | None]
    months: Mapped[int | None]
    due: Mapped[int | None]
    present: Mapped[int | None]
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstain: Mapped[int | None]
    written: Mapped[int | None]
    secret: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("development_import.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    file: Mapped[File] = relationship(innerjoin=True)
    meeting: Mapped[Meeting | None] = relationship()

    @property
    def about(self) -> Step:
        return Step(self.step)

    @property
    def audit_label(self) -> str:
        return f"{self.file.member.name} {self.about.label}"


class FileHelper(OfFile, Base):
    """A training contact or introducer, by person where the portal knows the person."""

    __tablename__ = "development_helper"
    __table_args__ = (Index("ix_development_helper_person", "person_id"),)
    audit_name = "培养联系人、入党介绍人"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("development_file.id"), index=True)
    role: Mapped[HelperRole] = mapped_column(Code(HelperRole))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(60))
    since_on: Mapped[PartialDate | None] = mapped_column(Partial)
    until_on: Mapped[PartialDate | None] = mapped_column(Partial)
    why_ended: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("development_import.id"), index=True)

    file: Mapped[File] = relationship(innerjoin=True)
    person: Mapped[Person | None] = relationship()


class FileReview(OfFile, Base):
    """A half-yearly 考察, a report or a contact's note, with what was found."""

    __tablename__ = "development_review"
    audit_name = "考察记录"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("development_file.id"), index=True)
    kind: Mapped[ReviewKind] = mapped_column(Code(ReviewKind))
    reviewed_on: Mapped[PartialDate] = mapped_column(Partial)
    content: Mapped[str] = mapped_column(Text, default="")
    contact_opinion: Mapped[str] = mapped_column(Text, default="")
    branch_opinion: Mapped[str] = mapped_column(Text, default="")
    done_by: Mapped[str] = mapped_column(String(200), default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("development_import.id"), index=True)

    file: Mapped[File] = relationship(innerjoin=True)


class FileNotice(OfFile, Base):
    """A 公示: `until_on` is its last day, `second_place` where a floating person also lives."""

    __tablename__ = "development_notice"
    __table_args__ = (CheckConstraint("until_on >= posted_on", name="days"),)
    audit_name = "公示"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("development_file.id"), index=True)
    kind: Mapped[NoticeKind] = mapped_column(Code(NoticeKind))
    posted_on: Mapped[date]
    until_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(100))
    second_place: Mapped[str] = mapped_column(String(100), default="")
    receiver: Mapped[str] = mapped_column(String(60), default="")
    contact: Mapped[str] = mapped_column(String(100), default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("development_import.id"), index=True)

    file: Mapped[File] = relationship(innerjoin=True)
    opinions: Mapped[list["Opinion"]] = relationship(
        order_by="Opinion.id", back_populates="notice", cascade="all, delete-orphan"
    )

    @property
    def places(self) -> int:
        return 2 if self.second_place else 1


class Opinion(OfFile, Base):
    """Something said during a 公示. Who said it and what stays encrypted and out of the trail."""

    __tablename__ = "development_opinion"
    audit_name = "公示期间的反映"
    audit_secret = frozenset({"giver", "content", "result"})

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("development_notice.id"), index=True)
    received_on: Mapped[date]
    giver: Mapped[str | None] = mapped_column(Encrypted)
    content: Mapped[str] = mapped_column(Encrypted)
    settled_on: Mapped[date | None]
    result: Mapped[str | None] = mapped_column(Encrypted)

    notice: Mapped[FileNotice] = relationship(back_populates="opinions")

    @property
    def file(self) -> File:
        return self.notice.file


class FilePaper(OfFile, Base):
    """A paper that lies in the person's file, by its code in rules.development.steps."""

    __tablename__ = "development_paper"
    __table_args__ = (UniqueConstraint("file_id", "code"),)
    audit_name = "档案材料"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("development_file.id"))
    code: Mapped[str] = mapped_column(String(40))
    received_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")

    file: Mapped[File] = relationship(innerjoin=True)


explain("uq_development_file_open", "", "这个人已有一份没有结束的发展档案。")
explain("uq_development_step_file_id", "taken_on", "这一步已经记过，请重新打开页面。")
explain("ck_development_notice_days", "until_on", "公示结束日期不能早于张贴日期。")
explain("uq_development_paper_file_id", "code", "这份材料已经登记过。")
