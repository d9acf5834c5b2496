"""Tables of bookings and of the line for them.

That no two bookings of a venue overlap is held by the database: an exclusion constraint on
PostgreSQL, triggers on SQLite (both in the migration), whatever the code above does.
"""

from datetime import date, datetime, time

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Moment
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.venues import BookingState, Span
from app.venues.models.register import Venue

TAKEN = "这段时间（连同前后的布置、清场）已有人约，请换个时间或者场所。"


class Booking(Audited, Base):
    """A span of one day for one organisation. `blocked_from` and `blocked_until` are minutes since
    1970 with setting up and clearing; `title`, `address` and the subject are given by whatever
    booked it, such as a meeting; `series` ties repeated ones; `from_list` came off the waiting
    list. `used_*` say what it really was, once somebody noted it."""

    __tablename__ = "venue_booking"
    __table_args__ = (
        CheckConstraint("ends > starts", name="times"),
        CheckConstraint(
            "blocked_until > blocked_from AND blocked_until <= blocked_from + 1920", name="blocked"
        ),
        Index("ix_venue_booking_blocked", "venue_id", "blocked_from"),
        Index("ix_venue_booking_time", "blocked_from"),
        Index("ix_venue_booking_organization", "organization_id", "day"),
        Index("ix_venue_booking_subject", "subject_kind", "subject_id"),
    )
    audit_name = "场所预约"

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    blocked_from: Mapped[int] = mapped_column(BigInteger)
    blocked_until: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(200), default="")
    subject_kind: Mapped[str] = mapped_column(String(20), default="")
    subject_id: Mapped[int | None]
    people: Mapped[int | None]
    series: Mapped[str] = mapped_column(String(12), default="")
    state: Mapped[BookingState] = mapped_column(Code(BookingState))
    asked_on: Mapped[date]
    from_list: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(String(200), default="")
    settled_by: Mapped[str] = mapped_column(String(60), default="")
    used_minutes: Mapped[int | None]
    used_people: Mapped[int | None]
    intact: Mapped[bool | None]
    used_note: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    venue: Mapped[Venue] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)
    person: Mapped[Person | None] = relationship()

    @property
    def span(self) -> Span:
        return Span(self.starts, self.ends)

    @property
    def begins(self) -> datetime:
        """On the wall clock, without a zone."""
        return datetime.combine(self.day, self.starts)

    @property
    def stands(self) -> bool:
        return self.state in {BookingState.HELD, BookingState.ASKED}

    @property
    def used(self) -> bool:
        return self.used_minutes is not None

    @property
    def audit_label(self) -> str:
        return f"{self.venue.name} {self.day.isoformat()} {self.span}"

    @property
    def audit_path(self) -> str:
        return self.organization.path


class Waiting(Audited, Base):
    """A place in line for a span that is taken; it becomes a booking when the span comes free.
    `ended_on` is when it did, or when it was given up."""

    __tablename__ = "venue_waiting"
    __table_args__ = (Index("ix_venue_waiting_venue", "venue_id", "day"),)
    audit_name = "场所候补"

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    title: Mapped[str] = mapped_column(String(100))
    people: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(Moment)
    ended_on: Mapped[date | None]

    venue: Mapped[Venue] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(innerjoin=True)
    person: Mapped[Person | None] = relationship()

    @property
    def span(self) -> Span:
        return Span(self.starts, self.ends)

    @property
    def audit_label(self) -> str:
        return f"{self.venue.name} {self.day.isoformat()} {self.span}"

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("ex_venue_booking_overlap", "starts", TAKEN)
explain("ck_venue_booking_times", "ends", "结束时间应晚于开始时间。")
