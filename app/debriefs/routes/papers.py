"""Addresses of a report's papers: the report itself and the list of its promises."""

from flask import url_for

from app.access.policy import Can, requires
from app.core import clock
from app.core.web import go
from app.debriefs import bp, builders
from app.debriefs.routes.loading import items_of, outline_of, readable, report, round_of
from app.papers.answering import answer


@bp.get("/<int:debrief_id>/report.pdf")
@requires(Can.DEBRIEFS_VIEW)
def report_paper(debrief_id):
    debrief = report(debrief_id)
    if not readable(debrief):
        return go(url_for(".show", debrief_id=debrief_id))
    sheet = builders.of_debrief(debrief, outline_of(round_of(debrief)), clock.today())
    name = f"述职报告-{debrief.organization.name}-{debrief.year}.pdf"
    return answer("debrief_report", [sheet], name, debrief.organization.path)


@bp.get("/<int:debrief_id>/promises.pdf")
@requires(Can.DEBRIEFS_VIEW)
def promises_paper(debrief_id):
    debrief = report(debrief_id)
    if not readable(debrief):
        return go(url_for(".show", debrief_id=debrief_id))
    sheet = builders.promises(debrief, items_of(debrief), clock.today())
    name = f"述职整改措施清单-{debrief.organization.name}-{debrief.year}.pdf"
    return answer("debrief_promises", [sheet], name, debrief.organization.path)
