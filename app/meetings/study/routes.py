"""Addresses of study: what was missed and what is still to be made up."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.web import go, number, page
from app.meetings import bp, desk
from app.meetings import queries as meetings
from app.meetings.forms import ReasonForm
from app.meetings.study import actions, queries
from app.meetings.study.forms import MakeUpForm
from app.organizations import queries as organizations


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


def _years():
    this = clock.today().year
    return range(this, this - 6, -1)


def _year():
    asked = number("year", clock.today().year)
    return asked if asked in _years() else abort(404)
