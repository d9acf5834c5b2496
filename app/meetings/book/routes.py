"""Addresses of the book: choosing the period, and the book itself."""

from datetime import date

from flask import Response, abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.errors import Refused
from app.core.web import go, page
from app.jobs import own as jobs
from app.meetings import bp, desk
from app.meetings.book import work
from app.organizations import queries as organizations
from app.printing.pdf import named_response
from app.rules.meetings import MeetingKind


@bp.route("/book", methods=["GET", "POST"])
@requires(Can.MEETINGS_VIEW)
def book():
    """Choose a branch and a period; a thick book is asked for here and bound as a job."""
    branch, today = _branch(), clock.today()
    year = work.Wanted(branch, date(today.year, 1, 1), today)
    if request.method == "POST":
        wanted = _wanted(branch, request.form) or year
        try:
            ids = work.ids_of(g.scope, wanted)
            job = work.start(wanted, ids, account=current_user._get_current_object())
            return go(url_for("jobs.show", job_id=job.id))
        except Refused as refused:
            flash(refused.message, "warning")
            return go(url_for(".book", organization=branch.id))
    wanted = _wanted(branch, request.args) or year
    return page(
        "meetings/book.html",
        wanted=wanted,
        branches=organizations.branches(g.scope, today),
        kinds=MeetingKind,
        count=_count(wanted),
        at_once=work.AT_ONCE,
        under_way=jobs.under_way(
            current_user.id, work.KIND, f"/meetings/book?organization={branch.id}"
        ),
    )


@bp.get("/book.pdf")
@requires(Can.MEETINGS_VIEW)
def book_paper() -> Response:
    branch = _branch()
    this = clock.today()
    wanted = _wanted(branch, request.args) or work.Wanted(branch, date(this.year, 1, 1), this)
    try:
        ids = work.ids_of(g.scope, wanted)
    except Refused as refused:
        flash(refused.message, "warning")
        return go(url_for(".book", organization=branch.id))
    if len(ids) > work.AT_ONCE:
        values = {"from": wanted.first.isoformat(), "until": wanted.last.isoformat()}
        kind = wanted.kind and wanted.kind.value
        return go(url_for(".book", organization=branch.id, kind=kind, **values))
    return named_response(work.bind(g.scope, wanted, ids, clock.today()), "book", wanted.name)


def _count(wanted):
    try:
        return len(work.ids_of(g.scope, wanted))
    except Refused:
        return 0


def _wanted(branch, given):
    """What the address or the form names; None where it names no period."""
    try:
        first = date.fromisoformat(given.get("from", ""))
        last = date.fromisoformat(given.get("until", ""))
    except ValueError:
        return None
    return work.Wanted(
        branch, min(first, last), max(first, last), desk.kind_named(given.get("kind"))
    )


def _branch():
    branches = organizations.branches(g.scope, clock.today())
    return desk.pick(branches, request.args.get("organization")) or abort(404)
