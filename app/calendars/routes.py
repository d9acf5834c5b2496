"""Addresses of the working-day calendar: a year as a picture, and loading its arrangement."""

from flask import abort, flash, request, url_for

from app.access.policy import Can, requires
from app.calendars import actions, bp, queries
from app.calendars.forms import ArrangementForm
from app.calendars.picture import months, standing
from app.core import clock
from app.core.forms import PortalForm
from app.core.web import go, number, page


@bp.get("/")
@requires(Can.ORGANIZATIONS_VIEW)
def index():
    year, loaded = _year(), {one.year: one for one in queries.years()}
    calendar = queries.calendar()
    shown = sorted({*_years(), *loaded})
    return page(
        "calendars/index.html",
        year=year,
        years=[(one, standing(one, loaded.get(one))) for one in shown],
        arrangement=loaded.get(year),
        known=standing(year, loaded.get(year))[0],
        months=months(calendar, year),
    )


@bp.route("/edit", methods=["GET", "POST"])
@requires(Can.CALENDARS_EDIT)
def edit():
    year = _year()
    arrangement = queries.arrangement(year)
    form = ArrangementForm(obj=arrangement, year=year)
    if request.method == "GET" and arrangement:
        form.text.data = _typed(arrangement)

    def save():
        if arrangement:
            form.check_fresh(arrangement)
        actions.load(year, form.days, source=form.source.data)

    if form.accepts(save):
        flash(f"已载入{year}年的安排，请对照通知看一遍。", "success")
        return go(url_for(".index", year=year))
    return page(
        "calendars/edit.html",
        block="form",
        form=form,
        year=year,
        arrangement=arrangement,
        status=form.status,
    )


@bp.post("/take-back")
@requires(Can.CALENDARS_EDIT)
def take_back():
    year, form = _year(), PortalForm()
    arrangement = queries.arrangement(year)
    if arrangement and form.accepts(lambda: actions.take_back(arrangement)):
        flash(f"已撤回{year}年载入的安排。", "success")
    return go(url_for(".index", year=year))


def _typed(arrangement):
    lines = [(arrangement.holidays, "放假"), (arrangement.workdays, "上班")]
    return "\n".join(f"{days} {word}" for days, word in lines if days)


def _years():
    this = clock.today().year
    return range(this - 1, this + 3)


def _year():
    """The year asked for, else this one; years no record of the Party's branches reaches: 404."""
    asked = number("year", clock.today().year)
    return asked if 1949 <= asked <= 2199 else abort(404)
