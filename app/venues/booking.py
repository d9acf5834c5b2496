"""Addresses of bookings: asking, answering, moving, giving up, what a use was."""

from datetime import timedelta

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.filters import day as short_day
from app.core.filters import full_day
from app.core.web import go, number, page
from app.organizations import queries as organizations
from app.rules.venues import BookingState, Every
from app.venues import actions, bp, builders, queries, reading
from app.venues.actions import Asked
from app.venues.forms import AnswerForm, BookingForm, CancelForm, MoveForm, UseForm, told

WEEK = timedelta(days=7)
MOST_TOLD = 12


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
        flash(_told(made), "success")
        return go(url_for(".booking", booking_id=made[0].id))
    venue, day = _venue(venue_id), form.day.data or clock.today()
    return page(
        "venues/book.html",
        block="form",
        form=form,
        venue=venue,
        opening=builders.opening_lines(venue.opening_on(day)),
        taken=queries.between(g.scope, day, day + WEEK, [venue.id]),
        status=form.status,
    )


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
        flash("已取消，时间空出来了。", "success")
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
        repeated=[one for one in queries.series(g.scope, found, found.day) if one is not found],
        answering=answering or AnswerForm(formdata=None),
        cancelling=cancelling or CancelForm(formdata=None, prefix="cancel-"),
        noting=noting or UseForm(formdata=None, prefix="use-", data=usual),
        noting_now=noting is not None,
        status=status,
    )


def _told(made):
    """What came of asking for these spans."""
    first = made[0]
    waits = first.state is BookingState.ASKED
    said = "等管理方审核，时间先占住" if waits else "已约好"
    days = "、".join(short_day(one.day) for one in made[:MOST_TOLD])
    more = f"，共 {len(made)} 次：{days}{'等' if made[MOST_TOLD:] else ''}" if made[1:] else ""
    return f"{said}：{first.venue.name} {full_day(first.day)} {first.span}{more}。"


def _proposed(users):
    """What the address says, as the calendar's and the finder's links do."""
    own = next(iter(users), None)
    return {
        "organization_id": str(own) if own else None,
        "day": reading.day("day", None),
        "starts": reading.hour("starts"),
        "ends": reading.hour("ends"),
        "people": number("people"),
    }


def _users():
    """Organisations in scope that may book: {id: organisation}, the deepest scope first."""
    return {one.id: one for one in organizations.tree(g.scope) if one.in_force(clock.today())}


def _venue(venue_id):
    return queries.one(g.scope, venue_id) or abort(404)


def _load(booking_id):
    return queries.booking(g.scope, booking_id) or abort(404)
