"""Addresses of templates: all forms, one form with its placeholders, trying out, batches."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, commits_itself, requires
from app.core import clock
from app.core.errors import Refused
from app.core.web import download, go, number, page
from app.organizations import queries as organizations
from app.papers import actions, batch, bp, queries, registry
from app.papers.forms import TemplateForm
from app.papers.starter import starter
from app.printing.docx import DOCX


@bp.get("/")
@requires(Can.TEMPLATES_EDIT)
def index():
    place = _place(g.scope)
    return page(
        "papers/index.html",
        place=place,
        places=organizations.tree(g.scope),
        forms=registry.forms(),
        in_use=queries.in_use(g.scope, place.path),
    )


@bp.route("/<form_id>", methods=["GET", "POST"])
@commits_itself
@requires(Can.TEMPLATES_EDIT)
def show(form_id):
    paper, place = _form(form_id), _place(g.scope)
    form, kept = TemplateForm(), []

    def keep():
        file = form.file.data
        data, name = file.read(), file.filename
        place_id, by = place.id, current_user._get_current_object()
        tried = actions.tried(paper, data)
        organization = organizations.one(g.scope, place_id)
        kept.append(
            actions.keep(
                g.scope, organization, form_id, filename=name, data=data, used=tried.used, by=by
            )
        )

    if form.accepts(keep):
        flash("模板可以用，已按样例填好一份。请下载看看，满意再启用。", "success")
        return go(url_for(".show", form_id=form_id, organization=number("organization")))
    return page(
        "papers/show.html",
        block="form",
        paper=paper,
        form_id=form_id,
        place=place,
        form=form,
        placeholders=paper.placeholders(),
        applying=queries.applying(g.scope, place.path, form_id),
        history=queries.history(g.scope, place.id, form_id),
        status=form.status,
    )


@bp.get("/<form_id>/starter.docx")
@requires(Can.TEMPLATES_EDIT)
def starter_file(form_id):
    paper = _form(form_id)
    _place(g.scope)
    return download(starter(paper), f"{paper.title}-起步模板.docx", DOCX)


@bp.get("/<form_id>/current.docx")
@requires(Can.TEMPLATES_EDIT)
def current_file(form_id):
    _form(form_id)
    found = queries.applying(g.scope, _place(g.scope).path, form_id) or abort(404)
    return download(found.data, found.name, DOCX)


@bp.get("/templates/<int:template_id>/file.docx")
@requires(Can.TEMPLATES_EDIT)
def file(template_id):
    found = _template(template_id)
    return download(found.data, found.name, DOCX)


@bp.get("/templates/<int:template_id>/trial.docx")
@requires(Can.TEMPLATES_EDIT)
def trial(template_id):
    found = _template(template_id)
    paper = _form(found.form)
    filled = actions.tried(paper, found.data)
    return download(filled.data, f"{paper.title}-样例.docx", DOCX)


@bp.post("/templates/<int:template_id>/activate")
@requires(Can.TEMPLATES_EDIT)
def activate(template_id):
    return _changed(template_id, actions.activate, "已启用。本组织及下级的这份表格从现在起用它。")


@bp.post("/templates/<int:template_id>/withdraw")
@requires(Can.TEMPLATES_EDIT)
def withdraw(template_id):
    return _changed(template_id, actions.withdraw, "已停用，文件留存备查。")


@bp.route("/<form_id>/batch", methods=["GET", "POST"])
@requires(Can.ORGANIZATIONS_VIEW)
def fill_many(form_id):
    paper = _form(form_id)
    if paper.batch is None:
        abort(404)
    scope = current_user.scope_for(paper.batch.needs)
    if not scope:
        abort(403)
    place = _place(scope)
    offered = list(paper.batch.offers(scope, place))
    if request.method == "POST":
        wanted = set(request.form.getlist("id", type=int))
        ids = [key for key, _ in offered if key in wanted]
        try:
            job = batch.start(form_id, paper, place, ids, account=current_user)
        except Refused as refused:
            flash(refused.message, "warning")
            return go(url_for(".fill_many", form_id=form_id, organization=place.id))
        return go(url_for("jobs.show", job_id=job.id))
    return page(
        "papers/batch.html",
        paper=paper,
        form_id=form_id,
        place=place,
        places=organizations.branches(scope, clock.today()),
        offered=offered,
        applying=queries.applying(scope, place.path, form_id),
        most=batch.MOST,
    )


def _changed(template_id, change, said):
    found = _template(template_id)
    form_id, place_id = found.form, found.organization_id
    try:
        change(found)
        flash(said, "success")
    except Refused as refused:
        flash(refused.message, "warning")
    return go(url_for(".show", form_id=form_id, organization=place_id))


def _form(form_id):
    return registry.form_of(form_id) or abort(404)


def _template(template_id):
    return queries.one(g.scope, template_id) or abort(404)


def _place(scope):
    """The organisation asked for, or the uppermost one may speak for."""
    if wanted := number("organization"):
        return organizations.one(scope, wanted) or abort(404)
    return next(iter(organizations.tree(scope)), None) or abort(404)
