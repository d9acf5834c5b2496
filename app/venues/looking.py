"""Addresses at which one looks: the calendar, what is free, entries for one's own calendar."""

from datetime import UTC, datetime, time, timedelta

from flask import Response, abort, g, request
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, ics
from app.core.web import number, page, public_url
from app.rules.venues import BookingState, Span
from app.venues import bp, calendar, queries, reading


@bp.get("/calendar")
@requires(Can.VENUES_VIEW)
def calendar_page():
    view = request.args.get("view", "week")
    day, venues = reading.day("day", clock.today()), queries.listed(g.scope)
    wanted = number("venue")
    shown = [one for one in venues if wanted in (None, one.id)]
    first, last = calendar.bounds(view, day)
    bookings = queries.between(g.scope, first, last, [one.id for one in shown])
    return page(
        "venues/calendar.html",
        view=view if view in calendar.VIEWS else "week",
        views=calendar.VIEWS,
        day=day,
        days=calendar.days(first, last),
        weeks=calendar.weeks(first, last),
        earlier=calendar.earlier(view, day),
        later=calendar.later(view, day),
        venues=venues,
        shown=shown,
        wanted=wanted,
        cells=calendar.cells(bookings),
        books=current_user.may(Can.VENUES_BOOK),
    )


@bp.get("/find")
@requires(Can.VENUES_VIEW)
def find():
    """What is free on that day from then to then."""
    day, starts, ends = reading.day("day", None), reading.hour("starts"), reading.hour("ends")
    typed = [name for name in ("day", "starts", "ends", "people") if name in request.args]
    asked = all((day, starts, ends)) and starts < ends
    span = Span(starts, ends) if asked else None
    people = number("people")
    wrong = _wrong(typed, day, starts, ends, people)
    return page(
        "venues/find.html",
        day=day,
        starts=starts,
        ends=ends,
        people=people,
        span=span,
        wrong=wrong,
        found=queries.free(g.scope, day, span, people) if span and not wrong else None,
        books=current_user.may(Can.VENUES_BOOK),
    )


@bp.get("/bookings/<int:booking_id>/entry.ics")
@requires(Can.VENUES_VIEW)
def booking_entry(booking_id):
    found = queries.booking(g.scope, booking_id) or abort(404)
    return Response(ics.feed([_entry(found)], "场所预约"), mimetype=ics.MEDIA_TYPE)


@bp.get("/<int:venue_id>/bookings.ics")
@requires(Can.VENUES_VIEW)
def venue_entries(venue_id):
    venue, today = (queries.one(g.scope, venue_id) or abort(404)), clock.today()
    found = queries.between(g.scope, today, today + timedelta(days=400), [venue.id])
    entries = [_entry(one, open_to_me=_may_open(one)) for one in found]
    return Response(ics.feed(entries, venue.name), mimetype=ics.MEDIA_TYPE)


def _wrong(typed, day, starts, ends, people):
    """What keeps the search from an answer, in words; empty where nothing was asked yet."""
    if not typed:
        return ""
    if not all((day, starts, ends)):
        return "请把日期、开始、结束都填上，例如 2026-11-20、15:00、17:00。"
    if starts >= ends:
        return "结束时间应晚于开始时间；跨过半夜的请分成两天。"
    return "人数请填整数。" if request.args.get("people") and people is None else ""


def _may_open(one):
    """Whether this person may open the booking itself, not only see that the room is taken."""
    return g.scope.covers(one.organization.path) or g.scope.covers(one.venue.organization.path)


def _entry(one, *, open_to_me=True):
    waits = "（待审核）" if one.state is BookingState.ASKED else ""
    return ics.Entry(
        uid=f"booking-{one.id}@branchbook",
        title=f"{one.venue.name}：{one.title if open_to_me else '已占用'}{waits}",
        day=one.day,
        changed=datetime.combine(one.asked_on, time(), UTC),
        starts=one.starts,
        ends=one.ends,
        place=f"{one.venue.name} {one.venue.place}".strip(),
        link=public_url(".booking", booking_id=one.id) if open_to_me else "",
        cancelled=not one.stands,
        sequence=one.version - 1,
    )
