"""Addresses of an import: upload, columns, preview, correction, confirmation, undoing."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.access.policy import Can, commits_itself, requires
from app.access.scope import Scope
from app.core import drafts
from app.core.db import reads_only
from app.core.errors import Refused, StaleEdit
from app.core.forms import clean_line
from app.core.tables import xlsx_response
from app.core.web import go, number, page
from app.jobs.own import under_way
from app.members import bp
from app.members.importing import actions, forms, large, preview, queries
from app.members.importing.correcting import card_of, refused_file
from app.members.importing.judging import table_of
from app.members.importing.stored import unpacked
from app.members.roster.cells import text_of
from app.members.roster.fields import Field
from app.members.roster.table import RosterError
from app.rules.organizations import UnitType

SAMPLES = 3


@bp.get("/imports")
@requires(Can.MEMBERS_IMPORT)
def imports():
    start = number("from", 0)
    found = queries.listed(g.scope, start)
    return page(
        "members/imports/index.html",
        imports=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        start=start,
        step=queries.PAGE,
    )


@bp.route("/imports/new", methods=["GET", "POST"])
@commits_itself
@requires(Can.MEMBERS_IMPORT)
def new_import():
    targets = queries.targets(g.scope)
    form, made = forms.UploadForm(), []
    form.organization_id.offer((o.id, f"{'　' * o.depth}{o.name}") for o in targets)

    def read():
        chosen = next(o for o in targets if str(o.id) == form.organization_id.data)
        content, name = form.file.data.read(), clean_line(form.file.data.filename)
        try:
            imported = actions.read(chosen, content, name, current_user.id)
        except RosterError as error:
            raise Refused(str(error), "file") from error
        made.append(actions.start(imported))

    if form.accepts(read):
        return go(url_for(".columns", import_id=made[0]))
    if request.method == "GET":
        form.organization_id.data = request.args.get("organization", "")
    return page("members/imports/new.html", block="form", form=form, status=form.status)


@bp.route("/imports/<int:import_id>/columns", methods=["GET", "POST"])
@commits_itself
@requires(Can.MEMBERS_IMPORT)
def columns(import_id):
    imported = _load(import_id)
    if imported.state != "open":
        return go(url_for(".show_import", import_id=import_id))
    sheets = unpacked(imported.table)
    table = table_of(sheets, {**imported.choices, "cells": {}})
    message, posted = "", _typed()
    if request.method == "POST":
        sheet, heading = posted.get("sheet", table.sheet.name), forms.heading_of(posted)
        again = sheet != table.sheet.name or heading not in {None, table.heading_row}
        changed = {"sheet": sheet, "columns": _changed_columns(imported, table, posted)}
        if again:  # another sheet or heading has other columns and other rows
            moved = heading if sheet == table.sheet.name else None
            changed = {"sheet": sheet, "heading": moved, "columns": {}, "cells": {}}
        if not (message := _choose(imported, **changed)):
            return go(url_for(".columns" if again else ".show_import", import_id=import_id))
    return page(
        "members/imports/columns.html",
        block="form",
        imported=imported,
        table=table,
        sheets=[sheet.name for sheet in sheets],
        chosen=forms.columns_of(posted, len(table.heading)),
        fields=list(Field),
        samples=_samples(table),
        message=message,
        version=imported.version,
        status=422 if message else 200,
    )


@bp.get("/imports/<int:import_id>")
@requires(Can.MEMBERS_IMPORT)
def show_import(import_id):
    imported = _load(import_id)
    if imported.state != "open":
        kept = (imported.trail or {}).get("kept", [])
        job = under_way(current_user.id, large.KIND, url_for(".show_import", import_id=import_id))
        return page("members/imports/result.html", imported=imported, kept=kept, job=job)
    kind = request.args.get("kind", "")
    start = number("from", 0)
    rows, total = preview.rows(imported.preview, kind, start)
    scope = Scope(frozenset({imported.organization.path}))
    same = queries.same_file(g.scope, imported.digest, imported.organization_id)
    return page(
        "members/imports/show.html",
        block="rows",
        imported=imported,
        places=preview.unknown_places(imported.preview),
        known=preview.respelt_places(imported.preview),
        skipped=imported.preview["skipped"],
        warned=preview.rows(imported.preview, "warned", 0)[1],
        branches=queries.branches(scope, imported.organization),
        units=list(UnitType),
        before=next((one for one in same if one.state == "confirmed"), None),
        kinds=preview.KINDS,
        columns=preview.COLUMNS,
        rows=rows,
        total=total,
        kind=kind,
        start=start,
        step=preview.STEP,
    )


@bp.post("/imports/<int:import_id>/branches")
@commits_itself
@requires(Can.MEMBERS_IMPORT)
def choose_branches(import_id):
    imported = _load(import_id)
    if imported.state == "open":
        scope = Scope(frozenset({imported.organization.path}))
        ids = {branch.id for branch in queries.branches(scope, imported.organization)}
        names = [place["name"] for place in preview.unknown_places(imported.preview)]
        message = _choose(imported, branches=forms.answers_of(request.form, names, ids))
        flash(message or "已记下各支部的对应。", "danger" if message else "success")
    return go(url_for(".show_import", import_id=import_id))


@bp.route("/imports/<int:import_id>/rows/<int:row_number>", methods=["GET", "POST"])
@commits_itself
@requires(Can.MEMBERS_IMPORT)
def correct_row(import_id, row_number):
    imported = _load(import_id)
    if imported.state != "open":
        return go(url_for(".show_import", import_id=import_id))
    own = imported.account_id == current_user.id
    card = card_of(imported, row_number, own=own) or abort(404)
    message, typed = "", forms.cells_of(_typed(), [cell.field for cell in card.cells])
    if request.method == "POST":
        cells = imported.choices.get("cells", {})
        changed = {**cells.get(str(row_number), {}), **card.differing(typed)}
        message = _choose(imported, cells={**cells, str(row_number): changed} if changed else cells)
        if not message:
            return _after_correction(import_id, row_number)
    return page(
        "members/imports/row.html",
        block="form",
        imported=imported,
        card=card,
        typed=typed,
        message=message,
        status=422 if message else 200,
    )


@bp.get("/imports/<int:import_id>/refused.xlsx")
@requires(Can.MEMBERS_IMPORT)
def refused_rows(import_id):
    imported = _load(import_id)
    if imported.table is None:
        flash("这次导入的文件内容已清除，不能再下载。", "warning")
        return go(url_for(".show_import", import_id=import_id))
    data = refused_file(imported, own=imported.account_id == current_user.id)
    return xlsx_response(data, f"未导入的人员-{imported.organization.name}.xlsx")


@bp.post("/imports/<int:import_id>/confirm")
@requires(Can.MEMBERS_IMPORT)
def confirm_import(import_id):
    imported, form = _load(import_id, lock=True), forms.ConfirmForm()
    if large.is_large(imported):
        return _as_long_work(imported, large.CONFIRM, form)
    sure = []
    if form.accepts(lambda: sure.append(actions.confirm(imported, reason=form.reason.data))):
        if sure[0]:
            flash("已导入。", "success")
        else:
            flash("打开这一页之后，在册的人有了变动，预览已更新，请再核对一遍。", "warning")
        return go(url_for(".show_import", import_id=import_id))
    return _refused(form, import_id)


@bp.post("/imports/<int:import_id>/undo")
@requires(Can.MEMBERS_IMPORT)
def undo_import(import_id):
    imported, form = _load(import_id, lock=True), forms.ConfirmForm()
    if large.is_large(imported):
        return _as_long_work(imported, large.UNDO, form)
    if form.accepts(lambda: actions.undo(imported)):
        flash("已撤销这次导入。", "success")
        return go(url_for(".show_import", import_id=import_id))
    return _refused(form, import_id)


@bp.post("/imports/<int:import_id>/drop")
@requires(Can.MEMBERS_IMPORT)
def drop_import(import_id):
    imported, form = _load(import_id, lock=True), forms.ConfirmForm()
    if form.accepts(lambda: actions.drop(imported)):
        flash("已放弃这次导入，文件内容已清除。", "success")
        return go(url_for(".imports"))
    return _refused(form, import_id)


def _as_long_work(imported, verb, form):
    jobs, back = [], url_for(".show_import", import_id=imported.id)
    account = current_user._get_current_object()

    def ask():
        reason = form.reason.data or ""
        jobs.append(large.start(imported, verb, back, account=account, reason=reason))

    if form.accepts(ask):
        return go(url_for("jobs.show", job_id=jobs[0].id))
    return _refused(form, imported.id)


def _load(import_id, *, lock=False):
    return queries.one(g.scope, import_id, lock=lock) or abort(404)


def _choose(imported, **changed) -> str:
    """Store a choice at once; what stood in the way, or '' when nothing did."""
    account_id = current_user.id
    try:
        actions.choose(imported, forms.version_of(request.form), **changed)
    except StaleEdit:
        return "这次导入在另一个页面上改过，请重新打开后再改。"
    except Refused as refused:
        return refused.message
    reads_only(False)
    drafts.drop(account_id)
    return ""


def _typed():
    """What was posted; or, after a login in between, what was kept of it."""
    kept = drafts.of_reader() or {}
    return MultiDict(kept) if kept else request.form


def _changed_columns(imported, table, posted) -> dict:
    """Earlier choices with those of this page; a field chosen anew leaves its old column."""
    now = {str(column.index): column.field for column in table.mapping.columns}
    posted_columns = forms.columns_of(posted, len(table.heading))
    new = {at: field for at, field in posted_columns.items() if field != now.get(at)}
    taken = {field for field in new.values() if field}
    old = imported.choices.get("columns", {})
    return {at: field for at, field in old.items() if field not in taken} | new


def _after_correction(import_id, row_number):
    """Back to the row while it is still refused, else to the rows that wait."""
    row = preview.row(_load(import_id).preview, row_number)
    if row and row["kind"] == "refused":
        return go(url_for(".correct_row", import_id=import_id, row_number=row_number))
    flash(f"第 {row_number} 行已改好。", "success")
    return go(url_for(".show_import", import_id=import_id, kind="refused"))


def _refused(form, import_id):
    messages = [*form.form_errors, *(m for found in form.errors.values() for m in found)]
    flash("".join(dict.fromkeys(messages)), "danger")
    return go(url_for(".show_import", import_id=import_id))


def _samples(table) -> dict[int, list[str]]:
    """The first few different values of each column; of a long number only its end."""
    found = {}
    for column in table.mapping.columns:
        at = column.index
        texts = (text_of(row.cells[at]) for row in table.rows[:50] if at < len(row.cells))
        found[at] = [_ending(text) for text in dict.fromkeys(filter(None, texts))][:SAMPLES]
    return found


def _ending(text) -> str:
    """Whatever a column is taken for, a number as long as an ID number is not shown whole."""
    return f"尾号 {text[-4:]}" if sum(sign.isdecimal() for sign in text) >= 15 else text
