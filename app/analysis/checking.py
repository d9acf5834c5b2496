"""Addresses of comparison checks: one's own, and those the branch's committee reads."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.analysis import actions, bp, builders, queries
from app.analysis.forms import CheckForm, OpinionForm, ProblemsForm, shown
from app.core import clock, drafts
from app.core.web import go, page
from app.evaluations import queries as evaluations
from app.meetings.talks import queries as talks
from app.papers.answering import answer
from app.rectification import queries as items_of
from app.rules.analysis import PAST, PROBLEMS, SECTIONS, problems_in
from app.rules.rectification import urgency


@bp.get("/mine")
@requires(Can.LIFE_OWN)
def mine():
    own, day = current_user.person_id, clock.today()
    items = items_of.of_person(g.scope, own)
    return page(
        "analysis/mine.html",
        rounds=queries.rounds(g.scope),
        written=queries.written_by(g.scope, own),
        items=items,
        urgencies={item.id: urgency(item.state, item.due_on, day) for item in items},
        talks=talks.of_person(g.scope, own, day.year),
        me=own,
    )


@bp.route("/<int:round_id>/write", methods=["GET", "POST"])
@requires(Can.LIFE_OWN)
def write(round_id):
    one, own = _load(round_id), current_user.person_id
    check = queries.check(g.scope, one, own)
    before = _before(one, own)
    form = CheckForm(obj=shown(check), draft=drafts.of_reader())
    if not form.is_submitted() and not form.restored and check is None:
        form[PAST].data = builders.past(before)

    def save():
        if check:
            form.check_fresh(shown(check))
        actions.write(one, check, current_user.person, form.facts())

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("已交给支部，支部写意见以前还可以改。", "success")
        return go(url_for(".mine"))
    return page(
        "analysis/write.html",
        block="form",
        form=form,
        round=one,
        check=check,
        before=before,
        sections=SECTIONS,
        status=form.status,
    )


@bp.get("/<int:round_id>/mine.pdf")
@requires(Can.LIFE_OWN)
def own_paper(round_id):
    check = queries.check(g.scope, _load(round_id), current_user.person_id)
    if check is None:
        flash("您还没有交对照检查，交了以后再打印。", "info")
        return go(url_for(".mine"))
    return _paper(check)


@bp.get("/<int:round_id>/checks")
@requires(Can.ANALYSIS_RUN)
def checks(round_id):
    one = _load(round_id)
    return page(
        "analysis/checks.html",
        round=one,
        members=evaluations.people(g.scope, one.organization),
        checks=queries.checks(g.scope, one),
        items=_items(one),
    )


@bp.get("/<int:round_id>/checks/<int:person_id>")
@requires(Can.ANALYSIS_RUN)
def check(round_id, person_id):
    return _shown(*_pair(round_id, person_id))


@bp.post("/<int:round_id>/checks/<int:person_id>/opinion")
@requires(Can.ANALYSIS_RUN)
def judge(round_id, person_id):
    _, check = _pair(round_id, person_id)
    form = OpinionForm()

    def save():
        form.check_fresh(check)
        actions.judge(check, form.opinion.data or "")

    if form.accepts(save):
        flash("已保存支部意见。", "success")
        return go(url_for(".checks", round_id=round_id))
    return _shown(*_pair(round_id, person_id), opinion=form, status=422)


@bp.post("/<int:round_id>/checks/<int:person_id>/problems")
@requires(Can.ANALYSIS_RUN)
def list_problems(round_id, person_id):
    one, check = _pair(round_id, person_id)
    form = ProblemsForm(prefix="list-")
    form.chosen.offer(_unlisted(one, check))

    def save():
        actions.list_problems(
            check, form.chosen.texts, due_on=form.due_on.data, measure=form.measure.data or ""
        )

    if form.accepts(save):
        flash(f"已把 {len(form.chosen.texts)} 个问题列入整改清单。", "success")
        return go(url_for(".check", round_id=round_id, person_id=person_id))
    return _shown(*_pair(round_id, person_id), listing=form, status=422)


@bp.get("/<int:round_id>/checks/<int:person_id>/paper.pdf")
@requires(Can.ANALYSIS_RUN)
def check_paper(round_id, person_id):
    return _paper(_pair(round_id, person_id)[1])


def _shown(one, check, *, opinion=None, listing=None, status=200):
    if listing is None:
        listing = ProblemsForm(formdata=None, prefix="list-")
        listing.chosen.offer(_unlisted(one, check))
        listing.measure.data = check.texts.get("effort", "")
    return page(
        "analysis/check.html",
        round=one,
        check=check,
        sections=[(s, check.texts[s.key]) for s in SECTIONS if check.texts.get(s.key)],
        items=[item for item in _items(one) if item.source_part == check.person_id],
        opinion=opinion or OpinionForm(formdata=None, obj=check),
        listing=listing,
        status=status,
    )


def _unlisted(one, check):
    """(place, problem) of those that the member named and that are not on the list yet."""
    listed = {item.problem for item in _items(one) if item.source_part == check.person_id}
    named = problems_in(check.texts.get(PROBLEMS, ""))
    return [(place, text) for place, text in enumerate(named) if text not in listed]


def _items(one):
    return items_of.of_source(g.scope, queries.SOURCE, [one.id]).get(one.id, [])


def _before(one, person_id):
    """The items that last year's round gave this person."""
    last = queries.of_branch(g.scope, one.organization, one.year - 1)
    found = items_of.of_source(g.scope, queries.SOURCE, [last.id]) if last else {}
    return [item for item in found.get(last and last.id, []) if item.source_part == person_id]


def _paper(check):
    name = f"党性分析材料-{check.person.name}-{check.round.year}.pdf"
    path = check.round.organization.path
    return answer("comparison_check", [builders.paper(check)], name, path)


def _pair(round_id, person_id):
    one = _load(round_id)
    return one, queries.check(g.scope, one, person_id) or abort(404)


def _load(round_id):
    return queries.one(g.scope, round_id) or abort(404)
