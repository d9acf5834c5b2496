"""The table of proposed corrections; values are kept unreadable, as an ID number may be one."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.types import Code, Encrypted, Moment
from app.members.models import Member
from app.rules.base import Labelled


class ProposalState(Labelled):
    WAITING = "waiting", "待审核"
    ACCEPTED = "accepted", "已采纳"
    DECLINED = "declined", "未采纳"
    WITHDRAWN = "withdrawn", "已撤回"


class Proposal(Audited, Base):
    """One field of one card. `old_value` is what the card said when it was settled, or, while it
    waits, when it was proposed; both values are plain texts (see fields)."""

    __tablename__ = "member_proposal"
    audit_name = "更正建议"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    field: Mapped[str] = mapped_column(String(30))
    old_value: Mapped[str | None] = mapped_column(Encrypted)
    new_value: Mapped[str | None] = mapped_column(Encrypted)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[ProposalState] = mapped_column(Code(ProposalState), default=ProposalState.WAITING)
    answer: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    settled_by: Mapped[str] = mapped_column(String(60), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    member: Mapped[Member] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.member.name

    @property
    def audit_path(self) -> str:
        return self.member.organization.path
