"""Addresses of reports: the year's list, starting one, reading, returning, confirming."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.forms import PortalForm
from app.core.web import go, number, page
from app.debriefs import actions, bp, queries
from app.debriefs.facts import facts, year_of_report
from app.debriefs.forms import ConfirmForm, ReturnForm
from app.debriefs.past import past_facts
from app.debriefs.rounds import actions as round_actions
from app.debriefs.rounds import queries as rounds
from app.debriefs.routes.loading import items_of, outline_of, readable, report, round_of
from app.organizations import queries as organizations
from app.rules.organizations import OrganizationKind, PostKind
from app.rules.rectification import urgency
from app.rules.registry import rule

YEARS = 5


@bp.get("/")
@requires(Can.DEBRIEFS_VIEW)
def index():
    day = clock.today()
    year = _year()
    own = current_user.scope_for(Can.DEBRIEFS_WRITE)
    judged = current_user.scope_for(Can.DEBRIEFS_JUDGE)
    return page(
        "debriefs/index.html",
        branches=organizations.branches(g.scope, day),
        secretaries=organizations.holders(g.scope, day, PostKind.SECRETARY),
        reports=queries.of_year(g.scope, year),
        mine=queries.listed(own) if own else [],
        own=own,
        rounds=rounds.listed(judged) if judged else [],
        judges=judged,
        assesses=current_user.may(Can.ASSESSMENTS_RUN),
        year=year,
        years=_years(),
        basis=rule("EV-02"),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.DEBRIEFS_WRITE)
def new():
    year, branch = _year(), _branch(number("organization"))
    if started := queries.of_branch(g.scope, branch, year):
        return go(url_for(".show", debrief_id=started.id))
    record = queries.record(g.scope, branch, year, clock.today())
    past = queries.past(g.scope, branch, year)
    form, made = PortalForm(), []
    if form.accepts(lambda: made.append(actions.start(branch, current_user.person, record, past))):
        return go(url_for(".edit", debrief_id=made[0].id))
    return page(
        "debriefs/new.html",
        block="form",
        form=form,
        branch=branch,
        year=year,
        years=_years(),
        facts=facts(record),
        past=past_facts(past),
        held=rounds.governing(g.scope, branch, year),
        status=form.status,
    )


@bp.get("/<int:debrief_id>")
@requires(Can.DEBRIEFS_VIEW)
def show(debrief_id):
    return _show(report(debrief_id), ConfirmForm(formdata=None))


@bp.route("/<int:debrief_id>/return", methods=["GET", "POST"])
@requires(Can.BRANCHES_OVERSEE)
def send_back(debrief_id):
    debrief, form = report(debrief_id), ReturnForm()
    form.field.offer([("", "整份报告"), *((s.key, s.title) for s in outline_of(round_of(debrief))),
                      ("promises", "整改措施清单")])  # fmt: skip
    hearing = rounds.hearing(g.scope, debrief.organization, debrief.year)
    heard = bool(hearing and hearing.delivered_on)
    if form.accepts(lambda: actions.send_back(
        debrief, reason=form.reason.data, field=form.field.data, heard=heard
    )):  # fmt: skip
        flash("已退回，书记修改后会重新提交。", "success")
        return go(url_for(".show", debrief_id=debrief_id))
    return page(
        "debriefs/return.html", block="form", form=form, debrief=debrief, status=form.status
    )


@bp.post("/<int:debrief_id>/confirm")
@requires(Can.DEBRIEFS_WRITE)
def confirm(debrief_id):
    debrief, form = report(debrief_id), ConfirmForm()
    hearing = rounds.hearing(g.scope, debrief.organization, debrief.year)
    if form.accepts(lambda: round_actions.confirm(hearing, reply=form.reply.data)):
        flash("已确认收到反馈。", "success")
        return go(url_for(".show", debrief_id=debrief_id))
    return _show(report(debrief_id), form, status=422)


def _show(debrief, form, status=200):
    day, path = clock.today(), debrief.organization.path
    held = round_of(debrief)
    hearing = rounds.hearing(g.scope, debrief.organization, debrief.year)
    writes, judges = (current_user.may(c, path) for c in (Can.DEBRIEFS_WRITE, Can.DEBRIEFS_JUDGE))
    items = items_of(debrief) if readable(debrief) else []
    return page(
        "debriefs/show.html",
        debrief=debrief,
        readable=readable(debrief),
        sections=debrief.sections(outline_of(held)),
        returned={s.key: s.title for s in outline_of(held)}.get(debrief.returned_field, ""),
        held=held,
        hearing=hearing if writes or judges else None,
        writes=writes,
        judges=judges and held and current_user.may(Can.DEBRIEFS_JUDGE, held.organization.path),
        items=items,
        urgencies={item.id: urgency(item.state, item.due_on, day) for item in items},
        form=form,
        status=status,
    )


def _years():
    this = clock.today().year
    return range(this, this - YEARS, -1)


def _year():
    asked = number("year", year_of_report(clock.today()))
    return asked if asked in _years() else abort(404)


def _branch(organization_id):
    """The branch asked for; a secretary who did not say is given the own one."""
    if organization_id is None:
        own = organizations.branches(g.scope, clock.today())
        return own[0] if own else abort(404)
    branch = organizations.one(g.scope, organization_id)
    return branch if branch and branch.kind == OrganizationKind.BRANCH else abort(404)
