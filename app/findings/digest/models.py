"""The table of who asked for the daily letter, and when the last one went."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.db import Base


class Digest(Base):
    """A person's wish to be written to. Without a row nobody is."""

    __tablename__ = "digest"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    address: Mapped[str] = mapped_column(String(120))
    sent_on: Mapped[date | None]

    account: Mapped[Account] = relationship(innerjoin=True)
