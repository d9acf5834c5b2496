"""Addresses of a record written together: the form, saving into it, submitting, dropping it."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.access.policy import Can, requires
from app.core import drafts
from app.core.errors import Refused
from app.core.web import go, this_address
from app.meetings import actions as meetings
from app.meetings import bp, desk
from app.meetings.forms import ReasonForm
from app.meetings.recording import asked_for_more, form_page, merged_form, set_aside
from app.meetings.together import actions, queries
from app.meetings.together.merge import Merged


@bp.route("/together/<int:record_id>", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def write_together(record_id):
    record = queries.one(g.scope, record_id) or abort(404)
    place = desk.Place(record.organization, record.kind, record.group)
    opened = desk.opened(g.scope, place, current_user.person_id, MultiDict())
    if request.method == "GET":
        return _page(_opened_form(record, opened), record, place)
    if aside := set_aside(record.title):
        return aside
    try:
        return _written(record, place, opened)
    except Refused as refused:
        flash(refused.message, "warning")
        return go(url_for(".index"))


def _written(record, place, opened):
    """What was posted put together with what others saved: shown, kept, or submitted."""
    version, mine = _version(request.form.get("version")), request.form.to_dict(flat=False)
    found = actions.put_together(record, mine, version=version)
    form = merged_form(found, opened, record.version)
    if found.conflicts or asked_for_more(form):
        return _page(form, record, place)
    if "save" in request.form:
        actions.save(record, mine, version=version, by=_me())
        drafts.drop(current_user.id)
        flash("已存到共同记录，别人打开就看得到。", "success")
        return go(url_for(".write_together", record_id=record.id))

    def submit():
        form.made = meetings.submit(
            place.branch, place.kind, group=place.group, by=_me(), **form.facts()
        )
        actions.close(record)

    if form.accepts(submit):
        drafts.drop(current_user.id)
        flash(f"已记录：{form.made.title}。", "success")
        return go(url_for(".show", meeting_id=form.made.id))
    return _page(form, record, place)


@bp.post("/together/<int:record_id>/drop")
@requires(Can.MEETINGS_LOG)
def drop_together(record_id):
    record = queries.one(g.scope, record_id) or abort(404)
    form = ReasonForm()
    if form.accepts(lambda: actions.drop(record, why=form.why.data)):
        flash("共同记录已删除，各人自己的草稿还在。", "success")
        return go(url_for(".index"))
    flash("没有删除：请写明原因。", "warning")
    return go(url_for(".write_together", record_id=record_id))


def _opened_form(record, opened):
    """The record as saved, or, where I have typed on, both put together."""
    if (draft := drafts.of_reader()) is None:
        return merged_form(Merged(record.fields, {}), opened, record.version)
    number = _version(next(iter(draft.get("version", [])), ""))
    try:
        found = actions.put_together(record, draft, version=number)
    except Refused:
        found = Merged(draft, {})
    form = merged_form(found, opened, record.version)
    form.restored = True
    return form


def _version(text):
    """The version the writer opened; who never did typed from the form as rules filled it in."""
    return desk.number(text) or actions.OPENED


def _page(form, record, place):
    address = this_address()
    typing = [
        (draft, account)
        for draft, account in queries.writers(g.scope, record, address)
        if account.id != current_user.id and account.may(Can.MEETINGS_LOG, record.organization.path)
    ]
    return form_page(
        form,
        title=f"共同记录：{place.kind.label}",
        place=place,
        record=record,
        typing=typing,
        together=True,
    )


def _me():
    return current_user._get_current_object()
