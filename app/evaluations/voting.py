"""Addresses of whoever takes part: the ballot, the own self-evaluation, the own result.

What stands on a ballot leaves this module only sealed, or back to the voter who typed it.
"""

from contextlib import contextmanager

from flask import abort, flash, g, request, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from app.access.policy import Can, keeps_nothing, requires, signed_in
from app.access.scope import Scope
from app.ballots.questionnaire import Answers, Reading, field_name, judged_by, read
from app.core import clock, drafts
from app.core.errors import Refused
from app.core.web import go, page
from app.evaluations import actions, bp, forms, queries, results
from app.evaluations.models import Kind, State
from app.evaluations.paper import OVERALL, QUESTIONS

NOT_ANSWERS = {"csrf_token"}


@bp.route("/<int:campaign_id>/vote", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_FILL)
@keeps_nothing
def vote(campaign_id):
    own = current_user.person_id
    campaign = queries.of_voter(g.scope, campaign_id, own)
    if campaign is None:
        return _not_on_roster(campaign_id)
    if request.method == "POST":
        with _telling_nothing():
            return _receive(campaign, own)
    if queries.has_voted(g.scope, campaign, own):
        return go(url_for(".voted", campaign_id=campaign_id))
    if not campaign.takes_votes(clock.today()):
        return _answer(campaign, "现在不在投票时间内。", 200)
    return _ballot(campaign, own, Reading(Answers()))


@bp.get("/<int:campaign_id>/voted")
@requires(Can.EVALUATIONS_FILL)
def voted(campaign_id):
    campaign = _load(campaign_id)
    if not queries.has_voted(g.scope, campaign, current_user.person_id):
        return go(url_for(".vote", campaign_id=campaign_id))
    return page("evaluations/voted.html", campaign=campaign)


@bp.get("/<int:campaign_id>/who-can-see")
@signed_in
def who_can_see(campaign_id):
    scopes = [current_user.scope_for(c) for c in (Can.EVALUATIONS_FILL, Can.EVALUATIONS_RESULTS)]
    scope = Scope(frozenset().union(*(s.roots for s in scopes)))
    campaign = queries.one(scope, campaign_id) if scope else None
    return page("evaluations/who_can_see.html", campaign=campaign or abort(404))


@bp.route("/<int:campaign_id>/self", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_FILL)
def self_evaluation(campaign_id):
    own = current_user.person_id
    campaign = queries.of_voter(g.scope, campaign_id, own)
    if campaign is None:
        return _not_on_roster(campaign_id)
    if campaign.kind is not Kind.MEMBER_REVIEW:
        return _answer(campaign, "这次评议不用写自评。", 409)
    written = queries.self_evaluation(g.scope, campaign, own)
    form = forms.SelfForm(obj=written, draft=drafts.of_reader())

    def save():
        if written:
            form.check_fresh(written)
        actions.write_self(campaign, own, form.text.data)
        drafts.drop(current_user.id)

    if form.accepts(save):
        flash("自评已保存，计票以前可以再改。", "success")
        return go(url_for(".index"))
    return page(
        "evaluations/self.html",
        block="form",
        form=form,
        campaign=campaign,
        written=written,
        status=form.status,
    )


@bp.route("/<int:campaign_id>/mine", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_FILL)
def mine(campaign_id):
    campaign, own = _load(campaign_id), current_user.person_id
    review = queries.review_of(g.scope, campaign, own)
    told = review if review and review.told_on else None
    if request.method == "POST":
        if told is None:
            return _answer(campaign, "结果还没有反馈。", 409)
        actions.confirm(told, clock.today())
        flash("已确认。", "success")
        return go(url_for(".mine", campaign_id=campaign_id))
    found = results.of(campaign, [told.judged]) if told else None
    return page(
        "evaluations/mine.html",
        campaign=campaign,
        review=told,
        result=found.people[0] if found else None,
        written=queries.self_evaluation(g.scope, campaign, own),
    )


def _receive(campaign, own):
    """Read, seal and store the posted ballot; one with faults goes back with all that was typed."""
    posted = ((n, v) for n, v in request.form.items(multi=True) if n not in NOT_ANSWERS)
    reading = read(campaign.asked, posted, str(own))
    if not reading and campaign.takes_votes(clock.today()):
        return _ballot(campaign, own, reading, status=422)
    try:
        actions.vote(campaign, own, reading.answers, clock.today())
    except Refused as refused:
        return _answer(campaign, refused.message, 409)
    return go(url_for(".voted", campaign_id=campaign.id))


def _ballot(campaign, own, reading, status=200):
    subjects = judged_by(campaign.asked, str(own))
    names = campaign.questionnaire["names"]
    said = queries.self_evaluations(g.scope, campaign)
    overall, *others = QUESTIONS[campaign.kind]
    if campaign.kind is Kind.SECRETARY_REVIEW:
        overall, others = None, list(QUESTIONS[campaign.kind])
    return page(
        "evaluations/vote.html",
        campaign=campaign,
        people=[(s, names[s], said.get(int(s))) for s in subjects],
        overall=overall,
        others=others,
        reading=reading,
        field_name=field_name,
        text_most=campaign.asked.text_most,
        counted_item=OVERALL,
        status=status,
    )


def _not_on_roster(campaign_id):
    campaign = _load(campaign_id)
    if campaign.state is State.DRAFT:
        return _answer(campaign, "评议还没有开始。", 409)
    return _answer(campaign, "开始时的参评名单里没有您。如有疑问，请向支部书记核对。", 403)


def _answer(campaign, message, status):
    return page("evaluations/no_vote.html", campaign=campaign, message=message, status=status)


def _load(campaign_id):
    return queries.one(g.scope, campaign_id) or abort(404)


@contextmanager
def _telling_nothing():
    """A fault while a ballot is in memory is logged by its kind alone, never with its values."""
    try:
        yield
    except HTTPException:
        raise
    except Exception as fault:
        raise RuntimeError(f"a ballot was not taken: {type(fault).__name__}") from None
