"""Addresses of assessments for the committee: set up, items, marks, result, objections, papers."""

from flask import abort, flash, g, request, url_for

from app.access.policy import Can, requires
from app.core import clock
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number, page, year_asked
from app.debriefs import bp
from app.debriefs.assessment import actions, builders, queries
from app.debriefs.assessment.forms import (
    SUBJECTS,
    USUAL,
    AnswerForm,
    AssessmentForm,
    ItemsForm,
    ShowForm,
    entry_form,
)
from app.debriefs.facts import year_of_report
from app.debriefs.rounds.queries import committees
from app.papers.answering import answer
from app.rules.assessment import Result, Subject, arithmetic
from app.rules.registry import rule


@bp.get("/assessments/")
@requires(Can.ASSESSMENTS_RUN)
def assessments():
    return page(
        "debriefs/assessments/index.html",
        assessments=queries.listed(g.scope),
        basis=rule("EV-09"),
        linked=rule("EV-10"),
    )


@bp.route("/assessments/new", methods=["GET", "POST"])
@requires(Can.ASSESSMENTS_RUN)
def new_assessment():
    day = clock.today()
    places = {one.id: one for one in committees(g.scope, day)}
    committee = places.get(number("organization")) or next(iter(places.values()), None)
    year, subject = year_asked(year_of_report(day)), _subject()
    chosen = queries.candidates(g.scope, committee or abort(404), subject, day)
    form, made = AssessmentForm(), []
    form.branches.offer((one.key, one.label) for one in chosen)
    if request.method == "GET":
        form.branches.data = [one.key for one in chosen if one.usual]

    def save():
        ticked = [one for one in chosen if one.key in form.branches.data]
        made.append(actions.set_up(committee, year, subject, ticked, list(USUAL)))

    if form.accepts(save):
        flash("已建好，请先核对考核项目和权重。", "success")
        return go(url_for(".assessment_items", assessment_id=made[0].id))
    return page(
        "debriefs/assessments/new.html",
        block="form",
        form=form,
        committee=committee,
        places=list(places.values()),
        year=year,
        years=(day.year, day.year - 1),
        subject=subject,
        subjects=SUBJECTS,
        status=form.status,
    )


@bp.get("/assessments/<int:assessment_id>")
@requires(Can.ASSESSMENTS_RUN)
def assessment(assessment_id):
    return _show(_load(assessment_id), ShowForm(formdata=None))


@bp.route("/assessments/<int:assessment_id>/items", methods=["GET", "POST"])
@requires(Can.ASSESSMENTS_RUN)
def assessment_items(assessment_id):
    made = _load(assessment_id)
    if request.method == "GET":
        form = ItemsForm(data={"capped": made.capped, "uncapped_why": made.uncapped_why,
                               "version": str(made.version)})  # fmt: skip
        form.fill(made.items)
    else:
        form = ItemsForm()
    more = request.method == "POST" and "add" in request.form
    if more:
        form.grow()

    def save():
        form.check_fresh(made)
        actions.cap(made, capped=form.capped.data, why=form.uncapped_why.data or "")
        actions.weigh(made, form.rows())

    if not more and (not form.is_submitted() or form.complete()) and form.accepts(save):
        flash("考核项目和权重已保存。", "success")
        return go(url_for(".assessment", assessment_id=assessment_id))
    return page(
        "debriefs/assessments/items.html",
        block="form",
        form=form,
        assessment=_load(assessment_id),
        weights=rule("EV-08"),
        cap=rule("EV-09"),
        status=200 if more else form.status,
    )


@bp.route("/assessments/entries/<int:entry_id>", methods=["GET", "POST"])
@requires(Can.ASSESSMENTS_RUN)
def entry(entry_id):
    one = queries.entry(g.scope, entry_id) or abort(404)
    made, day = one.assessment, clock.today()
    _load(made.id)
    beside = _evidence(made, [one])[one.organization_id]
    form = entry_form(one, made.items)

    def save():
        form.check_fresh(one)
        marks = {item.id: form[f"mark_{item.id}"].data for item in made.items}
        grade = Result(form.grade.data) if form.grade.data else None
        actions.mark(one, marks, grade=grade, remark=form.remark.data or "", overall=beside.overall)

    if form.accepts(save):
        flash("已保存。", "success")
        return go(url_for(".assessment", assessment_id=one.assessment_id))
    one = queries.entry(g.scope, entry_id)
    return page(
        "debriefs/assessments/entry.html",
        block="form",
        form=form,
        entry=one,
        assessment=one.assessment,
        beside=beside,
        record=queries.record(g.scope, one.organization, one.assessment.year, day),
        sum=arithmetic(one.halves(one.assessment.items), one.assessment.weights),
        day=day,
        cap=rule("EV-09"),
        status=form.status,
    )


