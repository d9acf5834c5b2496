"""Addresses of history imports: upload, preview, confirmation, undoing, export, the template."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, commits_itself, requires
from app.core.errors import Refused
from app.core.forms import clean_line
from app.core.tables import xlsx_response
from app.core.web import go, number, page
from app.development import bp
from app.development.history import actions, exporting, forms, preview, queries, work
from app.development.history.refused import refused_file
from app.jobs import actions as jobs
from app.jobs import own
from app.members.roster.table import RosterError

TITLES = {work.IMPORT: "导入发展历史", work.UNDO: "撤销发展历史导入"}


@bp.get("/history")
@requires(Can.DEVELOPMENT_IMPORT)
def history():
    start = number("from", 0)
    found = queries.listed(g.scope, start)
    return page(
        "development/history/index.html",
        imports=[(one, who, actions.state_of(one)) for one, who in found[: queries.PAGE]],
        targets=queries.targets(g.scope),
        more=len(found) > queries.PAGE,
        start=start,
        step=queries.PAGE,
    )


@bp.route("/history/new", methods=["GET", "POST"])
@commits_itself
@requires(Can.DEVELOPMENT_IMPORT)
def new_history():
    targets = queries.targets(g.scope)
    form, made = forms.UploadForm(), []
    top = targets[0].depth if targets else 0
    form.organization_id.offer((o.id, f"{'　' * (o.depth - top)}{o.name}") for o in targets)

    def read():
        chosen = next(o for o in targets if str(o.id) == form.organization_id.data)
        content, name = form.file.data.read(), clean_line(form.file.data.filename)
        try:
            imported = actions.read(chosen, content, name, g.scope, current_user.id)
        except RosterError as error:
            raise Refused(str(error), "file") from error
        made.append(actions.start(imported))

    if form.accepts(read):
        return go(url_for(".show_history", history_id=made[0]))
    if request.method == "GET":
        form.organization_id.data = request.args.get("organization", "")
    return page("development/history/new.html", block="form", form=form, status=form.status)


@bp.get("/history/template.xlsx")
@requires(Can.DEVELOPMENT_IMPORT)
def history_template():
    return xlsx_response(exporting.template(), "发展历史导入模板.xlsx")


@bp.get("/history/export.xlsx")
@requires(Can.DEVELOPMENT_IMPORT)
def history_export():
    wanted = number("organization")
    chosen = next((o for o in queries.targets(g.scope) if o.id == wanted), None) or abort(404)
    data = exporting.export(g.scope, chosen.path)
    return xlsx_response(data, f"发展历史-{chosen.name}.xlsx")


@bp.get("/history/<int:history_id>")
@requires(Can.DEVELOPMENT_IMPORT)
def show_history(history_id):
    imported = _load(history_id)
    state, kind, start = actions.state_of(imported), request.args.get("kind", ""), number("from", 0)
    running = [own.under_way(current_user.id, job, _back(imported)) for job in work.JOBS]
    context = {"imported": imported, "state": state, "job": next(filter(None, running), None)}
    if state != "open":
        kept = (imported.trail or {}).get("kept", [])
        return page("development/history/result.html", kept=kept, **context)
    rows, total = preview.rows(imported.preview, kind, start)
    return page(
        "development/history/show.html",
        block="rows",
        columns=imported.preview["columns"],
        skipped=imported.preview["skipped"],
        kinds=preview.KINDS,
        rows=rows,
        total=total,
        kind=kind,
        start=start,
        step=preview.STEP,
        form=forms.ConfirmForm(),
        **context,
    )


@bp.get("/history/<int:history_id>/refused.xlsx")
@requires(Can.DEVELOPMENT_IMPORT)
def refused_history(history_id):
    imported = _load(history_id)
    if imported.preview is None:
        flash("这次导入的文件内容已清除，不能再下载。", "warning")
        return go(url_for(".show_history", history_id=history_id))
    data = refused_file(imported, g.scope)
    return xlsx_response(data, f"未导入的历史-{imported.organization.name}.xlsx")


@bp.post("/history/<int:history_id>/confirm")
@requires(Can.DEVELOPMENT_IMPORT)
def confirm_history(history_id):
    imported, form = _load(history_id, lock=True), forms.ConfirmForm()
    done = []

    def confirm():
        if not actions.check(imported, g.scope, as_is=form.as_is.data):
            done.append("打开这一页之后，在册的内容有了变动，预览已更新，请再核对一遍。")
        elif imported.counts["ready"] > actions.AT_ONCE:
            _queue(work.IMPORT, imported)
            done.append("人数较多，已在后台办理，进度见下。")
        else:
            actions.write(imported, actions.ready(imported, g.scope))
            done.append("已导入。")

    return _answer(form, confirm, history_id, done)


@bp.post("/history/<int:history_id>/undo")
@requires(Can.DEVELOPMENT_IMPORT)
def undo_history(history_id):
    imported, form = _load(history_id, lock=True), forms.ConfirmForm()
    done = []

    def undo():
        if len((imported.trail or {}).get("people", [])) > actions.AT_ONCE:
            _queue(work.UNDO, imported)
            done.append("人数较多，已在后台撤销，进度见下。")
        else:
            actions.undo(imported)
            done.append("已撤销这次导入。")

    return _answer(form, undo, history_id, done)


@bp.post("/history/<int:history_id>/drop")
@requires(Can.DEVELOPMENT_IMPORT)
def drop_history(history_id):
    imported, form = _load(history_id, lock=True), forms.ConfirmForm()
    done = ["已放弃这次导入，文件内容已清除。"]
    return _answer(form, lambda: actions.drop(imported), history_id, done)


def _load(history_id, *, lock=False):
    return queries.one(g.scope, history_id, lock=lock, whole=True) or abort(404)


def _back(imported) -> str:
    return url_for("development.show_history", history_id=imported.id)


def _queue(kind, imported) -> None:
    if own.under_way(current_user.id, kind, _back(imported)):
        raise Refused("这次导入正在办理，请看进度。")
    jobs.start(
        kind,
        f"{TITLES[kind]}：{imported.filename}",
        {"history_id": imported.id},
        account=current_user,
        needs=Can.DEVELOPMENT_IMPORT,
        path=imported.organization.path,
        back=_back(imported),
    )


def _answer(form, act, history_id, said):
    """Back to the import, with what was done or what stood in the way."""
    if form.accepts(act):
        flash(said[0], "warning" if "再核对" in said[0] else "success")
    else:
        messages = [*form.form_errors, *(m for found in form.errors.values() for m in found)]
        flash("".join(dict.fromkeys(messages)), "danger")
    return go(url_for(".show_history", history_id=history_id))
