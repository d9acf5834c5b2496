"""Addresses of steps: entering one, correcting it, undoing it, asking a superior for it."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.errors import Refused
from app.core.web import go, page
from app.development import bp, cases, entering, queries
from app.development.actions import requests, steps
from app.development.ahead import how
from app.development.forms import ASKED, SUPERIOR, VOTES, RequestForm, StepForm, WhyForm
from app.development.routes.loading import Entry, back, file_or_404, of_file
from app.organizations import queries as organizations
from app.rules.development.steps import STEPS, Step
from app.rules.organizations import OrganizationKind


@bp.route("/<int:file_id>/steps/<int:step_number>", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def enter(file_id, step_number):
    """The page on which a step is taken: its few fields, or where it is decided instead."""
    file, step = file_or_404(file_id), _step(step_number)
    if (kind := how(step)) != "entry":
        return _elsewhere(file, step, kind)
    form = StepForm(step=step, asked=ASKED[step], obj=_opened(file, step), draft=drafts.of_reader())
    people = _offer(form, file, step)

    def save():
        form.check_fresh(Entry(file))
        entering.enter(file, step, people, **form.facts())

    if form.accepts(save):
        drafts.drop(current_user.id)
        return back(file_id, f"已记下“{step.label}”。")
    return page(
        "development/step.html",
        block="form",
        form=form,
        file=file,
        about=STEPS[step],
        status=form.status,
    )


@bp.route("/<int:file_id>/taken/<int:step_id>", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def correct(file_id, step_id):
    """Change what is recorded of a step."""
    taken = of_file(file_id, queries.step(g.scope, step_id))
    step = taken.about
    form = StepForm(step=step, asked=_corrected(taken), obj=_as_recorded(taken))
    if "group_id" in form:
        _offer_groups(form, taken.file)

    def save():
        form.check_fresh(_as_recorded(taken))
        entering.correct(taken, **form.facts())

    if form.accepts(save):
        return back(file_id, f"已更正“{step.label}”。")
    return page(
        "development/step.html",
        block="form",
        form=form,
        file=taken.file,
        about=STEPS[step],
        taken=taken,
        status=form.status,
    )


@bp.route("/<int:file_id>/taken/<int:step_id>/undo", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def undo(file_id, step_id):
    taken = of_file(file_id, queries.step(g.scope, step_id))
    form, label = WhyForm(obj=Entry(taken.file)), taken.about.label

    def save():
        form.check_fresh(Entry(taken.file))
        steps.undo(taken, form.why.data)

    if form.accepts(save):
        return back(file_id, f"已撤销“{label}”。")
    return page("development/undo.html", block="form", form=form, taken=taken, status=form.status)


@bp.route("/<int:file_id>/requests/<int:step_number>", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def submit(file_id, step_number):
    """Ask the superior for a step."""
    file, step = file_or_404(file_id), _step(step_number)
    form = RequestForm(obj=Entry(file, note=""))

    def save():
        form.check_fresh(Entry(file, note=""))
        requests.submit_request(file, step, form.note.data)

    if form.accepts(save):
        return back(file_id, f"“{step.label}”已报上级。")
    branch = file.member.organization
    return page(
        "development/submit.html",
        block="form",
        form=form,
        file=file,
        about=STEPS[step],
        committee=requests.approver(branch),
        through=requests.deliberates(branch),
        missing=requests.ready(cases.of_file(file), step),
        status=form.status,
    )


@bp.post("/<int:file_id>/requests/<int:request_id>/withdraw")
@requires(Can.DEVELOPMENT_EDIT)
def withdraw(file_id, request_id):
    waiting = of_file(file_id, queries.request(g.scope, request_id))
    try:
        requests.withdraw_request(waiting)
    except Refused as refused:
        flash(refused.message, "warning")
        return go(url_for(".show", file_id=file_id))
    return back(file_id, "已撤回。")


def _step(number):
    return Step(number) if number in set(Step) else abort(404)


def _elsewhere(file, step, kind):
    """A step that is not typed here: to the meeting, the superior or the reviews."""
    if request.method == "POST":
        abort(405)
    if kind == "above":
        return go(url_for(".submit", file_id=file.id, step_number=step.value))
    if kind == "reviews":
        return go(url_for(".add_review", file_id=file.id, step=step.value))
    member, has_committee = file.member, cases.of_file(file).has_committee
    return go(
        entering.meeting_address(
            member.organization_id, member.person_id, step, has_committee=has_committee
        )
    )


def _opened(file, step):
    """The form of a step with what is known already."""
    return Entry(file, **entering.known(g.scope, file, step, clock.today()))


def _offer(form, file, step):
    if "group_id" in form:
        _offer_groups(form, file)
    if "helpers" not in form:
        return []
    people = entering.candidates(g.scope, file, step, clock.today())
    form.helpers.offer([one for one, _ in people], {one.person_id: why for one, why in people})
    return [one for one, _ in people]


def _offer_groups(form, file):
    groups = organizations.children(g.scope, file.member.organization, OrganizationKind.GROUP)
    form.group_id.offer([("", "不设党小组"), *((one.id, one.name) for one in groups)])


def _corrected(taken):
    """The fields of a correction: a meeting's figures stay the meeting's."""
    step = taken.about
    if step in ASKED:
        return [name for name in ASKED[step] if name != "helpers"]
    if how(step) == "above":
        return SUPERIOR
    return ("content",) if taken.meeting_id else (*VOTES, "content")


def _as_recorded(taken):
    names = ("taken_on", "reason", *_corrected(taken))
    values = {name: getattr(taken, name, None) for name in names}
    values["group_id"] = str(taken.file.member.group_id or "")
    for name in ("outcome", "organ"):
        values[name] = getattr(taken, name) and getattr(taken, name).value
    return Entry(taken.file, **values)
