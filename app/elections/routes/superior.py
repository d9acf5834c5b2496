"""Addresses of the superior: reminding a branch, answering what it asked."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.errors import Refused
from app.core.web import go, page
from app.elections import bp, forms, queries, standing
from app.elections.actions import asking, opening
from app.organizations import queries as organizations
from app.rules.elections.terms import Subject
from app.rules.organizations import PostKind
from app.rules.registry import rule

_GROUNDS = {
    Subject.PLAN: ("EL-01", "BR-26"),
    Subject.CANDIDATES: ("EL-05", "EL-06", "EL-08"),
    Subject.RESULT: ("BR-27", "EL-18"),
}


@bp.post("/branches/<int:organization_id>/remind")
@requires(Can.ELECTIONS_DECIDE)
def remind(organization_id):
    branch, day = organizations.one(g.scope, organization_id) or abort(404), clock.today()
    try:
        full = len(queries.full_members(g.scope, branch, day))
        opening.remind(branch, day, full_members=full)
    except Refused as refused:
        flash(refused.message, "danger")
        return go(url_for(".index"))
    flash(f"已登记提醒：{branch.long_name}。支部会在自己的待办里看到。", "success")
    return go(url_for(".index"))


@bp.route("/<int:election_id>/decide/<about>", methods=["GET", "POST"])
@requires(Can.ELECTIONS_DECIDE)
def decide(election_id, about):
    election = _load(election_id)
    subject = Subject(about) if about in set(Subject) else abort(404)
    asked = election.request(subject)
    if asked is None or not election.waits(subject):
        flash("这件事不在等待批复。", "warning")
        return go(url_for(".index"))
    form = forms.DecideForm()
    if request.method == "GET":
        form.decided_on.data = clock.today()

    def save():
        asking.decide(
            asked,
            agreed=form.outcome.data == "agreed",
            decided_on=form.decided_on.data,
            reply_number=form.reply_number.data or "",
            comment=form.comment.data or "",
            by=current_user.id,
        )

    if form.accepts(save):
        said = "已批复。" if form.outcome.data == "agreed" else "已退回支部补正。"
        if form.outcome.data == "agreed" and subject is Subject.RESULT:
            said = "已批复，新一届任职和本届选举日期已随之登记。"
        flash(said, "success")
        return go(url_for(".show", election_id=election_id))
    election = _load(election_id)
    return page(
        "elections/decide.html",
        block="form",
        form=form,
        election=election,
        asked=election.request(subject),
        subject=subject,
        contests=standing.contests(election),
        candidates=standing.candidates,
        posts=PostKind,
        rules=[rule(one) for one in _GROUNDS[subject]],
        status=form.status,
    )


def _load(election_id):
    return queries.one(g.scope, election_id) or abort(404)
