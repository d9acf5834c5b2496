"""Addresses of whoever runs an evaluation: the list, preparing, opening, counting, grading."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.ballots import counting
from app.core import clock, drafts
from app.core.db import db
from app.core.errors import Refused
from app.core.web import go, number, page
from app.evaluations import actions, bp, forms, queries, results
from app.evaluations.models import Kind, State
from app.organizations import queries as organizations
from app.rules.evaluations import BALLOT_GRADES, DEFAULT_MINIMUM, excellent_hint
from app.rules.registry import rule


@bp.get("/")
@signed_in
def index():
    day, person_id = clock.today(), current_user.person_id
    start = number("from", 0)
    own, run = (current_user.scope_for(c) for c in (Can.EVALUATIONS_FILL, Can.EVALUATIONS_RESULTS))
    campaigns = queries.listed(run, start, queries.PAGE + 1) if run else []
    shown = campaigns[: queries.PAGE]
    mine = queries.of_person(own, person_id) if own else []
    return page(
        "evaluations/index.html",
        to_fill={c.id for c in queries.unanswered(own, mine, person_id, day)} if mine else set(),
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
    branches = {b.id: b for b in organizations.branches(g.scope, day)}
    form = forms.CampaignForm(draft=drafts.of_reader())
    form.branches.offer([(b.id, b.long_name) for b in branches.values()])
    made = []

    def save():
        facts = form.facts()
        chosen = [branches[i] for i in facts.pop("branches")]
        made.extend(actions.prepare(chosen, **facts))
        drafts.drop(current_user.id)

    if form.accepts(save):
        if len(made) > 1:
            flash(f"已为 {len(made)} 个支部各建了一次评议，请逐个查看后开始。", "success")
            return go(url_for(".index"))
        return go(url_for(".show", campaign_id=made[0].id))
    if request.method == "GET" and not form.restored:
        _fill_in(form, branches, day)
    return page("evaluations/new.html", block="form", form=form, status=form.status)


@bp.get("/<int:campaign_id>")
@requires(Can.EVALUATIONS_RESULTS)
def show(campaign_id):
    campaign = _load(campaign_id)
    return _show(campaign, forms.ExtendForm(obj=campaign))


@bp.post("/<int:campaign_id>/extend")
@requires(Can.EVALUATIONS_RUN)
def extend(campaign_id):
    campaign, form = _load(campaign_id), forms.ExtendForm()
    if form.accepts(lambda: actions.extend(campaign, form.closes_on.data, clock.today())):
        flash("结束日期已改。", "success")
        return go(url_for(".show", campaign_id=campaign_id))
    return _show(_load(campaign_id), form)


@bp.post("/<int:campaign_id>/open")
@requires(Can.EVALUATIONS_RUN)
def open_(campaign_id):
    return _press(
        campaign_id,
        lambda campaign: actions.open_campaign(campaign, clock.today()),
        "评议已经开始。请通知大家登录后在工作台上填写。",
    )


@bp.post("/<int:campaign_id>/close")
@requires(Can.EVALUATIONS_RUN)
def close(campaign_id):
    return _press(campaign_id, actions.close, "已停止投票。")


@bp.post("/<int:campaign_id>/count")
@requires(Can.EVALUATIONS_RUN)
def count(campaign_id):
    return _press(campaign_id, actions.count, "计票完成，选票和钥匙已经销毁。")


@bp.post("/<int:campaign_id>/destroy")
@requires(Can.EVALUATIONS_RUN)
def destroy(campaign_id):
    return _press(campaign_id, actions.destroy, "选票没有开启，已经销毁。请用纸质测评表测评。")


@bp.post("/<int:campaign_id>/discard")
@requires(Can.EVALUATIONS_RUN)
def discard(campaign_id):
    return _press(campaign_id, actions.discard, "已取消这次评议。", to=".index")


@bp.get("/<int:campaign_id>/results")
@requires(Can.EVALUATIONS_RESULTS)
def result(campaign_id):
    campaign = _load(campaign_id)
    decides = current_user.may(Can.GRADES_DECIDE, campaign.organization.path)
    found = results.of(campaign, queries.judged(g.scope, campaign), with_remarks=decides)
    if found is None:
        return not_yet(campaign)
    return page(
        "evaluations/results.html",
        campaign=campaign,
        results=found,
        reviews=queries.reviews(g.scope, campaign),
        decides=decides,
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
        results=results.of(campaign, judged),
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
    return _press(
        campaign_id,
        lambda campaign: actions.tell(campaign, clock.today()),
        "已向本人反馈，本人登录后可以看到并确认。",
        to=".grades",
    )


def not_yet(campaign):
    """The answer in place of any result that does not exist: below the minimum, or not counted."""
    return page("evaluations/not_yet.html", campaign=campaign, status=409)


def _show(campaign, form):
    if campaign.box:
        counting.settle(campaign.box)
    branch = campaign.organization
    preparing = campaign.state is State.DRAFT
    number = queries.received(g.scope, [campaign]).get(campaign.id, 0)
    return page(
        "evaluations/show.html",
        campaign=campaign,
        form=form,
        people=queries.people(g.scope, branch) if preparing else [],
        judged=[] if preparing else queries.judged(g.scope, campaign),
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
        to = ".grades" if to == ".grades" else ".show"
        return go(url_for(to, campaign_id=campaign_id))
    flash(said, "success")
    return go(url_for(to) if to == ".index" else url_for(to, campaign_id=campaign_id))


def _load(campaign_id):
    return queries.one(g.scope, campaign_id) or abort(404)


def _fill_in(form, branches, day):
    wanted = number("organization")
    form.kind.data = request.args.get("kind") or Kind.MEMBER_REVIEW.value
    form.branches.data = [wanted] if wanted in branches else list(branches)[: len(branches) == 1]
    form.year.data = number("year", day.year)
    form.opens_on.data, form.closes_on.data = day, day + forms.USUAL_DAYS
    form.minimum.data = DEFAULT_MINIMUM


def _rows(form, draft, judged, campaign):
    """What stands in the rows: just posted, kept as a draft, or on record."""
    if form.is_submitted():
        return forms.read_rows(request.form.get, judged)
    if form.restored:
        return forms.read_rows(lambda name: (draft.get(name) or [""])[0], judged)
    found = queries.reviews(g.scope, campaign)
    names = ("grade", *forms.WORDS)
    return {j.id: {n: getattr(found.get(j.id), n, None) or "" for n in names} for j in judged}, {}
