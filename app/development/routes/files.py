"""Addresses of files: people by step, opening one, a person's path, closing it."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.access.scope import EVERYTHING
from app.core import clock, drafts
from app.core.errors import Refused
from app.core.forms import clean_line
from app.core.web import go, number, page
from app.development import bp, desk, overview, queries
from app.development.actions import facts, steps
from app.development.filling import printable
from app.development.forms import FactsForm, OpenForm, WhyForm
from app.development.listing import PAGE, Filter
from app.development.routes.loading import Entry, back, file_or_404, reads
from app.members import queries as members
from app.organizations import queries as organizations
from app.rules.members import Stage
from app.rules.organizations import OrganizationKind


@bp.get("/")
@requires(Can.DEVELOPMENT_VIEW)
def index():
    wanted = Filter(
        text=clean_line(request.args.get("q", ""))[:60],
        stage=request.args.get("stage", ""),
        organization_id=number("organization"),
        closed="closed" in request.args,
        start=number("from", 0),
    )
    return page(
        "development/index.html",
        block="rows",
        view=overview.of(g.scope, wanted, clock.today()),
        wanted=wanted,
        step=PAGE,
        stages=Stage,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def new():
    branch = _branch()
    if branch is None:
        branches = organizations.branches(g.scope, clock.today())
        return page("members/which_branch.html", branches=branches, purpose="建立发展档案")
    form = OpenForm(draft=drafts.of_reader())
    people = queries.without_file(g.scope, branch.id)
    form.member_id.offer(
        [("", "请选择"), *((m.id, f"{m.name}（{m.stage.label}）") for m in people)]
    )
    chosen = next((m for m in people if m.id == number("member")), None)
    if request.method == "GET" and chosen and not form.restored:
        form.member_id.data, form.applied_on.data = str(chosen.id), chosen.applied_on
    made = []

    def save():
        given = form.facts()
        wanted = given.pop("member_id")
        member = next(m for m in people if str(m.id) == wanted)
        made.append(steps.open_file(member, **given))

    if form.accepts(save):
        drafts.drop(current_user.id)
        return back(made[0].id, "已建立发展档案。")
    return page(
        "development/new.html",
        block="form",
        form=form,
        branch=branch,
        people=people,
        status=form.status,
    )


@bp.get("/of/<int:member_id>")
@requires(Can.DEVELOPMENT_VIEW)
def of_member(member_id):
    """From a member's card: to the file, or to opening one."""
    member = members.one(g.scope, member_id) or abort(404)
    file = queries.latest_file(g.scope, member_id=member.id)
    if file:
        return go(url_for(".show", file_id=file.id))
    if current_user.may(Can.DEVELOPMENT_EDIT, member.organization.path) and (
        member.stage is not Stage.FULL
    ):
        return go(url_for(".new", organization=member.organization_id, member=member.id))
    flash(f"{member.name}还没有发展档案。", "info")
    return go(url_for("members.show", member_id=member.id))


@bp.get("/mine")
@signed_in
def mine():
    """One's own path, read only: never what others said."""
    file = queries.latest_file(EVERYTHING, person_id=current_user.person_id)
    view = desk.opened(EVERYTHING, file.id, clock.today()) if file else None
    return page("development/mine.html", view=view)


@bp.get("/<int:file_id>")
@requires(Can.DEVELOPMENT_VIEW)
def show(file_id):
    view = desk.opened(g.scope, file_id, clock.today()) or abort(404)
    return page(
        "development/show.html",
        view=view,
        may=_may(view.file),
        corrects=current_user.may(Can.DEVELOPMENT_EDIT, view.file.path),
        reads=reads(view.file.path),
        prints=_prints(view),
    )


@bp.route("/<int:file_id>/facts", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def edit_facts(file_id):
    file = file_or_404(file_id)
    form = FactsForm(obj=file)

    def save():
        form.check_fresh(file)
        facts.edit(file, **form.facts())

    if form.accepts(save):
        return back(file_id, "已保存。")
    return page("development/facts.html", block="form", form=form, file=file, status=form.status)


@bp.route("/<int:file_id>/close", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_EDIT)
def close(file_id):
    file = file_or_404(file_id)
    form = WhyForm(obj=Entry(file))

    def save():
        form.check_fresh(Entry(file))
        if file.closed_on:
            raise Refused("这份档案已经结束。", "why")
        steps.close_file(file, form.why.data)

    if form.accepts(save):
        return back(file_id, "已结束这份发展档案。")
    return page("development/close.html", block="form", form=form, file=file, status=form.status)


def _may(file):
    return not file.closed_on and current_user.may(Can.DEVELOPMENT_EDIT, file.path)


def _prints(view):
    found, full = printable(view.case), reads(view.file.path)
    return [(code, one) for code, one in found if full or not one.discreet]


def _branch():
    """The branch asked for, or the only one; None when it must be asked."""
    if wanted := number("organization"):
        found = organizations.one(g.scope, wanted)
        return found if found and found.kind is OrganizationKind.BRANCH else abort(404)
    own = organizations.branches(g.scope, clock.today())
    return own[0] if len(own) == 1 else None
