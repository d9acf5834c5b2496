"""Addresses of the year's pledges: the list of organisations, a branch's page, its own pledge."""

from flask import flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.forms import PortalForm
from app.core.web import go, page
from app.organizations import queries as organizations
from app.pledges import actions, balloting, bp, builders, loading, queries
from app.pledges.forms import PledgeForm
from app.rules.organizations import OrganizationKind
from app.rules.pledges import BASIS, DUTY, Step, due
from app.rules.registry import rule


@bp.get("/")
@requires(Can.PLEDGES_VIEW)
def index():
    year, day = loading.year(), clock.today()
    places = [
        one
        for one in organizations.tree(g.scope)
        if one.kind is not OrganizationKind.GROUP and one.in_force(day)
    ]
    if len(places) == 1:
        return go(url_for(".branch", organization_id=places[0].id, year=year))
    return page(
        "pledges/index.html",
        year=year,
        years=loading.years(),
        places=places,
        counts=queries.counts(g.scope, year),
        own=queries.own_of_organizations(g.scope, year),
        due=queries.numbers_of_pledgers(g.scope),
        asked=organizations.local_rules(g.scope, places, day),
        basis=rule(BASIS),
        duty=rule(DUTY),
    )


@bp.get("/branch/<int:organization_id>")
@requires(Can.PLEDGES_VIEW)
def branch(organization_id):
    organization, year, day = loading.organization(organization_id), loading.year(), clock.today()
    inside = loading.reads_members(organization)
    pledges = queries.of_members(g.scope, organization, year) if inside else []
    by_person = {one.person_id: one for one in pledges}
    people = queries.pledgers(g.scope, organization) if inside else []
    here = {one.person_id for one in people}
    asked = organizations.local_rules(g.scope, [organization], day)[organization.id]
    return page(
        "pledges/branch.html",
        organization=organization,
        year=year,
        years=loading.years(),
        inside=inside,
        own=queries.own_of(g.scope, organization, year),
        people=people,
        pledges=by_person,
        others=[one for one in pledges if one.person_id not in here],
        counts=queries.counts(g.scope, year).get(organization.id, queries.Counts()),
        due=queries.numbers_of_pledgers(g.scope).get(organization.id, 0),
        asked=BASIS in asked,
        dues=[(step.label, due(step, year, day)) for step in Step],
        **(balloting.told(g.scope, organization, year) if inside else balloting.NONE),
        basis=rule(BASIS),
        duty=rule(DUTY),
        runs=current_user.may(Can.PLEDGES_ORGANIZATION, organization.path),
        comments=current_user.may(Can.PLEDGES_COMMENT, organization.path),
    )


@bp.post("/branch/<int:organization_id>/publish")
@requires(Can.PLEDGES_MEMBERS)
def publish_all(organization_id):
    organization, year, form = loading.organization(organization_id), loading.year(), PortalForm()
    own = queries.own_of(g.scope, organization, year)
    waiting = queries.of_members(g.scope, organization, year) + ([own] if own else [])
    told = []
    if form.accepts(lambda: told.append(actions.publish(waiting))):
        flash(f"已公开 {told[0]} 份，本支部党员在“承诺公示”里看得到。", "success")
    else:
        flash("".join(form.form_errors), "info")
    return go(url_for(".branch", organization_id=organization_id, year=year))


@bp.route("/branch/<int:organization_id>/write", methods=["GET", "POST"])
@requires(Can.PLEDGES_ORGANIZATION)
def write(organization_id):
    """The organisation's own pledge of the year; the members' are written by themselves."""
    organization, year = loading.organization(organization_id), loading.year()
    pledge = queries.own_of(g.scope, organization, year)
    before = queries.open_before(g.scope, organization, None, year)
    form = PledgeForm(
        obj=pledge or builders.carried(before, ""),
        draft=drafts.of_reader(),
        personal=False,
        year=year,
    )
    made = []

    def save():
        if pledge:
            form.check_fresh(pledge)
        made.append(actions.write(organization, None, year, pledge, post="", matters=form.written))

    asked = "more" in request.form
    if asked:
        form.add()
    elif form.accepts(save):
        drafts.drop(current_user.id)
        flash("已交支部审核，审核以前还可以改。", "success")
        return go(url_for(".show", pledge_id=made[0].id))
    return page(
        "pledges/write.html",
        block="form",
        form=form,
        pledge=pledge,
        organization=organization,
        year=year,
        personal=False,
        carried=0 if pledge else len(before),
        basis=rule("PL-04"),
        back=url_for(".branch", organization_id=organization_id, year=year),
        status=200 if asked else form.status,
    )
