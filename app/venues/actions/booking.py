"""Every change of bookings: asked for, answered, moved, given up; and the line for them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.venues import (
    MOST_TIMES,
    BookingState,
    Every,
    Room,
    Span,
    blocked,
    check_booking,
    may_become,
    months_without,
    repeated,
    too_long,
)
from app.venues import queries
from app.venues.models import (
    Booking,
    Venue,
    Waiting,
)


@dataclass(frozen=True)
class Asked:
    """What a booking is for. `address` and the subject belong to whatever booked it."""

    title: str
    people: int | None = None
    address: str = ""
    subject_kind: str = ""
    subject_id: int | None = None


def book(
    venue: Venue, organization: Organization, person: Person | None, day: date, span: Span,
    asked: Asked, *, series: str = "", from_list: bool = False,
) -> Booking:  # fmt: skip
    """Take the venue for one span of one day. Where its owner wants to be asked, the booking waits
    and the time is taken all the same. Refused in the past, outside the opening times, for too
    many people, and where the time is taken – the last by the database, whoever is quicker."""
    if venue.retired_on:
        raise Refused("这个场所已经停用。", "venue_id")
    _check(venue, day, span, asked.people)
    waits = venue.approval and organization.id != venue.organization_id
    begin, end = blocked(day, span, venue.set_up, venue.clearing)
    row = Booking(
        venue=venue, organization=organization, person=person, day=day, starts=span.starts,
        ends=span.ends, blocked_from=begin, blocked_until=end, title=asked.title[:100],
        address=asked.address, subject_kind=asked.subject_kind, subject_id=asked.subject_id,
        people=asked.people, series=series, from_list=from_list, asked_on=clock.today(),
        state=BookingState.ASKED if waits else BookingState.HELD,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def book_days(
    venue: Venue, organization: Organization, person: Person | None, first: date, span: Span,
    asked: Asked, *, every: Every, until: date | None, skip_taken: bool = False,
) -> list[Booking]:  # fmt: skip
    """Book a repeated span. Days on which it cannot be had are refused with their list, or left
    out where the person said so."""
    if every is not Every.ONCE and until is None:
        raise Refused("请填写重复到哪一天。", "until")
    if until and until < first:
        raise Refused("重复的最后一天不能早于第一天。", "until")
    if too_long(first, every, until):
        raise Refused(f"一次最多约 {MOST_TIMES} 次，请把最后一天提前，以后再约。", "until")
    days = repeated(first, every, until)
    if every is Every.ONCE:
        return [book(venue, organization, person, first, span, asked)]
    off = _impossible(venue, days, span, asked.people)
    short = months_without(first, every, until)
    if (off or short) and not skip_taken:
        told = "".join(f"{day.month}月{day.day}日{why}" for day, why in off.items())
        told += "".join(f"{one.month}月没有{first.day}日。" for one in short)
        raise Refused(
            f"有 {len(off) + len(short)} 天约不上：{told}勾选“约不上的日子跳过”可以只约其余的。",
            "until",
        )
    wanted = [day for day in days if day not in off]
    if not wanted:
        raise Refused("这些日子都约不上。", "until")
    mark = secrets.token_hex(6)
    return [book(venue, organization, person, day, span, asked, series=mark) for day in wanted]


def move(booking: Booking, venue: Venue, day: date, span: Span, people: int | None) -> None:
    """Give a booking another venue or time; the old time comes free for the next in line. Where
    the owner wants to be asked, it waits again."""
    if not booking.stands:
        raise Refused(f"这次预约{booking.state.label}，不能再改。")
    _check(venue, day, span, people)
    old = (booking.venue, booking.day)
    booking.venue, booking.day, booking.starts, booking.ends = venue, day, *span
    booking.people = people
    booking.blocked_from, booking.blocked_until = blocked(day, span, venue.set_up, venue.clearing)
    waits = venue.approval and booking.organization_id != venue.organization_id
    booking.state = BookingState.ASKED if waits else BookingState.HELD
    db.session.flush()
    _next_in_line(*old)


def answer(booking: Booking, *, agreed: bool, by: str, why: str = "") -> None:
    """Agree to a booking that waits, or not, with the reason."""
    if not agreed and not why.strip():
        raise Refused("不同意的，请写明原因。", "why")
    _become(booking, BookingState.HELD if agreed else BookingState.REFUSED)
    booking.settled_by, booking.why = by[:60], why
    db.session.flush()
    if not agreed:
        _next_in_line(booking.venue, booking.day)


def cancel(bookings: Sequence[Booking], *, why: str, by: str) -> None:
    """Give up bookings that have not begun; whoever waits in line takes the place."""
    audit.because(why)
    for one in bookings:
        if one.begins <= clock.wall():
            raise Refused("已经开始的预约不再取消；没有用的，请在使用情况里注明。", "why")
        _become(one, BookingState.CANCELLED)
        one.why, one.settled_by = why, by[:60]
    db.session.flush()
    for one in bookings:
        _next_in_line(one.venue, one.day)


def wait(
    venue: Venue, organization: Organization, person: Person | None, day: date, span: Span,
    asked: Asked,
) -> Waiting:  # fmt: skip
    """Stand in line for a span that is taken; refused where it can be booked outright."""
    _check(venue, day, span, asked.people)
    if not _is_taken(venue, day, span):
        raise Refused("这段时间现在空着，可以直接预约。", "starts")
    for one in queries.in_line(_own(venue), venue, day):
        if one.organization_id == organization.id and one.span == span:
            raise Refused("已经排上候补了。", "starts")
    row = Waiting(
        venue=venue, organization=organization, person=person, day=day, starts=span.starts,
        ends=span.ends, title=asked.title[:100], people=asked.people, asked_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def leave_line(row: Waiting) -> None:
    """Give up a place in line; nothing happens to one that has ended."""
    row.ended_on = row.ended_on or clock.today()
    db.session.flush()


def _check(venue, day, span, people):
    room = Room(venue.capacity, venue.opening_on(day))
    now = clock.wall()
    for fault in check_booking(room, day, span, people, now):
        raise Refused(fault.message, fault.field)


def _impossible(venue, days, span, people):
    """{day: why} of the days on which the span cannot be had."""
    now = clock.wall()
    first, last = days[0], days[-1]
    begin, _ = blocked(first, span, venue.set_up, venue.clearing)
    _, end = blocked(last, span, venue.set_up, venue.clearing)
    busy = queries.taken(_own(venue), [venue.id], begin, end).get(venue.id, [])
    off = {}
    for day in days:
        room = Room(venue.capacity, venue.opening_on(day))
        start, stop = blocked(day, span, venue.set_up, venue.clearing)
        if faults := check_booking(room, day, span, people, now):
            off[day] = faults[0].message
        elif any(a < stop and b > start for a, b in busy):
            off[day] = "已有人约。"
    return off


def _is_taken(venue, day, span):
    begin, end = blocked(day, span, venue.set_up, venue.clearing)
    return bool(queries.taken(_own(venue), [venue.id], begin, end))


def _next_in_line(venue, day):
    """Whoever waited longest for a span that is free now has it."""
    line = queries.in_line(_own(venue), venue, day)
    if not line:
        return
    busy = queries.taken(_own(venue), [venue.id], *_whole(day)).get(venue.id, [])
    room, now = Room(venue.capacity, venue.opening_on(day)), clock.wall()
    for one in line:
        begin, end = blocked(day, one.span, venue.set_up, venue.clearing)
        taken = any(start < end and stop > begin for start, stop in busy)
        if taken or check_booking(room, day, one.span, one.people, now):
            continue
        asked = Asked(one.title, one.people)
        book(venue, one.organization, one.person, day, one.span, asked, from_list=True)
        busy.append((begin, end))
        one.ended_on = clock.today()
    db.session.flush()


def _whole(day):
    """The minutes of the day with what a booking may take before and after it."""
    return blocked(day, Span(time(0), time(23, 59)), 240, 240)


def _become(booking, state):
    verdict = may_become(booking.state, state)
    if not verdict:
        raise Refused(f"{verdict.reasons[0].message}。", "why")
    booking.state = state


def _own(venue):
    return Scope(frozenset({venue.organization.path}))
