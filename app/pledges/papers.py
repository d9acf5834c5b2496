"""Addresses of papers: letters, the board, the ledger, comments and feedback."""

from flask import flash, g, url_for

from app.access.policy import Can, requires
from app.core import clock
from app.core.tables import workbook, xlsx_response
from app.core.web import go
from app.papers.answering import answer
from app.pledges import bp, builders, loading, queries

WIDTHS = [10, 44, 12, 10, 36, 14, 18, 30]


@bp.get("/branch/<int:organization_id>/board.pdf")
@requires(Can.PLEDGES_MEMBERS)
def board_paper(organization_id):
    organization, year = loading.organization(organization_id), loading.year()
    pledges = queries.board(g.scope, organization, year)
    sheet = builders.board(pledges, organization.long_name, year, clock.today())
    name = f"承诺公示栏-{organization.long_name}-{year}.pdf"
    return answer("pledge_board", [sheet], name, organization.path)


@bp.get("/branch/<int:organization_id>/poster.pdf")
@requires(Can.PLEDGES_MEMBERS)
def poster_paper(organization_id):
    """The same board on one A3 sheet or more, for the wall."""
    organization, year = loading.organization(organization_id), loading.year()
    pledges = queries.board(g.scope, organization, year)
    sheet = builders.board(pledges, organization.long_name, year, clock.today())
    name = f"承诺公示栏A3-{organization.long_name}-{year}.pdf"
    return answer("pledge_poster", [sheet], name, organization.path)


@bp.get("/branch/<int:organization_id>/ledger.pdf")
@requires(Can.PLEDGES_MEMBERS)
def ledger_paper(organization_id):
    organization, year = loading.organization(organization_id), loading.year()
    pledges = queries.board(g.scope, organization, year)
    sheet = builders.ledger(pledges, organization.long_name, year, clock.today())
    name = f"承诺台账-{organization.long_name}-{year}.pdf"
    return answer("pledge_ledger", [sheet], name, organization.path)


@bp.get("/branch/<int:organization_id>/ledger.xlsx")
@requires(Can.PLEDGES_MEMBERS)
def ledger_table(organization_id):
    organization, year = loading.organization(organization_id), loading.year()
    pledges = queries.board(g.scope, organization, year)
    sheet = builders.ledger(pledges, organization.long_name, year, clock.today())
    rows = [builders.cells(row) for row in sheet.rows]
    name = f"承诺台账-{organization.long_name}-{year}.xlsx"
    return xlsx_response(workbook("承诺台账", builders.LEDGER, rows, WIDTHS), name)


@bp.get("/branch/<int:organization_id>/letters.pdf")
@requires(Can.PLEDGES_MEMBERS)
def letters_paper(organization_id):
    organization, year = loading.organization(organization_id), loading.year()
    own = queries.own_of(g.scope, organization, year)
    pledges = ([own] if own else []) + queries.of_members(g.scope, organization, year)
    if not pledges:
        flash("这一年还没有人交承诺书，交了以后再打印。", "info")
        return go(url_for(".branch", organization_id=organization_id, year=year))
    name = f"承诺书-{organization.long_name}-{year}.pdf"
    return answer("pledge_letter", [*map(builders.letter, pledges)], name, organization.path)


@bp.get("/<int:pledge_id>/letter.pdf")
@requires(Can.PLEDGES_VIEW)
def letter_paper(pledge_id):
    pledge = loading.pledge(pledge_id)
    name = f"承诺书-{pledge.name}-{pledge.year}.pdf"
    return answer("pledge_letter", [builders.letter(pledge)], name, pledge.organization.path)


@bp.get("/<int:pledge_id>/comments.pdf")
@requires(Can.PLEDGES_VIEW)
def comments_paper(pledge_id):
    pledge = loading.pledge(pledge_id)
    if not pledge.comments:
        flash("还没有点评，点评以后再打印。", "info")
        return go(url_for(".show", pledge_id=pledge_id))
    name = f"承诺点评记录-{pledge.name}-{pledge.year}.pdf"
    sheets = [*map(builders.comment, pledge.comments)]
    return answer("pledge_comment", sheets, name, pledge.organization.path)


@bp.get("/<int:pledge_id>/feedback.pdf")
@requires(Can.PLEDGES_VIEW)
def feedback_paper(pledge_id):
    pledge = loading.pledge(pledge_id)
    name = f"承诺反馈单-{pledge.name}-{pledge.year}.pdf"
    sheet = builders.feedback(pledge, clock.today())
    return answer("pledge_feedback", [sheet], name, pledge.organization.path)
