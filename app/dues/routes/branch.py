"""Addresses of a branch's year: overview, twelve months, fixing in one press, collecting."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.errors import Refused
from app.core.forms import PortalForm
from app.core.web import go, number, page
from app.dues import bp, loading
from app.dues.actions import fixing, paying
from app.dues.actions.fixing import Income
from app.dues.actions.paying import Paid
from app.dues.forms import CollectForm, SettingForm
from app.dues.queries import arrears, books, figures, payers
from app.dues.rows import Shows, of_year_rows
from app.rules.dues.months import Handed, first_day, name, of_year, payable_until
from app.rules.dues.payers import FIXED_AMOUNT, Employer
from app.rules.dues.reckoning import reckon
from app.rules.registry import rule


@bp.get("/")
@requires(Can.DUES_VIEW)
def index():
    """Branches below with their sums, a page at a time; whoever has one branch goes to it."""
    year, start = loading.year(), number("from", 0)
    found = figures.branches(g.scope, start)
    places = found[: figures.PAGE]
    if len(found) == 1 and not start and current_user.may(Can.DUES_KEEP, found[0].path):
        return go(url_for(".branch", organization_id=found[0].id, year=year))
    until, ids = loading.last_month(year), [one.id for one in places]
    decides = current_user.scope_for(Can.DUES_DECIDE)
    return page(
        "dues/index.html",
        block="rows",
        year=year,
        years=loading.years(),
        places=places,
        above=figures.committees(g.scope),
        lines=figures.lines(g.scope, places, year, until),
        total=figures.total(g.scope, year, until),
        steps=arrears.steps(g.scope, loading.now(), (3, 6), ids),
        until=until,
        reductions=books.waiting_reductions(decides) if decides else [],
        requests=[one for one in books.waiting_requests(decides) if loading.decides(one.superior)]
        if decides
        else [],
        more=len(found) > figures.PAGE,
        start=start,
        step=figures.PAGE,
        basis=rule("DUE-31"),
    )


@bp.get("/branch/<int:organization_id>")
@requires(Can.DUES_KEEP)
def branch(organization_id):
    organization, year = loading.branch(organization_id), loading.year()
    rows = rows_of(organization, year)
    return page(
        "dues/branch.html",
        organization=organization,
        year=year,
        years=loading.years(),
        rows=rows,
        shows=Shows,
        settings=payers.settings(g.scope, organization),
        balance=books.balance(g.scope, organization),
        published=books.published(g.scope, organization, year),
        simple=[row for row in rows if _simple(row)],
        month=max(min(loading.now(), of_year(year).last), of_year(year).first),
        month_name=name,
        now=loading.now(),
        basis=rule("DUE-18"),
        fixing=rule("DUE-15"),
    )


@bp.post("/branch/<int:organization_id>/simple")
@requires(Can.DUES_KEEP)
def fix_simple(organization_id):
    """Fix everybody who pays a fixed amount and has no base of the year, in one press."""
    organization, year, form = loading.branch(organization_id), loading.year(), PortalForm()
    told = []

    def save():
        settings = payers.settings(g.scope, organization)
        rows = [row for row in rows_of(organization, year) if _simple(row)]
        if not rows:
            raise Refused("没有等着按定额核定的人。")
        due = reckon(rows[0].proposed, settings.employer, {}, first_day(of_year(year).first))
        lines = []
        for row in rows:
            income = Income(row.proposed, settings.employer, {}, row.first)
            fixing.checked(organization, row.member.joined_on, year, income, settings)
            lines.append((row.member.person, income, due))
        told.append(len(fixing.fix_many(organization, year, lines, by=current_user.name)))

    if form.accepts(save):
        flash(f"已核定 {told[0]} 人，每月 0.2 元。", "success")
    else:
        flash("".join(form.form_errors), "info")
    return go(url_for(".branch", organization_id=organization_id, year=year))


@bp.route("/branch/<int:organization_id>/collect", methods=["GET", "POST"])
@requires(Can.DUES_KEEP)
def collect(organization_id):
    """One month of the whole branch: everybody who has not paid is listed, and ticked who is not
    behind with the months before."""
    organization, year = loading.branch(organization_id), loading.year()
    month = number("month", loading.now())
    if not of_year(year).first <= month <= of_year(year).last:
        abort(404)
    rows = rows_of(organization, year)
    place = month - of_year(year).first
    asked = {
        row.member.person_id: row
        for row in rows
        if row.cells[place].shows in (Shows.OWED, Shows.NOW, Shows.AHEAD)
        and not row.gone
        and month <= payable_until(loading.now(), row.quarterly_in(month))
    }
    form = CollectForm(data={"paid_on": clock.today()} if request.method == "GET" else None)
    behind = {key: row.owed_before(month) for key, row in asked.items()}
    form.offer((key, row.cells[place].due, not behind[key]) for key, row in asked.items())

    def save():
        paid = _ticked(form, asked, month)
        paying.pay(organization, paid, form.paid_on.data, by=current_user.name)
        flash(f"已登记 {len(paid)} 人交纳{name(month)}党费。", "success")

    if form.accepts(save):
        return go(url_for(".branch", organization_id=organization_id, year=year))
    return page(
        "dues/collect.html",
        block="form",
        organization=organization,
        year=year,
        month=month,
        month_name=name(month),
        months=[(one, name(one)) for one in _payable(rows, of_year(year))],
        form=form,
        asked=asked,
        behind=behind,
        short=[row.member for row in rows if row.cells[place].shows is Shows.SHORT],
        settled=sum(1 for row in rows if row.cells[place].shows is Shows.PAID),
        unfixed=[row.member for row in rows if not row.fixed and row.first and not row.gone],
        basis=rule("DUE-18"),
        forbidden=rule("DUE-21"),
        status=form.status,
    )


@bp.route("/settings/<int:organization_id>", methods=["GET", "POST"])
@requires(Can.RULES_EDIT)
def settings(organization_id):
    organization = loading.organization(organization_id)
    own = payers.own_setting(g.scope, organization)
    holds = payers.settings(g.scope, organization)
    form = SettingForm(obj=own) if own else SettingForm(data=_as_typed(holds))

    def save():
        if own:
            form.check_fresh(own)
        fixing.settle(own, organization, **form.facts())

    if form.accepts(save):
        flash("已保存。以后核定的按新设置计算，已核定的不变。", "success")
        return go(url_for(".settings", organization_id=organization_id))
    return page(
        "dues/settings.html",
        block="form",
        organization=organization,
        form=form,
        own=own,
        holds=holds,
        rules=[rule(one) for one in ("DUE-C1", "DUE-12", "DUE-C4", "DUE-15", "DUE-16")],
        status=form.status,
    )


def rows_of(organization, year):
    """The branch's year as rows, in a fixed number of statements."""
    span = of_year(year)
    return of_year_rows(
        payers.members(g.scope, organization),
        payers.left(g.scope, organization, span),
        payers.bases(g.scope, organization, year),
        payers.months(g.scope, organization, span),
        year,
        loading.now(),
    )


def _simple(row):
    return not row.fixed and not row.gone and row.first and row.proposed in FIXED_AMOUNT


def _ticked(form, asked, month):
    paid = []
    for entry in form.rows.entries:
        one = entry.form
        row = asked.get(int(one.person_id.data)) if (one.person_id.data or "").isdecimal() else None
        if not one.took.data:
            continue
        if row is None:
            raise Refused("名单刚刚有变动，请重新打开页面再登记。")
        paid.append(
            Paid(
                row.member.person,
                month,
                one.amount.data,
                Handed(one.handed.data),
                one.handed_by.data or "",
                one.note.data or "",
            )
        )
    return paid


def _as_typed(holds):
    return {
        "unit": holds.rounding.unit.value,
        "way": holds.rounding.way.value,
        "employer": Employer(holds.employer).value,
        "start": holds.start.value,
        "follows_pay": holds.follows_pay,
    }


def _payable(rows, span):
    """The months of the year that somebody here may pay for now."""
    now = loading.now()
    last = max((payable_until(now, bool(r.now and r.now.quarterly)) for r in rows), default=now)
    return range(span.first, min(last, span.last) + 1)
