"""Addresses of one's own card and of proposed corrections: made by members, settled in a branch."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.web import go, page
from app.members import bp
from app.members import queries as members
from app.members.forms import Card
from app.members.life import queries as life
from app.members.life import timeline
from app.members.proposals import actions, queries
from app.members.proposals.fields import FIELDS, shown, text_of, value_of
from app.members.proposals.forms import ACCEPT, AnswerForm, ProposalForm
from app.members.proposals.models import ProposalState


@bp.get("/me")
@signed_in
def me():
    member, scope = _own()
    if member is None:
        return page("members/me.html", member=None)
    events = life.of_member(scope, member.id)
    posts = members.posts_ever(scope, member.person_id)
    return page(
        "members/me.html",
        member=member,
        posts=timeline.held(posts, clock.today()),
        years=timeline.of(member, events, posts),
        running=timeline.running(events),
        proposals=queries.of_member(scope, member.id),
        fields=FIELDS,
        shown=shown,
    )


@bp.route("/me/corrections/<field>", methods=["GET", "POST"])
@signed_in
def propose(field):
    member, _ = _own()
    if member is None or field not in FIELDS:
        abort(404)
    form = ProposalForm(obj=Card(member))
    form.keep(field)
    form.reason.flags.required = True

    def save():
        actions.propose(member, field, form[field].data or None, form.reason.data)

    if form.accepts(save):
        flash(f"已把“{FIELDS[field].label}”的更正交给支部审核。", "success")
        return go(url_for(".me"))
    return page(
        "members/corrections/new.html",
        block="form",
        form=form,
        field=FIELDS[field],
        now=shown(field, text_of(value_of(member, field))),
        status=form.status,
    )


@bp.post("/me/corrections/<int:proposal_id>/withdraw")
@signed_in
def withdraw_proposal(proposal_id):
    member, scope = _own()
    proposal = queries.one(scope, proposal_id) if member else None
    if proposal is None or proposal.member_id != member.id:
        abort(404)
    if proposal.state is ProposalState.WAITING:
        actions.withdraw(proposal)
        flash("已撤回。", "success")
    return go(url_for(".me"))


@bp.get("/corrections")
@requires(Can.MEMBERS_EDIT)
def corrections():
    return page(
        "members/corrections/index.html",
        proposals=queries.waiting(g.scope),
        fields=FIELDS,
        shown=shown,
    )


@bp.route("/corrections/<int:proposal_id>", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def correction(proposal_id):
    proposal = queries.one(g.scope, proposal_id) or abort(404)
    form = AnswerForm()

    def save():
        settle = actions.accept if form.verdict.data == ACCEPT else actions.decline
        settle(proposal, form.answer.data, current_user.name)

    if form.accepts(save):
        flash("已处理，本人会看到答复。", "success")
        return go(url_for(".corrections"))
    return page(
        "members/corrections/show.html",
        block="form",
        form=form,
        proposal=proposal,
        field=FIELDS[proposal.field],
        now=shown(proposal.field, text_of(value_of(proposal.member, proposal.field))),
        new=shown(proposal.field, proposal.new_value),
        status=form.status,
    )


def _own():
    """The reader's own card and the scope it is read with; (None, nothing) for who has none."""
    member = members.of_person(EVERYTHING, current_user.person_id)
    return member, Scope(frozenset({member.organization.path})) if member else Scope()
