"""Addresses of one pledge: what it says, and the steps of review, progress, comment, feedback."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.accounts.signing import signed
from app.core import clock, drafts
from app.core.errors import Refused
from app.core.forms import PortalForm
from app.core.web import go, page
from app.pledges import actions, bp, judging, loading, queries
from app.pledges.forms import (
    AnswerForm,
    ApproveForm,
    CommentForm,
    EvaluationForm,
    FiguresForm,
    OpinionForm,
    ProgressForm,
    ReturnForm,
)
from app.rectification import queries as items_of
from app.rules.pledges import CommentWay, FeedbackWay, OpinionSource, Outcome, figures_shown
from app.rules.registry import rule


@bp.get("/<int:pledge_id>")
@requires(Can.PLEDGES_VIEW)
def show(pledge_id):
    return _show(loading.pledge(pledge_id))


@bp.post("/<int:pledge_id>/approve")
@requires(Can.PLEDGES_ORGANIZATION)
def approve(pledge_id):
    pledge, form = loading.pledge(pledge_id), ApproveForm(prefix="approve-")
    return _act(pledge, form, "approve", "审核通过，可以公开了。", lambda: actions.approve(
        pledge, by=current_user.person_id, name=signed(pledge.organization),
        opinion=form.opinion.data,
    ))  # fmt: skip


@bp.post("/<int:pledge_id>/return")
@requires(Can.PLEDGES_ORGANIZATION)
def send_back(pledge_id):
    pledge, form = loading.pledge(pledge_id), ReturnForm(prefix="back-")
    return _act(pledge, form, "back", "已退回，承诺人改好再交。", lambda: actions.send_back(
        pledge, by=current_user.person_id, field=form.field.data, why=form.why.data
    ))  # fmt: skip


@bp.post("/<int:pledge_id>/publish")
@requires(Can.PLEDGES_ORGANIZATION)
def publish(pledge_id):
    pledge, form = loading.pledge(pledge_id), PortalForm()
    if form.accepts(lambda: actions.publish([pledge])):
        flash("已公开，本支部的党员看得到。", "success")
    else:
        flash("".join(form.form_errors), "info")
    return go(url_for(".show", pledge_id=pledge_id))


@bp.post("/<int:pledge_id>/matters/<int:matter_id>/progress")
@requires(Can.PLEDGES_ORGANIZATION)
def tell(pledge_id, matter_id):
    pledge = loading.pledge(pledge_id)
    matter = next((one for one in pledge.matters if one.id == matter_id), None) or abort(404)
    form = ProgressForm(prefix=f"note-{matter_id}-")
    return _act(pledge, form, f"note-{matter_id}", "已记下进展。", lambda: actions.tell(
        matter, text=form.text.data, told_on=form.told_on.data,
        outcome=Outcome(form.outcome.data), why=form.why.data or "", by=current_user.name,
    ))  # fmt: skip


@bp.route("/<int:pledge_id>/comment", methods=["GET", "POST"])
@requires(Can.PLEDGES_COMMENT)
def comment(pledge_id):
    pledge, form = loading.pledge(pledge_id), CommentForm(draft=drafts.of_reader())
    if not loading.comments(pledge):
        flash("党组织的承诺由上级党组织点评。", "info")
        return go(url_for(".show", pledge_id=pledge_id))
    if not form.is_submitted() and not form.restored:
        form.commented_on.data = clock.today()
        form.commenter.data = signed(pledge.organization)

    def save():
        typed = form.facts()
        name, way = typed.pop("commenter"), CommentWay(typed.pop("way"))
        texts = ("judgement", "achievements", "problems", "direction")
        typed |= {key: typed[key] or "" for key in texts}
        judging.comment(pledge, by=current_user.person_id, name=name, way=way, **typed)

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("已记下点评。", "success")
        return go(url_for(".show", pledge_id=pledge_id))
    return page(
        "pledges/comment.html",
        block="form",
        form=form,
        pledge=queries.one(g.scope, pledge_id),
        status=form.status,
    )


@bp.route("/<int:pledge_id>/evaluation", methods=["GET", "POST"])
@requires(Can.PLEDGES_ORGANIZATION)
def evaluate(pledge_id):
    pledge = loading.pledge(pledge_id)
    found = pledge.evaluation
    form = EvaluationForm(obj=found)
    if not form.is_submitted():
        form.responsible.data = current_user.name
        if not found:
            form.evaluated_on.data = clock.today()

    def save():
        if found:
            form.check_fresh(found)
        judging.evaluate(pledge, **form.facts())

    if form.accepts(save):
        flash("已录入评议结果，请把意见反馈给承诺人。", "success")
        return go(url_for(".show", pledge_id=pledge_id))
    return page(
        "pledges/evaluation.html",
        block="form",
        form=form,
        pledge=queries.one(g.scope, pledge_id),
        minimum=rule("OWN-03").nearest(clock.today()),
        status=form.status,
    )


@bp.route("/branch/<int:organization_id>/figures", methods=["GET", "POST"])
@requires(Can.PLEDGES_MEMBERS)
def figures(organization_id):
    """The figures of one count for all members' pledges that are not evaluated yet."""
    organization, year = loading.organization(organization_id), loading.year()
    waiting = {
        one.id: one for one in queries.of_members(g.scope, organization, year, judging.EVALUABLE)
    }
    form = FiguresForm()
    form.offer(waiting)
    if not form.is_submitted():
        form.evaluated_on.data, form.responsible.data = clock.today(), current_user.name
    told, names = [], {number: one.name for number, one in waiting.items()}

    def save():
        common = {"counted_by": form.counted_by.data, "responsible": form.responsible.data}
        for row in form.rows.entries:
            one = waiting.get(int(row.form.pledge_id.data or 0))
            if one and not row.form.is_blank:
                told.append(judging.evaluate_row(
                    one, names[one.id], evaluated_on=form.evaluated_on.data,
                    **common, **row.form.figures,
                ))  # fmt: skip
        if not told:
            raise Refused("还没有填。至少填一个人的合计数。")

    if form.accepts(save):
        flash(f"已录入 {len(told)} 份评议结果，请逐一反馈。", "success")
        return go(url_for(".branch", organization_id=organization_id, year=year))
    return page(
        "pledges/figures.html",
        block="form",
        form=form,
        organization=loading.organization(organization_id),
        year=year,
        names={str(number): name for number, name in names.items()},
        minimum=rule("OWN-03").nearest(clock.today()),
        status=form.status,
    )


