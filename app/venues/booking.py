"""Addresses of bookings: the calendar, what is free, asking, answering, moving, giving up."""

from datetime import UTC, date, datetime, time, timedelta

from flask import Response, abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts, ics
from app.core.fields import YEARS
from app.core.web import go, number, page, public_url
from app.organizations import queries as organizations
from app.rules.venues import BookingState, Every, Span
from app.venues import actions, bp, calendar, queries
from app.venues.actions import Asked
from app.venues.forms import AnswerForm, BookingForm, CancelForm, MoveForm, UseForm, told


@bp.get("/calendar")
@requires(Can.VENUES_VIEW)
def calendar_page():
    view = request.args.get("view", "week")
    day, venues = _day("day", clock.today()), queries.listed(g.scope)
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
    day, starts, ends = _day("day", None), _time("starts"), _time("ends")
    asked = all((day, starts, ends)) and starts < ends
    span = Span(starts, ends) if asked else None
    people = number("people")
    return page(
        "venues/find.html",
        day=day,
        starts=starts,
        ends=ends,
        people=people,
        span=span,
        wrong=all((day, starts, ends)) and starts >= ends,
        found=queries.free(g.scope, day, span, people) if span else None,
        books=current_user.may(Can.VENUES_BOOK),
    )


@bp.route("/<int:venue_id>/book", methods=["GET", "POST"])
@requires(Can.VENUES_BOOK)
def book(venue_id):
    venue, users = _venue(venue_id), _users()
    form = BookingForm(draft=drafts.of_reader(), data=_proposed(users))
    form.organization_id.offer([(key, one.long_name) for key, one in users.items()])
    made = []

    def save():
        organization = users[int(form.organization_id.data)]
        asked = Asked(form.title.data, form.people.data)
        if "wait" in request.form:
            actions.wait(venue, organization, current_user.person, form.day.data, form.span, asked)
            return
        made.extend(
            actions.book_days(
                venue, organization, current_user.person, form.day.data, form.span, asked,
                every=Every(form.every.data), until=form.until.data, skip_taken=form.skip.data,
            )
        )  # fmt: skip

    if form.accepts(save):
        drafts.drop(current_user.id)
        if not made:
            flash("已排上候补，前面的人取消后就归您。", "success")
            return go(url_for(".show", venue_id=venue_id))
        waits = "等管理方审核，时间先占住" if made[0].state.value == "asked" else "已约好"
        flash(
            f"{waits}：{made[0].audit_label}" + (f" 等 {len(made)} 次。" if made[1:] else "。"),
            "success",
        )
        return go(url_for(".booking", booking_id=made[0].id))
    return page(
        "venues/book.html", block="form", form=form, venue=_venue(venue_id),
        opening=_venue(venue_id).opening_on(form.day.data or clock.today()), status=form.status,
    )  # fmt: skip


@bp.get("/bookings")
@requires(Can.VENUES_VIEW)
def bookings():
    keeps = current_user.scope_for(Can.VENUES_KEEP)
    return page(
        "venues/bookings.html",
        coming=queries.of_organizations(g.scope, clock.today()),
        to_note=queries.to_note(g.scope, clock.today()),
        to_answer=queries.to_answer(keeps) if keeps else [],
    )


@bp.get("/bookings/<int:booking_id>")
@requires(Can.VENUES_VIEW)
def booking(booking_id):
    return _show(_load(booking_id))


@bp.post("/bookings/<int:booking_id>/answer")
@requires(Can.VENUES_KEEP)
def answer_booking(booking_id):
    found, form = _load(booking_id), AnswerForm()
    if not g.scope.covers(found.venue.organization.path):
        abort(404)
    agreed = "agree" in request.form
    by = current_user.person.name

    def save():
        actions.answer(found, agreed=agreed, by=by, why=form.why.data or "")

    if form.accepts(save):
        flash("已同意。" if agreed else "已回复不同意，对方看得到原因。", "success")
        return go(url_for(".booking", booking_id=booking_id))
    return _show(_load(booking_id), answering=form, status=422)


@bp.post("/bookings/<int:booking_id>/cancel")
@requires(Can.VENUES_BOOK)
def cancel(booking_id):
    found, form = _load(booking_id), CancelForm(prefix="cancel-")
    rest = queries.series(g.scope, found, found.day) if form.rest.data else [found]

    def save():
        actions.cancel(rest or [found], why=form.why.data, by=current_user.person.name)

    if form.accepts(save):
        flash("已取消，排在候补的自动补上。", "success")
        return go(url_for(".booking", booking_id=booking_id))
    return _show(_load(booking_id), cancelling=form, status=422)


