"""Addresses of the trail: everything in scope, and one member's card."""

from datetime import date

from flask import abort, g, request

from app.access.policy import Can, requires
from app.auditing import bp, queries, words
from app.auditing.queries import PAGE, Filter
from app.core.web import number, page
from app.members import queries as members


@bp.get("/")
@requires(Can.AUDIT_VIEW)
def index():
    wanted = Filter(
        person=request.args.get("person", "").strip()[:60],
        subject=request.args.get("subject", "").strip()[:40],
        since=_day("since"),
        until=_day("until"),
        before=number("before"),
    )
    return _shown(queries.listed(g.scope, wanted), wanted=wanted, subjects=words.subjects())


@bp.get("/members/<int:member_id>")
@requires(Can.AUDIT_VIEW)
def member(member_id):
    found = members.one(g.scope, member_id) or abort(404)
    before = number("before")
    return _shown(queries.of_member(g.scope, found, before), member=found)


def _shown(entries, **context):
    names = queries.names(g.scope, words.references(entries[:PAGE]))
    return page(
        "auditing/index.html",
        block="rows",
        changes=[(entry, words.lines(entry, names)) for entry in entries[:PAGE]],
        next=entries[PAGE - 1].id if len(entries) > PAGE else None,
        **context,
    )


def _day(name):
    """A day of the period asked for; what is no day asks for nothing."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if 1900 < day.year < 2200 else None
