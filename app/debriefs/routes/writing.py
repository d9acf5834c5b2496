"""Addresses of writing: the sections, the promises, submitting."""

from flask import flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.web import go, page
from app.debriefs import actions, bp, queries
from app.debriefs.facts import facts, redrawn
from app.debriefs.forms import DebriefForm, PromisesForm, SubmitForm
from app.debriefs.past import past_facts
from app.debriefs.routes.loading import (
    items_of,
    local_rules,
    outline_of,
    ready,
    report,
    round_of,
)
from app.rules.registry import rule


@bp.route("/<int:debrief_id>/edit", methods=["GET", "POST"])
@requires(Can.DEBRIEFS_WRITE)
def edit(debrief_id):
    debrief = report(debrief_id)
    if debrief.submitted:
        return _closed(debrief)
    held = round_of(debrief)
    form = DebriefForm(obj=debrief, draft=drafts.of_reader())
    form.follow(outline_of(held))
    day = clock.today()
    found = facts(queries.record(g.scope, debrief.organization, debrief.year, day))
    past = past_facts(queries.past(g.scope, debrief.organization, debrief.year))
    redraw = request.method == "POST" and request.form.get("redraw", "")
    if redraw:
        field, told = (form.rectification, past) if redraw == "past" else (form.performance, found)
        field.data = redrawn(field.data or "", told, day)

    def save():
        form.check_fresh(debrief)
        actions.edit(debrief, **form.facts())
        drafts.drop(current_user.id)

    if not redraw and form.accepts(save):
        flash("已保存。", "success")
        return go(url_for(".show", debrief_id=debrief_id))
    return page(
        "debriefs/edit.html",
        block="form",
        form=form,
        debrief=debrief,
        outline=outline_of(held),
        held=held,
        ready=ready(debrief, held),
        local=local_rules(debrief),
        facts=found,
        past=past,
        day=day,
        share_rule=rule("EV-06"),
        status=200 if redraw else form.status,
    )


@bp.route("/<int:debrief_id>/promises", methods=["GET", "POST"])
@requires(Can.DEBRIEFS_WRITE)
def promises(debrief_id):
    debrief = report(debrief_id)
    if debrief.submitted:
        return _closed(debrief)
    edition = debrief.promise_list
    shown = edition if request.method == "GET" else None  # rows not sent are rows taken out
    form = PromisesForm(obj=shown, draft=drafts.of_reader())

    def save():
        form.check_fresh(edition)
        actions.promise(debrief, form.rows())
        drafts.drop(current_user.id)

    more = request.method == "POST" and "add" in request.form
    if not more and (not form.is_submitted() or form.complete()) and form.accepts(save):
        flash("已保存。提交报告以后，每条措施都列入整改台账，到期前提醒。", "success")
        return go(url_for(".show", debrief_id=debrief_id))
    if more or request.method == "GET":
        form.add(1 if form.filled and not more else 2, debrief.person.name)
    return page(
        "debriefs/promises.html",
        block="form",
        form=form,
        debrief=debrief,
        status=200 if more else form.status,
    )


@bp.route("/<int:debrief_id>/submit", methods=["GET", "POST"])
@requires(Can.DEBRIEFS_WRITE)
def submit(debrief_id):
    debrief = report(debrief_id)
    if debrief.submitted:
        return _closed(debrief)
    held, form = round_of(debrief), SubmitForm(obj=debrief)
    state = ready(debrief, held)

    def send():
        form.check_fresh(debrief)
        actions.submit(debrief, current_user.person, state, note=form.note.data or "")
        actions.list_promises(debrief, items_of(debrief))

    if form.accepts(send):
        flash("已提交给上级党组织。", "success")
        return go(url_for(".show", debrief_id=debrief_id))
    return page(
        "debriefs/submit.html",
        block="form",
        form=form,
        debrief=report(debrief_id),
        held=held,
        ready=state,
        status=form.status,
    )


def _closed(debrief):
    flash("报告已经提交。需要修改的，请上级党组织先退回。", "info")
    return go(url_for(".show", debrief_id=debrief.id))
