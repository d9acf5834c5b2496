"""Addresses around the count: slips, papers counted in by two, words read and released."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, keeps_nothing, requires
from app.ballots import counting
from app.ballots.models import Release
from app.core.errors import Refused
from app.core.forms import clean_line
from app.core.web import go, page
from app.evaluations import actions, bp, queries
from app.evaluations.models import State
from app.evaluations.paper import questions_of
from app.evaluations.setting_forms import PapersForm, read_votes
from app.evaluations.sheets import CodeSlips
from app.printing.pdf import pdf_response


@bp.post("/<int:campaign_id>/slips/<group>.pdf")
@requires(Can.EVALUATIONS_RUN)
@keeps_nothing
def slips_paper(campaign_id, group):
    """Fresh codes, printed in this answer and kept nowhere; unused ones of before are worthless."""
    campaign = _load(campaign_id)
    label = {one.code: one.label for one in queries.groups(g.scope, campaign)}.get(group)
    if label is None:
        abort(404)
    try:
        codes = actions.issue_codes(campaign, group)
    except Refused as refused:
        flash(refused.message, "danger")
        return go(url_for(".show", campaign_id=campaign_id))
    sheet = CodeSlips(
        organization=campaign.organization.name,
        title=campaign.title,
        group=label,
        address=url_for(".slip", _external=True),
        closes_on=campaign.closes_on,
        codes=tuple(codes),
    )
    return pdf_response("code_slips", sheet, f"投票码-{label}.pdf")


@bp.route("/<int:campaign_id>/by-hand/<group>", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_RESULTS)
def by_hand(campaign_id, group):
    """One person's count of a group's paper ballots; the other's is not shown before both agree."""
    campaign = _load(campaign_id)
    groups = {one.code: one for one in queries.groups(g.scope, campaign)}
    if group not in groups or current_user.person_id is None:
        abort(404)
    if campaign.state not in actions.TAKES_PAPERS:
        flash("停止投票以后、计票以前才能登记纸质票。", "warning")
        return go(url_for(".show", campaign_id=campaign_id))
    counts = [one for one in queries.papers(g.scope, campaign) if one.group == group]
    own = next((one for one in counts if one.person_id == current_user.person_id), None)
    judged = queries.judged(g.scope, campaign)
    questions = [q for q in questions_of(campaign) if q.marks]
    form, faults, typed = PapersForm(obj=own), {}, dict(own.votes) if own else {}
    if request.method == "POST":
        fields = request.form.get
        votes, faults = read_votes(fields, [one.subject for one in judged], questions)
        typed = {name: request.form[name] for name in request.form if name.count(".") == 2}

    def save():
        if faults:
            raise Refused("有的票数不是整数，见下面标红的地方。")
        actions.enter_papers(
            campaign, group, current_user.person_id, votes=votes,
            handed_out=form.handed_out.data, collected=form.collected.data,
            invalid=form.invalid.data,
        )  # fmt: skip

    if form.accepts(save):
        flash("已登记您的计数。两个人的计数一致才算数。", "success")
        return go(url_for(".show", campaign_id=campaign_id))
    return page(
        "evaluations/by_hand.html",
        block="form",
        form=form,
        campaign=campaign,
        group=groups[group],
        judged=judged,
        questions=questions,
        typed=typed,
        faults=faults,
        status=form.status,
    )


@bp.route("/<int:campaign_id>/words", methods=["GET", "POST"])
@requires(Can.GRADES_DECIDE)
def words(campaign_id):
    """Every remark read and decided: published, to the person, or withheld with a reason."""
    campaign = _load(campaign_id)
    if campaign.state is not State.COUNTED:
        return page("evaluations/not_yet.html", campaign=campaign, status=409)
    found = counting.words(campaign.box)
    faults = {}
    if request.method == "POST":
        faults = _decide(found)
        if not faults:
            flash("已保存。", "success")
            return go(url_for(".words", campaign_id=campaign_id))
    names = {one.subject: one.name for one in queries.judged(g.scope, campaign)}
    return page(
        "evaluations/words.html",
        campaign=campaign,
        words=found,
        names=names,
        labels={q.code: q.label for q in questions_of(campaign)},
        releases=list(Release),
        faults=faults,
        status=422 if faults else 200,
    )


def _decide(found) -> dict[str, str]:
    """{id in hex: what would have to change}; every choice stays in its place on the page."""
    faults = {}
    for word in found:
        name = word.id.hex()
        wanted = request.form.get(f"release.{name}", word.release.value)
        reason = clean_line(request.form.get(f"reason.{name}", ""))[:200]
        if wanted not in {one.value for one in Release}:
            faults[name] = "请从列出的选项中选择。"
            continue
        try:
            actions.release(word, Release(wanted), reason)
        except Refused as refused:
            faults[name] = refused.message
            word.release, word.reason = Release(wanted), reason
    return faults


def _load(campaign_id):
    return queries.one(g.scope, campaign_id) or abort(404)
