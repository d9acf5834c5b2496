"""Addresses of study hours: a branch's list, the overview above it, a proof, how they count."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.access.scope import EVERYTHING
from app.core import charts, clock
from app.core.tables import workbook, xlsx_response
from app.core.web import go, page
from app.meetings.desk import pick
from app.members import queries as members
from app.members.hours import sources
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.registry import rule
from app.rules.study import target
from app.training import bp, builders, loading, pictures
from app.training.hours import actions, entered, queries, standing
from app.training.hours.forms import CountingForm

OVERVIEW = ("党支部", "党员（人）", "不作硬性要求", "学时合计", "人均", "到现在不足", "已够全年")
OVERVIEW_WIDTHS = (34, 12, 14, 12, 10, 12, 12)


@bp.get("/hours")
@requires(Can.TRAINING_VIEW)
def branch_hours():
    branches, year = loading.branches(g.scope), _year()
    branch = pick(branches, request.args.get("organization")) or abort(404)
    return page(
        "training/hours/branch.html",
        branch=branch,
        branches=branches,
        year=year,
        years=_years(),
        lines=_lines(branch, year),
        sources=sources(),
        counting=bool(queries.recording(g.scope, [branch.id], year)),
        targets=[target(on_committee=seat, year=year) for seat in (False, True)],
        counted=entered.counting(EVERYTHING, branch),
        edits=current_user.may(Can.HOURS_EDIT, branch.path),
        bases=[rule("ED-31"), rule("ED-32"), rule("TR-04")],
    )


@bp.get("/hours.xlsx")
@requires(Can.TRAINING_VIEW)
def branch_hours_table():
    branches, year = loading.branches(g.scope), _year()
    branch = pick(branches, request.args.get("organization")) or abort(404)
    rows = [standing.row(line, sources()) for line in _lines(branch, year)]
    data = workbook(f"{year}年学时", standing.headings(sources()), rows, list(standing.WIDTHS))
    return xlsx_response(data, f"{year}年学时-{branch.long_name}.xlsx")


@bp.get("/hours/overview")
@requires(Can.TRAINING_VIEW)
def hours_overview():
    year = _year()
    rows = _summed(year)
    return page(
        "training/hours/overview.html",
        year=year,
        years=_years(),
        rows=rows,
        counting=queries.recording(g.scope, [branch.id for branch, _ in rows], year),
        top=organizations.top(g.scope),
    )


@bp.get("/hours/overview.xlsx")
@requires(Can.TRAINING_VIEW)
def hours_overview_table():
    year = _year()
    rows = [
        [b.long_name, s.asked + s.exempt, s.exempt, s.hours, mean(s), s.short, s.whole]
        for b, s in _summed(year)
    ]
    data = workbook(f"{year}年学时", list(OVERVIEW), rows, list(OVERVIEW_WIDTHS))
    return xlsx_response(data, f"{year}年各支部学时.xlsx")


@bp.get("/hours/overview.svg")
@requires(Can.TRAINING_VIEW)
def hours_picture():
    rows = [(branch.long_name, one) for branch, one in _summed(_year())]
    return charts.chart_response(pictures.hours(rows) or abort(404))


@bp.get("/hours/<int:member_id>/proof.pdf")
@requires(Can.TRAINING_VIEW)
def proof_paper(member_id):
    member, year = members.one(g.scope, member_id) or abort(404), _year()
    sheet = builders.proof(member, year, clock.today())
    return answer(
        "hours_proof", [sheet], f"{year}年学时证明-{member.name}.pdf", member.organization.path
    )


@bp.get("/hours/<int:member_id>/register.xlsx")
@requires(Can.TRAINING_VIEW)
def register_table(member_id):
    return register(members.one(g.scope, member_id) or abort(404), _year())


@bp.get("/mine/register.xlsx")
@signed_in
def own_register():
    return register(members.of_person(EVERYTHING, current_user.person_id) or abort(404), _year())


@bp.route("/counting/<int:organization_id>", methods=["GET", "POST"])
@requires(Can.RULES_EDIT)
def counting(organization_id):
    """How hours are counted from here downwards; without an own word, as above."""
    organization = organizations.one(g.scope, organization_id) or abort(404)
    words = entered.counting_words(g.scope, organization)
    own = next((one for one in words if one.organization_id == organization.id), None)
    form = CountingForm(obj=own)
    if request.method == "GET" and own is None:
        now = entered.counting(g.scope, organization)
        form.whole_day.data, form.half_day.data, form.one_hour.data = now

    def save():
        if own:
            form.check_fresh(own)
        actions.count(organization, own, **form.facts())

    if "drop" in request.form and own:
        if form.accepts(lambda: actions.count_as_above(own)):
            flash("已按上级的折算办法。", "success")
            return go(url_for(".counting", organization_id=organization_id))
    elif form.accepts(save):
        flash("已保存。以后登记的课次按新的办法算，已经登记的不变。", "success")
        return go(url_for(".counting", organization_id=organization_id))
    return page(
        "training/hours/counting.html",
        block="form",
        form=form,
        organization=organization,
        own=own,
        above=next((one for one in words if one is not own), None),
        basis=rule("ED-31"),
        status=form.status,
    )


def register(member, year):
    """学习培训登记表 of one member and year."""
    headings, widths = list(builders.ENTRY_HEADINGS), list(builders.ENTRY_WIDTHS)
    data = workbook(f"{year}年学习培训登记表", headings, builders.register(member, year), widths)
    return xlsx_response(data, f"{year}年学习培训登记表-{member.name}.xlsx")


def mean(summed) -> float:
    """Hours a head, to one decimal."""
    people = summed.asked + summed.exempt
    return round(summed.hours / people, 1) if people else 0


def _summed(year):
    found = queries.summed(g.scope, year, clock.today())
    nothing = queries.Summed(0, 0, 0, 0, 0)
    return [(one, found.get(one.id, nothing)) for one in loading.branches(g.scope)]


def _lines(branch, year):
    """Seats as they are today. Hours go with the person: those earned in another branch count."""
    students = queries.students(g.scope, [branch.id], clock.today())
    earned = queries.earned(g.scope, [branch.id], year)
    return standing.lines(students, earned, year, clock.today())


def _years():
    this = clock.today().year
    return range(this, this - 6, -1)


def _year():
    year = loading.year()
    return year if year in _years() else abort(404)