@bp.route("/bookings/<int:booking_id>/move", methods=["GET", "POST"])
@requires(Can.VENUES_BOOK)
def move(booking_id):
    found, venues = _load(booking_id), queries.listed(g.scope)
    if not found.stands:
        flash("这次预约已经不再有效，不能改期。", "warning")
        return go(url_for(".booking", booking_id=booking_id))
    form = MoveForm(obj=found)
    form.venue_id.offer([(one.id, f"{one.name}（{one.organization.name}）") for one in venues])

    def save():
        form.check_fresh(found)
        venue = next(one for one in venues if str(one.id) == form.venue_id.data)
        actions.move(found, venue, form.day.data, form.span, form.people.data)

    if form.accepts(save):
        flash("已改好。", "success")
        return go(url_for(".booking", booking_id=booking_id))
    return page(
        "venues/move.html", block="form", form=form, booking=_load(booking_id), status=form.status
    )


@bp.post("/bookings/<int:booking_id>/use")
@requires(Can.VENUES_BOOK)
def note_use(booking_id):
    found, form = _load(booking_id), UseForm(prefix="use-")

    def save():
        actions.note_use(
            found, minutes=form.minutes.data, people=form.people.data,
            intact=told(form.intact.data), note=form.note.data or "",
        )  # fmt: skip

    if form.accepts(save):
        flash("使用情况已登记。", "success")
        return go(url_for(".booking", booking_id=booking_id))
    return _show(_load(booking_id), noting=form, status=422)


@bp.post("/line/<int:waiting_id>/leave")
@requires(Can.VENUES_BOOK)
def leave_line(waiting_id):
    row = queries.waiting_one(g.scope, waiting_id) or abort(404)
    venue_id = row.venue_id
    actions.leave_line(row)
    flash("已退出候补。", "success")
    return go(url_for(".show", venue_id=venue_id))


@bp.get("/bookings/<int:booking_id>/entry.ics")
@requires(Can.VENUES_VIEW)
def booking_entry(booking_id):
    found = _load(booking_id)
    return Response(ics.feed([_entry(found)], "场所预约"), mimetype=ics.MEDIA_TYPE)


@bp.get("/<int:venue_id>/bookings.ics")
@requires(Can.VENUES_VIEW)
def venue_entries(venue_id):
    venue, today = _venue(venue_id), clock.today()
    found = queries.between(g.scope, today, today + timedelta(days=400), [venue.id])
    entries = [_entry(one, open_to_me=_may_open(one)) for one in found]
    return Response(ics.feed(entries, venue.name), mimetype=ics.MEDIA_TYPE)


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


def _show(found, *, answering=None, cancelling=None, noting=None, status=200):
    usual = {"minutes": found.used_minutes or found.span.minutes,
             "people": found.used_people or found.people}  # fmt: skip
    return page(
        "venues/booking.html",
        booking=found,
        keeps=current_user.may(Can.VENUES_KEEP, found.venue.organization.path),
        changes=current_user.may(Can.VENUES_BOOK, found.organization.path)
        or current_user.may(Can.VENUES_BOOK, found.venue.organization.path),
        begun=found.begins <= clock.wall(),
        repeated=queries.series(g.scope, found, found.day)[1:],
        answering=answering or AnswerForm(formdata=None),
        cancelling=cancelling or CancelForm(formdata=None, prefix="cancel-"),
        noting=noting or UseForm(formdata=None, prefix="use-", data=usual),
        noting_now=noting is not None,
        status=status,
    )


def _proposed(users):
    """What the address says, as the calendar's and the finder's links do."""
    own = next(iter(users), None)
    return {
        "organization_id": str(own) if own else None,
        "day": _day("day", None),
        "starts": _time("starts"),
        "ends": _time("ends"),
        "people": number("people"),
    }


def _users():
    """Organisations in scope that may book: {id: organisation}, the deepest scope first."""
    return {one.id: one for one in organizations.tree(g.scope) if one.in_force(clock.today())}


def _day(name, default):
    try:
        found = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return default
    return found if found.year in YEARS[1:-1] else default


def _time(name):
    try:
        return time.fromisoformat(request.args.get(name, "")).replace(tzinfo=None)
    except ValueError:
        return None


def _venue(venue_id):
    return queries.one(g.scope, venue_id) or abort(404)


def _load(booking_id):
    return queries.booking(g.scope, booking_id) or abort(404)
