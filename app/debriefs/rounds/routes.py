"""Addresses of a committee's round: what it asks, who stands where, the order, its end, papers."""

from datetime import date, timedelta

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.access.scope import Scope
from app.core import clock
from app.core.forms import PortalForm
from app.core.web import go, number, page, year_asked
from app.debriefs import bp
from app.debriefs.facts import year_of_report
from app.debriefs.rounds import actions, builders, queries
from app.debriefs.rounds.forms import ChoiceForm, CloseForm, RoundForm, order_form, order_rows
from app.evaluations import queries as evaluations
from app.evaluations.models import Kind
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.registry import rule
from app.rules.reports import check_fair_share, latest_day


@bp.route("/rounds/new", methods=["GET", "POST"])
@requires(Can.DEBRIEFS_JUDGE)
def new_round():
    form, made, places = RoundForm(), [], _offer()
    _offered(form, places)
    if request.method == "GET":
        _propose(form, places)

    def save():
        committee = places[int(form.organization_id.data)]
        made.append(actions.hold(committee, int(form.year.data), **form.asked()))

    if form.accepts(save):
        flash("述职已安排，各支部书记的工作台会提醒。", "success")
        return go(url_for(".show_round", debrief_round_id=made[0].id))
    return page(
        "debriefs/rounds/edit.html", block="form", form=form, held=None,
        status=form.status,
    )  # fmt: skip


@bp.get("/rounds/<int:debrief_round_id>")
@requires(Can.DEBRIEFS_JUDGE)
def show_round(debrief_round_id):
    return _show(_load(debrief_round_id), CloseForm(formdata=None))


@bp.route("/rounds/<int:debrief_round_id>/edit", methods=["GET", "POST"])
@requires(Can.DEBRIEFS_JUDGE)
def edit_round(debrief_round_id):
    held = _load(debrief_round_id)
    form = RoundForm(obj=held)
    del form.organization_id, form.year

    def save():
        form.check_fresh(held)
        actions.edit(held, **form.asked())

    if form.accepts(save):
        flash("已保存。", "success")
        return go(url_for(".show_round", debrief_round_id=debrief_round_id))
    return page(
        "debriefs/rounds/edit.html", block="form", form=form, held=_load(debrief_round_id),
        status=form.status,
    )  # fmt: skip


@bp.route("/rounds/<int:debrief_round_id>/order", methods=["GET", "POST"])
@requires(Can.DEBRIEFS_JUDGE)
def order(debrief_round_id):
    held = _load(debrief_round_id)
    places = queries.places(g.scope, held, clock.today())
    form = order_form(places)
    known = {place.branch.id: place.hearing for place in places if place.hearing}
    if form.accepts(lambda: actions.arrange(held, known, order_rows(form, places))):
        flash("发言顺序已保存，可以打印计时表。", "success")
        return go(url_for(".show_round", debrief_round_id=debrief_round_id))
    return page(
        "debriefs/rounds/order.html",
        block="form",
        form=form,
        held=_load(debrief_round_id),
        places=queries.places(g.scope, _load(debrief_round_id), clock.today()),
        status=form.status,
    )


@bp.post("/rounds/<int:debrief_round_id>/publish")
@requires(Can.DEBRIEFS_JUDGE)
def publish_round(debrief_round_id):
    held, form = _load(debrief_round_id), PortalForm()
    places = queries.places(g.scope, held, clock.today())
    told = sum(bool(p.hearing and p.hearing.told_on) for p in places)
    if form.accepts(lambda: actions.publish(held, _untold(places), told)):
        flash("已公布，参加述职的支部登录后看得到综合评价。", "success")
    else:
        flash("".join(form.form_errors) or "请重新打开页面后再试。", "danger")
    return go(url_for(".show_round", debrief_round_id=debrief_round_id))


@bp.get("/rounds/<int:debrief_round_id>/published")
@signed_in
def published_round(debrief_round_id):
    """The overall opinions as they were made known to the branches of the round."""
    day, reader = clock.today(), current_user.scope_for(Can.DEBRIEFS_VIEW)
    held = queries.published(reader, debrief_round_id, day) or abort(404)
    within = Scope(frozenset({held.organization.path}))
    return page(
        "debriefs/rounds/published.html",
        held=held,
        places=[
            one for one in queries.places(within, held, day)
            if one.hearing and one.hearing.told_on
        ],
        procedure=rule("EV-04"),
    )  # fmt: skip


@bp.post("/rounds/<int:debrief_round_id>/close")
@requires(Can.DEBRIEFS_JUDGE)
def close_round(debrief_round_id):
    held, form = _load(debrief_round_id), CloseForm()
    places = queries.places(g.scope, held, clock.today())
    untold = _untold(places)
    unsent = [p.branch.name for p in places if not p.submitted]

    if form.accepts(lambda: actions.close(held, untold, unsent, why=form.why.data or "")):
        flash("这次述职已结束。", "success")
        return go(url_for(".show_round", debrief_round_id=debrief_round_id))
    return _show(_load(debrief_round_id), form, status=422)


