"""Addresses of papers about opinions: the reply to one, the branch's ledger."""

from flask import abort, g

from app.access.policy import Can, requires
from app.affairs import bp, builders, queries, sheets
from app.affairs.own import own_branch
from app.affairs.queries import MOST_ON_PAPER
from app.core import clock
from app.core.tables import workbook, xlsx_response
from app.papers.answering import answer


@bp.get("/<int:raised_id>/reply.pdf")
@requires(Can.OPINIONS_HANDLE)
def reply_paper(raised_id):
    opinion = queries.one(g.scope, raised_id) or abort(404)
    path = opinion.organization.path
    return answer("opinion_reply", [builders.reply(opinion)], "意见办理反馈单.pdf", path)


@bp.get("/ledger.pdf")
@requires(Can.OPINIONS_HANDLE)
def ledger_paper():
    branch, found = _for_paper()
    sheet = builders.ledger(found, organization=branch.long_name, day=clock.today())
    return answer("opinion_ledger", [sheet], f"意见办理台账-{branch.name}.pdf", branch.path)


@bp.get("/ledger.xlsx")
@requires(Can.OPINIONS_HANDLE)
def ledger_table():
    branch, found = _for_paper()
    rows = [builders.cells(n, one) for n, one in enumerate(found, 1)]
    data = workbook("意见办理台账", sheets.HEADINGS, rows, sheets.WIDTHS)
    return xlsx_response(data, f"意见办理台账-{branch.name}.xlsx")


def _for_paper():
    found = queries.listed(g.scope, limit=MOST_ON_PAPER)[:MOST_ON_PAPER]
    return own_branch() or abort(404), found
