"""What is owed about venues: the yearly check where it is asked for, and bookings that wait."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.core.db import db
from app.core.filters import day as short_day
from app.findings.engine import STATES, Finding, State
from app.organizations import queries as tree
from app.organizations.models import Organization
from app.rules.affairs import urgency
from app.rules.dates import Period, periods_between
from app.rules.meetings import DueState, asked_years, due_state
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule
from app.rules.venues import CHECK_LOCAL, BookingState, answer_by
from app.venues.models import Booking, Inspection, Venue

LINE, TITLE = "venues/check", "活动场所检查"


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
    found = rule(CHECK_LOCAL)
    years = asked_years(day)
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    query = select(Inspection.organization_id, Inspection.checked_on, Inspection.id).where(
        Inspection.organization_id.in_(branches), Inspection.checked_on.between(first, last)
    )
    done = {
        (organization_id, Period.of(found.nearest(day).value, checked_on)): inspection_id
        for organization_id, checked_on, inspection_id in db.session.execute(query)
    }
    for period in periods_between(found.nearest(day).value, first, last):
        asked = min(period.start, day)
        on = tree.local_rules(EVERYTHING, branches.values(), asked)
        for branch in branches.values():
            if CHECK_LOCAL in on[branch.id] and branch.in_force(asked):
                yield _check(branch, period, done.get((branch.id, period)), day)


def _check(branch, period, inspection_id, day):
    found = rule(CHECK_LOCAL)
    state = due_state(period, inspection_id is not None, day)
    ahead = state is DueState.DUE and day < period.start
    return Finding(
        rule_id=found.id,
        cite=str(found.nearest(day).cite),
        organization_id=branch.id,
        path=branch.path,
        subject=f"{LINE}/{period.code}",
        what=TITLE,
        why=f"{period.short}还没有检查记录。",
        since=period.start,
        due=period.end,
        state=State.AHEAD if ahead else STATES[state],
        press_label="登记检查",
        press_url="/venues/checks/new",
        press_needs=Can.VENUES_INSPECT,
        line=LINE,
        title=TITLE,
        period=period.short,
        record_url=f"/venues/checks/{inspection_id}" if inspection_id else "",
    )
