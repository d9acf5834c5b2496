"""Tables of what is decided and told: reductions, requests, talks, gifts, publication."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Encrypted, Fen, MonthNumber
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dues.using import Purpose, RequestState, Told


class DuesReduction(Audited, Base):
    """少交或免交: what the branch studied and the committee above decided, for certain months.
    `amount` is what is paid a month instead. `ended_on` ends it before its last month."""

    __tablename__ = "dues_reduction"
    __table_args__ = (
        CheckConstraint("last_month >= first_month", name="months"),
        CheckConstraint("state = 'asked' OR answered_on IS NOT NULL", name="answered"),
        Index("ix_dues_reduction_organization", "organization_id", "state"),
        Index("ix_dues_reduction_person", "person_id", "first_month"),
    )
    audit_name = "党费减免"
    audit_secret = frozenset({"amount"})

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    first_month: Mapped[int] = mapped_column(MonthNumber)
    last_month: Mapped[int] = mapped_column(MonthNumber)
    amount: Mapped[int] = mapped_column(Fen)
    hardship: Mapped[str] = mapped_column(Encrypted)
    decided_on: Mapped[date]
    decision: Mapped[str] = mapped_column(String(120))
    asked_on: Mapped[date]
    asked_by: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[RequestState] = mapped_column(Code(RequestState), default=RequestState.ASKED)
    answered_on: Mapped[date | None]
    answered_by: Mapped[str] = mapped_column(String(100), default="")
    answer: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    person: Mapped[Person] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.person.name

    @property
    def audit_path(self) -> str:
        return self.organization.path


class DuesRequest(Audited, Base):
    """请求下拨: asked of the next level up alone, for one of the five purposes. `granted` is what
    was agreed to; it is used for that purpose only."""

    __tablename__ = "dues_request"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("state <> 'agreed' OR granted > 0", name="granted"),
        Index("ix_dues_request_organization", "organization_id", "state"),
        Index("ix_dues_request_superior", "superior_id", "state"),
    )
    audit_name = "请求下拨党费"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    superior_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    amount: Mapped[int] = mapped_column(Fen)
    purpose: Mapped[Purpose] = mapped_column(Code(Purpose))
    summary: Mapped[str] = mapped_column(String(200))
    decided_on: Mapped[date]
    decision: Mapped[str] = mapped_column(String(120))
    asked_on: Mapped[date]
    asked_by: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[RequestState] = mapped_column(Code(RequestState), default=RequestState.ASKED)
    granted: Mapped[int | None] = mapped_column(Fen)
    answered_on: Mapped[date | None]
    answered_by: Mapped[str] = mapped_column(String(100), default="")
    answer: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(
        innerjoin=True, foreign_keys="DuesRequest.organization_id"
    )
    superior: Mapped[Organization] = relationship(
        innerjoin=True, foreign_keys="DuesRequest.superior_id"
    )

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.summary}"[:60]

    @property
    def audit_path(self) -> str:
        return self.organization.path


class DuesTalk(Audited, Base):
    """That the branch spoke with somebody who has not paid, and until when it is to be mended."""

    __tablename__ = "dues_talk"
    __table_args__ = (Index("ix_dues_talk_person", "person_id", "talked_on"),)
    audit_name = "党费谈话"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    talked_on: Mapped[date]
    until: Mapped[date]
    talker: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Encrypted)

    person: Mapped[Person] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.person.name

    @property
    def audit_path(self) -> str:
        return self.organization.path


class DuesGift(Audited, Base):
    """自愿一次多交: it goes whole to the centre and stands in no sum of the branch."""

    __tablename__ = "dues_gift"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_dues_gift_organization", "organization_id", "given_on"),
        Index("ix_dues_gift_person", "person_id"),
    )
    audit_name = "自愿一次多交党费"
    audit_secret = frozenset({"amount"})

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    amount: Mapped[int] = mapped_column(Fen)
    given_on: Mapped[date]
    passed_on: Mapped[date | None]
    receipt: Mapped[str] = mapped_column(String(60), default="")
    receipt_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    person: Mapped[Person] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.person.name

    @property
    def audit_path(self) -> str:
        return self.organization.path


class DuesDisclosure(Audited, Base):
    """That an organisation published, reported or checked a year's dues, and the figures as they
    stood then."""

    __tablename__ = "dues_disclosure"
    __table_args__ = (UniqueConstraint("organization_id", "year", "told"),)
    audit_name = "党费公布"
    audit_unseen = frozenset({"figures"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    told: Mapped[Told] = mapped_column(Code(Told))
    done_on: Mapped[date]
    how: Mapped[str] = mapped_column(String(200), default="")
    figures: Mapped[dict] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.year}年 {self.told.label}"

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("uq_dues_disclosure_organization_id", "", "这一年已经登记过了，请重新打开页面。")
