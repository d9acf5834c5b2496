"""The table of files on their way in: read, looked over, confirmed, perhaps undone."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base
from app.core.types import Code, EncryptedJson, Moment
from app.organizations.models import Organization
from app.rules.base import Labelled


class Kind(Labelled):
    BASES = "bases", "核定基数"
    PAYMENTS = "payments", "交纳记录"
    OPENINGS = "openings", "期初余额"


class State(Labelled):
    OPEN = "open", "待确认"
    CONFIRMED = "confirmed", "已导入"
    UNDONE = "undone", "已撤销"
    DROPPED = "dropped", "已放弃"


class DuesImport(Base):
    """`rows` holds what the file said and what is to become of each row, encrypted; dropped once
    nobody needs it. `trail` names what was made, so that it can be undone."""

    __tablename__ = "dues_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    account_id: Mapped[int | None]
    kind: Mapped[Kind] = mapped_column(Code(Kind))
    year: Mapped[int]
    filename: Mapped[str] = mapped_column(String(200))
    state: Mapped[State] = mapped_column(Code(State), default=State.OPEN)
    made_at: Mapped[datetime] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    counts: Mapped[dict] = mapped_column(JSON, default=dict)
    rows: Mapped[list | None] = mapped_column(EncryptedJson, deferred=True)
    trail: Mapped[dict | None] = mapped_column(EncryptedJson, deferred=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
