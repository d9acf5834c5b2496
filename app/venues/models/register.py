"""Tables of the register: venues, who shares them, opening times, pictures, checks."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Protocol

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Moment
from app.core.uploads import Uploaded
from app.organizations.models import Organization
from app.rules.venues import Facility, Outcome, Span


class Taken(Protocol):
    """What takes a venue on one day."""

    day: date

    @property
    def span(self) -> Span: ...


class Venue(Audited, Base):
    """A room for activities. `set_up` and `clearing` are minutes before and after each use; `fit`
    is whether it meets the organisation's standard, None until somebody looked; `facilities` are
    codes of rules.venues.Facility with commas."""

    __tablename__ = "venue"
    __table_args__ = (
        UniqueConstraint("organization_id", "name"),
        CheckConstraint("set_up BETWEEN 0 AND 240 AND clearing BETWEEN 0 AND 240", name="minutes"),
        Index("ix_venue_organization", "organization_id"),
    )
    audit_name = "活动场所"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(100), default="")
    area: Mapped[int | None]
    capacity: Mapped[int | None]
    used_since: Mapped[date | None]
    keeper: Mapped[str] = mapped_column(String(60), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    facilities: Mapped[str] = mapped_column(String(100), default="")
    approval: Mapped[bool] = mapped_column(default=False)
    set_up: Mapped[int] = mapped_column(default=0)
    clearing: Mapped[int] = mapped_column(default=0)
    fit: Mapped[bool | None]
    remark: Mapped[str] = mapped_column(Text, default="")
    retired_on: Mapped[date | None]
    retired_why: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    shares: Mapped[list["VenueShare"]] = relationship(
        cascade="all, delete-orphan", order_by="VenueShare.id"
    )
    opening: Mapped[list["OpeningSpan"]] = relationship(
        cascade="all, delete-orphan", order_by="OpeningSpan.since, OpeningSpan.weekday"
    )

    @property
    def has(self) -> tuple[Facility, ...]:
        return tuple(one for one in Facility if one.value in self.facilities.split(","))

    @property
    def lacks(self) -> tuple[Facility, ...]:
        return tuple(one for one in Facility if one not in self.has)

    def opening_on(self, day: date) -> dict[int, list[Span]]:
        """{weekday: spans} of the times in force on that day; empty where none are set."""
        begun = [one.since for one in self.opening if one.since <= day]
        if not begun:
            return {}
        found: dict[int, list[Span]] = {}
        for one in self.opening:
            if one.since == max(begun) and one.opens:
                found.setdefault(one.weekday, []).append(Span(one.opens, one.closes))
        return found

    def left_outside(self, day: date, bookings: Sequence[Taken]) -> list:
        """Those of these bookings from that day on that lie outside the times of their day."""
        found = []
        for one in bookings:
            spans = self.opening_on(one.day)
            open_then = spans.get(one.day.weekday(), ())
            if one.day >= day and spans and not any(s.covers(one.span) for s in open_then):
                found.append(one)
        return found

    @property
    def audit_label(self) -> str:
        return self.name

    @property
    def audit_path(self) -> str:
        return self.organization.path


class VenueShare(Base):
    """An organisation that may book the venue, with everything below it."""

    __tablename__ = "venue_share"
    __table_args__ = (
        UniqueConstraint("venue_id", "organization_id"),
        Index("ix_venue_share_organization", "organization_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))

    organization: Mapped[Organization] = relationship(innerjoin=True)


class OpeningSpan(Base):
    """When the venue is open on a weekday (0 is Monday) from `since` on, until a later set begins.
    A weekday without `opens` is closed; it keeps a set that is closed all week."""

    __tablename__ = "venue_opening"
    __table_args__ = (
        UniqueConstraint("venue_id", "since", "weekday"),
        CheckConstraint("closes > opens", name="times"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id"))
    since: Mapped[date]
    weekday: Mapped[int]
    opens: Mapped[time | None]
    closes: Mapped[time | None]


class VenuePhoto(Audited, Uploaded, Base):
    """A picture of the venue; nobody has to add one."""

    __tablename__ = "venue_photo"
    __table_args__ = (UniqueConstraint("stored"), Index("ix_venue_photo_venue", "venue_id"))
    audit_name = "场所照片"
    audit_secret = frozenset({"stored"})

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id"))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)

    venue: Mapped[Venue] = relationship(innerjoin=True)

    @property
    def audit_path(self) -> str:
        return self.venue.organization.path


class Inspection(Audited, Base):
    """What a check of one organisation's venue found; without a venue it has none at all.
    `item_id` is the item of 整改 that it opened."""

    __tablename__ = "venue_inspection"
    __table_args__ = (
        CheckConstraint("(outcome = 'missing') = (venue_id IS NULL)", name="venue"),
        Index("ix_venue_inspection_organization", "organization_id", "checked_on"),
    )
    audit_name = "场所检查"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"))
    checked_on: Mapped[date]
    checked_by: Mapped[str] = mapped_column(String(60))
    outcome: Mapped[Outcome] = mapped_column(Code(Outcome))
    problem: Mapped[str] = mapped_column(Text, default="")
    mend_by: Mapped[date | None]
    responsible: Mapped[str] = mapped_column(String(100), default="")
    item_id: Mapped[int | None]

    organization: Mapped[Organization] = relationship(innerjoin=True)
    venue: Mapped[Venue | None] = relationship()

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.checked_on.isoformat()}"

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("uq_venue_organization_id", "name", "已有同名的场所。")
explain("ck_venue_minutes", "set_up", "布置和清场各填 0 到 240 分钟。")
explain("ck_venue_opening_times", "", "关闭时间应晚于开放时间。")
