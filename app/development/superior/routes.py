"""Addresses of the committee's side: the queue, deciding, what was decided, replies on paper."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.web import go, number, numbers, page
from app.development import bp
from app.development.models import RequestState
from app.development.superior import actions, papers, queries, queue
from app.development.superior.checks import checks
from app.development.superior.deciding import decide_rows
from app.development.superior.forms import DecisionRow, MeetingForm, OpinionForm, TakeBackForm
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.dates import add_years
from app.rules.development.steps import Step
from app.rules.development.superior import APPROVALS

SHOWN = 50


@bp.get("/queue")
@requires(Can.DEVELOPMENT_DECIDE)
def waiting():
    tree = {one.id: one for one in organizations.tree(g.scope)}
    rows = queries.waiting(g.scope)
    chosen = _committee(tree)
    ours = [row for row in rows if row.committee_id in chosen]
    shown = _shown(_grouped(ours, tree))
    files = {line.waiting.file_id for _, lines, _ in shown for line in lines}
    return page(
        "development/superior/queue.html",
        block="rows",
        groups=shown,
        total=len(ours),
        checks=checks(g.scope, files, clock.today()) if "checks" in request.args else None,
        talk_first=queue.talk_first(ours),
        own=_own(tree),
        others=_others(rows, chosen),
        kinds=queue.KINDS,
        approvals=APPROVALS,
        organization=number("organization"),
        step=number("step"),
        may_decide=_may_decide(tree, chosen),
        most=queries.MOST,
    )


@bp.route("/queue/decide", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_DECIDE)
def decide():
    chosen = _chosen()
    if not chosen:
        flash("请先在队列里勾选等待办理的人。", "warning")
        return go(url_for(".waiting"))
    step = chosen[0].about
    if any(one.about is not step for one in chosen):
        flash("一次只能办理同一类事项，请分开选。", "warning")
        return go(url_for(".waiting"))
    if any(one.organization.path not in g.scope.roots for one in chosen):
        flash(f"这些事项由{chosen[0].organization.name}办理。", "warning")
        return go(url_for(".waiting"))
    form = MeetingForm(step=step)
    if request.method == "GET" and form.on:
        form.on.data = clock.today()
    rows = [DecisionRow(request.form or None, one) for one in chosen]
    result = None
    if form.validate_on_submit():
        result = decide_rows(rows, form, current_user.person)
        if not result.refused:
            told = "、".join(result.done)
            flash(f"已办理：{told}。" if told else "没有选择任何人的决定。", "success")
            return go(url_for(".waiting"))
        rows = result.refused
    answered = bool(result and result.done)
    return page(
        "development/superior/decide.html",
        block="form",
        form=form,
        rows=rows,
        step=step,
        label=queue.KINDS[step],
        checks=checks(g.scope, [row.request.file_id for row in rows], clock.today()),
        done=result.done if result else [],
        status=200 if answered else form.status,
    )


@bp.route("/queue/opinion", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_DECIDE)
def deliberation():
    chosen = next(iter(queries.requests(g.scope, _ids()[:1])), None)
    if chosen is None:
        flash("这件事已经不在等待办理。", "warning")
        return go(url_for(".waiting"))
    branch, committee = chosen.file.member.organization, chosen.organization
    between = [
        one
        for one in organizations.tree(g.scope)
        if one.path in g.scope.roots
        and branch.path.startswith(one.path)
        and one.path.startswith(committee.path)
        and one.id != committee.id
    ]
    if not between or chosen.about not in APPROVALS:
        flash("这件事不需要经本组织审议。", "warning")
        return go(url_for(".waiting"))
    form = OpinionForm()
    if request.method == "GET":
        form.on.data = clock.today()
    if form.accepts(lambda: actions.deliberate(chosen, between[-1], **form.facts())):
        flash("已记下审议意见，上级党委办理时会看到。", "success")
        return go(url_for(".waiting"))
    return page(
        "development/superior/opinion.html",
        block="form",
        form=form,
        chosen=chosen,
        organization=between[-1],
        status=form.status,
    )


@bp.get("/queue/decided")
@requires(Can.DEVELOPMENT_DECIDE)
def decided():
    committee = _one_committee()
    step = _step(number("step", Step.APPROVED))
    since = add_years(clock.today(), -1)
    found = queries.decided(g.scope, committee.id, step, since)
    return page(
        "development/superior/decided.html",
        committee=committee,
        own=_own({one.id: one for one in organizations.tree(g.scope)}),
        found=found,
        taken=queries.steps_taken(g.scope, [one.file_id for one in found]),
        step=step,
        kinds=queue.KINDS,
    )


@bp.route("/queue/take-back", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_DECIDE)
def take_back():
    chosen = next(iter(queries.requests(g.scope, _ids()[:1])), None)
    if chosen is None or chosen.organization.path not in g.scope.roots:
        flash("只能撤回本党委作出的决定。", "warning")
        return go(url_for(".decided"))
    form = TakeBackForm()
    person = current_user.person
    if form.accepts(lambda: actions.take_back(chosen, by=person, why=form.why.data)):
        flash("已撤回，这件事重新等待办理。", "success")
        return go(url_for(".waiting"))
    return page(
        "development/superior/take_back.html",
        block="form",
        form=form,
        chosen=chosen,
        status=form.status,
    )


@bp.get("/queue/reply.pdf")
@requires(Can.DEVELOPMENT_DECIDE)
def reply():
    chosen = [one for one in queries.requests(g.scope, _ids()) if papers.printable(one)]
    if not chosen:
        flash("请先勾选已经办理、可以打印的人。", "warning")
        return go(url_for(".decided"))
    form, sheets = papers.replies(g.scope, chosen, clock.today())
    name = f"{queue.KINDS[chosen[0].about]}-{len(chosen)}人.pdf"
    return answer(form, sheets, name, chosen[0].organization.path)


def _ids():
    ids = numbers("request")
    if step := number("all"):
        tree = {one.id: one for one in organizations.tree(g.scope)}
        own = {one.id for one in _own(tree)}
        rows = [row for row in queries.waiting(g.scope) if row.step == step]
        rows = [row for row in rows if row.committee_id in own]
        ids += [line.waiting.id for group in _grouped(rows, tree) for line in group.lines]
    return ids[: queries.MOST]


def _chosen():
    """What of the requests asked for still waits, in the order in which they were asked for."""
    ids = _ids()
    found = [one for one in queries.requests(g.scope, ids) if one.state is RequestState.WAITING]
    return sorted(found, key=lambda one: ids.index(one.id))


def _grouped(rows, tree):
    """The rows by kind, the most urgent first, by the local rules of their branches."""
    local = organizations.local_rules(g.scope, {tree[row.branch_id] for row in rows})
    return queue.groups(rows, tree, local, clock.today())


def _own(tree):
    """The organisations at which the reader holds the office: these decide, not those below."""
    return [one for one in tree.values() if one.path in g.scope.roots]


def _committee(tree):
    """Whose queue: the one asked for, else the reader's own."""
    if wanted := number("organization"):
        return {wanted} if wanted in tree else abort(404)
    return {one.id for one in _own(tree)}


def _one_committee():
    tree = {one.id: one for one in organizations.tree(g.scope)}
    if wanted := number("organization"):
        return tree.get(wanted) or abort(404)
    return next(iter(_own(tree)), None) or next(iter(tree.values()), None) or abort(404)


def _may_decide(tree, chosen):
    return all(tree[one].path in g.scope.roots for one in chosen)


def _others(rows, chosen):
    """What waits elsewhere: {committee id: (name, how many, above the reader)}."""
    found: dict[int, list] = {}
    for row in rows:
        if row.committee_id not in chosen:
            above = not g.scope.covers(row.committee_path)
            found.setdefault(row.committee_id, [row.committee, above, []])[2].append(row)
    return found


def _shown(groups):
    """(group, the lines of its page, where the page starts); one kind alone where asked for."""
    wanted, start = number("step"), number("from", 0)
    return [
        (group, group.lines[first : first + SHOWN], first)
        for group in groups
        if not wanted or group.step == wanted
        for first in [start if wanted else 0]
    ]


def _step(value):
    return Step(value) if value in {one.value for one in queue.KINDS} else abort(404)
