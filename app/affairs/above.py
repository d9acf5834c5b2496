"""Addresses of officers above: opinions about secretaries, which the branch does not know of."""

from flask import abort, g, request, url_for
from flask import flash as say
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import EVERYTHING, Scope
from app.affairs import actions, bp, queries
from app.affairs.forms import AnswerForm, AssignForm, WhyForm
from app.affairs.steps import by, urgencies
from app.core import clock
from app.core.errors import StaleEdit
from app.core.forms import PortalForm
from app.core.web import go, number, page
from app.organizations import queries as organizations
from app.rules.affairs import usual_due
from app.rules.organizations import PostKind

PAGE = 40


@bp.get("/above/")
@requires(Can.OPINIONS_ABOVE)
def above():
    start, open_only = number("from", 0), request.args.get("state") == "open"
    found = queries.above(g.scope, but=_led(), open_only=open_only, limit=PAGE, start=start)
    return page(
        "affairs/above.html",
        opinions=found[:PAGE],
        places=_places(found),
        more=len(found) > PAGE,
        start=start,
        step=PAGE,
        open_only=open_only,
        days={one.id: by(one) for one in found},
        urgencies=urgencies(found),
    )


@bp.get("/above/<int:above_id>")
@requires(Can.OPINIONS_ABOVE)
def show_above(above_id):
    return _show(_load(above_id))


@bp.post("/above/<int:above_id>/assign")
@requires(Can.OPINIONS_ABOVE)
def assign_above(above_id):
    opinion, form = _load(above_id), AssignForm(prefix="assign-")
    people = _people(opinion)
    _offer(form, people)

    def save():
        facts = form.facts()
        actions.assign(opinion, person=people[int(facts.pop("person_id"))], **facts)

    return _act(opinion, form, "assign", "已交办。", save)


@bp.post("/above/<int:above_id>/answer")
@requires(Can.OPINIONS_ABOVE)
def answer_above(above_id):
    opinion, form = _load(above_id), AnswerForm(prefix="answer-")
    return _act(opinion, form, "answer", "答复已写好，请核对后反馈。", lambda: actions.answer(
        opinion, text=form.text.data, by=current_user.name
    ))  # fmt: skip


@bp.post("/above/<int:above_id>/back")
@requires(Can.OPINIONS_ABOVE)
def return_above(above_id):
    opinion, form = _load(above_id), WhyForm(prefix="back-")
    return _act(
        opinion, form, "back", "已退回重写。", lambda: actions.give_back(opinion, why=form.why.data)
    )


@bp.post("/above/<int:above_id>/tell")
@requires(Can.OPINIONS_ABOVE)
def tell_above(above_id):
    opinion, form = _load(above_id), PortalForm(prefix="tell-")
    return _act(opinion, form, "tell", "已反馈，提意见的人现在看得到答复。", lambda: actions.tell(
        opinion
    ))  # fmt: skip


@bp.post("/above/<int:above_id>/close")
@requires(Can.OPINIONS_ABOVE)
def close_above(above_id):
    opinion, form = _load(above_id), WhyForm(prefix="close-")
    return _act(
        opinion, form, "close", "已办结。", lambda: actions.close(opinion, why=form.why.data)
    )


def _act(opinion, form, name, said, action):
    above_id = opinion.id

    def fresh():
        if form.version.data and form.version.data != str(opinion.version):
            raise StaleEdit
        action()

    if form.accepts(fresh):
        say(said, "success")
        return go(url_for(".show_above", above_id=above_id))
    return _show(_load(above_id), status=422, **{name: form})


def _show(opinion, *, status=200, **refused):
    forms = _forms(opinion) | refused
    for form in forms.values():
        form.version.data = str(opinion.version)
    return page(
        "affairs/above_show.html",
        opinion=opinion,
        place=_places([opinion]).get(opinion.about_id),
        forms=forms,
        refused=next(iter(refused), ""),
        state=opinion.state.value,
        by=by(opinion),
        urgency=urgencies([opinion]).get(opinion.id),
        status=status,
    )


def _forms(opinion):
    path, today = opinion.organization.path, clock.today()
    on = organizations.local_rules(Scope(frozenset({path})), [opinion.organization])
    assigned = {
        "person_id": str(opinion.person_id or current_user.person_id),
        "due_on": opinion.due_on or usual_due(opinion.asked_on, on[opinion.organization_id], today),
    }
    forms = {
        "assign": AssignForm(formdata=None, prefix="assign-", data=assigned),
        "answer": AnswerForm(formdata=None, prefix="answer-"),
        "tell": PortalForm(formdata=None, prefix="tell-"),
    }
    _offer(forms["assign"], _people(opinion))
    return forms | {n: WhyForm(formdata=None, prefix=f"{n}-") for n in ("back", "close")}


def _people(opinion):
    """Who holds a post there; nobody who leads the branch that is meant."""
    found = queries.helpers(g.scope, opinion.organization, clock.today())
    return {person.id: person for person in found}


def _offer(form, people):
    form.person_id.offer([("", "请选择"), *((key, one.name) for key, one in people.items())])


def _places(found):
    """{branch id: the branch} that these opinions are about."""
    ids = {one.about_id for one in found}
    return {one.id: one for one in organizations.tree(g.scope) if one.id in ids} if ids else {}


def _led():
    """The branches whose secretary the reader is: of opinions about oneself one learns nothing."""
    posts = organizations.posts_of(EVERYTHING, current_user.person_id, clock.today())
    return [post.organization_id for post in posts if post.kind is PostKind.SECRETARY]


def _load(above_id):
    return queries.one_above(g.scope, above_id, _led()) or abort(404)
