"""Addresses of one branch in a round: heard, commented, judged, told, what it has to mend."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.forms import PortalForm
from app.core.web import go, page
from app.debriefs import bp
from app.debriefs.rounds import actions, builders, queries
from app.debriefs.rounds.forms import CommentForm, DeliverForm, OverallForm, ProblemForm
from app.papers.answering import answer
from app.rectification import queries as rectification
from app.rules.evaluations import DebriefMark
from app.rules.rectification import SourceKind, urgency
from app.rules.registry import rule

BASE = "/rounds/<int:debrief_round_id>/branches/<int:organization_id>"


@bp.get(BASE)
@requires(Can.DEBRIEFS_JUDGE)
def hearing(debrief_round_id, organization_id):
    return _show(*_load(debrief_round_id, organization_id))


@bp.post(f"{BASE}/delivered")
@requires(Can.DEBRIEFS_JUDGE)
def deliver(debrief_round_id, organization_id):
    held, place = _load(debrief_round_id, organization_id)
    form = DeliverForm(prefix="deliver-")
    return _act(held, place, form, "deliver", "已记下述职。", lambda: actions.deliver(
        *_of(held, place), on=form.delivered_on.data, minutes=form.minutes.data
    ))  # fmt: skip


@bp.post(f"{BASE}/comment")
@requires(Can.DEBRIEFS_JUDGE)
def comment(debrief_round_id, organization_id):
    held, place = _load(debrief_round_id, organization_id)
    form = CommentForm(prefix="comment-")
    return _act(held, place, form, "comment", "点评已保存。", lambda: actions.comment(
        *_of(held, place), text=form.text.data, by=form.by.data
    ))  # fmt: skip


@bp.post(f"{BASE}/overall")
@requires(Can.DEBRIEFS_JUDGE)
def overall(debrief_round_id, organization_id):
    held, place = _load(debrief_round_id, organization_id)
    form = OverallForm(prefix="overall-")
    return _act(held, place, form, "overall", "综合评价已保存，反馈以后书记看得到。", lambda: (
        actions.decide(*_of(held, place), overall=DebriefMark(form.overall.data),
                       opinion=form.opinion.data or "")
    ))  # fmt: skip


@bp.post(f"{BASE}/items")
@requires(Can.DEBRIEFS_JUDGE)
def list_problem(debrief_round_id, organization_id):
    held, place = _load(debrief_round_id, organization_id)
    form = ProblemForm(prefix="problem-")
    return _act(held, place, form, "problem", "已列入这个支部的整改清单。", lambda: (
        actions.list_problem(place.debrief, problem=form.problem.data,
                             measure=form.measure.data or "", due_on=form.due_on.data,
                             person=place.debrief and place.debrief.person)
    ))  # fmt: skip


@bp.post(f"{BASE}/feedback")
@requires(Can.DEBRIEFS_JUDGE)
def tell(debrief_round_id, organization_id):
    held, place = _load(debrief_round_id, organization_id)
    form = PortalForm(prefix="tell-")
    return _act(
        held, place, form, "tell", "已反馈，书记登录后可以看到并确认。",
        lambda: actions.tell(place.hearing),
    )  # fmt: skip


@bp.get(f"{BASE}/comment.pdf")
@requires(Can.DEBRIEFS_JUDGE)
def comment_paper(debrief_round_id, organization_id):
    held, place = _load(debrief_round_id, organization_id)
    name = f"点评意见-{place.branch.name}-{held.year}.pdf"
    return answer("debrief_comment", [builders.comment(held, place)], name, place.branch.path)


@bp.get(f"{BASE}/feedback.pdf")
@requires(Can.DEBRIEFS_JUDGE)
def feedback_paper(debrief_round_id, organization_id):
    held, place = _load(debrief_round_id, organization_id)
    if not (place.hearing and place.hearing.overall):
        flash("还没有综合评价，反馈单要等综合评价填好再打印。", "info")
        return go(_address(held.id, organization_id))
    sheet = builders.feedback(held, place, _items(place))
    name = f"反馈单-{place.branch.name}-{held.year}.pdf"
    return answer("debrief_feedback", [sheet], name, place.branch.path)


def _act(held, place, form, name, said, action):
    numbers = held.id, place.branch.id

    def fresh():
        if place.hearing and form.version.data:
            form.check_fresh(place.hearing)
        action()

    if form.accepts(fresh):
        flash(said, "success")
        return go(_address(*numbers))
    return _show(*_load(*numbers), status=422, **{name: form})


def _show(held, place, *, status=200, **refused):
    heard, day = place.hearing, clock.today()
    version = {"version": str(heard.version) if heard else ""}
    forms = {
        "deliver": DeliverForm(formdata=None, prefix="deliver-", data=version | {
            "delivered_on": (heard and heard.delivered_on) or min(held.held_on or day, day),
            "minutes": heard and heard.minutes}),
        "comment": CommentForm(formdata=None, prefix="comment-", data=version | {
            "text": heard.comment if heard else "",
            "by": (heard and heard.commented_by) or current_user.name}),
        "overall": OverallForm(formdata=None, prefix="overall-", data=version | {
            "overall": heard.overall.value if heard and heard.overall else "",
            "opinion": heard.opinion if heard else ""}),
        "problem": ProblemForm(formdata=None, prefix="problem-"),
        "tell": None,
    }  # fmt: skip
    items = _items(place)
    return page(
        "debriefs/rounds/hearing.html",
        held=held,
        place=place,
        hearing=heard,
        forms=forms | refused,
        refused=next(iter(refused), ""),
        items=items,
        urgencies={item.id: urgency(item.state, item.due_on, day) for item in items},
        grades=rule("EV-03"),
        status=status,
    )


def _of(held, place):
    return held, place.branch, place.hearing, place.debrief


def _items(place):
    if not place.submitted:
        return []
    found = rectification.of_source(g.scope, SourceKind.DEBRIEF, [place.debrief.id], notes=True)
    return found.get(place.debrief.id, [])


def _address(debrief_round_id, organization_id):
    return url_for(".hearing", debrief_round_id=debrief_round_id, organization_id=organization_id)


def _load(debrief_round_id, organization_id):
    held = queries.one(g.scope, debrief_round_id) or abort(404)
    return held, queries.place(g.scope, held, organization_id, clock.today()) or abort(404)
