"""Addresses of one budget: written, sent, decided, adjusted, closed; its ledger on the page."""

from flask import flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.accounts.signing import signed
from app.core import clock, drafts
from app.core.forms import PortalForm
from app.core.web import go, number, page
from app.funds import books, bp, budgeting, loading, queries
from app.funds.forms import NONE as NEW_LINE
from app.funds.forms import AdjustForm, BudgetForm, CancelForm
from app.funds.routes import refuse_form, return_form, show
from app.rules.funds.kinds import CANCELLABLE, DRAFTED, BudgetState, LineKind
from app.rules.registry import rule

ENTRIES = 100


@bp.route("/organization/<int:organization_id>/budget", methods=["GET", "POST"])
@requires(Can.FUNDS_EDIT)
def write(organization_id):
    place, year = loading.organization(organization_id), loading.year()
    found = queries.of(g.scope, place, year)
    if found and found.state not in DRAFTED:
        return go(url_for(".organization", organization_id=organization_id, year=year))
    form = BudgetForm(obj=_opened(found), draft=drafts.of_reader())
    if not form.is_submitted() and not form.lines.entries:
        form.begin()
    more = "more" in request.form

    def save():
        if found:
            form.check_fresh(_opened(found))
        budgeting.draft(
            place, year, found, lines=form.planned, note=form.note.data or "",
            by=current_user.person_id,
        )  # fmt: skip

    if more:
        form.add()
    elif form.accepts(save):
        drafts.drop(current_user.id)
        flash("预算已保存，核对后报上级批复。", "success")
        return go(url_for(".organization", organization_id=organization_id, year=year))
    return page(
        "funds/write.html",
        block="form",
        form=form,
        organization=loading.organization(organization_id),
        year=year,
        budget=queries.of(g.scope, place, year) if found else None,
        local=rule("FU-01"),
        status=200 if more else form.status,
    )


@bp.post("/budget/<int:fund_budget_id>/send")
@requires(Can.FUNDS_EDIT)
def send(fund_budget_id):
    budget = loading.budget(fund_budget_id)
    return _act(budget, PortalForm(), "已报上级批复。", lambda: budgeting.send(
        budget, by=current_user.person_id
    ))  # fmt: skip


@bp.post("/budget/<int:fund_budget_id>/approve")
@requires(Can.FUNDS_APPROVE)
def approve_budget(fund_budget_id):
    budget = loading.budget(fund_budget_id)
    return _act(budget, PortalForm(), "已批复，可以按预算使用了。", lambda: budgeting.approve(
        budget, by=current_user.person_id, held=loading.held(budget.organization),
        name=signed(budget.organization),
    ))  # fmt: skip


@bp.post("/budget/<int:fund_budget_id>/return")
@requires(Can.FUNDS_APPROVE)
def return_budget(fund_budget_id):
    budget = loading.budget(fund_budget_id)
    form = return_form(budget)
    return _act(budget, form, "已退回，改好再报。", lambda: budgeting.send_back(
        budget, by=current_user.person_id, held=loading.held(budget.organization),
        field=form.field.data, why=form.why.data,
    ), key="back")  # fmt: skip


@bp.route("/budget/<int:fund_budget_id>/adjust", methods=["GET", "POST"])
@requires(Can.FUNDS_EDIT)
def adjust(fund_budget_id):
    budget, form = loading.budget(fund_budget_id), AdjustForm()
    place, year = budget.organization_id, budget.year
    if budget.state is not BudgetState.APPROVED:
        return go(url_for(".organization", organization_id=place, year=year))
    lines = {str(one.id): one for one in budget.lines}
    form.line_id.offer([(key, one.name) for key, one in lines.items()] + [(NEW_LINE, "新增一条")])

    def save():
        line = lines.get(form.line_id.data)
        budgeting.adjust(
            budget, line, after=form.after.data, reason=form.reason.data,
            by=current_user.person_id, kind=LineKind(form.kind.data), name=form.name.data or "",
        )  # fmt: skip

    if form.accepts(save):
        flash("调整已报上级批复，批复以前按原来的数执行。", "success")
        return go(url_for(".organization", organization_id=place, year=year))
    return page(
        "funds/adjust.html",
        block="form",
        form=form,
        budget=loading.budget(fund_budget_id),
        status=form.status,
    )