@bp.post("/assessments/<int:assessment_id>/show")
@requires(Can.ASSESSMENTS_RUN)
def show_result(assessment_id):
    made, form = _load(assessment_id), ShowForm()
    entries = queries.entries(g.scope, made)
    overall = {key: one.overall for key, one in _evidence(made, entries).items() if one.overall}
    if form.accepts(lambda: actions.show(
        made, entries, overall, until=form.objections_until.data
    )):  # fmt: skip
        flash("结果已反馈，被考核的人登录后可以看到自己的结果。", "success")
        return go(url_for(".assessment", assessment_id=assessment_id))
    return _show(_load(assessment_id), form, status=422)


@bp.post("/assessments/<int:assessment_id>/finish")
@requires(Can.ASSESSMENTS_RUN)
def finish_assessment(assessment_id):
    made, form = _load(assessment_id), ShowForm()
    del form.objections_until
    entries = queries.entries(g.scope, made)
    if form.accepts(lambda: actions.finish(made, entries)):
        flash("考核结果已确定。", "success")
    else:
        flash("".join(form.form_errors) or "请重新打开页面后再试。", "danger")
    return go(url_for(".assessment", assessment_id=assessment_id))


@bp.route("/assessments/objections/<int:objection_id>", methods=["GET", "POST"])
@requires(Can.ASSESSMENTS_RUN)
def objection(objection_id):
    asked, form = queries.objection(g.scope, objection_id) or abort(404), AnswerForm()
    made = asked.entry.assessment
    assessment_id = _load(made.id).id
    if form.accepts(lambda: actions.reply(
        asked, answer=form.answer.data, upheld=form.upheld.data == "yes"
    )):  # fmt: skip
        flash("已答复。", "success")
        return go(url_for(".assessment", assessment_id=assessment_id))
    return page(
        "debriefs/assessments/objection.html",
        block="form",
        form=form,
        objection=queries.objection(g.scope, objection_id),
        status=form.status,
    )


@bp.get("/assessments/<int:assessment_id>/result.pdf")
@requires(Can.ASSESSMENTS_RUN)
def result_paper(assessment_id):
    made, sheet = _sheet(assessment_id)
    path = made.organization.path
    return answer("assessment_result", [sheet], f"{_named(made)}.pdf", path)


@bp.get("/assessments/<int:assessment_id>/result.xlsx")
@requires(Can.ASSESSMENTS_RUN)
def result_table(assessment_id):
    made, sheet = _sheet(assessment_id)
    rows = [builders.cells(row) for row in sheet.rows]
    return xlsx_response(
        workbook("考核结果", builders.headings(made), rows), f"{_named(made)}.xlsx"
    )


def _show(made, form, status=200):
    entries = queries.entries(g.scope, made)
    beside = _evidence(made, entries)
    return page(
        "debriefs/assessments/show.html",
        assessment=made,
        entries=entries,
        beside=beside,
        sheet=builders.result(made, entries, beside, clock.today()),
        objections=[one for entry in entries for one in entry.objections],
        form=form,
        cap=rule("EV-09"),
        status=status,
    )


def _sheet(assessment_id):
    made = _load(assessment_id)
    entries = queries.entries(g.scope, made)
    return made, builders.result(made, entries, _evidence(made, entries), clock.today())


def _evidence(made, entries):
    return queries.evidence(g.scope, [one.organization for one in entries], made.year)


def _load(assessment_id):
    return queries.one(g.scope, assessment_id) or abort(404)


def _subject():
    asked = request.args.get("subject", Subject.CADRE.value)
    return Subject(asked) if asked in set(Subject) else abort(404)


def _named(made):
    return f"{made.title}结果表-{made.organization.name}"
