"""Tables of who votes as what or was named for it, who opens a strict box, and paper counts."""

from datetime import date

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code
from app.evaluations.models.campaigns import Campaign, Who
from app.people.models import Person


class Group(Audited, Base):
    """Some of those who vote. `weight` is in per cent; `codes` is how many slips are wanted.
    `shown_as` is set by counting: the group it is shown as, or None where it is shown nowhere."""

    __tablename__ = "evaluation_group"
    __table_args__ = (UniqueConstraint("campaign_id", "code"),)
    audit_name = "参评的组"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("evaluation_campaign.id"))
    code: Mapped[str] = mapped_column(String(3))
    label: Mapped[str] = mapped_column(String(30))
    who: Mapped[Who] = mapped_column(Code(Who))
    weight: Mapped[int] = mapped_column(default=0)
    codes: Mapped[int] = mapped_column(default=0)
    voters: Mapped[int] = mapped_column(default=0)
    shown_as: Mapped[str | None] = mapped_column(String(30))

    campaign: Mapped[Campaign] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.campaign.audit_label}：{self.label}"

    @property
    def audit_path(self) -> str:
        return self.campaign.audit_path


class Delegate(Audited, Base):
    """A member named by the organiser to vote in a group of delegates; in one group only."""

    __tablename__ = "evaluation_delegate"
    __table_args__ = (UniqueConstraint("campaign_id", "person_id"),)
    audit_name = "指定的代表"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("evaluation_campaign.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    group: Mapped[str] = mapped_column("voter_group", String(3))

    campaign: Mapped[Campaign] = relationship(innerjoin=True)
    person: Mapped[Person] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.campaign.audit_label}：{self.person.name}"

    @property
    def audit_path(self) -> str:
        return self.campaign.audit_path


class Keyholder(Audited, Base):
    """One of the two who open a strict box together; the key lies locked in a file."""

    __tablename__ = "evaluation_keyholder"
    __table_args__ = (
        UniqueConstraint("campaign_id", "seat"),
        UniqueConstraint("campaign_id", "person_id", name="uq_evaluation_keyholder_person"),
    )
    audit_name = "计票人"
    audit_secret = frozenset({"key_name", "public_key"})

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("evaluation_campaign.id"))
    seat: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    key_name: Mapped[str] = mapped_column(String(64))
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    rehearsed_on: Mapped[date | None]

    campaign: Mapped[Campaign] = relationship(innerjoin=True)
    person: Mapped[Person] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.campaign.audit_label}：第 {self.seat} 名"

    @property
    def audit_path(self) -> str:
        return self.campaign.audit_path


class PaperCount(Audited, Base):
    """Paper ballots of one group as one of two people counted them: {"subject.item.mark": votes}.
    They stand once both say the same."""

    __tablename__ = "evaluation_paper_count"
    __table_args__ = (
        UniqueConstraint("campaign_id", "voter_group", "seat"),
        CheckConstraint("invalid >= 0 AND collected >= invalid", name="papers"),
    )
    audit_name = "纸质票计数"
    audit_secret = frozenset({"votes"})

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("evaluation_campaign.id"))
    group: Mapped[str] = mapped_column("voter_group", String(3))
    seat: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    handed_out: Mapped[int]
    collected: Mapped[int]
    invalid: Mapped[int]
    votes: Mapped[dict] = mapped_column(JSON)

    campaign: Mapped[Campaign] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.campaign.audit_label

    @property
    def audit_path(self) -> str:
        return self.campaign.audit_path

    @property
    def valid(self) -> int:
        return self.collected - self.invalid

    @property
    def figures(self) -> tuple:
        """What the two must agree on."""
        return self.handed_out, self.collected, self.invalid, self.votes


explain("ck_evaluation_paper_count_papers", "invalid", "无效票不能多于收回的票。")
explain("uq_evaluation_keyholder_person", "passphrase", "两名计票人不能是同一个人。")
