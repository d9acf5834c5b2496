"""Addresses of the secretaries' training: who has it, who is missing, one press to invite them."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import charts, clock
from app.core.errors import Refused
from app.core.tables import workbook, xlsx_response
from app.core.web import go, page
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.dates import Period, PeriodKind
from app.rules.meetings import DueState
from app.rules.registry import rule
from app.rules.secretaries import HALVES
from app.rules.training import CONCENTRATED, ClassKind, ClassState, PlaceState, check_host
from app.training import (
    bp,
    builders,
    loading,
    people,
    pictures,
    placing,
    queries,
    secretaries,
    targets,
)
from app.training.forms import InviteMissingForm


@bp.get("/secretaries")
@requires(Can.TRAINING_VIEW)
def secretaries_page():
    return _shown(_half())


@bp.post("/secretaries/invite")
@requires(Can.TRAINING_HOST)
def invite_missing():
    """One press: whoever is missing for the half-year, and has a seat nowhere else, is invited to
    an announced class."""
    half, form = _half(), _invitation()

    def save():
        training = queries.hosted(g.scope, int(form.class_id.data)) or abort(404)
        day = clock.today()
        ids = {one.person.id for one in secretaries.missing(g.scope, half, day)}
        seated = people.ahead_for(g.scope, ids, day).items()
        ids -= {key for key, place in seated if place.state is PlaceState.ENROLLED}
        asked = targets.of_people(g.scope, training, day, ids)
        if not asked:
            raise Refused("还缺的书记都已经邀请或者报名，不用再邀请。")
        placing.ask(training, asked, PlaceState.INVITED, by=loading.signed(training))
        made.append((training, len(asked)))

    made = []
    if form.accepts(save):
        flash(f"已邀请 {made[0][1]} 名书记，等本人确认。", "success")
        return go(url_for(".show", class_id=made[0][0].id))
    if form.form_errors or form.errors:
        messages = [*form.form_errors, *(m for each in form.errors.values() for m in each if m)]
        flash("".join(dict.fromkeys(messages)), "danger")
    return go(url_for(".secretaries_page", half=half.code))


@bp.get("/secretaries.pdf")
@requires(Can.TRAINING_VIEW)
def secretaries_paper():
    half, day = _half(), clock.today()
    found, top = _lines(half), organizations.top(g.scope) or abort(404)
    picture = pictures.printed(_picture(found, half))
    sheet = builders.statistics(found, top, half, picture, min(day, half.end))
    name = f"{half.label}党支部书记培训情况统计表.pdf"
    return answer("secretary_training", [sheet], name, top.path)


@bp.get("/secretaries.xlsx")
@requires(Can.TRAINING_VIEW)
def secretaries_table():
    half = _half()
    rows = [builders.statistics_row(one) for one in _lines(half)]
    data = workbook(
        half.label, list(builders.STATISTICS_HEADINGS), rows, list(builders.STATISTICS_WIDTHS)
    )
    return xlsx_response(data, f"{half.label}党支部书记培训情况统计表.xlsx")


@bp.get("/secretaries.svg")
@requires(Can.TRAINING_VIEW)
def secretaries_picture():
    half = _half()
    return charts.chart_response(_picture(_lines(half), half) or abort(404))


def _shown(half):
    found, day = _lines(half), clock.today()
    asked, done = secretaries.coverage(found, half)
    missing = [one for one in found if (o := one.of(half)) and o.state is not DueState.DONE]
    form = _invitation()
    return page(
        "training/secretaries.html",
        half=half,
        halves=_halves(),
        lines=found,
        asked=asked,
        done=done,
        missing=missing,
        answers=people.ahead_for(g.scope, [one.person.id for one in missing], day),
        form=form,
        holds=any(check_host(ClassKind.SECRETARY, one.kind) for one in loading.hosts()),
        invites=current_user.may(Can.TRAINING_HOST) and half == Period.of(PeriodKind.HALF, day),
        bases=[rule("BR-30"), rule("ED-03"), rule(HALVES), rule("TR-02")],
    )


def _lines(half):
    return secretaries.lines(g.scope, half.year, min(clock.today(), half.end))


def _picture(found, half):
    """One bar for each organisation above the branches."""
    units: dict[str, list] = {}
    for one in found:
        parent = one.branch.parent
        units.setdefault(parent.name if parent else one.branch.name, []).append(one)
    rows = [(name, *secretaries.coverage(each, half)) for name, each in units.items()]
    return pictures.coverage(rows)


def _invitation():
    form, day = InviteMissingForm(), clock.today()
    allowed = current_user.scope_for(Can.TRAINING_HOST)
    open_ones = [
        one
        for one in queries.ahead(allowed, CONCENTRATED, day)
        if one.state is ClassState.ANNOUNCED and one.enrol_until >= day
    ]
    form.class_id.offer((one.id, f"{one.title}（{one.organization.name}）") for one in open_ones)
    return form


def _halves():
    """This half-year and the five before it."""
    found = [Period.of(PeriodKind.HALF, clock.today())]
    while len(found) < 6:
        year, number = found[-1].year, found[-1].number
        found.append(
            Period(PeriodKind.HALF, year if number == 2 else year - 1, 1 if number == 2 else 2)
        )
    return found


def _half():
    """The half-year in the address, such as 2026-H2; this one where none is given."""
    asked = request.args.get("half")
    known = {one.code: one for one in _halves()}
    return known.get(asked) or abort(404) if asked else _halves()[0]
