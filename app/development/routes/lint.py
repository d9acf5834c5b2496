"""Addresses of the linter: everything that does not fit in the files of a subtree."""

from flask import g, request

from app.access.policy import Can, requires
from app.core import clock
from app.core.tables import workbook, xlsx_response
from app.core.web import number, page
from app.development import bp
from app.development.linting import ORDER, Report, Wanted, report, steps
from app.development.sheets.lint import HEADINGS, WIDTHS, lint_report, table_row
from app.printing.pdf import pdf_response
from app.rules.development.steps import Step

PAGE = 25
PRINTED = 500
"""People on paper; the rest is in the workbook."""


@bp.get("/lint")
@requires(Can.DEVELOPMENT_VIEW)
def lint_files():
    wanted, start = _wanted(), number("from", 0)
    found = report(g.scope, wanted, clock.today())
    return page(
        "development/lint/index.html",
        block="found",
        found=found,
        people=found.people[start : start + PAGE],
        wanted=wanted,
        sorts=ORDER,
        steps=steps(),
        start=start,
        page_size=PAGE,
    )


@bp.get("/lint.xlsx")
@requires(Can.DEVELOPMENT_VIEW)
def lint_table():
    wanted = _wanted()
    found = report(g.scope, wanted, clock.today())
    rows = (
        table_row(found.branches[one.organization_id].long_name, one.name, fault)
        for one in found.people
        for fault in one.faults
    )
    name = f"发展档案核对-{_title(found, wanted)}-{clock.today()}.xlsx"
    return xlsx_response(workbook("核对结果", HEADINGS, rows, WIDTHS), name)


@bp.get("/lint.pdf")
@requires(Can.DEVELOPMENT_VIEW)
def lint_paper():
    wanted = _wanted()
    found = report(g.scope, wanted, clock.today())
    sheet = lint_report(
        organization=_title(found, wanted),
        day=clock.today(),
        counts=found.counts,
        read=found.read,
        people=[
            (found.branches[one.organization_id].long_name, one.name, one.faults)
            for one in found.people[:PRINTED]
        ],
        left_out=max(len(found.people) - PRINTED, 0),
    )
    return pdf_response("lint_report", sheet, f"发展档案核对-{sheet.organization}.pdf")


def _wanted() -> Wanted:
    sort, step = request.args.get("sort", ""), number("step")
    return Wanted(
        number("organization"),
        sort if sort in list(ORDER) else "",
        step if step in list(Step) else None,
    )


def _title(found: Report, wanted: Wanted) -> str:
    """The organisation asked for, else the topmost one in scope."""
    chosen = found.branches.get(wanted.organization_id)
    top = min(found.branches.values(), key=lambda one: (one.depth, one.path), default=None)
    return (chosen or top).name if found.branches else ""
