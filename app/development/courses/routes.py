"""Addresses of the training register: courses, trainees, results, certificates, tables."""

from flask import abort, flash, g, request, url_for

from app.access.policy import Can, requires
from app.core import clock
from app.core.forms import PortalForm, clean_line
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number, page
from app.development import bp
from app.development.courses import actions, queries, sheets
from app.development.courses.forms import CourseForm
from app.development.models.courses import CourseKind, CourseLevel
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

YEARS = 5
MOST_AT_ONCE = 200


@bp.get("/courses")
@requires(Can.DEVELOPMENT_DECIDE)
def courses():
    this = clock.today().year
    year = number("year", this)
    lines = queries.listed(g.scope, year) if 1949 <= year <= 2199 else abort(404)
    return page(
        "development/courses/index.html",
        lines=lines,
        year=year,
        years=range(this + 1, this - YEARS, -1),
        basis=rule("DEV-12"),
    )


@bp.route("/courses/new", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_DECIDE)
def new_course():
    hosts = _hosts()
    form, made = CourseForm(), []
    form.organization_id.offer((one.id, one.name) for one in hosts)
    if request.method == "GET" and hosts:
        own = next((one for one in hosts if one.path in g.scope.roots), hosts[0])
        form.organization_id.data = str(own.id)
        form.level.data = (CourseLevel.COLLEGE if own.parent_id else CourseLevel.SCHOOL).value
        form.kind.data = CourseKind.PROSPECT.value

    def save():
        facts = form.facts()
        wanted = facts.pop("organization_id")
        made.append(actions.hold(next(o for o in hosts if str(o.id) == wanted), **facts))

    if form.accepts(save):
        flash("已建班，接着选学员。", "success")
        return go(url_for(".course", course_id=made[0].id))
    return page("development/courses/edit.html", block="form", form=form, status=form.status)


@bp.get("/courses/<int:course_id>")
@requires(Can.DEVELOPMENT_DECIDE)
def course(course_id):
    return _shown(_load(course_id))


@bp.route("/courses/<int:course_id>/edit", methods=["GET", "POST"])
@requires(Can.DEVELOPMENT_DECIDE)
def edit_course(course_id):
    one = _load(course_id)
    form = CourseForm(obj=one)
    del form.organization_id

    def save():
        form.check_fresh(one)
        actions.edit(one, **form.facts())

    if form.accepts(save):
        flash("已保存。", "success")
        return go(url_for(".course", course_id=course_id))
    return page(
        "development/courses/edit.html", block="form", form=form, course=one, status=form.status
    )


@bp.post("/courses/<int:course_id>/trainees")
@requires(Can.DEVELOPMENT_DECIDE)
def enter_trainees(course_id):
    one, chosen = _load(course_id), set(request.form.getlist("member", type=int))
    members = [m for m in queries.candidates(g.scope, one) if m.id in chosen]
    form = PortalForm()
    if not members:
        flash("请先勾选学员。", "warning")
    elif form.accepts(lambda: actions.enter(one, members)):
        flash(f"已加入 {len(members)} 人。", "success")
    else:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".course", course_id=course_id))


@bp.post("/courses/<int:course_id>/results")
@requires(Can.DEVELOPMENT_DECIDE)
def grade_trainees(course_id):
    one = _load(course_id)
    found = queries.trainees(g.scope, one)
    form = PortalForm()
    if not form.accepts(lambda: _grade(one, found)):
        return _shown(one, messages=form.form_errors, status=422)
    chosen = {trainee.id for trainee in found} if "record" in request.form else set()
    if not chosen:
        flash("已保存结果。", "success")
        return go(url_for(".course", course_id=course_id))
    passed = actions.recordable(found, chosen)
    before = queries.trained(g.scope, [trainee.member_id for trainee in passed])
    passed = [trainee for trainee in passed if trainee.member_id not in before]
    files = queries.open_files(g.scope, [trainee.member_id for trainee in passed])
    done, refused = actions.record_step(one, passed, files)
    if not passed:
        flash("结果已保存；合格的人都已记过第 11 步。", "success")
    if done:
        flash(f"已记入第 11 步：{'、'.join(done)}。", "success")
    if not refused:
        return go(url_for(".course", course_id=course_id))
    return _shown(one, refused=refused)


@bp.post("/courses/<int:course_id>/remove")
@requires(Can.DEVELOPMENT_DECIDE)
def remove_trainee(course_id):
    one, wanted = _load(course_id), request.form.get("trainee", type=int)
    trainee = next((t for t in queries.trainees(g.scope, one) if t.id == wanted), None)
    form = PortalForm()
    if trainee and form.accepts(lambda: actions.remove(trainee)):
        flash("已移出。", "success")
    elif form.form_errors:
        flash("".join(form.form_errors), "danger")
    return go(url_for(".course", course_id=course_id))


@bp.get("/courses/<int:course_id>/certificates.pdf")
@requires(Can.DEVELOPMENT_DECIDE)
def certificates(course_id):
    one = _load(course_id)
    chosen = set(request.args.getlist("trainee", type=int))
    passed = [t for t in queries.trainees(g.scope, one) if t.passed]
    passed = [t for t in passed if not chosen or t.id in chosen][:MOST_AT_ONCE]
    if not passed:
        flash("还没有合格的学员，登记结果后再打印证明。", "warning")
        return go(url_for(".course", course_id=course_id))
    papers = [sheets.certificate(one, trainee) for trainee in passed]
    path = one.organization.path
    return answer("course_certificate", papers, f"培训证明-{one.name}.pdf", path)


@bp.get("/courses/<int:course_id>/trainees.xlsx")
@requires(Can.DEVELOPMENT_DECIDE)
def trainees_table(course_id):
    one = _load(course_id)
    rows = [sheets.table_row(trainee) for trainee in queries.trainees(g.scope, one)]
    data = workbook("学员名册", list(sheets.HEADINGS), rows, list(sheets.WIDTHS))
    return xlsx_response(data, f"学员名册-{one.name}.xlsx")


def _grade(course, found):
    for trainee in found:
        given = request.form.get(f"result-{trainee.id}")
        if given in set(actions.Result):
            note = (clean_line(request.form.get(f"note-{trainee.id}")) or "")[:100]
            actions.grade(course, trainee, actions.Result(given), note)


def _shown(one, *, refused=None, messages=(), status=200):
    found, others = queries.trainees(g.scope, one), queries.candidates(g.scope, one)
    members = [*(trainee.member_id for trainee in found), *(member.id for member in others)]
    recorded = one.kind is CourseKind.PROSPECT and queries.trained(g.scope, members)
    return page(
        "development/courses/show.html",
        course=one,
        trainees=found,
        candidates=others,
        recorded=recorded or set(),
        refused=refused or {},
        messages=messages,
        results=actions.Result,
        stage=queries.STAGES[one.kind],
        status=status,
    )


def _hosts():
    return [
        one
        for one in organizations.tree(g.scope)
        if one.kind is OrganizationKind.COMMITTEE and one.dissolved_on is None
    ]


def _load(course_id):
    return queries.one(g.scope, course_id) or abort(404)
