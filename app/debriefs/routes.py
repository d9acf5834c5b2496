"""Addresses of yearly reports: the year's list, starting, writing, submitting, returning, paper."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.forms import PortalForm
from app.core.web import go, number, page
from app.debriefs import actions, bp, queries
from app.debriefs.facts import facts, redrawn, year_of_report
from app.debriefs.forms import DebriefForm, ReturnForm
from app.debriefs.sheets import of_debrief
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.organizations import OrganizationKind, PostKind
from app.rules.registry import rule

YEARS = 5


@bp.get("/")
@requires(Can.DEBRIEFS_VIEW)
def index():
    day = clock.today()
    year = _year()
    own = current_user.scope_for(Can.DEBRIEFS_WRITE)
    return page(
        "debriefs/index.html",
        branches=organizations.branches(g.scope, day),
        secretaries=organizations.holders(g.scope, day, PostKind.SECRETARY),
        reports=queries.of_year(g.scope, year),
        mine=queries.listed(own) if own else [],
        own=own,
        year=year,
        years=_years(),
        basis=rule("EV-02"),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.DEBRIEFS_WRITE)
def new():
    year, branch = _year(), _branch(number("organization"))
    if started := queries.of_branch(g.scope, branch, year):
        return go(url_for(".show", debrief_id=started.id))
    record = queries.record(g.scope, branch, year, clock.today())
    form, made = PortalForm(), []
    if form.accepts(lambda: made.append(actions.start(branch, current_user.person, record))):
        return go(url_for(".edit", debrief_id=made[0].id))
    return page(
        "debriefs/new.html",
        block="form",
        form=form,
        branch=branch,
        year=year,
        years=_years(),
        facts=facts(record),
        status=form.status,
    )


@bp.get("/<int:debrief_id>")
@requires(Can.DEBRIEFS_VIEW)
def show(debrief_id):
    debrief = _load(debrief_id)
    return page("debriefs/show.html", debrief=debrief, readable=_readable(debrief))


@bp.route("/<int:debrief_id>/edit", methods=["GET", "POST"])
@requires(Can.DEBRIEFS_WRITE)
def edit(debrief_id):
    debrief = _load(debrief_id)
    if debrief.submitted:
        flash("报告已经提交。需要修改的，请上级党组织先退回。", "info")
        return go(url_for(".show", debrief_id=debrief_id))
    day = clock.today()
    form = DebriefForm(obj=debrief, draft=drafts.of_reader())
    found = facts(queries.record(g.scope, debrief.organization, debrief.year, day))

    def save():
        form.check_fresh(debrief)
        actions.edit(debrief, **form.facts())

    drawing = "redraw" in request.form
    if drawing:
        form.performance.data = redrawn(form.performance.data, found, day)
    elif form.accepts(save):
        drafts.drop(current_user.id)
        flash("已保存。", "success")
        return go(url_for(".show", debrief_id=debrief_id))
    return page(
        "debriefs/edit.html",
        block="form",
        form=form,
        debrief=debrief,
        facts=found,
        before=queries.of_branch(g.scope, debrief.organization, debrief.year - 1),
        day=day,
        status=200 if drawing else form.status,
    )


@bp.post("/<int:debrief_id>/submit")
@requires(Can.DEBRIEFS_WRITE)
def submit(debrief_id):
    debrief, form = _load(debrief_id), PortalForm()

    def send():
        form.check_fresh(debrief)
        actions.submit(debrief, current_user.person)

    if form.accepts(send):
        flash("已提交给上级党组织。", "success")
    else:
        flash("".join(form.form_errors) or "请重新打开页面后再提交。", "danger")
    return go(url_for(".show", debrief_id=debrief_id))


@bp.route("/<int:debrief_id>/return", methods=["GET", "POST"])
@requires(Can.BRANCHES_OVERSEE)
def send_back(debrief_id):
    debrief, form = _load(debrief_id), ReturnForm()
    if form.accepts(lambda: actions.send_back(debrief, reason=form.reason.data)):
        flash("已退回，书记修改后会重新提交。", "success")
        return go(url_for(".show", debrief_id=debrief_id))
    return page(
        "debriefs/return.html", block="form", form=form, debrief=debrief, status=form.status
    )


@bp.get("/<int:debrief_id>/report.pdf")
@requires(Can.DEBRIEFS_VIEW)
def report(debrief_id):
    debrief = _load(debrief_id)
    if not _readable(debrief):
        return go(url_for(".show", debrief_id=debrief_id))
    sheet = of_debrief(debrief, clock.today())
    name = f"述职报告-{debrief.organization.name}-{debrief.year}.pdf"
    return answer("debrief_report", [sheet], name, debrief.organization.path)


def _load(debrief_id):
    return queries.one(g.scope, debrief_id) or abort(404)


def _readable(debrief):
    """What is not submitted is the writer's alone."""
    return debrief.submitted or current_user.may(Can.DEBRIEFS_WRITE, debrief.organization.path)


def _years():
    this = clock.today().year
    return range(this, this - YEARS, -1)


def _year():
    asked = number("year", year_of_report(clock.today()))
    return asked if asked in _years() else abort(404)


def _branch(organization_id):
    """The branch asked for; a secretary who did not say is given the own one."""
    if organization_id is None:
        own = organizations.branches(g.scope, clock.today())
        return own[0] if own else abort(404)
    branch = organizations.one(g.scope, organization_id)
    return branch if branch and branch.kind == OrganizationKind.BRANCH else abort(404)
