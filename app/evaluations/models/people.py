"""Tables of who is judged and who may vote, of self-evaluations and of grades; never a vote."""

from datetime import date

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.types import Code
from app.rules.evaluations import Grade


class Judged(Base):
    """Who or what is on the ballot, as named at opening; people in the order of 姓氏笔画."""

    __tablename__ = "evaluation_judged"
    __table_args__ = (UniqueConstraint("campaign_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("evaluation_campaign.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(60), default="")
    position: Mapped[int]
    graded: Mapped[bool]

    @property
    def subject(self) -> str:
        """Its name on the ballot: a person's, an organisation's or a matter's."""
        if self.person_id:
            return str(self.person_id)
        return f"o{self.organization_id}" if self.organization_id else f"q{self.position}"


class Voter(Base):
    """Who may vote, frozen at opening; whether they did is known to the box's receipts alone."""

    __tablename__ = "evaluation_voter"
    __table_args__ = (Index("ix_evaluation_voter_person", "person_id"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("evaluation_campaign.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    group: Mapped[str] = mapped_column("voter_group", String(3), default="")


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
