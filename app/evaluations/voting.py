"""Addresses of whoever takes part: the ballot, the own self-evaluation, the own result.

What stands on a ballot leaves this module only sealed, or back to the voter who typed it.
"""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, keeps_nothing, requires, signed_in
from app.access.scope import EVERYTHING, Scope
from app.ballots.models import Release
from app.core import clock, drafts
from app.core.errors import Refused
from app.core.filters import day as short_day
from app.core.web import go, page
from app.evaluations import actions, ballot_page, bp, checks, forms, notices, queries, results
from app.evaluations.models import Kind, State
from app.evaluations.paper import questions_of


@bp.route("/<int:campaign_id>/vote", methods=["GET", "POST"])
@signed_in
@keeps_nothing
def vote(campaign_id):
    own = current_user.person_id
    # The roster frozen at opening is the scope here: it may name people from anywhere.
    campaign = queries.of_voter(EVERYTHING, campaign_id, own)
    if campaign is None:
        return _not_on_roster(campaign_id)
    if request.method == "POST":
        with ballot_page.telling_nothing():
            return _receive(campaign, own)
    if queries.has_voted(EVERYTHING, campaign, own):
        return go(url_for(".voted", campaign_id=campaign_id))
    if not campaign.takes_votes(clock.today()):
        span = f"{short_day(campaign.opens_on)}至{short_day(campaign.closes_on)}"
        return _answer(campaign, f"现在不在投票时间内，{span}可以填写。", 200)
    return _ballot(campaign, own, ballot_page.blank())


@bp.get("/<int:campaign_id>/voted")
@signed_in
def voted(campaign_id):
    own = current_user.person_id
    campaign = queries.of_voter(EVERYTHING, campaign_id, own) or abort(404)
    if not queries.has_voted(EVERYTHING, campaign, own):
        return go(url_for(".vote", campaign_id=campaign_id))
    return page("evaluations/voted.html", campaign=campaign, number="", by_code=False)


@bp.get("/<int:campaign_id>/numbers")
@signed_in
def numbers(campaign_id):
    campaign = _taking_part(campaign_id)
    found = queries.numbers(EVERYTHING, campaign)
    return page("evaluations/numbers.html", campaign=campaign, numbers=found)


@bp.get("/<int:campaign_id>/who-can-see")
@signed_in
def who_can_see(campaign_id):
    campaign = _taking_part(campaign_id)
    return page("evaluations/who_can_see.html", campaign=campaign, checks=checks.of(campaign))


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
    found = results.of(g.scope, campaign, [told.judged], with_remarks=True) if told else None
    said = found.remarks.get(str(own), []) if found else []
    return page(
        "evaluations/mine.html",
        campaign=campaign,
        review=told,
        result=found.people[0] if found else None,
        words=results.released(said, Release.PUBLISHED, Release.TO_PERSON),
        written=queries.self_evaluation(g.scope, campaign, own),
    )


def _receive(campaign, own):
    """Read, seal and store the posted ballot; one with faults goes back with all that was typed."""
    reading = ballot_page.posted(campaign.asked, str(own))
    if not reading and campaign.takes_votes(clock.today()):
        return _ballot(campaign, own, reading, status=422)
    try:
        number = actions.vote(campaign, own, reading.answers, clock.today())
    except Refused as refused:
        return _answer(campaign, refused.message, 409)
    # Shown in this answer alone: an address or a session that held the number would keep it.
    return page("evaluations/voted.html", campaign=campaign, number=number, by_code=False)


def _ballot(campaign, own, reading, status=200):
    said = queries.self_evaluations(EVERYTHING, campaign)
    return ballot_page.show(
        campaign,
        campaign.asked,
        questions_of(campaign),
        campaign.questionnaire["names"],
        reading,
        address=url_for(".vote", campaign_id=campaign.id),
        own=str(own),
        said={str(person): one for person, one in said.items()},
        places=queries.places(EVERYTHING, campaign),
        status=status,
    )


def _not_on_roster(campaign_id):
    scope = current_user.scope_for(Can.EVALUATIONS_FILL)
    campaign = (queries.one(scope, campaign_id) if scope else None) or abort(404)
    if campaign.state is State.DRAFT:
        return _answer(campaign, "评议还没有开始。", 409)
    return _answer(campaign, "开始时的参评名单里没有您。如有疑问，请向支部书记核对。", 403)


def _answer(campaign, message, status):
    return page("evaluations/no_vote.html", campaign=campaign, message=message, status=status)


def _taking_part(campaign_id):
    """The campaign for whoever votes in it, sees its result, or belongs to its branch."""
    own = current_user.person_id
    mine = queries.of_voter(EVERYTHING, campaign_id, own)
    mine = mine or notices.made_known(EVERYTHING, campaign_id, own)
    if mine:
        return mine
    scopes = [current_user.scope_for(c) for c in (Can.EVALUATIONS_FILL, Can.EVALUATIONS_RESULTS)]
    scope = Scope(frozenset().union(*(s.roots for s in scopes)))
    return (queries.one(scope, campaign_id) if scope else None) or abort(404)


def _load(campaign_id):
    return queries.one(g.scope, campaign_id) or abort(404)