@bp.post("/rounds/<int:debrief_round_id>/evaluation")
@requires(Can.DEBRIEFS_JUDGE)
def choose_evaluation(debrief_round_id):
    """Which evaluation belongs to the round; an empty choice is none."""
    held, form = _load(debrief_round_id), ChoiceForm()
    known = {one.id: one for one in _evaluations(held)}
    form.offer(known.values())

    def save():
        form.check_fresh(held)
        actions.choose(held, known.get(form.chosen_id))

    if form.accepts(save):
        flash("已选定。综合评价旁边列出它的票数。", "success")
        return go(url_for(".show_round", debrief_round_id=debrief_round_id))
    return _show(_load(debrief_round_id), CloseForm(formdata=None), 422, choice=form)


@bp.post("/rounds/<int:debrief_round_id>/evaluation/new")
@requires(Can.DEBRIEFS_JUDGE)
def make_evaluation(debrief_round_id):
    held, form, made = _load(debrief_round_id), PortalForm(), []
    places = queries.places(g.scope, held, clock.today())
    secretaries = {place.secretary.id for place in places if place.secretary}
    if form.accepts(lambda: made.append(actions.evaluate(held, secretaries))):
        flash("测评已建好：对象是述职的书记，题目按述职评议测评表，日期随述职安排。", "success")
        return go(url_for("evaluations.show", campaign_id=made[0].id))
    flash("".join(form.form_errors) or "请重新打开页面后再试。", "danger")
    return go(url_for(".show_round", debrief_round_id=debrief_round_id))


@bp.get("/rounds/<int:debrief_round_id>/order.pdf")
@requires(Can.DEBRIEFS_JUDGE)
def order_paper(debrief_round_id):
    held, places = _places(debrief_round_id)
    sheet = builders.order(held, places)
    return answer(
        "debrief_order", [sheet], _named(held, "发言顺序和计时表"), held.organization.path
    )


@bp.get("/rounds/<int:debrief_round_id>/ballot.pdf")
@requires(Can.DEBRIEFS_JUDGE)
def round_ballot(debrief_round_id):
    held, places = _places(debrief_round_id)
    sheet = builders.ballot(held, places)
    return answer("debrief_ballot", [sheet], _named(held, "测评表"), held.organization.path)


@bp.get("/rounds/<int:debrief_round_id>/comments.pdf")
@requires(Can.DEBRIEFS_JUDGE)
def comment_papers(debrief_round_id):
    held, places = _places(debrief_round_id)
    sheets = [builders.comment(held, place) for place in places]
    return answer("debrief_comment", sheets, _named(held, "点评意见"), held.organization.path)


@bp.get("/rounds/<int:debrief_round_id>/overall.pdf")
@requires(Can.DEBRIEFS_JUDGE)
def overall_paper(debrief_round_id):
    held, places = _places(debrief_round_id)
    sheet = builders.overall(held, places, clock.today())
    return answer("debrief_overall", [sheet], _named(held, "综合评价表"), held.organization.path)


def _show(held, form, status=200, choice=None):
    day = clock.today()
    offered = _evaluations(held)
    if choice is None:
        choice = ChoiceForm(formdata=None, obj=held)
        choice.offer(offered)
        choice.campaign_id.data = str(held.campaign_id or "")
    places = queries.places(g.scope, held, day)
    judged = [p.hearing.overall for p in places if p.hearing and p.hearing.overall]
    on = organizations.local_rules(g.scope, [held.organization])[held.organization_id]
    hint = None
    if "EV-07" in on and judged:
        hint = check_fair_share(sum(mark.value != "good" for mark in judged), len(judged), day)
    return page(
        "debriefs/rounds/show.html",
        held=held,
        places=places,
        submitted=sum(place.submitted for place in places),
        commented=sum(bool(p.hearing and p.hearing.commented_on) for p in places),
        judged=len(judged),
        told=sum(bool(p.hearing and p.hearing.told_on) for p in places),
        hint=hint,
        campaigns=offered,
        chosen=next((one for one in offered if one.id == held.campaign_id), None),
        choice=choice,
        form=form,
        procedure=rule("EV-04"),
        status=status,
    )


def _untold(places):
    """The branches that reported and were not told their opinion yet."""
    return [p.branch.name for p in places if p.submitted and not (p.hearing and p.hearing.told_on)]


def _evaluations(held):
    return evaluations.of_year(g.scope, [held.organization_id], held.year, Kind.SECRETARY_REVIEW)


def _places(debrief_round_id):
    """The round and its branches, of which a paper needs one at least."""
    held = _load(debrief_round_id)
    places = queries.places(g.scope, held, clock.today())
    return held, places or abort(404)


def _load(debrief_round_id):
    return queries.one(g.scope, debrief_round_id) or abort(404)


def _offer():
    return {one.id: one for one in queries.committees(g.scope, clock.today())}


def _offered(form, places):
    this = clock.today().year
    form.organization_id.offer((key, one.name) for key, one in places.items())
    form.year.offer((year, f"{year}年") for year in (this, this - 1))


def _propose(form, places):
    """What is usual: reports by the middle of December, feedback by the end of January."""
    year = year_asked(year_of_report(clock.today()))
    wanted = number("organization")
    last = latest_day(year, clock.today())
    form.organization_id.data = str(wanted if wanted in places else next(iter(places), ""))
    form.year.data, form.feedback_by.data = str(year), last
    form.submit_by.data = max(date(year, 12, 20), clock.today() + timedelta(days=7))
    form.minutes.data, form.comment_minutes.data = 10, 3


def _named(held, what):
    return f"{what}-{held.organization.name}-{held.year}.pdf"
