"""Addresses of papers and tables: budget, request, ledger of each book, final accounts."""

from flask import g

from app.access.policy import Can, requires
from app.core import clock
from app.funds import books, bp, builders, loading, queries, tables
from app.papers.answering import answer

MOST = 10_000


@bp.get("/budget/<int:fund_budget_id>/budget.pdf")
@requires(Can.FUNDS_VIEW)
def budget_paper(fund_budget_id):
    found = loading.budget(fund_budget_id)
    sheet = builders.budget(found, queries.adjustments_of(g.scope, found), clock.today())
    return answer("fund_budget", [sheet], _name(found, "经费预算表"), found.organization.path)


@bp.get("/budget/<int:fund_budget_id>/budget.xlsx")
@requires(Can.FUNDS_VIEW)
def budget_table(fund_budget_id):
    return tables.budget(loading.budget(fund_budget_id))


@bp.get("/budget/<int:fund_budget_id>/requests.xlsx")
@requires(Can.FUNDS_VIEW)
def requests_table(fund_budget_id):
    found = loading.budget(fund_budget_id)
    return tables.requests(found, queries.requests_of(g.scope, found, limit=MOST))


@bp.get("/budget/<int:fund_budget_id>/ledger/<book>.pdf")
@requires(Can.FUNDS_VIEW)
def ledger_paper(fund_budget_id, book):
    found, one = loading.budget(fund_budget_id), loading.book(book)
    sheet = builders.ledger(found, one, books.entries_of(g.scope, found, one), clock.today())
    name = _name(found, f"{one.label}台账")
    return answer("fund_ledger", [sheet], name, found.organization.path)


@bp.get("/budget/<int:fund_budget_id>/ledger/<book>.xlsx")
@requires(Can.FUNDS_VIEW)
def ledger_table(fund_budget_id, book):
    found, one = loading.budget(fund_budget_id), loading.book(book)
    return tables.ledger(found, one, books.entries_of(g.scope, found, one))


@bp.get("/budget/<int:fund_budget_id>/statement.pdf")
@requires(Can.FUNDS_VIEW)
def statement_paper(fund_budget_id):
    found = loading.budget(fund_budget_id)
    name = _name(found, "经费决算表")
    return answer("fund_statement", [_statement(found)], name, found.organization.path)


@bp.get("/budget/<int:fund_budget_id>/statement.xlsx")
@requires(Can.FUNDS_VIEW)
def statement_table(fund_budget_id):
    found = loading.budget(fund_budget_id)
    return tables.statement(found, _statement(found))


@bp.get("/request/<int:fund_request_id>/request.pdf")
@requires(Can.FUNDS_VIEW)
def request_paper(fund_request_id):
    asked = loading.request(fund_request_id)
    name = f"经费申请表-{asked.title}.pdf"
    return answer("fund_request", [builders.request(asked)], name, asked.organization.path)


def _statement(found):
    requests = queries.requests_of(g.scope, found, limit=MOST)
    return builders.statement(
        found,
        books.moved(g.scope, found),
        books.spent_by_purpose(g.scope, found),
        requests,
        clock.today(),
    )


def _name(found, what):
    return f"{what}-{found.organization.long_name}-{found.year}.pdf"
