"""Addresses of whoever runs an evaluation: the list, preparing, opening, counting, grading."""

from collections import Counter

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.access.scope import EVERYTHING
from app.ballots import counting
from app.ballots.models import Level
from app.core import clock, drafts
from app.core.db import db
from app.core.errors import Refused
from app.core.forms import clean_line
from app.core.web import go, number, page
from app.evaluations import actions, bp, forms, large, queries, results
from app.evaluations.models import Kind, State
from app.organizations import queries as organizations
from app.rules.evaluations import DEFAULT_MINIMUM
from app.rules.organizations import OrganizationKind


@bp.get("/")
@signed_in
def index():
    day, person_id = clock.today(), current_user.person_id
    start = number("from", 0)
    run = current_user.scope_for(Can.EVALUATIONS_RESULTS)
    campaigns = queries.listed(run, start, queries.PAGE + 1) if run else []
    shown = campaigns[: queries.PAGE]
    # Whoever stands on a roster takes part, wherever the campaign belongs.
    mine = queries.of_person(EVERYTHING, person_id) if person_id else []
    return page(
        "evaluations/index.html",
        to_fill={c.id for c in queries.unanswered(EVERYTHING, mine, person_id, day)},
        mine=mine,
        campaigns=shown,
        received=queries.received(run, shown),
        more=len(campaigns) > queries.PAGE,
        start=start,
        step=queries.PAGE,
        today=day,
        words=results.turnout_words,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_RUN)
def new():
    day = clock.today()
    standing = [o for o in organizations.tree(g.scope) if o.in_force(day)]
    places = {o.id: o for o in standing if o.kind is not OrganizationKind.GROUP}
    before = _before()
    form = forms.CampaignForm(draft=drafts.of_reader())
    form.branches.offer([(o.id, o.long_name) for o in places.values()])
    made = []

    def save():
        facts = form.facts()
        chosen = [places[i] for i in facts.pop("branches")]
        made.extend(actions.prepare(chosen, **facts))
        for campaign in made if before else ():
            actions.take_over(campaign, before)
        drafts.drop(current_user.id)

    if form.accepts(save):
        if len(made) > 1:
            flash(f"已为 {len(made)} 个党组织各建了一次评议，请逐个查看后开始。", "success")
            return go(url_for(".index"))
        return go(url_for(".show", campaign_id=made[0].id))
    if request.method == "GET" and not form.restored:
        _fill_in(form, places, day, before)
    return page("evaluations/new.html", block="form", form=form, before=before, status=form.status)


@bp.get("/<int:campaign_id>")
@requires(Can.EVALUATIONS_RESULTS)
def show(campaign_id):
    campaign = _load(campaign_id)
    return _show(campaign, _dates(campaign, {"obj": campaign}))


@bp.post("/<int:campaign_id>/extend")
@requires(Can.EVALUATIONS_RUN)
def extend(campaign_id):
    campaign = _load(campaign_id)
    form = _dates(campaign, {})
    if form.accepts(lambda: actions.extend(campaign, today=clock.today(), **form.facts())):
        flash("日期已改。", "success")
        return go(url_for(".show", campaign_id=campaign_id))
    return _show(_load(campaign_id), form)


@bp.post("/<int:campaign_id>/open")
@requires(Can.EVALUATIONS_RUN)
def open_(campaign_id):
    return _press(
        campaign_id,
        lambda campaign: actions.open_campaign(campaign, clock.today()),
        "评议已经开始，到了开始日期就可以填写。请通知大家登录后在工作台上填写。",
    )


@bp.route("/<int:campaign_id>/close", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_RUN)
def close(campaign_id):
    campaign, form, today = _load(campaign_id), forms.StopForm(), clock.today()
    back = url_for(".show", campaign_id=campaign_id)
    if campaign.state is not State.OPEN:
        flash(f"这次评议“{campaign.state.label}”，不能停止投票。", "danger")
        return go(back)
    by = current_user.name
    if form.accepts(lambda: actions.stop(campaign, today, why=form.why.data or "", by=by)):
        flash("已停止投票。", "success")
        return go(back)
    campaign = _load(campaign_id)
    received = queries.received(g.scope, [campaign]).get(campaign.id, 0)
    return page(
        "evaluations/close.html",
        block="form",
        form=form,
        campaign=campaign,
        early=actions.cut_short(campaign, today),
        turnout=results.turnout_words(campaign, received),
        enough=received >= campaign.minimum,
        status=form.status,
    )


