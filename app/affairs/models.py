"""Tables of opinions with what was said to them, of reception days, and of the day's letterbox.

An anonymous opinion has no author, no day and no order: it is written here only by the opening of
the letterbox (app.affairs.letters), never by the request that brought it.
"""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.ballots.models import WITHOUT_ROWID
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Encrypted
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.affairs import OpinionState, Origin
from app.rules.base import Labelled
from app.rules.dates import PartialDate


class RemarkKind(Labelled):
    ANSWER = "answer", "答复"
    FOLLOW_UP = "follow_up", "补充"


class Letterbox(Base):
    """The box that takes the anonymous letters of one day, for the whole portal."""

    __tablename__ = "affairs_letterbox"

    day: Mapped[date] = mapped_column(primary_key=True)
    box_id: Mapped[int] = mapped_column(ForeignKey("ballot_box.id"))


class RaisedOpinion(Audited, Base):
    """One opinion for one branch, or about its secretary for somebody above: `organization` is who
    sees to it, and `about_id` then names the branch, which does not learn that there is one.

    `id` is random for all of them. `asked_on` is the day its days are counted from: the day it
    was raised, and of an anonymous one the last day of its month, which is all that is known.
    `code_hash` is the keyed hash of the code that the anonymous writer alone holds. What the
    branch makes known of it stands in `public_question` and `public_answer`, in its own words.
    """

    __tablename__ = "raised_opinion"
    __table_args__ = (
        CheckConstraint("(origin = 'signed') = (author_id IS NOT NULL)", name="author"),
        CheckConstraint("(origin = 'anonymous') = (code_hash IS NOT NULL)", name="code"),
        CheckConstraint("(published_on IS NULL) = (public_answer = '')", name="published"),
        UniqueConstraint("code_hash"),
        Index("ix_raised_opinion_organization", "organization_id", "state"),
        Index("ix_raised_opinion_author", "author_id"),
        Index("ix_raised_opinion_person", "person_id"),
        WITHOUT_ROWID,
    )
    audit_name = "意见建议"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    about_id: Mapped[int | None]
    origin: Mapped[Origin] = mapped_column(Code(Origin))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    code_hash: Mapped[str | None] = mapped_column(String(64))
    asked_on: Mapped[date]
    subject: Mapped[str] = mapped_column(Encrypted)
    text: Mapped[str] = mapped_column(Encrypted)
    state: Mapped[OpinionState] = mapped_column(Code(OpinionState), default=OpinionState.RAISED)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]
    due_reason: Mapped[str] = mapped_column(String(300), default="")
    answered_on: Mapped[date | None]
    told_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    ended_why: Mapped[str] = mapped_column(String(300), default="")
    public_question: Mapped[str] = mapped_column(Text, default="")
    public_answer: Mapped[str] = mapped_column(Text, default="")
    published_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    author: Mapped[Person | None] = relationship(foreign_keys=author_id)
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    remarks: Mapped[list["Remark"]] = relationship(
        order_by="Remark.position", back_populates="opinion"
    )

    @property
    def audit_label(self) -> str:
        return f"{self.origin.label}意见（{self.raised}）"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def anonymous(self) -> bool:
        return self.origin is Origin.ANONYMOUS

    @property
    def raised(self) -> PartialDate:
        """When it was raised as far as is known: the day, or the month alone."""
        day = self.asked_on
        return PartialDate(day.year, day.month) if self.anonymous else PartialDate.of(day)

    @property
    def by(self) -> str:
        """Who raised it, in words."""
        return self.author.name if self.author else self.origin.label

    @property
    def answers(self) -> list["Remark"]:
        """Everything answered so far, the earliest first."""
        return [one for one in self.remarks if one.kind is RemarkKind.ANSWER]


class Remark(Audited, Base):
    """What was said to an opinion: an answer, or a follow-up of whoever raised it.

    `position` is its place among the remarks of its opinion; `said_on` is unknown for what came
    without a name.
    """

    __tablename__ = "opinion_remark"
    __table_args__ = (UniqueConstraint("opinion_id", "position"), WITHOUT_ROWID)
    audit_name = "意见的答复"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    opinion_id: Mapped[int] = mapped_column(ForeignKey("raised_opinion.id"))
    position: Mapped[int]
    kind: Mapped[RemarkKind] = mapped_column(Code(RemarkKind))
    text: Mapped[str] = mapped_column(Encrypted)
    said_on: Mapped[date | None]
    said_by: Mapped[str] = mapped_column(String(60), default="")

    opinion: Mapped[RaisedOpinion] = relationship(back_populates="remarks", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.kind.label}：{self.opinion.audit_label}"

    @property
    def audit_path(self) -> str:
        return self.opinion.organization.path


class ReceptionDay(Audited, Base):
    """A day on which the secretary receives whoever comes: announced, then held or not."""

    __tablename__ = "reception_day"
    __table_args__ = (
        UniqueConstraint("organization_id", "held_on"),
        CheckConstraint("ended_at IS NULL OR ended_at > started_at", name="times"),
    )
    audit_name = "接访日"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    held_on: Mapped[date]
    started_at: Mapped[time]
    ended_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(100))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    done: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    receiver: Mapped[Person] = relationship(innerjoin=True)
    visits: Mapped[list["Visit"]] = relationship(order_by="Visit.id", back_populates="day")

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name}（{self.held_on.isoformat()}）"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def people(self) -> int:
        """How many came in all."""
        return sum(visit.people for visit in self.visits)


class Visit(Audited, Base):
    """Who came on that day, if they wished to be named, with what, and what was said to it."""

    __tablename__ = "reception_visit"
    __table_args__ = (
        CheckConstraint("people >= 1", name="people"),
        Index("ix_reception_visit_day", "day_id"),
    )
    audit_name = "来访"

    id: Mapped[int] = mapped_column(primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("reception_day.id"))
    visitor: Mapped[str | None] = mapped_column(Encrypted)
    people: Mapped[int] = mapped_column(default=1)
    matter: Mapped[str] = mapped_column(Encrypted)
    said: Mapped[str | None] = mapped_column(Encrypted)
    opinion_id: Mapped[int | None] = mapped_column(ForeignKey("raised_opinion.id"))

    day: Mapped[ReceptionDay] = relationship(back_populates="visits", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.day.audit_label

    @property
    def audit_path(self) -> str:
        return self.day.organization.path


explain("uq_reception_day_organization_id", "held_on", "这一天已经安排了接访。")
explain("ck_reception_day_times", "ended_at", "结束时间应在开始以后。")
explain("ck_reception_visit_people", "people", "人数至少是 1。")
