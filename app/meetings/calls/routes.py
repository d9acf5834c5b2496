"""Addresses of calls: those of a branch, one's own, sending, changing, cancelling, asking leave."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.access.scope import EVERYTHING
from app.core import clock, drafts
from app.core.errors import Refused
from app.core.web import go, page
from app.meetings import bp, desk, people
from app.meetings.attendance import AttendanceCode
from app.meetings.calls import actions, opening, queries, rooms, sheets
from app.meetings.calls.forms import CallForm, CancelForm, LeaveForm
from app.meetings.calls.offering import offer_rooms
from app.meetings.plans import queries as plans
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.meetings import MeetingKind


@bp.get("/calls")
@requires(Can.MEETINGS_VIEW)
def calls():
    branches = organizations.branches(g.scope, clock.today())
    wanted = desk.number(request.args.get("organization"))
    return page(
        "meetings/calls/index.html",
        coming=queries.listed(g.scope, organization_id=wanted, since=clock.today()),
        past=[
            one
            for one in queries.listed(g.scope, organization_id=wanted, limit=30)
            if one.held_on < clock.today()
        ],
        branches=branches,
        wanted=wanted,
    )


@bp.get("/coming")
@signed_in
def coming():
    """Meetings one is called to oneself."""
    found = queries.coming(EVERYTHING, current_user.person_id, clock.today())
    return page("meetings/calls/coming.html", found=found, begun=actions.begun)


@bp.route("/coming/<int:call_id>", methods=["GET", "POST"])
@signed_in
def leave(call_id):
    """One call to oneself: when, where, what; and asking leave."""
    own = queries.own(EVERYTHING, current_user.person_id, call_id) or abort(404)
    call, form = own.call, LeaveForm(obj=own.leave)

    def save():
        code = AttendanceCode(form.code.data)
        actions.ask_leave(call, current_user.person_id, code=code, reason=form.reason.data)

    if form.accepts(save):
        flash("请假已记下，支部记会时按此填好。", "success")
        return go(url_for(".coming"))
    return page(
        "meetings/calls/own.html",
        block="form",
        call=call,
        booking=rooms.of_call(call.id),
        own=own,
        form=form,
        open_to_leave=not (call.cancelled or actions.begun(call) or own.guest),
        status=form.status,
    )


@bp.post("/coming/<int:call_id>/attend")
@signed_in
def take_back_leave(call_id):
    own = queries.own(EVERYTHING, current_user.person_id, call_id) or abort(404)
    try:
        actions.take_back_leave(own.call, current_user.person_id)
        flash("已撤销请假。", "success")
    except Refused as refused:
        flash(refused.message, "warning")
    return go(url_for(".coming"))


@bp.route("/calls/new", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def new_call():
    entry = _entry()
    args = request.args if entry is None else _of_entry(entry)
    if "kind" not in args:
        args = dict(args) | {"kind": MeetingKind.ASSEMBLY.value}
    place = desk.place(g.scope, args, clock.today()) or abort(404)
    everybody = people.of_branch(g.scope, place.branch, place.kind, clock.today(), place.group)
    opened = opening.of_place(g.scope, place, everybody, entry)
    form = CallForm(obj=opened, people=everybody, draft=drafts.of_reader())
    made, rooms_offered = [], offer_rooms(form)

    def save():
        facts = form.facts()
        made.append(
            actions.send(
                place.branch,
                place.kind,
                people=everybody,
                chosen=facts.pop("people"),
                group=place.group,
                entry=entry,
                by=current_user._get_current_object(),
                venue=rooms_offered.get(facts.pop("venue_id")),
                **facts,
            )
        )

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("通知已发出，被通知的人在“近期会议”里看得到。", "success")
        return go(url_for(".call", call_id=made[0].id))
    return _form(form, place, f"发{place.kind.label}通知", links=_other_kinds(place, entry))


@bp.get("/calls/<int:call_id>")
@requires(Can.MEETINGS_VIEW)
def call(call_id):
    return _show(_load(call_id))


@bp.route("/calls/<int:call_id>/edit", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def edit_call(call_id):
    found = _load(call_id)
    if found.cancelled or actions.begun(found):
        flash("会议时间已到或已取消，通知不再更改。", "warning")
        return go(url_for(".call", call_id=call_id))
    everybody = people.of_branch(
        g.scope, found.organization, found.kind, clock.today(), found.group
    )
    opened = opening.of_call(found)
    form = CallForm(obj=opened, people=everybody, draft=drafts.of_reader())
    rooms_offered = offer_rooms(form)

    def save():
        form.check_fresh(opened)
        facts = form.facts()
        venue = rooms_offered.get(facts.pop("venue_id"))
        chosen = facts.pop("people")
        actions.change(found, people=everybody, chosen=chosen, venue=venue, **facts)

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("通知已修改。", "success")
        return go(url_for(".call", call_id=call_id))
    place = desk.Place(found.organization, found.kind, found.group)
    return _form(form, place, f"修改通知：{found.title}", links=[])


@bp.post("/calls/<int:call_id>/cancel")
@requires(Can.MEETINGS_LOG)
def cancel_call(call_id):
    found, form = _load(call_id), CancelForm()
    if form.accepts(lambda: actions.cancel(found, why=form.why.data)):
        flash("会议已取消，被通知的人看得到。", "success")
        return go(url_for(".call", call_id=call_id))
    return _show(_load(call_id), cancelling=form, status=422)


@bp.get("/calls/<int:call_id>/notice.pdf")
@requires(Can.MEETINGS_VIEW)
def call_paper(call_id):
    found = _load(call_id)
    sheet = sheets.meeting_call(found)
    filename = f"会议通知-{found.title}.pdf"
    return answer("meeting_call", [sheet], filename, found.organization.path)


def _show(found, *, cancelling=None, status=200):
    return page(
        "meetings/calls/show.html",
        call=found,
        record=queries.record_of(g.scope, found),
        booking=rooms.of_call(found.id),
        leaves={leave.person_id: leave for leave in found.leaves},
        begun=actions.begun(found),
        cancelling=cancelling or CancelForm(formdata=None),
        logs=current_user.may(Can.MEETINGS_LOG, found.organization.path),
        status=status,
    )


def _form(form, place, title, *, links):
    return page(
        "meetings/calls/edit.html",
        block="form",
        form=form,
        title=title,
        place=place,
        links=links,
        status=form.status,
    )


def _other_kinds(place, entry):
    """(label, address, is it this one) for the other meetings of the branch; none from a plan."""
    if entry:
        return []
    links = []
    for kind in MeetingKind:
        groups = people.groups(g.scope, place.branch) if kind is MeetingKind.GROUP else [None]
        for group in groups:
            values = {"organization": place.branch.id, "kind": kind.value}
            address = url_for(".new_call", **values, group=group and group.id)
            here = kind is place.kind and group == place.group
            links.append((group.name if group else kind.label, address, here))
    return links


def _entry():
    wanted = desk.number(request.args.get("entry"))
    return (plans.entry(g.scope, wanted) or abort(404)) if wanted else None


def _of_entry(entry):
    values = {"organization": str(entry.plan.organization_id), "kind": entry.kind.value}
    return values | ({"group": str(entry.group_id)} if entry.group_id else {})


def _load(call_id):
    return queries.one(g.scope, call_id) or abort(404)