@bp.post("/<int:pledge_id>/feedback")
@requires(Can.PLEDGES_ORGANIZATION)
def raise_opinion(pledge_id):
    pledge, form = loading.pledge(pledge_id), OpinionForm(prefix="opinion-")
    return _act(pledge, form, "opinion", "已记下意见。", lambda: judging.raise_opinion(
        pledge, opinion=form.opinion.data, source=OpinionSource(form.source.data),
        responsible=form.responsible.data, raised_on=form.raised_on.data,
    ))  # fmt: skip


@bp.post("/<int:pledge_id>/feedback/<int:feedback_id>")
@requires(Can.PLEDGES_ORGANIZATION)
def answer_opinion(pledge_id, feedback_id):
    pledge = loading.pledge(pledge_id)
    one, form = _feedback(pledge, feedback_id), AnswerForm(prefix=f"answer-{feedback_id}-")

    def save():
        form.check_fresh(one)
        judging.answer(
            one, result=form.result.data, told_on=form.told_on.data, way=FeedbackWay(form.way.data)
        )

    return _act(pledge, form, f"answer-{feedback_id}", "已记下反馈，等承诺人确认。", save)


@bp.post("/<int:pledge_id>/feedback/<int:feedback_id>/confirm")
@requires(Can.PLEDGES_ORGANIZATION)
def confirm(pledge_id, feedback_id):
    """For a pledger without an account, who said so in person; and for the organisation's own."""
    pledge, form = loading.pledge(pledge_id), PortalForm()
    one = _feedback(pledge, feedback_id)
    name = f"{pledge.name}（{current_user.name}代记）" if pledge.person_id else current_user.name
    if form.accepts(lambda: judging.confirm(one, by=name)):
        flash("已确认。", "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".show", pledge_id=pledge_id))


def _act(pledge, form, key, said, action):
    pledge_id = pledge.id
    if form.accepts(action):
        flash(said, "success")
        return go(url_for(".show", pledge_id=pledge_id))
    return _show(queries.one(g.scope, pledge_id), status=422, **{key: form})


def _show(pledge, *, status=200, **refused):
    path, day = pledge.organization.path, clock.today()
    runs = current_user.may(Can.PLEDGES_ORGANIZATION, path)
    followed = items_of.of_source(g.scope, judging.SOURCE, [pledge.id]).get(pledge.id, [])
    return page(
        "pledges/show.html",
        pledge=pledge,
        forms=_forms(pledge, day) | refused,
        refused=next(iter(refused), ""),
        runs=runs,
        comments=loading.comments(pledge),
        own=pledge.person_id is not None and pledge.person_id == current_user.person_id,
        items=followed,
        figures=runs or (pledge.evaluation and figures_shown(pledge.evaluation.voters, day)),
        usage=rule("PL-08"),
        review=rule("PL-05"),
        status=status,
    )


def _forms(pledge, day):
    """The small forms of the page by name, empty or with what stands there."""
    opinion = {"raised_on": day, "responsible": current_user.name}
    return (
        {
            "approve": ApproveForm(formdata=None, prefix="approve-"),
            "back": ReturnForm(formdata=None, prefix="back-"),
            "opinion": OpinionForm(formdata=None, prefix="opinion-", data=opinion),
        }
        | {
            f"note-{one.id}": ProgressForm(
                formdata=None, prefix=f"note-{one.id}-", data={"told_on": day}
            )
            for one in pledge.matters
        }
        | {f"answer-{one.id}": _answer_form(one, day) for one in pledge.feedback}
    )


def _answer_form(feedback, day):
    form = AnswerForm(formdata=None, prefix=f"answer-{feedback.id}-", obj=feedback)
    form.told_on.data = feedback.told_on or day
    return form


def _feedback(pledge, feedback_id):
    return next((one for one in pledge.feedback if one.id == feedback_id), None) or abort(404)
