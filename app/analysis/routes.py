"""Addresses of rounds: the year's list, the preparation of the 组织生活会, notes, problems."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.analysis import actions, bp, preparation, queries
from app.analysis.forms import NotesForm, OpenForm
from app.core import clock, drafts
from app.core.forms import PortalForm
from app.core.web import go, number, page
from app.evaluations import queries as evaluations
from app.members import queries as members
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rectification import actions as rectification
from app.rectification import builders as ledgers
from app.rectification import queries as items_of
from app.rectification.forms import ItemForm
from app.rules.members import Stage
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

YEARS = 6


@bp.get("/")
@requires(Can.MEETINGS_VIEW)
def index():
    day, year = clock.today(), _year()
    branches, rounds = organizations.branches(g.scope, day), queries.of_year(g.scope, year)
    if len(branches) == 1 and branches[0].id in rounds:
        return go(url_for(".show", round_id=rounds[branches[0].id].id))
    stages = members.stages(g.scope)
    return page(
        "analysis/index.html",
        year=year,
        years=_years(),
        branches=branches,
        rounds=rounds,
        handed=queries.handed(g.scope, [one.id for one in rounds.values()]),
        due={
            b.id: sum(stages.get(b.id, {}).get(s, 0) for s in (Stage.FULL, Stage.PROBATIONARY))
            for b in branches
        },
        items=items_of.of_source(g.scope, queries.SOURCE, [one.id for one in rounds.values()]),
        basis=rule("BR-19"),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.ANALYSIS_RUN)
def new():
    branch, year = _branch(), _year()
    if begun := queries.of_branch(g.scope, branch, year):
        return go(url_for(".show", round_id=begun.id))
    form, made = OpenForm(), []
    if form.accepts(lambda: made.append(actions.open_round(branch, year, form.due_on.data))):
        flash("已开始，党员可以写对照检查了。", "success")
        return go(url_for(".show", round_id=made[0].id))
    return page(
        "analysis/new.html", block="form", form=form, branch=branch, year=year, status=form.status
    )


@bp.get("/<int:round_id>")
@requires(Can.MEETINGS_VIEW)
def show(round_id):
    one = _load(round_id)
    due = len(evaluations.people(g.scope, one.organization))
    return page(
        "analysis/show.html",
        round=one,
        prepared=preparation.of_round(g.scope, one, due, clock.today()),
        runs=current_user.may(Can.ANALYSIS_RUN, one.organization.path),
        years=[r for r in queries.rounds(g.scope) if r.organization_id == one.organization_id],
    )


@bp.route("/<int:round_id>/notes", methods=["GET", "POST"])
@requires(Can.ANALYSIS_RUN)
def notes(round_id):
    one = _load(round_id)
    form = NotesForm(obj=one, draft=drafts.of_reader())

    def save():
        form.check_fresh(one)
        actions.note(one, **form.facts())

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("已记下。", "success")
        return go(url_for(".show", round_id=round_id))
    return page("analysis/notes.html", block="form", form=form, round=one, status=form.status)


@bp.route("/<int:round_id>/problems", methods=["GET", "POST"])
@requires(Can.ANALYSIS_RUN)
def problems(round_id):
    one = _load(round_id)
    branch = one.organization
    people = {p.id: p for p in items_of.people(g.scope, branch, clock.today())}
    form = ItemForm(draft=drafts.of_reader())
    form.responsible_id.offer([("", "请选择"), *((p.id, p.name) for p in people.values())])

    def save():
        source = actions.source_of(one)
        rectification.raise_item(branch, source=source, **form.named(people))

    asked = not form.is_submitted() or (form.validate_on_submit() and form.check_somebody())
    if asked and form.accepts(save):
        drafts.drop(current_user.id)
        flash("已列入整改清单。", "success")
        return go(url_for(".show", round_id=round_id))
    return page("analysis/problems.html", block="form", form=form, round=one, status=form.status)


@bp.get("/<int:round_id>/list.pdf")
@requires(Can.MEETINGS_VIEW)
def list_paper(round_id):
    one = _load(round_id)
    items = items_of.of_source(g.scope, queries.SOURCE, [one.id], notes=True).get(one.id, [])
    place, title = one.organization.long_name, f"{one.year}年度组织生活会整改清单"
    sheet = ledgers.paper(items, title=title, organization=place, day=clock.today())
    return answer("rectification_ledger", [sheet], f"{title}-{place}.pdf", one.organization.path)


@bp.post("/<int:round_id>/close")
@requires(Can.ANALYSIS_RUN)
def close(round_id):
    return _press(round_id, actions.close, "已结束，不再收对照检查。")


@bp.post("/<int:round_id>/reopen")
@requires(Can.ANALYSIS_RUN)
def reopen(round_id):
    return _press(round_id, actions.reopen, "已恢复，党员可以接着写。")


def _press(round_id, action, said):
    one, form = _load(round_id), PortalForm()
    if form.accepts(lambda: action(one)):
        flash(said, "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".show", round_id=round_id))


def _load(round_id):
    return queries.one(g.scope, round_id) or abort(404)


def _branch():
    if wanted := number("organization"):
        found = organizations.one(g.scope, wanted)
        return found if found and found.kind is OrganizationKind.BRANCH else abort(404)
    return next(iter(organizations.branches(g.scope, clock.today())), None) or abort(404)


def _years():
    this = clock.today().year
    return range(this, this - YEARS, -1)


def _year():
    asked = number("year", clock.today().year)
    return asked if asked in _years() else abort(404)
