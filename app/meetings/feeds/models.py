"""The table of private calendar addresses, one a person."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.audit import Audited
from app.core.db import Base
from app.core.types import Moment


class CalendarFeed(Audited, Base):
    """Only the token's hash is kept: the address is shown once, when it is made."""

    __tablename__ = "calendar_feed"
    __table_args__ = (UniqueConstraint("account_id"), UniqueConstraint("token_hash"))
    audit_name = "日历订阅"
    audit_secret = frozenset({"token_hash"})

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment)

    account: Mapped[Account] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.account.name

    @property
    def audit_path(self) -> str | None:
        return self.account.audit_path
