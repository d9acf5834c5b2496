"""Addresses of demands: remind those who owe, return a record, answer it, the burden account."""

from datetime import date

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import Scope
from app.core import clock
from app.core.forms import YEARS, PortalForm
from app.core.web import go, number, page
from app.findings import bp
from app.findings import queries as findings
from app.findings.demands import actions, queries, records
from app.findings.demands.forms import ReplyToReturnForm, ReturnForm
from app.findings.engine import State
from app.organizations import queries as organizations
from app.rules.dates import Period, PeriodKind, add_months

MONTHS = 12
PAGE = 50


@bp.post("/urge")
@requires(Can.BRANCHES_URGE)
def urge():
    """Of one organisation or a whole subtree: all that is late (or near its day), or one duty."""
    top = organizations.one(g.scope, number("organization") or 0) or abort(404)
    duty, today = request.args.get("duty", "")[:100], clock.today()
    state = State.SOON if request.args.get("state") == State.SOON else State.LATE
    form = PortalForm()

    def send():
        asker = _asker(top)
        made = actions.urge(asker, findings.owing(_below(top), today, state, duty), by=_me())
        branches = len({one.organization_id for one in made})
        flash(f"已催办 {branches} 个组织、{len(made)} 件事。", "success")

    if not form.accepts(send):
        flash("".join(form.form_errors) or "没有催办，请再试一次。", "info")
    return go(url_for(".show", organization_id=top.id, duty=duty or None, state=state.value))


@bp.route("/returns/new", methods=["GET", "POST"])
@requires(Can.BRANCHES_URGE)
def send_back():
    wanted = request.args.get("record") or abort(400)
    record = records.find(g.scope, wanted[:120]) or abort(404)
    form = ReturnForm(fields=record.fields)

    def send():
        actions.send_back(
            _asker(record.organization), record, field=form.field.data, reason=form.reason.data,
            by=_me(),
        )  # fmt: skip

    if form.accepts(send):
        flash("已退回，支部的待办里会列出要改的地方。", "success")
        return go(record.address)
    return page(
        "findings/demands/return.html", block="form", form=form, record=record, status=form.status
    )


@bp.route("/returns/<int:demand_id>", methods=["GET", "POST"])
@requires(Can.FINDINGS_ANSWER)
def answer_return(demand_id):
    demand = queries.one(g.scope, demand_id) or abort(404)
    form = ReplyToReturnForm()
    if form.accepts(lambda: actions.answer(demand, text=form.text.data, by=_me())):
        flash("已答复。", "success")
        return go(demand.address)
    return page(
        "findings/demands/answer.html", block="form", form=form, demand=demand, status=form.status
    )


@bp.get("/burden")
@requires(Can.ORGANIZATIONS_VIEW)
def burden():
    month, today = _month(request.args.get("month")), clock.today()
    first = number("from", 0)
    known = [add_months(date(today.year, today.month, 1), -n) for n in range(MONTHS)]
    return page(
        "findings/demands/burden.html",
        month=month,
        known=[Period.of(PeriodKind.MONTH, one) for one in known],
        burdens=queries.burdens(g.scope, month.start, month.end),
        demands=queries.listed(g.scope, month.start, month.end, limit=PAGE, offset=first),
        first=first,
        size=PAGE,
    )


def _month(text) -> Period:
    """The month named 2026-11, or this one; so for years of which there are no records."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = clock.today()
    return Period.of(PeriodKind.MONTH, first if first.year in YEARS else clock.today())


def _asker(organization):
    """On whose behalf the reader asks: the organisation whose post gives the right, the nearest."""
    roots = [root for root in g.scope.roots if organization.path.startswith(root)]
    return organizations.by_path(g.scope, max(roots, key=len)) or abort(404)


def _below(organization):
    return Scope(frozenset({organization.path}))


def _me():
    return current_user._get_current_object()
