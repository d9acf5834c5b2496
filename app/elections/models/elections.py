"""An election, its path and what was asked of the superior."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.base import Labelled
from app.rules.elections.terms import ElectionKind, Subject
from app.rules.organizations import PostKind

if TYPE_CHECKING:
    from app.elections.models.people import Candidate, LeftOut, Teller
    from app.elections.models.rounds import Round


class ElectionState(Labelled):
    OPEN = "open", "进行中"
    DONE = "done", "已完成"
    CANCELLED = "cancelled", "已取消"


class RequestState(Labelled):
    WAITING = "waiting", "等待批复"
    AGREED = "agreed", "已批复"
    RETURNED = "returned", "已退回"


class Election(Audited, Base):
    """One election of one branch. `seats` counts committee members to elect, `deputies` 0 or 1;
    `committee` False: the assembly elects the secretary itself (EL-18). `fewer_seats` is what the
    seats were reduced to with `fewer_consent` voters' consent (EL-17). `term_ends_on` is the end
    of the term it follows, for a 补选 nothing.
    """

    __tablename__ = "election"
    __table_args__ = (
        CheckConstraint("seats >= 0 AND deputies >= 0", name="seats"),
        Index("ix_election_organization", "organization_id", "state"),
    )
    audit_name = "换届选举"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[ElectionKind] = mapped_column(Code(ElectionKind))
    state: Mapped[ElectionState] = mapped_column(Code(ElectionState), default=ElectionState.OPEN)
    term_ends_on: Mapped[date | None]
    reminded_on: Mapped[date | None]
    planned_on: Mapped[date | None]
    committee: Mapped[bool] = mapped_column(default=True)
    seats: Mapped[int] = mapped_column(default=0)
    secretary: Mapped[bool] = mapped_column(default=True)
    deputies: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(String(300), default="")
    published_on: Mapped[date | None]
    held_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(100), default="")
    fewer_seats: Mapped[int | None]
    fewer_consent: Mapped[int | None]
    first_meeting_on: Mapped[date | None]
    convener_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    filed_on: Mapped[date | None]
    remark: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    convener: Mapped[Person | None] = relationship()
    requests: Mapped[list["ElectionRequest"]] = relationship(back_populates="election")
    candidates: Mapped[list["Candidate"]] = relationship(
        order_by="Candidate.position", back_populates="election"
    )
    left_out: Mapped[list["LeftOut"]] = relationship(
        order_by="LeftOut.id", back_populates="election"
    )
    tellers: Mapped[list["Teller"]] = relationship(order_by="Teller.id", back_populates="election")
    rounds: Mapped[list["Round"]] = relationship(order_by="Round.id", back_populates="election")

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.title}"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def title(self) -> str:
        """2027年换届, by the day held, planned or the end of the term."""
        day = self.held_on or self.planned_on or self.term_ends_on
        return f"{day.year}年{self.kind.label}" if day else self.kind.label

    @property
    def open(self) -> bool:
        return self.state is ElectionState.OPEN

    @property
    def to_fill(self) -> int:
        """Seats of the committee as they stand after a reduction."""
        return self.seats if self.fewer_seats is None else self.fewer_seats

    def request(self, about: Subject) -> "ElectionRequest | None":
        """What was asked about this, the last time."""
        return next((one for one in self.requests if one.about is about), None)

    def agreed(self, about: Subject) -> bool:
        found = self.request(about)
        return found is not None and found.state is RequestState.AGREED

    def waits(self, about: Subject) -> bool:
        found = self.request(about)
        return found is not None and found.state is RequestState.WAITING

    def standing_for(self, post: PostKind) -> list["Candidate"]:
        """Candidates for one post as they were nominated, in the approved order."""
        return [one for one in self.candidates if one.post is post and not one.written_in]


class OfElection(Audited):
    """A row of one election: it leaves its trail where the branch stands."""

    @property
    def audit_path(self) -> str:
        return self.election.organization.path


class ElectionRequest(OfElection, Base):
    """A letter to the superior and its answer; asked again after a return in the same row.
    Whose account asked is kept, for another's has to answer."""

    __tablename__ = "election_request"
    __table_args__ = (UniqueConstraint("election_id", "about"),)
    audit_name = "换届请示"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"))
    about: Mapped[Subject] = mapped_column(Code(Subject))
    state: Mapped[RequestState] = mapped_column(Code(RequestState))
    asked_on: Mapped[date]
    number: Mapped[str] = mapped_column(String(60), default="")
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_on: Mapped[date | None]
    reply_number: Mapped[str] = mapped_column(String(60), default="")
    comment: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    election: Mapped[Election] = relationship(back_populates="requests", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.election.organization.name} {self.about.label}"


explain("uq_election_request_election_id", "", "刚刚已经报过，请刷新页面。")
