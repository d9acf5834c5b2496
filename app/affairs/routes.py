"""Addresses of the branch's secretary: the list, one opinion and its steps, counts for above."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import Scope
from app.affairs import actions, bp, queries
from app.affairs.forms import AnswerForm, AssignForm, ItemForm, PublishForm, WhyForm
from app.affairs.steps import by, urgencies
from app.core import clock
from app.core.errors import StaleEdit
from app.core.forms import PortalForm
from app.core.web import go, number, page
from app.organizations import queries as organizations
from app.rules.affairs import OpinionState, usual_due

PAGE = 40


@bp.get("/")
@requires(Can.OPINIONS_HANDLE)
def index():
    start, open_only = number("from", 0), request.args.get("state") == "open"
    found = queries.listed(g.scope, open_only=open_only, limit=PAGE, start=start)
    return page(
        "affairs/index.html",
        opinions=found[:PAGE],
        more=len(found) > PAGE,
        start=start,
        step=PAGE,
        open_only=open_only,
        numbers=queries.numbers(g.scope),
        states=OpinionState,
        days={one.id: by(one) for one in found},
        urgencies=urgencies(found),
    )


@bp.get("/counts")
@requires(Can.BRANCHES_OVERSEE)
def counts():
    start = number("from", 0)
    found = queries.counts(g.scope, clock.today(), PAGE, start)
    return page(
        "affairs/counts.html",
        rows=found[:PAGE],
        more=len(found) > PAGE,
        start=start,
        step=PAGE,
    )


@bp.get("/<int:raised_id>")
@requires(Can.OPINIONS_HANDLE)
def show(raised_id):
    return _show(_load(raised_id))


@bp.post("/<int:raised_id>/assign")
@requires(Can.OPINIONS_HANDLE)
def assign(raised_id):
    opinion = _load(raised_id)
    form, people = AssignForm(prefix="assign-"), _people(opinion)
    _offer(form, people)

    def save():
        facts = form.facts()
        actions.assign(opinion, person=people[int(facts.pop("person_id"))], **facts)

    return _act(opinion, form, "assign", "已交办。", save)


@bp.post("/<int:raised_id>/answer")
@requires(Can.OPINIONS_HANDLE)
def answer(raised_id):
    opinion, form = _load(raised_id), AnswerForm(prefix="answer-")
    return _act(opinion, form, "answer", "答复已写好，请核对后反馈。", lambda: actions.answer(
        opinion, text=form.text.data, by=current_user.name
    ))  # fmt: skip


@bp.post("/<int:raised_id>/back")
@requires(Can.OPINIONS_HANDLE)
def give_back(raised_id):
    opinion, form = _load(raised_id), WhyForm(prefix="back-")
    return _act(
        opinion, form, "back", "已退回重写。", lambda: actions.give_back(opinion, why=form.why.data)
    )


@bp.post("/<int:raised_id>/tell")
@requires(Can.OPINIONS_HANDLE)
def tell(raised_id):
    opinion, form = _load(raised_id), PortalForm(prefix="tell-")
    return _act(opinion, form, "tell", "已反馈，提意见的人现在看得到答复。", lambda: actions.tell(
        opinion
    ))  # fmt: skip


@bp.post("/<int:raised_id>/close")
@requires(Can.OPINIONS_HANDLE)
def close(raised_id):
    opinion, form = _load(raised_id), WhyForm(prefix="close-")
    return _act(
        opinion, form, "close", "已办结。", lambda: actions.close(opinion, why=form.why.data)
    )


@bp.post("/<int:raised_id>/publish")
@requires(Can.OPINIONS_HANDLE)
def publish(raised_id):
    opinion, form = _load(raised_id), PublishForm(prefix="publish-")
    return _act(opinion, form, "publish", "已在支部公开。", lambda: actions.publish(
        opinion, question=form.question.data, answer=form.answer.data
    ))  # fmt: skip


@bp.post("/<int:raised_id>/withdraw")
@requires(Can.OPINIONS_HANDLE)
def withdraw(raised_id):
    opinion, form = _load(raised_id), WhyForm(prefix="withdraw-")
    return _act(opinion, form, "withdraw", "已不再公开。", lambda: actions.withdraw(
        opinion, why=form.why.data
    ))  # fmt: skip


@bp.post("/<int:raised_id>/item")
@requires(Can.OPINIONS_HANDLE)
def list_item(raised_id):
    opinion, form = _load(raised_id), ItemForm(prefix="item-")
    return _act(opinion, form, "item", "已列入整改台账。", lambda: actions.list_item(
        opinion, problem=form.problem.data, due_on=form.due_on.data
    ))  # fmt: skip


def _act(opinion, form, name, said, action):
    raised_id = opinion.id

    def fresh():
        # Not check_fresh: what others saved are other fields than those of this small form.
        if form.version.data and form.version.data != str(opinion.version):
            raise StaleEdit
        action()

    if form.accepts(fresh):
        flash(said, "success")
        return go(url_for(".show", raised_id=raised_id))
    return _show(_load(raised_id), status=422, **{name: form})


def _show(opinion, *, status=200, **refused):
    forms = _forms(opinion) | refused
    for form in forms.values():
        form.version.data = str(opinion.version)
    return page(
        "affairs/show.html",
        opinion=opinion,
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
        "publish": PublishForm(formdata=None, prefix="publish-", data={
            "question": opinion.public_question, "answer": opinion.public_answer,
        }),
        "item": ItemForm(formdata=None, prefix="item-"),
        "tell": PortalForm(formdata=None, prefix="tell-"),
    }  # fmt: skip
    _offer(forms["assign"], _people(opinion))
    whys = ("back", "close", "withdraw")
    return forms | {name: WhyForm(formdata=None, prefix=f"{name}-") for name in whys}


def _people(opinion):
    found = queries.helpers(g.scope, opinion.organization, clock.today())
    return {person.id: person for person in found}


def _offer(form, people):
    form.person_id.offer([("", "请选择"), *((key, one.name) for key, one in people.items())])


def _load(raised_id):
    return queries.one(g.scope, raised_id) or abort(404)