@bp.post("/adjustment/<int:adjustment_id>/agree")
@requires(Can.FUNDS_APPROVE)
def agree(adjustment_id):
    one = loading.adjustment(adjustment_id)
    budget = one.line.budget
    return _act(budget, PortalForm(), "已同意调整，台账已记。", lambda: budgeting.agree(
        one, by=current_user.person_id, held=loading.held(budget.organization),
        name=signed(budget.organization),
    ))  # fmt: skip


@bp.post("/adjustment/<int:adjustment_id>/refuse")
@requires(Can.FUNDS_APPROVE)
def refuse(adjustment_id):
    one = loading.adjustment(adjustment_id)
    form = refuse_form(one)
    budget = one.line.budget
    return _act(budget, form, "已答复，金额不变。", lambda: budgeting.refuse(
        one, by=current_user.person_id, held=loading.held(budget.organization),
        name=signed(budget.organization), why=form.why.data,
    ), key=f"refuse-{adjustment_id}")  # fmt: skip


@bp.post("/budget/<int:fund_budget_id>/close")
@requires(Can.FUNDS_EDIT)
def close(fund_budget_id):
    budget = loading.budget(fund_budget_id)
    manner = queries.manner(g.scope, budget.organization, clock.today())
    return _act(budget, PortalForm(), "已决算，结余按规定结转或者收回。", lambda: budgeting.close(
        budget, manner, by=current_user.person_id, name=current_user.name
    ))  # fmt: skip


@bp.get("/budget/<int:fund_budget_id>/ledger/<book>")
@requires(Can.FUNDS_VIEW)
def ledger(fund_budget_id, book):
    return ledger_page(loading.budget(fund_budget_id), loading.book(book))


def ledger_page(budget, book, *, status=200, refused=None, entry_id=None):
    """One book of a year, with the form that cancels an entry."""
    start = number("start", 0)
    rows = books.entries_of(g.scope, budget, book, limit=ENTRIES, offset=start)
    return page(
        "funds/ledger.html",
        budget=budget,
        book=book,
        rows=rows[:ENTRIES],
        more=len(rows) > ENTRIES,
        start=start,
        step=ENTRIES,
        cancellable=CANCELLABLE,
        edits=budget.state is BudgetState.APPROVED
        and current_user.may(Can.FUNDS_EDIT, budget.organization.path),
        forms={
            one.entry.id: refused
            if one.entry.id == entry_id
            else CancelForm(formdata=None, prefix=f"cancel-{one.entry.id}-")
            for one in rows
        },
        entry_id=entry_id,
        status=status,
    )


def _act(budget, form, said, action, key=""):
    """One press on a budget; what is refused is told on its page."""
    organization_id, year = budget.organization_id, budget.year
    if form.accepts(action):
        flash(said, "success")
        return go(url_for(".organization", organization_id=organization_id, year=year))
    place = loading.organization(organization_id)
    if key:
        return show(place, year, status=422, **{key: form})
    flash("".join(form.form_errors) or "请重新打开页面再试。", "danger")
    return go(url_for(".organization", organization_id=organization_id, year=year))


def _opened(found):
    """The form's first contents, with amounts as they are planned."""
    if found is None:
        return None
    lines = [
        {"kind": one.kind.value, "name": one.name, "amount": one.planned, "remark": one.remark}
        for one in found.lines
    ]
    return _Opened(lines, found.note, found.version)


class _Opened:
    def __init__(self, lines, note, version):
        self.lines, self.note, self.version = lines, note, version
