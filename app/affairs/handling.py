"""The steps of handling an opinion and their forms, the same at the branch's desk and above it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, g
from flask_login import current_user

from app.access.scope import Scope
from app.affairs import actions, queries
from app.affairs.forms import AnswerForm, AssignForm, ItemForm, PublishForm, WhyForm
from app.affairs.models import RaisedOpinion
from app.core import clock
from app.core.errors import Refused, StaleEdit
from app.core.forms import PortalForm
from app.core.web import go
from app.organizations import queries as organizations
from app.rules.affairs import usual_due


@dataclass(frozen=True)
class Step:
    """What is asked, what is said once it is done, and the deed of (opinion, form)."""

    form: type[PortalForm]
    said: str
    deed: Callable


def _assign(opinion, form):
    facts = form.facts()
    wanted = int(facts.pop("person_id"))
    person = next((one for one in _people(opinion) if one.id == wanted), None)
    if person is None:
        raise Refused("请从名单里选承办人。", "person_id")
    actions.assign(opinion, person=person, **facts)


COMMON = {
    "assign": Step(AssignForm, "已交办。", _assign),
    "answer": Step(AnswerForm, "答复已写好，请核对后反馈。", lambda opinion, form: actions.answer(
        opinion, text=form.text.data, by=current_user.name
    )),
    "back": Step(WhyForm, "已退回重写。", lambda opinion, form: actions.give_back(
        opinion, why=form.why.data
    )),
    "tell": Step(PortalForm, "已反馈，提意见的人现在看得到答复。", lambda opinion, _: (
        actions.tell(opinion)
    )),
    "close": Step(WhyForm, "已办结。", lambda opinion, form: actions.close(
        opinion, why=form.why.data
    )),
}  # fmt: skip
"""The way of every opinion."""
WITHIN = {
    "publish": Step(PublishForm, "已在支部公开。", lambda opinion, form: actions.publish(
        opinion, question=form.question.data, answer=form.answer.data
    )),
    "withdraw": Step(WhyForm, "已不再公开。", lambda opinion, form: actions.withdraw(
        opinion, why=form.why.data
    )),
    "item": Step(ItemForm, "已列入整改台账。", lambda opinion, form: actions.list_item(
        opinion, problem=form.problem.data, due_on=form.due_on.data
    )),
}  # fmt: skip
"""What a branch does besides with an opinion given to itself."""


def forms(opinion: RaisedOpinion, steps: dict[str, Step], **refused) -> dict[str, PortalForm]:
    """Every step's form as its page shows it; `refused` is the one that came back."""
    path, today = opinion.organization.path, clock.today()
    on = organizations.local_rules(Scope(frozenset({path})), [opinion.organization])
    due = usual_due(opinion.asked_on, on[opinion.organization_id], today)
    begun = {
        "assign": {"person_id": str(opinion.person_id or current_user.person_id),
                   "due_on": opinion.due_on or due},
        "publish": {"question": opinion.public_question, "answer": opinion.public_answer},
    }  # fmt: skip
    found = {
        name: step.form(formdata=None, prefix=f"{name}-", data=begun.get(name))
        for name, step in steps.items()
    }
    _offer(found["assign"], opinion)
    found |= refused
    for form in found.values():
        form.version.data = str(opinion.version)
    return found


def take(opinion: RaisedOpinion, name: str, step: Step, back: str, again: Callable):
    """Do the step and go back to the opinion; `again` shows the page with the form refused."""
    form = step.form(prefix=f"{name}-")
    if name == "assign":
        _offer(form, opinion)

    def fresh():
        # Not check_fresh: what others saved are other fields than those of this small form.
        if form.version.data and form.version.data != str(opinion.version):
            raise StaleEdit
        step.deed(opinion, form)

    if form.accepts(fresh):
        flash(step.said, "success")
        return go(back)
    return again(**{name: form})


def _offer(form, opinion):
    form.person_id.offer([("", "请选择"), *((one.id, one.name) for one in _people(opinion))])


def _people(opinion):
    """Who holds a post there; nobody who leads the branch that is meant."""
    return queries.helpers(g.scope, opinion.organization, clock.today())
