"""Addresses of 群众评议 of pledges in the portal: prepare it, take its figures once counted."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core.forms import PortalForm
from app.core.web import go
from app.evaluations import queries as campaigns
from app.evaluations.models import Kind
from app.pledges import balloting, bp, loading


@bp.post("/branch/<int:organization_id>/evaluation/new")
@requires(Can.PLEDGES_MEMBERS)
def hold_evaluation(organization_id):
    organization, year, form, made = *_asked(organization_id), PortalForm(), []
    waiting = balloting.waiting(g.scope, organization, year)
    if form.accepts(lambda: made.append(balloting.hold(organization, year, waiting))):
        flash("评议已建好。请先核对参评的组和日期，再由书记开始。", "success")
        return go(url_for("evaluations.show", campaign_id=made[0].id))
    flash("".join(form.form_errors) or "请重新打开页面后再试。", "danger")
    return go(url_for(".branch", organization_id=organization_id, year=year))


@bp.post("/branch/<int:organization_id>/evaluation/<int:campaign_id>/take")
@requires(Can.PLEDGES_MEMBERS)
def take_figures(organization_id, campaign_id):
    organization, year, form, told = *_asked(organization_id), PortalForm(), []
    campaign = campaigns.one(g.scope, campaign_id)
    if not campaign or campaign.organization_id != organization.id:
        abort(404)
    if campaign.kind is not Kind.PLEDGE_REVIEW:
        flash("这次评议不是承诺群众评议。", "danger")
        return go(url_for(".branch", organization_id=organization_id, year=year))
    waiting = balloting.waiting(g.scope, organization, year)
    if form.accepts(
        lambda: told.append(
            balloting.take(g.scope, campaign, waiting, responsible=current_user.name)
        )
    ):
        flash(f"已取用 {told[0]} 份评议结果，请逐一反馈。", "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".branch", organization_id=organization_id, year=year))


def _asked(organization_id):
    return loading.organization(organization_id), loading.year()
