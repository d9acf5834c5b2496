"""Addresses of a committee's year: all plans in a table, writing one, the analysis, papers."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import Scope
from app.core import clock, drafts
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number, page
from app.development import bp
from app.development.plans import actions, figures, queries, sheets
from app.development.plans.forms import AnalysisForm, PlanForm
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule


@bp.get("/plans")
@requires(Can.DEVELOPMENT_DECIDE)
def plans():
    year = _year()
    return page(
        "development/plans/index.html",
        lines=_lines(year),
        year=year,
        years=_years(),
        share=sheets.share,
        plan_basis=rule("DEV-35"),
        analysis_basis=rule("DEV-06"),
    )


@bp.get("/plans/table.xlsx")
@requires(Can.DEVELOPMENT_DECIDE)
def plans_table():
    year = _year()
    rows = [sheets.table_row(*line) for line in _lines(year)]
    data = workbook(f"{year}年发展党员", list(sheets.HEADINGS), rows, list(sheets.WIDTHS))
    return xlsx_response(data, f"发展党员计划和执行情况-{year}年.xlsx")


@bp.route("/plans/edit", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_DECIDE)
def edit_plan():
    organization, year = _committee(), _year()
    if organization.kind is not OrganizationKind.COMMITTEE:
        return _not_a_committee()
    plan = queries.plan(g.scope, organization.id, year)
    form = PlanForm(obj=plan, draft=drafts.of_reader())

    def save():
        if plan:
            form.check_fresh(plan)
        actions.write_plan(organization, year, plan, **form.facts())

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("已保存。", "success")
        return go(url_for(".plans", year=year))
    return page(
        "development/plans/edit.html",
        block="form",
        form=form,
        organization=organization,
        year=year,
        standing=_standing(organization, year),
        before=queries.plan(g.scope, organization.id, year - 1),
        basis=rule("DEV-35"),
        status=form.status,
    )


@bp.get("/plans/report.pdf")
@requires(Can.DEVELOPMENT_DECIDE)
def plan_paper():
    organization, year = _committee(), _year()
    if (plan := queries.plan(g.scope, organization.id, year)) is None:
        flash("还没有这一年的计划，先写好再打印。", "warning")
        return go(url_for(".plans", year=year))
    sheet = sheets.plan_report(organization, plan, _standing(organization, year))
    return answer(
        "year_report", [sheet], f"{sheet.title}-{organization.name}.pdf", organization.path
    )


@bp.route("/analysis/edit", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_DECIDE)
def edit_analysis():
    organization, year, day = _committee(), _year(), clock.today()
    if organization.kind is not OrganizationKind.COMMITTEE:
        return _not_a_committee()
    analysis = queries.analysis(g.scope, organization.id, year)
    found = figures.activists(queries.activists(g.scope, organization.path), day)
    form = AnalysisForm(obj=analysis, draft=drafts.of_reader())
    if request.method == "GET" and not analysis and not form.restored:
        form.analysed_on.data = day if day.year == year else None
        form.content.data = found.text if day.year == year else ""

    def save():
        if analysis:
            form.check_fresh(analysis)
        total = analysis.activists if analysis else found.total
        actions.analyse(organization, year, analysis, activists=total, **form.facts())

    if form.accepts(save):
        drafts.drop(current_user.id)
        flash("已保存。", "success")
        return go(url_for(".plans", year=year))
    return page(
        "development/plans/analysis.html",
        block="form",
        form=form,
        organization=organization,
        year=year,
        found=found,
        basis=rule("DEV-06"),
        status=form.status,
    )


@bp.get("/analysis/report.pdf")
@requires(Can.DEVELOPMENT_DECIDE)
def analysis_paper():
    organization, year, day = _committee(), _year(), clock.today()
    if (analysis := queries.analysis(g.scope, organization.id, year)) is None:
        flash("还没有这一年的分析，先写好再打印。", "warning")
        return go(url_for(".plans", year=year))
    found = figures.activists(queries.activists(g.scope, organization.path), day)
    same_day = analysis.analysed_on == day
    sheet = sheets.analysis_report(organization, analysis, found if same_day else None)
    return answer(
        "year_report", [sheet], f"{sheet.title}-{organization.name}.pdf", organization.path
    )


def _lines(year):
    """(committee, plan, figures, analysis) of every committee in scope."""
    committees = [
        one for one in organizations.tree(g.scope) if one.kind is OrganizationKind.COMMITTEE
    ]
    found = figures.standings(
        [one.path for one in committees],
        queries.accepted(g.scope, year),
        queries.stages(g.scope),
    )
    plans, analyses = queries.plans(g.scope, year), queries.analyses(g.scope, year)
    return [(one, plans.get(one.id), found[one.path], analyses.get(one.id)) for one in committees]


def _standing(organization, year):
    scope = Scope(frozenset({organization.path}))
    found = figures.standings(
        [organization.path], queries.accepted(scope, year), queries.stages(scope)
    )
    return found[organization.path]


def _committee():
    wanted = number("organization")
    return (wanted and organizations.one(g.scope, wanted)) or abort(404)


def _not_a_committee():
    flash("年度计划、报告和分析由党委作出。", "warning")
    return go(url_for(".plans"))


def _years():
    this = clock.today().year
    return range(this + 1, this - 5, -1)


def _year():
    asked = number("year", clock.today().year)
    return asked if asked in _years() else abort(404)
