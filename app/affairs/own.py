"""Addresses of whoever raises opinions: signed ones, what was answered, what one is to answer."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import EVERYTHING
from app.affairs import actions, bp, queries
from app.affairs.forms import AnswerForm, OpinionForm, RespondForm
from app.core import clock, drafts
from app.core.web import go, number, page
from app.organizations import queries as organizations
from app.rules.affairs import urgency

PAGE = 30


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.LIFE_OWN)
def new():
    branch, form = own_branch() or abort(404), OpinionForm(draft=drafts.of_reader())
    above = queries.superior(g.scope, branch, clock.today())
    form.offer(above)

    def save():
        facts = form.facts()
        to = above if facts.pop("to") == "above" else None
        actions.raise_signed(branch, current_user.person, **facts, above=to)

    if form.accepts(save):
        drafts.drop(current_user.id)
        to = above.name if form.to.data == "above" else "支部书记"
        flash(f"已交给{to}，办到哪一步在这里看。", "success")
        return go(url_for(".mine"))
    return page("affairs/new.html", block="form", form=form, branch=branch, status=form.status)


@bp.get("/mine")
@requires(Can.LIFE_OWN)
def mine():
    return _mine()


@bp.post("/mine")
@requires(Can.LIFE_OWN)
def respond():
    """`opinion` in the form says which of the own."""
    own = {one.id: one for one in queries.of_author(EVERYTHING, current_user.person_id)}
    opinion = own.get(request.form.get("opinion", type=int))
    if opinion is None:
        flash("这条意见不是您提的。", "info")
        return go(url_for(".mine"))
    form = RespondForm(prefix=f"respond-{opinion.id}-")
    opinion_id = opinion.id
    if form.accepts(lambda: actions.respond(
        opinion, settled=form.settled.data == "yes", text=form.text.data or "",
        by=current_user.name,
    )):  # fmt: skip
        flash("已转告办理的人。", "success")
        return go(url_for(".mine"))
    return _mine(opinion_id, form, status=422)


@bp.get("/given")
@requires(Can.LIFE_OWN)
def given():
    return _given()


@bp.post("/given")
@requires(Can.LIFE_OWN)
def answer_given():
    """`opinion` in the form says which of those one is to answer."""
    open_to_me = {one.id: one for one in queries.given_to(g.scope, current_user.person_id)}
    opinion = open_to_me.get(request.form.get("opinion", type=int))
    if opinion is None:
        flash("这条意见现在不由您答复。", "info")
        return go(url_for(".given"))
    form, opinion_id = AnswerForm(prefix=f"answer-{opinion.id}-"), opinion.id
    if form.accepts(lambda: actions.answer(opinion, text=form.text.data, by=current_user.name)):
        flash("答复已写好，由支部书记反馈。", "success")
        return go(url_for(".given"))
    return _given(opinion_id, form, status=422)


@bp.get("/open")
@requires(Can.LIFE_OWN)
def open_list():
    start = number("from", 0)
    found = queries.published(g.scope, PAGE, start)
    return page(
        "affairs/open.html",
        opinions=found[:PAGE],
        more=len(found) > PAGE,
        start=start,
        step=PAGE,
        coming=queries.coming(g.scope, clock.today()),
    )


def own_branch():
    """The branch to which the reader belongs."""
    return next(iter(organizations.branches(g.scope, clock.today())), None)


def _mine(refused_id=None, refused=None, status=200):
    found = queries.of_author(EVERYTHING, current_user.person_id)
    forms = {
        one.id: RespondForm(formdata=None, prefix=f"respond-{one.id}-")
        for one in found
        if one.state.value == "told"
    }
    return page(
        "affairs/mine.html",
        opinions=found,
        forms=forms | ({refused_id: refused} if refused else {}),
        refused_id=refused_id,
        given=len(queries.given_to(g.scope, current_user.person_id)),
        status=status,
    )


def _given(refused_id=None, refused=None, status=200):
    found, day = queries.given_to(g.scope, current_user.person_id), clock.today()
    forms = {one.id: AnswerForm(formdata=None, prefix=f"answer-{one.id}-") for one in found}
    return page(
        "affairs/given.html",
        opinions=found,
        forms=forms | ({refused_id: refused} if refused else {}),
        refused_id=refused_id,
        urgencies={one.id: urgency(one.due_on, day) for one in found},
        status=status,
    )
