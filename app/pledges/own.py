"""Addresses of one's own pledges, wherever they were made, and of the own branch's board."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import EVERYTHING
from app.core import clock, drafts
from app.core.forms import PortalForm
from app.core.web import go, page
from app.members import queries as members
from app.papers.answering import answer
from app.pledges import actions, bp, builders, judging, loading, queries
from app.pledges.forms import PledgeForm, ProgressForm
from app.rules.pledges import WRITABLE, Outcome, Step, due, figures_shown
from app.rules.registry import rule


@bp.get("/mine")
@requires(Can.LIFE_OWN)
def mine():
    return _mine()


@bp.route("/mine/write", methods=["GET", "POST"])
@requires(Can.LIFE_OWN)
def write_own():
    year, person = loading.year(), current_user.person
    pledge = queries.of_person_in(EVERYTHING, person.id, year)
    if pledge and pledge.state not in WRITABLE:
        flash(f"{year}年的承诺{pledge.state.label}，不能再改；要改的请支部先退回。", "info")
        return go(url_for(".mine"))
    organization = pledge.organization if pledge else _member().organization
    before = queries.open_before(EVERYTHING, organization, person.id, year)
    form = PledgeForm(
        obj=pledge or builders.carried(before, person.job),
        draft=drafts.of_reader(),
        personal=True,
        year=year,
    )

    def save():
        if pledge:
            form.check_fresh(pledge)
        post = form.post.data or ""
        actions.write(organization, person, year, pledge, post=post, matters=form.written)

    asked = "more" in request.form
    if asked:
        form.add()
    elif form.accepts(save):
        drafts.drop(current_user.id)
        flash("已交给支部，支部审核以前还可以改。", "success")
        return go(url_for(".mine"))
    return page(
        "pledges/write.html",
        block="form",
        form=form,
        pledge=pledge,
        organization=organization,
        year=year,
        personal=True,
        carried=0 if pledge else len(before),
        basis=rule("PL-03"),
        back=url_for(".mine"),
        status=200 if asked else form.status,
    )


@bp.get("/mine/letter.pdf")
@requires(Can.LIFE_OWN)
def own_letter():
    pledge = queries.of_person_in(EVERYTHING, current_user.person_id, loading.year())
    if pledge is None:
        flash("您还没有交这一年的承诺，交了以后再打印。", "info")
        return go(url_for(".mine"))
    name = f"承诺书-{pledge.name}-{pledge.year}.pdf"
    return answer("pledge_letter", [builders.letter(pledge)], name, pledge.organization.path)


@bp.post("/mine/matters/<int:matter_id>/progress")
@requires(Can.LIFE_OWN)
def tell_own(matter_id):
    matter = _reached(queries.matter(EVERYTHING, matter_id))
    if matter.pledge.person_id != current_user.person_id:
        flash("这不是您的承诺，请在自己的承诺里记进展。", "info")
        return go(url_for(".mine"))
    form = ProgressForm(prefix=f"note-{matter_id}-")

    def save():
        actions.tell(
            matter,
            text=form.text.data,
            told_on=form.told_on.data,
            outcome=Outcome(form.outcome.data),
            why=form.why.data or "",
            by=current_user.name,
        )

    if form.accepts(save):
        flash("已记下进展，本支部的党员看得到。", "success")
        return go(url_for(".mine"))
    return _mine(matter_id, form, status=422)


@bp.post("/mine/feedback/<int:feedback_id>/confirm")
@requires(Can.LIFE_OWN)
def confirm_own(feedback_id):
    feedback, form = _reached(queries.feedback(EVERYTHING, feedback_id)), PortalForm()
    if feedback.pledge.person_id != current_user.person_id:
        flash("这条反馈不是给您的。", "info")
    elif form.accepts(lambda: judging.confirm(feedback, by=current_user.name)):
        flash("已确认收到反馈。", "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".mine"))


@bp.get("/board")
@requires(Can.LIFE_OWN)
def board():
    year, day = loading.year(), clock.today()
    organization = _member().organization
    pledges = queries.board(g.scope, organization, year)
    return page(
        "pledges/board.html",
        organization=organization,
        year=year,
        years=loading.years(),
        pledges=pledges,
        told={
            one.id
            for one in pledges
            if one.evaluation and figures_shown(one.evaluation.voters, day)
        },
    )


def _mine(matter_id=None, refused=None, status=200):
    year, day = clock.today().year, clock.today()
    pledges = queries.of_person(EVERYTHING, current_user.person_id)
    forms = {
        matter.id: ProgressForm(formdata=None, prefix=f"note-{matter.id}-", data={"told_on": day})
        for one in pledges
        if one.public
        for matter in one.matters
    }
    return page(
        "pledges/mine.html",
        year=year,
        day=day,
        due=due(Step.PLEDGE, year, day),
        now=next((one for one in pledges if one.year == year), None),
        pledges=pledges,
        forms=forms | ({matter_id: refused} if refused else {}),
        refused_id=matter_id,
        told={
            one.id
            for one in pledges
            if one.evaluation and figures_shown(one.evaluation.voters, day)
        },
        basis=rule("PL-03"),
        status=status,
    )


def _reached(found):
    """One's own wherever it was made, for a pledge stays with its branch when its maker moves on;
    another's only within reach."""
    own = found and found.pledge.person_id == current_user.person_id
    return found if own or (found and g.scope.covers(found.pledge.audit_path)) else abort(404)


def _member():
    return members.of_person(g.scope, current_user.person_id) or abort(404)
