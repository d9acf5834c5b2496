"""Addresses of the yearly check: who was checked, what was found, its papers."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, drafts
from app.core.tables import workbook, xlsx_response
from app.core.web import go, page, year_asked
from app.organizations import queries as organizations
from app.organizations.models import Post
from app.papers.answering import answer
from app.rules.organizations import OrganizationKind, PostKind
from app.rules.registry import rule
from app.rules.venues import Outcome
from app.venues import actions, bp, builders, queries, sheets
from app.venues.forms import CheckForm


@bp.get("/checks")
@requires(Can.VENUES_VIEW)
def checks():
    year = year_asked(clock.today().year)
    found = queries.inspections(g.scope, year)
    branches = organizations.branches(g.scope, clock.today())
    checked = {one.organization_id for one in found}
    return page(
        "venues/checks.html",
        year=year,
        found=found,
        unchecked=[one for one in branches if one.id not in checked],
        counts=[(outcome, sum(one.outcome is outcome for one in found)) for outcome in Outcome],
        cite=str(rule("SD2-8").nearest(clock.today()).cite),
        inspects=current_user.may(Can.VENUES_INSPECT),
    )


@bp.route("/checks/new", methods=["GET", "POST"])
@requires(Can.VENUES_INSPECT)
def new_check():
    form = CheckForm(
        draft=drafts.of_reader(),
        data={"checked_on": clock.today(), "checked_by": current_user.person.name},
    )
    places = {one.id: one for one in organizations.tree(g.scope) if one.in_force(clock.today())}
    venues = {one.id: one for one in queries.listed(g.scope)}
    posts = _responsible(places)
    form.organization_id.offer(
        (key, one.long_name)
        for key, one in places.items()
        if one.kind is not OrganizationKind.GROUP
    )
    form.venue_id.offer(
        [
            ("", "没有场所"),
            *((key, f"{one.name}（{one.organization.name}）") for key, one in venues.items()),
        ]
    )
    form.person_id.offer([("", "还没有定"), *((key, label) for key, (_, label) in posts.items())])

    def save():
        person = posts[int(form.person_id.data)][0] if form.person_id.data else None
        organization = places[int(form.organization_id.data)]
        actions.inspect(
            organization,
            venues[int(form.venue_id.data)] if form.venue_id.data else None,
            checked_on=form.checked_on.data,
            checked_by=form.checked_by.data,
            outcome=Outcome(form.outcome.data),
            problem=form.problem.data or "",
            person=person,
            responsible=organization.name,
            due_on=form.due_on.data,
        )

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("检查已登记；有问题的已列入整改。", "success")
        return go(url_for(".checks", year=form.checked_on.data.year))
    return page("venues/new_check.html", block="form", form=form, status=form.status)


@bp.get("/checks/<int:check_id>")
@requires(Can.VENUES_VIEW)
def check(check_id):
    """Where a check's item of 整改 leads back to: its year's list."""
    found = queries.inspection(g.scope, check_id) or abort(404)
    return go(url_for(".checks", year=found.checked_on.year, _anchor=f"check-{check_id}"))


@bp.get("/checks.pdf")
@requires(Can.VENUES_VIEW)
def check_paper():
    year = year_asked(clock.today().year)
    top = organizations.top(g.scope) or abort(404)
    sheet = builders.checks(queries.inspections(g.scope, year), top.name, year, clock.today())
    return answer("venue_check", [sheet], f"场所检查表-{year}.pdf", top.path)


@bp.get("/checks.xlsx")
@requires(Can.VENUES_VIEW)
def check_table():
    year = year_asked(clock.today().year)
    rows = [
        builders.check_cells(n, one) for n, one in enumerate(queries.inspections(g.scope, year), 1)
    ]
    data = workbook(f"场所检查表{year}", sheets.CHECKS, rows, sheets.CHECK_WIDTHS)
    return xlsx_response(data, f"场所检查表-{year}.xlsx")


def _responsible(places):
    """Who may be asked to mend it: holders of posts here today, {person id: (person, label)}; a
    secretary by that post."""
    held: list[Post] = organizations.posts_in(g.scope, clock.today())
    return {
        one.person_id: (
            one.person,
            f"{one.person.name}（{places[one.organization_id].name} {one.kind.label}）",
        )
        for one in sorted(held, key=lambda one: one.kind is PostKind.SECRETARY)
        if one.organization_id in places
    }
