"""The table of records that several people write before they are submitted."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.db import Base
from app.core.types import Code, EncryptedJson, Moment
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind


class SharedRecord(Base):
    """共同记录: the fields of the meeting form as last saved by anybody of the branch. Like a draft
    it is sealed and gone once the record is submitted or dropped."""

    __tablename__ = "shared_record"
    __table_args__ = (Index("ix_shared_record_organization", "organization_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[MeetingKind] = mapped_column(Code(MeetingKind))
    title: Mapped[str] = mapped_column(String(100))
    fields: Mapped[dict] = mapped_column(EncryptedJson)
    at: Mapped[datetime] = mapped_column(Moment)
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(foreign_keys=organization_id, innerjoin=True)
    group: Mapped[Organization | None] = relationship(foreign_keys=group_id)
    saved_by: Mapped[Account | None] = relationship(foreign_keys=saved_by_id)
    texts: Mapped[list["SharedText"]] = relationship(
        order_by="SharedText.number", cascade="all, delete-orphan", back_populates="record"
    )


class SharedText(Base):
    """What the fields were at an earlier saving: the ground on which two people's changes are
    told apart."""

    __tablename__ = "shared_text"
    __table_args__ = (UniqueConstraint("record_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("shared_record.id"))
    number: Mapped[int]
    fields: Mapped[dict] = mapped_column(EncryptedJson)

    record: Mapped[SharedRecord] = relationship(back_populates="texts")
