"""The table of history imports: one file that filled many people's steps at once."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base
from app.core.types import EncryptedJson, Moment
from app.organizations.models import Organization


class HistoryImport(Base):
    """`preview` holds what the file said and how each row came out until nobody needs it;
    `trail` what stood before and was made, so that it can be undone."""

    __tablename__ = "development_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    account_id: Mapped[int | None]
    filename: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    counts: Mapped[dict] = mapped_column(JSON, default=dict)
    preview: Mapped[dict | None] = mapped_column(EncryptedJson, deferred=True)
    trail: Mapped[dict | None] = mapped_column(EncryptedJson, deferred=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship()