@bp.post("/<int:campaign_id>/count")
@requires(Can.EVALUATIONS_RUN)
def count(campaign_id):
    campaign = _load(campaign_id)
    if campaign.level is Level.STRICT:
        return go(url_for(".open_box", campaign_id=campaign_id))
    if queries.received(g.scope, [campaign]).get(campaign.id, 0) > large.MOST_AT_ONCE:
        back = url_for(".show", campaign_id=campaign_id)
        job = large.start(campaign, back, account=current_user._get_current_object())
        return go(url_for("jobs.show", job_id=job.id))
    return _press(
        campaign_id,
        lambda campaign: actions.count(campaign, clock.today()),
        "计票完成，选票和钥匙已经销毁。",
    )


@bp.post("/<int:campaign_id>/destroy")
@requires(Can.EVALUATIONS_RUN)
def destroy(campaign_id):
    why = (clean_line(request.form.get("why")) or "")[:300]
    return _press(
        campaign_id,
        lambda campaign: actions.destroy(campaign, why),
        "选票没有开启，已经销毁。请用纸质测评表测评。",
    )


@bp.post("/<int:campaign_id>/count-papers")
@requires(Can.EVALUATIONS_RUN)
def count_papers(campaign_id):
    return _press(
        campaign_id,
        lambda campaign: actions.count_papers(campaign, clock.today()),
        "已按纸质票计票。",
    )


@bp.post("/<int:campaign_id>/discard")
@requires(Can.EVALUATIONS_RUN)
def discard(campaign_id):
    return _press(campaign_id, actions.discard, "已取消这次评议。", to=".index")


def _dates(campaign, options):
    """Before it begins both days may be moved, afterwards the last alone."""
    kind = forms.DatesForm if campaign.state is State.DRAFT else forms.ExtendForm
    return kind(**options)


def _show(campaign, form):
    if campaign.box:
        counting.settle(campaign.box)
    branch = campaign.organization
    preparing = campaign.state is State.DRAFT
    number = queries.received(g.scope, [campaign]).get(campaign.id, 0)
    papers = queries.papers(g.scope, campaign)
    return page(
        "evaluations/show.html",
        campaign=campaign,
        form=form,
        judged=_foreseen(campaign) if preparing else queries.judged(g.scope, campaign),
        groups=_groups(campaign),
        seats=queries.keyholders(g.scope, campaign),
        issued=queries.codes_of(g.scope, campaign),
        papers=papers,
        paper_state=_paper_state(papers),
        own=current_user.person_id,
        cut_short=campaign.state is State.OPEN and number < campaign.voters,
        written={} if preparing else queries.self_evaluations(g.scope, campaign),
        enough=number >= campaign.minimum,
        turnout=results.turnout_words(campaign, number),
        today=clock.today(),
        runs=current_user.may(Can.EVALUATIONS_RUN, branch.path),
        decides=current_user.may(Can.GRADES_DECIDE, branch.path),
        status=form.status if request.method == "POST" else 200,
    )


def _press(campaign_id, act, said, to=".show"):
    """One change by one button; a refusal is said on the page it was pressed on."""
    campaign = _load(campaign_id)
    try:
        act(campaign)
    except Refused as refused:
        db.session.rollback()
        flash(refused.message, "danger")
        return go(url_for(".show", campaign_id=campaign_id))
    flash(said, "success")
    return go(url_for(to) if to == ".index" else url_for(to, campaign_id=campaign_id))


def _load(campaign_id):
    return queries.one(g.scope, campaign_id) or abort(404)


def _before():
    """The earlier campaign that is done once more, if `?from=` names one in scope."""
    earlier = number("from")
    return queries.one(g.scope, earlier) if earlier else None


def _fill_in(form, places, day, before):
    wanted = before.organization_id if before else number("organization")
    kind = before.kind.value if before else request.args.get("kind")
    form.kind.data = kind or Kind.MEMBER_REVIEW.value
    form.branches.data = [wanted] if wanted in places else list(places)[: len(places) == 1]
    form.year.data = number("year", day.year)
    form.opens_on.data, form.closes_on.data = day, day + forms.USUAL_DAYS
    form.minimum.data = before.minimum if before else DEFAULT_MINIMUM


def _foreseen(campaign):
    try:
        return actions.foreseen(campaign, clock.today())
    except Refused as refused:
        flash(refused.message, "warning")
        return []


def _groups(campaign):
    """(group, how many would vote or may vote by account)."""
    groups = queries.groups(g.scope, campaign)
    if campaign.state is not State.DRAFT:
        return [(one, one.voters) for one in groups]
    try:
        found = Counter(actions.roster(campaign, clock.today()).values())
    except Refused:
        found = Counter()
    return [(one, found[one.code] or one.codes) for one in groups]


def _paper_state(papers):
    """{group: one of 'one', 'differ', 'agree'}."""
    by_group = {}
    for one in papers:
        by_group.setdefault(one.group, []).append(one.figures)
    return {
        group: "one" if len(found) < 2 else ("agree" if found[0] == found[1] else "differ")
        for group, found in by_group.items()
    }
