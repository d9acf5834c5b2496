"""Tables of requests for money: what for, how much, who decided and approved, how it ended."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.types import Code, Fen
from app.funds.models.budgets import Line
from app.meetings.models import Meeting
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.funds.kinds import Level, Purpose, RequestState


class Request(Audited, Base):
    """Money asked for from one line.

    What it is for in a higher package is named by `subject_kind` and `subject_id`, with the title
    and address that package gave. `meeting_id` and `item_number` name the agenda item that decided
    (its words are kept in `decision`); `undecided_why` says why there was none. Since `decided_on`
    it waits for whoever approves. `reserved` is what it still holds of its line, `spent` what its
    entries come to. `people` came to the activity.
    """

    __tablename__ = "fund_request"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("reserved >= 0 AND spent >= 0", name="figures"),
        CheckConstraint(
            "state NOT IN ('approved', 'paid', 'settled') OR approved_on IS NOT NULL",
            name="approved",
        ),
        Index("ix_fund_request_organization", "organization_id", "state"),
        Index("ix_fund_request_line", "line_id", "state"),
        Index("ix_fund_request_subject", "subject_kind", "subject_id"),
        Index("ix_fund_request_meeting", "meeting_id"),
    )
    audit_name = "经费申请"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("fund_line.id"))
    title: Mapped[str] = mapped_column(String(100))
    purpose: Mapped[Purpose] = mapped_column(Code(Purpose))
    activity_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(100), default="")
    participants: Mapped[str] = mapped_column(String(200), default="")
    content: Mapped[str] = mapped_column(Text, default="")
    effect: Mapped[str] = mapped_column(Text, default="")
    amount: Mapped[int] = mapped_column(Fen)
    late_why: Mapped[str] = mapped_column(String(200), default="")
    subject_kind: Mapped[str] = mapped_column(String(40), default="")
    subject_id: Mapped[int | None]
    subject_title: Mapped[str] = mapped_column(String(100), default="")
    subject_address: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[RequestState] = mapped_column(Code(RequestState), default=RequestState.MADE)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_on: Mapped[date]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    item_number: Mapped[int | None]
    decision: Mapped[str] = mapped_column(String(500), default="")
    undecided_why: Mapped[str] = mapped_column(String(300), default="")
    decided_on: Mapped[date | None]
    level: Mapped[Level | None] = mapped_column(Code(Level))
    approved_on: Mapped[date | None]
    approved_by: Mapped[str] = mapped_column(String(100), default="")
    opinion: Mapped[str] = mapped_column(String(300), default="")
    returned_field: Mapped[str] = mapped_column(String(40), default="")
    returned_why: Mapped[str] = mapped_column(String(300), default="")
    withdrawn_why: Mapped[str] = mapped_column(String(300), default="")
    reserved: Mapped[int] = mapped_column(Fen, default=0)
    spent: Mapped[int] = mapped_column(Fen, default=0)
    people: Mapped[int | None]
    settled_on: Mapped[date | None]
    settled_why: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    line: Mapped[Line] = relationship(innerjoin=True)
    made_by: Mapped[Person | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    estimates: Mapped[list["Estimate"]] = relationship(
        order_by="Estimate.position", back_populates="request", cascade="all, delete-orphan"
    )

    @property
    def per_head(self) -> int | None:
        """What it cost each who came, in whole fen; None until that is known."""
        return round(self.spent / self.people) if self.people and self.settled_on else None

    @property
    def audit_label(self) -> str:
        return self.title

    @property
    def audit_path(self) -> str:
        return self.organization.path


class Estimate(Audited, Base):
    """One row of a request's estimate."""

    __tablename__ = "fund_estimate"
    __table_args__ = (
        UniqueConstraint("request_id", "position"),
        CheckConstraint("amount > 0", name="amount"),
    )
    audit_name = "经费概算"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("fund_request.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(100))
    amount: Mapped[int] = mapped_column(Fen)

    request: Mapped[Request] = relationship(back_populates="estimates", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.text

    @property
    def audit_path(self) -> str:
        return self.request.organization.path
