"""Tables of campaigns, who is judged and who may vote, self-evaluations, grades; never a vote."""

from datetime import date
from functools import cached_property

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.ballots.models import Box
from app.ballots.questionnaire import Questionnaire
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code
from app.organizations.models import Organization
from app.rules.base import Labelled
from app.rules.evaluations import Grade


class Kind(Labelled):
    MEMBER_REVIEW = "member_review", "民主评议党员"
    SECRETARY_REVIEW = "secretary_review", "书记述职评议"


class State(Labelled):
    DRAFT = "draft", "筹备中"
    OPEN = "open", "进行中"
    CLOSED = "closed", "已停止投票"
    COUNTED = "counted", "已计票"
    DESTROYED = "destroyed", "已销毁选票"


NEXT = {
    State.DRAFT: frozenset({State.OPEN}),
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN, State.COUNTED, State.DESTROYED}),
    State.COUNTED: frozenset(),
    State.DESTROYED: frozenset(),
}
"""Where a campaign may go; closed leads back to open only below the minimum."""


class Campaign(Audited, Base):
    """One evaluation of one branch in one year. Votes never touch this row.

    `base` counts the full members at opening (rule ED-10); `excess_reason` says why more than a
    third were found excellent.
    """

    __tablename__ = "evaluation_campaign"
    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="dates"),
        Index("ix_evaluation_campaign_organization", "organization_id", "year"),
    )
    audit_name = "评议"
    audit_secret = frozenset({"questionnaire"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[Kind] = mapped_column(Code(Kind))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(String(100))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    minimum: Mapped[int]
    state: Mapped[State] = mapped_column(Code(State), default=State.DRAFT)
    questionnaire: Mapped[dict | None] = mapped_column(JSON)
    box_id: Mapped[int | None] = mapped_column(ForeignKey("ballot_box.id"))
    voters: Mapped[int] = mapped_column(default=0)
    base: Mapped[int] = mapped_column(default=0)
    excess_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    box: Mapped[Box | None] = relationship()

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.title}"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @cached_property
    def asked(self) -> Questionnaire:
        """The questionnaire as frozen at opening."""
        frozen = {key: value for key, value in self.questionnaire.items() if key != "names"}
        return Questionnaire.load(frozen)

    @property
    def counted(self) -> bool:
        """Whether there is a result that may be shown at all."""
        return self.state is State.COUNTED

    def takes_votes(self, day: date) -> bool:
        return self.state is State.OPEN and self.opens_on <= day <= self.closes_on


class Judged(Base):
    """A person on the ballot, as named at opening; `position` is the order of 姓氏笔画."""

    __tablename__ = "evaluation_judged"
    __table_args__ = (UniqueConstraint("campaign_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("evaluation_campaign.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    graded: Mapped[bool]

    @property
    def subject(self) -> str:
        """Its name on the ballot."""
        return str(self.person_id)


class Voter(Base):
    """Who may vote, frozen at opening; whether they did is known to the box's receipts alone."""

    __tablename__ = "evaluation_voter"
    __table_args__ = (Index("ix_evaluation_voter_person", "person_id"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("evaluation_campaign.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class SelfEvaluation(Audited, Base):
    """个人自评: what a person says of the own year; signed, not secret."""

    __tablename__ = "evaluation_self"
    __table_args__ = (UniqueConstraint("campaign_id", "person_id"),)
    audit_name = "个人自评"
    audit_secret = frozenset({"text"})

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("evaluation_campaign.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Review(Audited, Base):
    """What the branch committee decided on one person, told to the person, and what came of it."""

    __tablename__ = "evaluation_review"
    __table_args__ = (UniqueConstraint("judged_id"),)
    audit_name = "评定等次"
    audit_secret = frozenset({"opinion", "feedback", "superior_opinion"})

    id: Mapped[int] = mapped_column(primary_key=True)
    judged_id: Mapped[int] = mapped_column(ForeignKey("evaluation_judged.id"))
    grade: Mapped[Grade | None] = mapped_column(Code(Grade))
    opinion: Mapped[str] = mapped_column(Text, default="")
    feedback: Mapped[str] = mapped_column(Text, default="")
    told_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    superior_opinion: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    judged: Mapped[Judged] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.judged.name


explain("ck_evaluation_campaign_dates", "closes_on", "结束日期不能早于开始日期。")
