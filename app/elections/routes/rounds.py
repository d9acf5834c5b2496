"""Addresses of a round: opened, closed, counted by the portal or by hand, void."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.web import go, page
from app.elections import bp, forms, queries, standing
from app.elections.actions import counts, voting
from app.elections.models import Method
from app.rules.elections.rounds import Paper, votes_needed
from app.rules.organizations import PostKind
from app.rules.registry import rule
from app.rules.votes import Body

RULES = {
    Body.ASSEMBLY: ("EL-07", "EL-08", "EL-09", "EL-12"),
    Body.COMMITTEE: ("BR-12", "EL-09", "EL-18"),
}


@bp.route("/<int:election_id>/rounds/new/<post>", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def new_round(election_id, post):
    election, day = queries.one(g.scope, election_id) or abort(404), clock.today()
    kind = PostKind(post) if post in set(PostKind) else None
    found = standing.contest(election, kind) if kind else None
    if found is None or not election.open:
        flash("这次选举不选这个职务，或者已经结束。", "warning")
        return go(url_for(".show", election_id=election_id))
    form = forms.RoundForm()
    due = voting.due_in(election, found.body, form.held_on.data or day)
    form.present.offer((person.id, person.name) for person in due)
    if request.method == "GET":
        form.held_on.data = election.held_on or day
        form.place.data = election.place
        form.present.data = [person.id for person in due]
        form.method.data = Method.PAPER.value

    def save():
        voting.open_round(
            election, kind, method=Method(form.method.data), held_on=form.held_on.data,
            present=form.present.data or [], place=form.place.data or "",
        )  # fmt: skip

    if form.accepts(save):
        flash("已开始这一轮投票。", "success")
        return go(url_for(".show", election_id=election_id) + "#voting")
    election = queries.one(g.scope, election_id)
    found = standing.contest(election, kind)
    names = "、".join(one.name for one in voting.names_on_ballot(election, found))
    what = "就票数相等的人再次投票" if found.tied else f"应选 {found.left} 名"
    return page(
        "elections/step.html",
        block="form",
        form=form,
        title=f"{kind.label}选举：开始投票",
        lead=f"{election.organization.long_name} · {election.title}",
        rules=[rule(one) for one in RULES[found.body]],
        notes=[
            f"{what}，票上的人：{names or '（还没有）'}。",
            f"应到会 {len(due)} 人；{_bar(found.tied, votes_needed(len(due), day))}。"
            "只勾选到会的人，因故不到的不能委托代投。",
        ],
        back=url_for(".show", election_id=election_id),
        button="开始投票",
        status=form.status,
    )


@bp.post("/rounds/<int:round_id>/close")
@requires(Can.ELECTIONS_RUN)
def close_round(round_id):
    return _press(round_id, voting.close, "已停止投票。")


@bp.post("/rounds/<int:round_id>/count-box")
@requires(Can.ELECTIONS_RUN)
def count_box(round_id):
    return _press(round_id, counts.count_box, "计票完成，选票和钥匙已经销毁。")


@bp.route("/rounds/<int:round_id>/void", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def void_round(round_id):
    voted, form = _load(round_id), forms.VoidForm()
    back = url_for(".show", election_id=voted.election_id)
    if not voting.can_be_void(voted):
        flash("这一轮不能作废：已经作废，或者后面已经有投票、报告。", "danger")
        return go(back + "#voting")
    if form.accepts(lambda: voting.void(voted, why=form.why.data, by=current_user.name)):
        flash("这一轮已作废，可以重新投票。", "success")
        return go(back + "#voting")
    voted = _load(round_id)
    election = voted.election
    return page(
        "elections/step.html",
        block="form",
        form=form,
        title=f"作废：{voted.label}",
        lead=f"{election.organization.long_name} · {election.title}",
        rules=[],
        notes=[_lost(voted), "作废的日期、经办人和理由写在这次选举的页面上，上级也看得到。"],
        back=back,
        button="作废这一轮",
        status=form.status,
    )


def _lost(voted):
    if voted.counted:
        return (
            "已计的票数作废，这一轮选出的人不算当选，要重新投票。"
            "监票计票报告单还能打印，上面标明作废。"
        )
    if voted.method is Method.BOX:
        return "这一轮收到的票不再开启，直接销毁，要重新投票。"
    return "这一轮的纸质选票作废，不再计票，要重新投票。"


@bp.route("/rounds/<int:round_id>/count", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def count(round_id):
    voted = _load(round_id)
    if voted.method is not Method.PAPER:
        flash("这一轮由系统计票。", "warning")
        return go(url_for(".show", election_id=voted.election_id))
    form = forms.CountForm(obj=voted)
    names = [one for one in voted.tallies if not one.written]
    votes, faults = forms.read_votes(request.form.get, names) if form.is_submitted() else ({}, {})
    if request.method == "GET":
        form.handed_out.data = voted.present if voted.handed_out is None else voted.handed_out
        form.written.data = "\n".join(
            f"{one.name} {one.yes}" for one in voted.tallies if one.written
        )

    def save():
        form.check_fresh(voted)
        if faults:
            raise Refused("有的票数不是整数，见下面标红的地方。")
        try:
            written = forms.read_written(form.written.data)
        except ValueError as line:
            raise Refused(f"这一行看不懂：{line}。请写姓名和票数。", "written") from None
        paper = Paper(
            voted.present, form.handed_out.data, form.collected.data, form.invalid.data or 0
        )
        try:
            counts.enter_count(voted, paper, votes, written)
        except Refused as refused:
            if refused.field.startswith("yes-"):
                faults[int(refused.field[4:])] = refused.message
            raise

    if form.accepts(save):
        flash("票数已登记。", "success")
        return go(url_for(".show", election_id=voted.election_id) + "#voting")
    voted = _load(round_id)
    return page(
        "elections/count.html",
        block="form",
        form=form,
        voted=voted,
        names=[one for one in voted.tallies if not one.written],
        typed=request.form if form.is_submitted() else {},
        faults=faults,
        bar=_bar(voted.again, votes_needed(voted.due, voted.held_on)),
        rules=[rule(one) for one in ("EL-13", "EL-14")],
        status=form.status,
    )


def _bar(again, least):
    return "得赞成票多的当选" if again else f"赞成票至少 {least} 票当选"


def _press(round_id, act, said):
    voted = _load(round_id)
    try:
        act(voted)
    except Refused as refused:
        db.session.rollback()
        flash(refused.message, "danger")
    else:
        flash(said, "success")
    return go(url_for(".show", election_id=_load(round_id).election_id) + "#voting")


def _load(round_id):
    return queries.voted_round(g.scope, round_id) or abort(404)
