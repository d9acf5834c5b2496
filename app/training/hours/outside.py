"""Addresses of hours earned outside: the list, one more, a file with its preview."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.forms import PortalForm
from app.core.tables import workbook, xlsx_response
from app.core.web import go, page
from app.meetings.desk import pick
from app.meetings.forms import ReasonForm
from app.training import bp, loading
from app.training.hours import actions, entered, reading
from app.training.hours.forms import OutsideForm, UploadForm


@bp.get("/outside")
@requires(Can.HOURS_EDIT)
def outside():
    branch, branches = _branch()
    year = loading.year()
    return page(
        "training/hours/outside.html",
        branch=branch,
        branches=branches,
        year=year,
        years=[one for one in loading.years() if one <= clock.today().year],
        entries=entered.outside(g.scope, branch, year),
        imports=entered.imports(g.scope, branch),
        form=UploadForm(formdata=None),
        status=200,
    )


@bp.route("/outside/new", methods=["GET", "POST"])
@requires(Can.HOURS_EDIT)
def new_outside():
    branch, _ = _branch()
    members = entered.members_of(g.scope, branch)
    form = OutsideForm()
    if not loading.above(branch):
        form.within()
    form.person_id.offer([("", "请选择"), *((m.person_id, m.name) for m in members)])

    def save():
        member = next(m for m in members if str(m.person_id) == form.person_id.data)
        actions.enter(branch, member, by=current_user.name, **form.facts())

    if form.accepts(save):
        flash("已登记。", "success")
        return go(url_for(".outside", organization=branch.id))
    return page(
        "training/hours/outside_new.html",
        block="form",
        form=form,
        branch=branch,
        status=form.status,
    )


@bp.post("/outside/<int:outside_id>/remove")
@requires(Can.HOURS_EDIT)
def remove_outside(outside_id):
    entry = entered.outside_one(g.scope, outside_id) or abort(404)
    branch_id, form = entry.organization_id, ReasonForm()
    if form.accepts(lambda: actions.remove(entry, why=form.why.data)):
        flash("已删除。", "success")
    else:
        flash("没有删除：请写明原因。", "warning")
    return go(url_for(".outside", organization=branch_id))


@bp.get("/outside/empty.xlsx")
@requires(Can.HOURS_EDIT)
def outside_empty():
    """The table to be filled in, with one row as an example."""
    data = workbook("校外学时", list(reading.COLUMNS), [reading.EXAMPLE], [14] * 12)
    return xlsx_response(data, "校外学时登记表（空表）.xlsx")


@bp.get("/outside.xlsx")
@requires(Can.HOURS_EDIT)
def outside_table():
    branch, _ = _branch()
    year = loading.year()
    rows = [
        [
            one.person.name, one.person.number, one.held_on, one.title, one.host, one.manner.label,
            one.place, one.teacher, one.hours, one.result,
            one.counts_as.label if one.counts_as else "", one.proof,
        ]
        for one in entered.outside(g.scope, branch, year)
    ]  # fmt: skip
    data = workbook("校外学时", list(reading.COLUMNS), rows, [14] * 12)
    return xlsx_response(data, f"{year}年校外学时-{branch.long_name}.xlsx")


@bp.post("/outside/upload")
@requires(Can.HOURS_EDIT)
def upload_outside():
    branch, branches = _branch()
    form, made = UploadForm(), []

    def save():
        file = form.file.data
        content = file.stream.read()
        made.append(
            actions.read_file(
                branch, content, file.filename, by=current_user.name, above=loading.above(branch)
            )
        )

    if form.accepts(save):
        return go(url_for(".outside_import", hours_import_id=made[0].id))
    return page(
        "training/hours/outside.html",
        branch=branch,
        branches=branches,
        year=clock.today().year,
        years=[one for one in loading.years() if one <= clock.today().year],
        entries=entered.outside(g.scope, branch, clock.today().year),
        imports=entered.imports(g.scope, branch),
        form=form,
        status=422,
    )


@bp.get("/outside/imports/<int:hours_import_id>")
@requires(Can.HOURS_EDIT)
def outside_import(hours_import_id):
    imported = _import(hours_import_id)
    return page("training/hours/import.html", imported=imported, rows=imported.rows or [])


@bp.post("/outside/imports/<int:hours_import_id>/confirm")
@requires(Can.HOURS_EDIT)
def confirm_outside(hours_import_id):
    imported, form, told = _import(hours_import_id), PortalForm(), []
    branch_id = imported.organization_id
    if form.accepts(lambda: told.append(actions.confirm(imported, by=current_user.name))):
        flash(f"已登记 {told[0]} 行。", "success")
        return go(url_for(".outside", organization=branch_id))
    flash("".join(form.form_errors), "danger")
    return go(url_for(".outside_import", hours_import_id=hours_import_id))


@bp.post("/outside/imports/<int:hours_import_id>/undo")
@requires(Can.HOURS_EDIT)
def undo_outside(hours_import_id):
    imported, form, told = _import(hours_import_id), PortalForm(), []
    branch_id = imported.organization_id
    if form.accepts(lambda: told.append(actions.undo(imported))):
        flash(f"已撤回，删除 {told[0]} 行。", "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".outside", organization=branch_id))


def _branch():
    branches = loading.branches(g.scope)
    return pick(branches, request.args.get("organization")) or abort(404), branches


def _import(hours_import_id):
    return entered.one_import(g.scope, hours_import_id) or abort(404)
