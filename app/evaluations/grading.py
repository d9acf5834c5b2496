"""Addresses of the result: votes as counted, grades and words of the committee, feedback."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.access.scope import EVERYTHING
from app.ballots.models import Release
from app.core import charts, clock, drafts
from app.core.db import db
from app.core.errors import Refused
from app.core.web import go, page
from app.evaluations import actions, bp, forms, notices, pictures, queries, results
from app.evaluations.models import Kind
from app.rules.evaluations import BALLOT_GRADES, excellent_hint
from app.rules.registry import rule


@bp.get("/<int:campaign_id>/results")
@requires(Can.EVALUATIONS_RESULTS)
def result(campaign_id):
    campaign = _load(campaign_id)
    decides = current_user.may(Can.GRADES_DECIDE, campaign.organization.path)
    found = results.of(g.scope, campaign, queries.judged(g.scope, campaign), with_remarks=decides)
    if found is None:
        return not_yet(campaign)
    return page(
        "evaluations/results.html",
        campaign=campaign,
        results=found,
        reviews=queries.reviews(g.scope, campaign),
        decides=decides,
        pictured=pictures.comparable(pictures.rows_of(found.people)),
    )


@bp.get("/<int:campaign_id>/results.svg")
@requires(Can.EVALUATIONS_RESULTS)
def result_picture(campaign_id):
    campaign = _load(campaign_id)
    found = results.of(g.scope, campaign, queries.judged(g.scope, campaign))
    if found is None:
        return not_yet(campaign)
    drawn = pictures.shares(pictures.rows_of(found.people))
    return charts.chart_response(drawn) if drawn else abort(404)


@bp.post("/<int:campaign_id>/publish")
@requires(Can.GRADES_DECIDE)
def publish(campaign_id):
    campaign = _load(campaign_id)
    try:
        actions.publish(campaign, clock.today())
    except Refused as refused:
        db.session.rollback()
        flash(refused.message, "danger")
    else:
        flash("结果已公布，参加评议和被评议的人登录后看得到。", "success")
    return go(url_for(".result", campaign_id=campaign_id))


@bp.get("/<int:campaign_id>/outcome")
@signed_in
def outcome(campaign_id):
    """The result as it was made known, for whoever took part or was judged."""
    own = current_user.person_id
    campaign = notices.made_known(EVERYTHING, campaign_id, own) or abort(404)
    judged = queries.judged(EVERYTHING, campaign)
    found = results.of(EVERYTHING, campaign, judged, with_remarks=True)
    mine = notices.stands(judged, own)
    return page(
        "evaluations/outcome.html",
        campaign=campaign,
        results=found,
        words={
            one.subject: results.released(
                found.remarks.get(one.subject, ()),
                Release.PUBLISHED,
                *([Release.TO_PERSON] if one.subject == mine else ()),
            )
            for one in judged
        },
        mine=mine,
    )


@bp.route("/<int:campaign_id>/grades", methods=["GET", "POST"])
@requires(Can.GRADES_DECIDE)
def grades(campaign_id):
    campaign = _load(campaign_id)
    if campaign.kind is not Kind.MEMBER_REVIEW or not actions.may_decide(campaign):
        return not_yet(campaign)
    judged = queries.judged(g.scope, campaign)
    draft = drafts.of_reader()
    form = forms.GradesForm(obj=campaign, draft=draft)
    rows, faults = _rows(form, draft, judged, campaign)

    def save():
        form.check_fresh(campaign)
        if faults:
            raise Refused("还有几处需要改，见下面标红的地方。")
        actions.decide(campaign, rows, form.excess_reason.data or "", clock.today())
        drafts.drop(current_user.id)

    if form.accepts(save):
        flash("已保存。", "success")
        return go(url_for(".grades", campaign_id=campaign_id))
    excellent = sum(row["grade"] == BALLOT_GRADES[0] for row in rows.values())
    return page(
        "evaluations/grades.html",
        block="form",
        form=form,
        campaign=campaign,
        judged=judged,
        rows=rows,
        faults=faults,
        results=results.of(g.scope, campaign, judged),
        reviews=queries.reviews(g.scope, campaign),
        grades=BALLOT_GRADES,
        hint=excellent_hint(excellent, campaign.base, clock.today()),
        basis=rule("ED-12"),
        words=forms.WORDS,
        status=form.status,
    )


@bp.post("/<int:campaign_id>/tell")
@requires(Can.GRADES_DECIDE)
def tell(campaign_id):
    campaign = _load(campaign_id)
    try:
        actions.tell(campaign, clock.today())
    except Refused as refused:
        db.session.rollback()
        flash(refused.message, "danger")
    else:
        flash("已向本人反馈，本人登录后可以看到并确认。", "success")
    return go(url_for(".grades", campaign_id=campaign_id))


def not_yet(campaign):
    """The answer in place of any result that does not exist: below the minimum, or not counted."""
    return page("evaluations/not_yet.html", campaign=campaign, status=409)


def _rows(form, draft, judged, campaign):
    """What stands in the rows: just posted, kept as a draft, or on record."""
    if form.is_submitted():
        return forms.read_rows(request.form.get, judged)
    if form.restored:
        return forms.read_rows(lambda name: (draft.get(name) or [""])[0], judged)
    found = queries.reviews(g.scope, campaign)
    names = ("grade", *forms.WORDS)
    return {j.id: {n: getattr(found.get(j.id), n, None) or "" for n in names} for j in judged}, {}


def _load(campaign_id):
    return queries.one(g.scope, campaign_id) or abort(404)
