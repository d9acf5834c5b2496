"""Addresses of funds: the overview of all below, an organisation's year, how money is handled."""

from flask import flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import charts, clock
from app.core.web import go, number, page
from app.funds import actions, bp, budgeting, loading, pictures, queries, sums, tables
from app.funds.forms import BUDGET_PARTS, MannersForm, RefuseForm, ReturnForm
from app.organizations import queries as organizations
from app.rules.funds.checks import ASKED, usual
from app.rules.funds.kinds import Level, RequestState
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

STEP = 200
REQUESTS = 50


@bp.get("/")
@requires(Can.FUNDS_VIEW)
def index():
    scope, year, start = current_user.scope_for(Can.FUNDS_VIEW), loading.year(), number("start", 0)
    rows = sums.overview(scope, year, limit=STEP, offset=start)
    if len(rows) == 1 and not start:
        return go(url_for(".organization", organization_id=rows[0].organization.id, year=year))
    return page(
        "funds/index.html",
        year=year,
        years=loading.years(),
        rows=rows[:STEP],
        more=len(rows) > STEP,
        start=start,
        step=STEP,
        totals=sums.totals(scope, year),
        waiting=_waiting(),
        basis=rule("UNI-15"),
    )


@bp.get("/overview.xlsx")
@requires(Can.FUNDS_VIEW)
def overview_table():
    year = loading.year()
    rows = sums.overview(current_user.scope_for(Can.FUNDS_VIEW), year, limit=10_000)
    return tables.overview(rows, year)


@bp.get("/organization/<int:organization_id>")
@requires(Can.FUNDS_VIEW)
def organization(organization_id):
    return show(loading.organization(organization_id), loading.year())


@bp.get("/organization/<int:organization_id>/use.svg")
@requires(Can.FUNDS_VIEW)
def use(organization_id):
    place, year = loading.organization(organization_id), loading.year()
    found = queries.of(g.scope, place, year)
    return charts.chart_response(pictures.use(found.lines if found else []))


@bp.route("/organization/<int:organization_id>/manners", methods=["GET", "POST"])
@requires(Can.FUNDS_MANNERS)
def manners(organization_id):
    place, day = loading.organization(organization_id), clock.today()
    if place.kind is OrganizationKind.BRANCH:  # nobody stands below it
        return go(url_for(".organization", organization_id=organization_id))
    found, form = queries.manners(g.scope, place), MannersForm()
    if not form.is_submitted():
        form.fill(found.manner if found else usual(day), found.basis if found else "")
        form.version.data = str(found.version) if found else ""

    def save():
        if found:
            form.check_fresh(found)
        budgeting.set_manners(place, found, form.manner, basis=form.basis.data)

    if form.accepts(save):
        flash("已设置，对所属党组织有效。", "success")
        return go(url_for(".organization", organization_id=organization_id))
    return page(
        "funds/manners.html",
        block="form",
        form=form,
        organization=loading.organization(organization_id),
        limits=rule("FU-04"),
        ends=rule("FU-05"),
        status=form.status,
    )


def show(place, year, *, status=200, **refused):
    """An organisation's year: budget, adjustments, requests. `refused` is a form to be mended."""
    day, start = clock.today(), number("start", 0)
    found = queries.of(g.scope, place, year)
    requests = queries.requests_of(g.scope, found, limit=REQUESTS, offset=start) if found else []
    adjustments = queries.adjustments_of(g.scope, found) if found else []
    held = loading.held(place)
    asked = organizations.local_rules(g.scope, [place], day)[place.id]
    return page(
        "funds/organization.html",
        organization=place,
        year=year,
        years=loading.years(),
        budget=found,
        adjustments=adjustments,
        requests=requests[:REQUESTS],
        more=len(requests) > REQUESTS,
        start=start,
        step=REQUESTS,
        manner=queries.manner(g.scope, place, day),
        edits=current_user.may(Can.FUNDS_EDIT, place.path),
        decides=held is not None and held is not Level.OWN,
        me=current_user.person_id,
        sets=place.kind is not OrganizationKind.BRANCH
        and current_user.may(Can.FUNDS_MANNERS, place.path),
        asked=ASKED in asked,
        basis=rule("UNI-15"),
        local=rule(ASKED),
        limits=rule("FU-04"),
        forms=_forms(found, adjustments) | refused,
        refused=next(iter(refused), ""),
        status=status,
    )


def return_form(found, **options) -> ReturnForm:
    """Asks which part of a budget is to be changed: one of its lines, or another."""
    form = ReturnForm(prefix="back-", **options)
    form.field.offer([(one, one) for one in BUDGET_PARTS + [line.name for line in found.lines]])
    return form


def refuse_form(adjustment, **options) -> RefuseForm:
    return RefuseForm(prefix=f"refuse-{adjustment.id}-", **options)


def _forms(found, adjustments):
    """The small forms of the page by name."""
    forms = {f"refuse-{one.id}": refuse_form(one, formdata=None) for one in adjustments}
    return forms | ({"back": return_form(found, formdata=None)} if found else {})


def _waiting():
    """What waits for the reader to approve: requests within the level, budgets, adjustments."""
    scope, me = current_user.scope_for(Can.FUNDS_APPROVE), current_user.person_id
    requests = queries.waiting(scope, [RequestState.DECIDED])
    manners = queries.manner_of(scope, [one.organization for one in requests], clock.today())
    levels = {}

    def held(place):
        if place.id not in levels:
            levels[place.id] = loading.held(place)
        return levels[place.id]

    mine = [
        one
        for one in requests
        if one.made_by_id != me
        and (high := held(one.organization))
        and high.rank >= manners[one.organization_id].level(one.amount).rank
    ]
    above = (Level.SUPERIOR, Level.HIGHER)
    return {
        "requests": mine,
        "budgets": [
            one
            for one in queries.waiting_budgets(scope)
            if held(one.organization) in above and one.made_by_id != me
        ],
        "adjustments": [
            one
            for one in queries.waiting_adjustments(scope)
            if held(one.line.budget.organization) in above and one.made_by_id != me
        ],
        "levels": {one.id: actions.level_of(one, manners) for one in mine},
    }
