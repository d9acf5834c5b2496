"""Tables of a committee's yearly round of reports and of each branch's hearing in it."""

from datetime import date, time

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code
from app.organizations.models import Organization
from app.rules.evaluations import DebriefMark
from app.rules.reports import Section, outline


class DebriefRound(Audited, Base):
    """What one committee asks of the branches below it in one year, unless a nearer one does.

    `shortest` and `longest` are characters of the whole text; `more` names added sections (see
    rules.reports.outline); `minutes` is the time of one speaker, `comment_minutes` that of the
    comment after each; `feedback_by` is the last day for opinions and feedback. `campaign_id` is
    the evaluation that the organiser chose to belong to it; from `published_on` on the overall
    opinions are known to the branches it asked (EV-04).
    """

    __tablename__ = "debrief_round"
    __table_args__ = (
        UniqueConstraint("organization_id", "year"),
        CheckConstraint("feedback_by >= submit_by", name="feedback"),
        CheckConstraint(
            "longest IS NULL OR shortest IS NULL OR longest >= shortest", name="length"
        ),
    )
    audit_name = "述职安排"
    audit_reaches_below = True

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    opened_on: Mapped[date]
    submit_by: Mapped[date]
    held_on: Mapped[date | None]
    starts_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(100), default="")
    minutes: Mapped[int] = mapped_column(default=10)
    comment_minutes: Mapped[int] = mapped_column(default=3)
    feedback_by: Mapped[date]
    shortest: Mapped[int | None]
    longest: Mapped[int | None]
    more: Mapped[str] = mapped_column(Text, default="")
    requirements: Mapped[str] = mapped_column(Text, default="")
    campaign_id: Mapped[int | None]
    published_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closed_why: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.year}年度"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def title(self) -> str:
        return f"{self.year}年度党支部书记述职"

    @property
    def outline(self) -> tuple[Section, ...]:
        """The sections its reports have."""
        return outline(self.more)

    @property
    def open(self) -> bool:
        return self.closed_on is None


class Hearing(Audited, Base):
    """One branch in a round: its place in the order, the report as it was heard, what the superior
    said of it, the overall opinion, and what the secretary answered.

    `position` is None for whom no place was given; `written` says that the report is read, not
    spoken. `overall` and `opinion` are the secretary's to see from `told_on` on.
    """

    __tablename__ = "debrief_hearing"
    __table_args__ = (
        UniqueConstraint("round_id", "organization_id"),
        CheckConstraint("told_on IS NULL OR overall IS NOT NULL", name="told"),
        CheckConstraint("confirmed_on IS NULL OR told_on IS NOT NULL", name="confirmed"),
        Index("ix_debrief_hearing_organization", "organization_id"),
    )
    audit_name = "听取述职"
    audit_secret = frozenset({"comment", "opinion", "reply"})

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("debrief_round.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    position: Mapped[int | None]
    written: Mapped[bool] = mapped_column(default=False, server_default=false())
    delivered_on: Mapped[date | None]
    minutes: Mapped[int | None]
    comment: Mapped[str] = mapped_column(Text, default="")
    commented_by: Mapped[str] = mapped_column(String(60), default="")
    commented_on: Mapped[date | None]
    overall: Mapped[DebriefMark | None] = mapped_column(Code(DebriefMark))
    opinion: Mapped[str] = mapped_column(Text, default="")
    decided_on: Mapped[date | None]
    told_on: Mapped[date | None]
    reply: Mapped[str] = mapped_column(Text, default="")
    confirmed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    round: Mapped[DebriefRound] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.round.year}年度"

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("uq_debrief_round_organization_id", "year", "这一年的述职已经安排过了。")
explain("ck_debrief_round_feedback", "feedback_by", "反馈的最后日期不能早于交报告的日期。")
explain("ck_debrief_round_length", "longest", "最多字数不能少于最少字数。")
explain("uq_debrief_hearing_round_id", "", "别人刚刚也在办这个支部，请重新打开页面。")
