"""Addresses of real use: hours, times and people against opening time; entering what was used."""

from datetime import date, timedelta

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import charts, clock
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number, page, year_asked
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.dates import add_months
from app.venues import actions, bp, builders, queries, sheets
from app.venues.actions import Asked
from app.venues.forms import EnterUseForm, told


@bp.get("/use")
@requires(Can.VENUES_VIEW)
def use():
    first, last, year, month = _span()
    return page(
        "venues/use.html",
        rows=builders.uses(queries.listed(g.scope), queries.use(g.scope, first, last), first, last),
        year=year,
        month=month,
        years=range(clock.today().year, clock.today().year - 4, -1),
    )


@bp.get("/use.svg")
@requires(Can.VENUES_VIEW)
def use_picture():
    first, last, _, _ = _span()
    rows = builders.uses(queries.listed(g.scope), queries.use(g.scope, first, last), first, last)
    return charts.chart_response(builders.picture(rows))


@bp.get("/use.xlsx")
@requires(Can.VENUES_VIEW)
def use_table():
    first, last, year, month = _span()
    rows = builders.uses(queries.listed(g.scope), queries.use(g.scope, first, last), first, last)
    data = workbook(
        "场所使用情况", sheets.USE, [builders.use_cells(n, one) for n, one in enumerate(rows, 1)],
        sheets.USE_WIDTHS,
    )  # fmt: skip
    return xlsx_response(data, f"场所使用情况-{year}{month or ''}.xlsx")


@bp.get("/<int:venue_id>/use.pdf")
@requires(Can.VENUES_VIEW)
def use_paper(venue_id):
    venue = queries.one(g.scope, venue_id) or abort(404)
    first, last, year, month = _span()
    found = queries.uses_of(g.scope, venue, first, last)
    begun = [one for one in found if one.begins <= clock.wall()]
    sheet = builders.use_sheet(venue, begun, first, last)
    name = f"场所使用登记-{venue.name}-{year}{f'-{month:02}' if month else ''}.pdf"
    return answer("venue_use", [sheet], name, venue.organization.path)


@bp.route("/<int:venue_id>/use/new", methods=["GET", "POST"])
@requires(Can.VENUES_BOOK)
def enter_use(venue_id):
    venue = queries.one(g.scope, venue_id) or abort(404)
    users = {one.id: one for one in organizations.tree(g.scope) if one.in_force(clock.today())}
    form = EnterUseForm(data={"day": clock.today()})
    form.organization_id.offer([(key, one.long_name) for key, one in users.items()])
    made = []

    def save():
        made.append(
            actions.enter_use(
                venue, users[int(form.organization_id.data)], current_user.person, form.day.data,
                form.span, Asked(form.title.data, form.people.data), intact=told(form.intact.data),
                note=form.note.data or "",
            )
        )  # fmt: skip

    if form.accepts(save):
        flash("使用情况已登记。", "success")
        return go(url_for(".booking", booking_id=made[0].id))
    return page(
        "venues/enter_use.html", block="form", form=form,
        venue=queries.one(g.scope, venue_id), status=form.status,
    )  # fmt: skip


def _span():
    """(first day, last day, year, month or None) that the address asks for."""
    year, month = year_asked(clock.today().year), number("month")
    if month and 1 <= month <= 12:
        first = date(year, month, 1)
        return first, add_months(first, 1) - timedelta(days=1), year, month
    return date(year, 1, 1), date(year, 12, 31), year, None
