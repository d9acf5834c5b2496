"""Addresses of a campaign before it opens: groups and levels, questions, subjects, a trial."""

from types import SimpleNamespace

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, keeps_nothing, requires
from app.access.scope import Scope
from app.core import clock, drafts
from app.core.errors import Refused
from app.core.web import go, number, page
from app.evaluations import actions, ballot_page, bp, queries
from app.evaluations.models import TYPED, State, Who
from app.evaluations.paper import FIXED, OVERALL, designed, questions_of, with_remark
from app.evaluations.setting_forms import DelegatesForm, QuestionsForm, SetupForm, SubjectsForm
from app.organizations import queries as organizations


@bp.route("/<int:campaign_id>/setup", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_RUN)
def setup(campaign_id):
    campaign = _draft(campaign_id)
    form = SetupForm(obj=campaign)
    if request.method == "GET":
        for entry, group in zip(form.groups, queries.groups(g.scope, campaign), strict=False):
            entry.form.process(obj=group)
            entry.form.who.data = group.who.value

    def save():
        form.check_fresh(campaign)
        actions.arrange(campaign, form.wanted(), **form.facts())

    if form.accepts(save):
        flash("已保存。", "success")
        return go(url_for(".show", campaign_id=campaign_id))
    return page(
        "evaluations/setup.html",
        block="form",
        form=form,
        campaign=campaign,
        status=form.status,
    )


@bp.route("/<int:campaign_id>/questions", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_RUN)
def questions(campaign_id):
    campaign = _draft(campaign_id)
    form = QuestionsForm(obj=campaign, draft=drafts.of_reader())
    if request.method == "GET" and not form.restored:
        form.fill(questions_of(campaign))
        form.remark.data = with_remark(campaign)

    def save():
        form.check_fresh(campaign)
        asked = designed(campaign.kind, form.rows())
        actions.ask(campaign, asked, remark=form.remark.data)
        drafts.drop(current_user.id)

    if "usual" in request.form:
        actions.ask(campaign, None, remark=True)
        drafts.drop(current_user.id)
        flash("已换回这种评议通常的题目。", "success")
        return go(url_for(".show", campaign_id=campaign_id))
    if form.accepts(save):
        flash("题目已保存。请试填一遍看看。", "success")
        return go(url_for(".try_out", campaign_id=campaign_id))
    return page(
        "evaluations/questions.html",
        block="form",
        form=form,
        campaign=campaign,
        fixed=OVERALL if campaign.kind in FIXED else "",
        status=form.status,
    )


@bp.route("/<int:campaign_id>/subjects", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_RUN)
def subjects(campaign_id):
    campaign = _draft(campaign_id)
    by_matter = campaign.kind in TYPED
    found = _foreseen(campaign, all_of_them=True)
    form = SubjectsForm(obj=SimpleNamespace(version=campaign.version))
    form.on_ballot.choices = [
        (one.subject, f"{one.name}（{one.place}）" if one.place else one.name) for one in found
    ]
    if request.method == "GET":
        form.on_ballot.data = [o.subject for o in found if o.subject not in campaign.left_out]
        form.matters.data = "\n".join(campaign.matters)

    def save():
        form.check_fresh(campaign)
        chosen = form.on_ballot.data
        if not by_matter and not chosen:
            raise Refused("请至少留一个评议对象。", "on_ballot")
        left = [] if by_matter else [o.subject for o in found if o.subject not in chosen]
        actions.leave_out(campaign, left, form.named())

    if form.accepts(save):
        flash("已保存。", "success")
        return go(url_for(".show", campaign_id=campaign_id))
    return page(
        "evaluations/subjects.html",
        block="form",
        form=form,
        campaign=campaign,
        by_matter=by_matter,
        status=form.status,
    )


@bp.route("/<int:campaign_id>/delegates/<group>", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_RUN)
def delegates(campaign_id, group):
    """Delegates named one branch after the other; `?branch=` is the one on the page."""
    campaign = _draft(campaign_id)
    groups = {one.code: one for one in queries.groups(g.scope, campaign)}
    if group not in groups or groups[group].who is not Who.DELEGATES:
        abort(404)
    whole = Scope(frozenset({campaign.organization.path}))
    branches = {one.id: one for one in organizations.branches(whole, clock.today())}
    branch = branches.get(number("branch")) or next(iter(branches.values()), None)
    named = [one for one in queries.delegates(g.scope, campaign) if one.group == group]
    form, members = DelegatesForm(), queries.people(whole, branch) if branch else []
    form.people.choices = [(m.person_id, m.person.name) for m in members]
    if request.method == "GET":
        form.people.data = [one.person_id for one in named]

    def save():
        actions.name_delegates(campaign, groups[group], branch, form.people.data)

    if branch and form.accepts(save):
        flash(f"已保存{branch.name}的代表。", "success")
        return go(url_for(".delegates", campaign_id=campaign_id, group=group, branch=branch.id))
    return page(
        "evaluations/delegates.html",
        block="form",
        form=form,
        campaign=campaign,
        group=groups[group],
        named=named,
        branches=branches.values(),
        branch=branch,
        status=form.status,
    )


@bp.route("/<int:campaign_id>/try", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_RUN)
@keeps_nothing
def try_out(campaign_id):
    """The ballot as it would be; what is posted is checked and thrown away."""
    campaign = _draft(campaign_id)
    judged = _foreseen(campaign)
    if not judged:
        flash("还没有评议对象，先核对名单再试填。", "warning")
        return go(url_for(".show", campaign_id=campaign_id))
    paper = actions.questionnaire_of(campaign, judged)
    reading, status = ballot_page.blank(), 200
    if request.method == "POST":
        reading = ballot_page.posted(paper, None)
        if reading:
            flash("试填通过，没有保存任何内容。", "success")
            return go(url_for(".show", campaign_id=campaign_id))
        status = 422
    return ballot_page.show(
        campaign,
        paper,
        questions_of(campaign),
        {one.subject: one.name for one in judged},
        reading,
        address=url_for(".try_out", campaign_id=campaign_id),
        places={one.subject: one.place for one in judged},
        trial=True,
        status=status,
    )


def _foreseen(campaign, *, all_of_them=False):
    try:
        return actions.foreseen(campaign, clock.today(), all_of_them=all_of_them)
    except Refused:
        return []


def _draft(campaign_id):
    """A campaign that may still be arranged; 409 once it has begun."""
    campaign = queries.one(g.scope, campaign_id) or abort(404)
    if campaign.state is not State.DRAFT:
        abort(409)
    return campaign
