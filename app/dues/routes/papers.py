"""Addresses of papers and tables: 核定表, 收缴登记表, 公示表, 收支报告."""

from flask import g

from app.access.policy import Can, requires
from app.core import clock
from app.core.tables import workbook, xlsx_response
from app.dues import bp, builders, loading
from app.dues.queries import books as kept
from app.dues.queries import figures, payers
from app.dues.routes.branch import rows_of
from app.papers.answering import answer
from app.rules.dues.months import of_year


@bp.get("/branch/<int:organization_id>/bases.pdf")
@requires(Can.DUES_KEEP)
def bases_paper(organization_id):
    return _paper("dues_bases", *_bases(organization_id))


@bp.get("/branch/<int:organization_id>/bases.xlsx")
@requires(Can.DUES_KEEP)
def bases_table(organization_id):
    return _table(*_bases(organization_id))


@bp.get("/branch/<int:organization_id>/register.pdf")
@requires(Can.DUES_KEEP)
def register_paper(organization_id):
    return _paper("dues_register", *_register(organization_id))


@bp.get("/branch/<int:organization_id>/register.xlsx")
@requires(Can.DUES_KEEP)
def register_table(organization_id):
    return _table(*_register(organization_id))


@bp.get("/book/<int:organization_id>/notice.pdf")
@requires(Can.DUES_VIEW)
def notice_paper(organization_id):
    return _paper("dues_notice", *_notice(organization_id))


@bp.get("/book/<int:organization_id>/notice.xlsx")
@requires(Can.DUES_VIEW)
def notice_table(organization_id):
    return _table(*_notice(organization_id))


@bp.get("/book/<int:organization_id>/report.pdf")
@requires(Can.DUES_VIEW)
def report_paper(organization_id):
    return _paper("dues_report", *_report(organization_id))


@bp.get("/book/<int:organization_id>/report.xlsx")
@requires(Can.DUES_VIEW)
def report_table(organization_id):
    return _table(*_report(organization_id))


def _bases(organization_id):
    organization, year = loading.branch(organization_id), loading.year()
    rows = rows_of(organization, year)
    return organization, builders.bases(rows, organization.long_name, year, clock.today())


def _register(organization_id):
    organization, year = loading.branch(organization_id), loading.year()
    rows = rows_of(organization, year)
    payments = payers.payments(g.scope, organization, of_year(year))
    return organization, builders.register(
        rows, payments, organization.long_name, year, clock.today()
    )


def _notice(organization_id):
    organization, year = loading.organization(organization_id), loading.year()
    told = kept.published(g.scope, organization, year)
    shown = (
        figures.Year(**told.figures)
        if told and told.figures
        else figures.of_organization(g.scope, organization, year, loading.settled(year))
    )
    day = told.done_on if told else ""
    return organization, builders.notice(shown, organization.long_name, year, day)


def _report(organization_id):
    organization, year = loading.organization(organization_id), loading.year()
    entries = kept.entries(g.scope, organization, year, limit=None)
    shown = figures.of_organization(g.scope, organization, year, loading.settled(year))
    return organization, builders.report(
        shown, entries, organization.long_name, year, clock.today()
    )


def _paper(form, organization, sheet):
    name = f"{sheet.title}-{organization.long_name}.pdf"
    return answer(form, [sheet], name, organization.path)


def _table(organization, sheet):
    headings, rows = builders.table_of(sheet)
    data = workbook(sheet.title, headings, rows, [12] * len(headings))
    return xlsx_response(data, f"{sheet.title}-{organization.long_name}.xlsx")
