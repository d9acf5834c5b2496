"""Addresses of imports: the template, the upload, the preview, confirming, undoing."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core.forms import PortalForm, clean_line
from app.core.tables import workbook, xlsx_response
from app.core.web import go, page
from app.dues import bp, loading
from app.dues.actions import importing
from app.dues.forms import UploadForm
from app.dues.importing.judging import LABELS
from app.dues.importing.reading import EXAMPLES, HEADINGS
from app.dues.models.imports import Kind
from app.dues.queries import imports as queries
from app.rules.registry import rule


@bp.route("/branch/<int:organization_id>/imports", methods=["GET", "POST"])
@requires(Can.DUES_KEEP)
def new_import(organization_id):
    organization, year = loading.branch(organization_id), loading.year()
    form, made = UploadForm(), []

    def read():
        file = form.file.data
        made.append(
            importing.start(
                organization, Kind(form.kind.data), year, file.read(),
                clean_line(file.filename), current_user.id,
            )
        )  # fmt: skip

    if form.accepts(read):
        return go(url_for(".show_import", dues_import_id=made[0].id))
    return page(
        "dues/imports.html",
        block="form",
        organization=organization,
        year=year,
        years=loading.years(),
        form=form,
        kinds=list(Kind),
        imports=queries.listed(g.scope, organization),
        out=rule("DUE-14"),
        status=form.status,
    )


@bp.get("/branch/<int:organization_id>/template.xlsx")
@requires(Can.DUES_KEEP)
def import_template(organization_id):
    """A blank table with its headings and an invented example."""
    loading.branch(organization_id)
    asked = request.args.get("kind", Kind.BASES.value)
    kind = Kind(asked) if asked in {one.value for one in Kind} else abort(404)
    headings = HEADINGS[kind]
    rows = [[one.get(heading, "") for heading in headings] for one in EXAMPLES[kind]]
    data = workbook(kind.label, headings, rows, [14] * len(headings))
    return xlsx_response(data, f"党费{kind.label}模板.xlsx")


@bp.get("/imports/<int:dues_import_id>")
@requires(Can.DUES_KEEP)
def show_import(dues_import_id):
    imported = _load(dues_import_id)
    head, *rows = imported.rows or [{}]
    return page(
        "dues/import.html",
        imported=imported,
        head=head,
        rows=rows,
        labels=LABELS,
        kept=(imported.trail or {}).get("kept", []),
        out=rule("DUE-14"),
    )


@bp.post("/imports/<int:dues_import_id>/confirm")
@requires(Can.DUES_KEEP)
def confirm_import(dues_import_id):
    imported, form, sure = _load(dues_import_id, lock=True), PortalForm(), []
    if form.accepts(lambda: sure.append(importing.confirm(imported, by=current_user.name))):
        if sure[0]:
            flash("已导入。", "success")
        else:
            flash("打开这一页之后记录有了变动，预览已更新，请再核对一遍。", "warning")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".show_import", dues_import_id=dues_import_id))


@bp.post("/imports/<int:dues_import_id>/undo")
@requires(Can.DUES_KEEP)
def undo_import(dues_import_id):
    imported, form = _load(dues_import_id, lock=True), PortalForm()
    if form.accepts(lambda: importing.undo(imported, by=current_user.name)):
        flash("已撤销；交纳和期初余额以冲正撤回。", "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".show_import", dues_import_id=dues_import_id))


@bp.post("/imports/<int:dues_import_id>/drop")
@requires(Can.DUES_KEEP)
def drop_import(dues_import_id):
    imported, form = _load(dues_import_id, lock=True), PortalForm()
    organization_id = imported.organization_id
    if form.accepts(lambda: importing.drop(imported)):
        flash("已放弃，文件内容已清除。", "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".new_import", organization_id=organization_id))


def _load(import_id, *, lock=False):
    return queries.one(g.scope, import_id, lock=lock) or abort(404)
