"""Addresses of study: a branch's hours and table, one's own hours, what is still to be made up."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.access.scope import EVERYTHING
from app.core import clock
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number, page
from app.meetings import bp, desk
from app.meetings import queries as meetings
from app.meetings.forms import ReasonForm
from app.meetings.study import actions, queries, standing
from app.meetings.study.forms import MakeUpForm
from app.members import queries as members
from app.organizations import queries as organizations
from app.rules.study import target


@bp.get("/hours")
@requires(Can.MEETINGS_VIEW)
def hours():
    branches, year = organizations.branches(g.scope, clock.today()), _year()
    branch = desk.pick(branches, request.args.get("organization")) or abort(404)
    return page(
        "meetings/study/hours.html",
        branch=branch,
        branches=branches,
        year=year,
        years=_years(),
        lines=_lines(branch, year),
        counting=bool(queries.recording(g.scope, [branch.id], year)),
        targets=[target(on_committee=seat, year=year) for seat in (False, True)],
    )


@bp.get("/hours.xlsx")
@requires(Can.MEETINGS_VIEW)
def hours_table():
    branches, year = organizations.branches(g.scope, clock.today()), _year()
    branch = desk.pick(branches, request.args.get("organization")) or abort(404)
    rows = [standing.row(line) for line in _lines(branch, year)]
    data = workbook(f"{year}年学时", list(standing.HEADINGS), rows, list(standing.WIDTHS))
    return xlsx_response(data, f"{year}年学时-{branch.name}.xlsx")


@bp.get("/hours/mine")
@signed_in
def own_hours():
    """One's own study hours, wherever they were earned."""
    year, person_id = _year(), current_user.person_id
    member = members.of_person(EVERYTHING, person_id)
    found = queries.students(EVERYTHING, [member.organization_id], clock.today()) if member else []
    own = [one for one in found if one.person_id == person_id]
    counted = queries.hours_of(EVERYTHING, [person_id], year)
    return page(
        "meetings/study/mine.html",
        year=year,
        years=_years(),
        line=next(iter(standing.lines(own, counted, year, clock.today())), None),
        studied=queries.studied(EVERYTHING, person_id, year),
    )


@bp.get("/make-ups")
@requires(Can.MEETINGS_VIEW)
def make_ups():
    branches, year = organizations.branches(g.scope, clock.today()), _year()
    branch = desk.pick(branches, request.args.get("organization")) or abort(404)
    missed = {}
    for one in queries.missed(g.scope, branch, year):
        missed.setdefault(one.meeting, []).append(one)
    return page(
        "meetings/study/make_ups.html",
        branch=branch,
        branches=branches,
        year=year,
        years=_years(),
        missed=missed,
        logs=current_user.may(Can.MEETINGS_LOG, branch.path),
    )


@bp.route("/<int:meeting_id>/make-up", methods=["GET", "POST"])
@requires(Can.MEETINGS_LOG)
def make_up(meeting_id):
    meeting = meetings.one(g.scope, meeting_id) or abort(404)
    if not meeting.counts or not (waiting := actions.outstanding(meeting)):
        flash("这次会没有需要记补学的人。", "info")
        return go(url_for(".show", meeting_id=meeting_id))
    form = MakeUpForm(people=waiting)
    if request.method == "GET":
        form.people.data = [one.id for one in waiting]
        form.made_up_on.data = clock.today()

    def save():
        facts = form.facts()
        by = current_user._get_current_object()
        actions.record(meeting, facts.pop("people"), by=by, **facts)

    if form.accepts(save):
        flash("补学已记下，打印会议记录时一并印出。", "success")
        return go(url_for(".show", meeting_id=meeting_id))
    return page(
        "meetings/study/make_up.html",
        block="form",
        form=form,
        meeting=meeting,
        status=form.status,
    )


@bp.post("/make-ups/<int:make_up_id>/remove")
@requires(Can.MEETINGS_LOG)
def remove_make_up(make_up_id):
    found = queries.make_up(g.scope, make_up_id) or abort(404)
    meeting_id, form = found.meeting_id, ReasonForm()
    if form.accepts(lambda: actions.take_back(found, why=form.why.data)):
        flash("已删除这条补学。", "success")
    else:
        flash("没有删除：请写明原因。", "warning")
    return go(url_for(".show", meeting_id=meeting_id))


def _lines(branch, year):
    """Seats as they are today. Hours go with the person: those earned in another branch count."""
    students = queries.students(g.scope, [branch.id], clock.today())
    counted = queries.hours_of(EVERYTHING, [one.person_id for one in students], year)
    return standing.lines(students, counted, year, clock.today())


def _years():
    this = clock.today().year
    return range(this, this - 6, -1)


def _year():
    asked = number("year", clock.today().year)
    return asked if asked in _years() else abort(404)
