"""Addresses of a life's events: recording one, ending what lasted, correcting, removing."""

from flask import abort, flash, g, request, url_for

from app.access.policy import Can, requires
from app.core.web import go, page
from app.members import bp
from app.members import queries as members
from app.members.life import actions, queries
from app.members.life.forms import ASKS, GROUPS, EndForm, EventForm, RemoveForm
from app.rules.life import ENDABLE, EventKind
from app.rules.standing import possible


@bp.route("/<int:member_id>/events/new", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def event_new(member_id):
    member = members.one(g.scope, member_id) or abort(404)
    kind = _kind(request.args.get("kind"))
    if kind is None:
        return page("members/events/kinds.html", member=member, groups=_offered(member))
    form = EventForm()
    form.ask(kind)

    def save():
        facts = form.facts()
        actions.record(member, kind, facts.pop("happened_on"), **facts)

    if form.accepts(save):
        flash(f"已记下{member.name}的“{kind.label}”。", "success")
        return go(url_for(".show", member_id=member_id))
    return page(
        "members/events/edit.html",
        block="form",
        form=form,
        member=member,
        kind=kind,
        status=form.status,
    )


@bp.route("/events/<int:event_id>/edit", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def event_edit(event_id):
    event = _load(event_id)
    form = EventForm(obj=event)
    form.ask(event.kind, ending=event.kind in ENDABLE)

    def save():
        form.check_fresh(event)
        actions.correct(event, **form.facts())

    if form.accepts(save):
        flash("已更正。", "success")
        return go(url_for(".show", member_id=event.member_id))
    return page(
        "members/events/edit.html",
        block="form",
        form=form,
        member=event.member,
        kind=event.kind,
        event=event,
        status=form.status,
    )


@bp.route("/events/<int:event_id>/end", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def event_end(event_id):
    event = _load(event_id)
    if event.kind not in ENDABLE:
        abort(404)
    form = EndForm()
    if form.accepts(lambda: actions.end(event, form.ended_on.data)):
        flash(f"{event.member.name}的“{event.label}”已结束。", "success")
        return go(url_for(".show", member_id=event.member_id))
    return page("members/events/end.html", block="form", form=form, event=event, status=form.status)


@bp.route("/events/<int:event_id>/remove", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def event_remove(event_id):
    event = _load(event_id)
    member_id, form = event.member_id, RemoveForm()
    if form.accepts(lambda: actions.remove(event, form.reason.data)):
        flash("已删除，党员的状态也已改回。", "success")
        return go(url_for(".show", member_id=member_id))
    return page(
        "members/events/remove.html", block="form", form=form, event=event, status=form.status
    )


def _load(event_id):
    event = queries.one(g.scope, event_id) or abort(404)
    if event.kind not in ASKS:
        abort(404)  # made by a transfer or a development file, and corrected there
    return event


def _kind(text):
    if not text:
        return None
    if text not in set(EventKind) or EventKind(text) not in ASKS:
        abort(404)
    return EventKind(text)


def _offered(member):
    """What may be recorded of this person now, by group."""
    found = [
        (name, [kind for kind in kinds if possible(kind, member.stage, member.standing)])
        for name, kinds in GROUPS
    ]
    return [(name, kinds) for name, kinds in found if kinds]
