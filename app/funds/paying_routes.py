"""Addresses of what follows an approval: payment, settlement, cancelled entries, voucher files."""

from flask import abort, flash, g, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock, uploads
from app.core.web import download, go, page
from app.funds import books, bp, loading, paying
from app.funds.budget_routes import ledger_page
from app.funds.forms import CancelForm, PayForm, SettleForm
from app.rules.funds.kinds import PAYABLE


@bp.route("/request/<int:fund_request_id>/pay", methods=["GET", "POST"])
@requires(Can.FUNDS_EDIT)
def pay(fund_request_id):
    asked, form = loading.request(fund_request_id), PayForm()
    if asked.state not in PAYABLE:
        return go(url_for(".show", fund_request_id=fund_request_id))
    if not form.is_submitted():
        form.amount.data, form.happened_on.data = asked.reserved, clock.today()
        form.summary.data, form.handler.data = f"{asked.title}支出", current_user.name

    def save():
        chosen = [one for one in form.files.data or [] if one and one.filename]
        typed = form.facts()
        typed.pop("files")
        texts = {name: typed[name] or "" for name in ("witness", "remark")}
        paying.pay(
            asked, by=current_user.person_id,
            files=[uploads.check(one.filename, one.read()) for one in chosen], **typed | texts,
        )  # fmt: skip

    if form.accepts(save):
        flash("支出已记入台账。", "success")
        return go(url_for(".show", fund_request_id=fund_request_id))
    return page(
        "funds/pay.html",
        block="form",
        form=form,
        asked=loading.request(fund_request_id),
        status=form.status,
    )


@bp.route("/request/<int:fund_request_id>/settle", methods=["GET", "POST"])
@requires(Can.FUNDS_EDIT)
def settle(fund_request_id):
    asked, form = loading.request(fund_request_id), SettleForm()
    if asked.state not in PAYABLE:
        return go(url_for(".show", fund_request_id=fund_request_id))
    if not form.is_submitted():
        form.actual.data, form.settled_on.data = asked.spent, clock.today()
        form.handler.data = current_user.name

    def save():
        typed = form.facts()
        texts = {name: typed[name] or "" for name in ("why", "voucher")}
        paying.settle(
            asked, by=current_user.person_id,
            **typed | texts | {"attachments": typed["attachments"] or 0},
        )  # fmt: skip

    if form.accepts(save):
        flash("已结清。", "success")
        return go(url_for(".show", fund_request_id=fund_request_id))
    return page(
        "funds/settle.html",
        block="form",
        form=form,
        asked=loading.request(fund_request_id),
        status=form.status,
    )


@bp.post("/entry/<int:fund_entry_id>/cancel")
@requires(Can.FUNDS_EDIT)
def cancel(fund_entry_id):
    entry = loading.entry(fund_entry_id)
    form = CancelForm(prefix=f"cancel-{fund_entry_id}-")
    budget_id, book = entry.line.budget_id, entry.line.kind.book

    if form.accepts(lambda: paying.cancel(entry, why=form.why.data, by=current_user.person_id)):
        flash("已冲正，原来那一笔还在台账上。", "success")
        return go(url_for(".ledger", fund_budget_id=budget_id, book=book.value))
    return ledger_page(
        loading.budget(budget_id), book, status=422, refused=form, entry_id=fund_entry_id
    )


@bp.get("/file/<int:voucher_file_id>")
@requires(Can.FUNDS_VIEW)
def voucher_file(voucher_file_id):
    found = books.file(g.scope, voucher_file_id)
    if found is None or not uploads.path_of(found.stored).exists():
        abort(404)
    return download(uploads.path_of(found.stored).read_bytes(), found.name, found.media_type)
