"""What is owed about venues: the yearly check where it is asked for, and bookings that wait."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.access.policy import Can
from app.core.db import db
from app.core.filters import day as short_day
from app.findings import recurring
from app.findings.engine import STATES, Finding
from app.findings.recurring import Recurring
from app.organizations.models import Organization
from app.rules.affairs import urgency
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule
from app.rules.venues import CHECK_LOCAL, BookingState, answer_by
from app.venues.models import Booking, Inspection, Venue

CHECK = Recurring(
    CHECK_LOCAL, "venues/check", "活动场所检查", "还没有检查记录", "登记检查",
    "/venues/checks/new", Can.VENUES_INSPECT, "/venues/checks",
)  # fmt: skip


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """The year's check of each branch, and bookings that an owner has to answer."""
    yield from _bookings({one.id: one for one in organizations}, day)
    branches = {one.id: one for one in organizations if one.kind is OrganizationKind.BRANCH}
    if branches:
        yield from _checks(branches, day)


def _bookings(owners, day):
    query = (
        select(Booking)
        .join(Booking.venue)
        .options(joinedload(Booking.venue), joinedload(Booking.organization))
        .where(Venue.organization_id.in_(owners), Booking.state == BookingState.ASKED)
    )
    for one in db.session.scalars(query.order_by(Booking.asked_on, Booking.id)):
        owner, due = owners[one.venue.organization_id], min(answer_by(one.asked_on), one.day)
        yield Finding(
            rule_id="VE-03",
            cite=str(rule("VE-03").nearest(day).cite),
            organization_id=owner.id,
            path=owner.path,
            subject=f"venues/{one.id}/answer/{due.isoformat()}",
            what="场所预约待审核",
            why=f"{one.organization.name}约{short_day(one.day)}用{one.venue.name}，"
            f"{short_day(due)}前答复。",
            since=one.asked_on,
            due=due,
            state=STATES[urgency(due, day)],
            press_label="审核",
            press_url=f"/venues/bookings/{one.id}",
            press_needs=Can.VENUES_KEEP,
        )


def _checks(branches, day):
    query = select(Inspection.organization_id, Inspection.checked_on, Inspection.id).where(
        Inspection.organization_id.in_(branches),
        Inspection.checked_on.between(*recurring.asked_span(day)),
    )
    return recurring.findings(CHECK, branches, db.session.execute(query), day)
