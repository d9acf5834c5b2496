"""Addresses of breaks: what holds for an organisation, and setting its own."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.web import go, number, page
from app.meetings import bp
from app.meetings.forms import ReasonForm
from app.meetings.plans import actions, queries
from app.meetings.plans.forms import BreakForm
from app.organizations import queries as organizations


@bp.get("/breaks")
@requires(Can.ORGANIZATIONS_VIEW)
def breaks():
    organization = _organization()
    return page(
        "meetings/plans/breaks.html",
        organization=organization,
        organizations=organizations.tree(g.scope),
        breaks=queries.breaks(g.scope, organization),
        holding=queries.breaks_of(g.scope, [organization], clock.today().year)[organization.id],
        year=clock.today().year,
        sets=current_user.may(Can.RULES_EDIT, organization.path),
    )


@bp.route("/breaks/new", methods=["GET", "POST"])
@requires(Can.RULES_EDIT)
def new_break():
    organization, form = _organization(), BreakForm()
    if form.accepts(lambda: actions.set_break(organization, None, **form.facts())):
        return _saved(organization)
    return _form(form, organization, "设一个假期")


@bp.route("/breaks/<int:break_id>/edit", methods=["GET", "POST"])
@requires(Can.RULES_EDIT)
def edit_break(break_id):
    one = queries.one_break(g.scope, break_id) or abort(404)
    form = BreakForm(obj=one)

    def save():
        form.check_fresh(one)
        actions.set_break(one.organization, one, **form.facts())

    if form.accepts(save):
        return _saved(one.organization)
    return _form(form, one.organization, f"修改{one.name}")


@bp.post("/breaks/<int:break_id>/remove")
@requires(Can.RULES_EDIT)
def remove_break(break_id):
    one = queries.one_break(g.scope, break_id) or abort(404)
    organization, form = one.organization, ReasonForm()
    if form.accepts(lambda: actions.remove_break(one, why=form.why.data)):
        flash("已删除。", "success")
    else:
        flash("没有删除：请写明原因。", "warning")
    return go(url_for(".breaks", organization=organization.id))


def _saved(organization):
    flash("已保存，本组织和没有另行设置的下级都按此。", "success")
    return go(url_for(".breaks", organization=organization.id))


def _form(form, organization, title):
    return page(
        "meetings/plans/edit_break.html",
        block="form",
        form=form,
        organization=organization,
        title=title,
        status=form.status,
    )


def _organization():
    """The one asked for, else one's own top."""
    if wanted := number("organization"):
        return organizations.one(g.scope, wanted) or abort(404)
    if "organization" in request.args:
        abort(404)
    return organizations.tree(g.scope)[0]
