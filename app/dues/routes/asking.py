"""Addresses of what is asked and decided: requests for money, reductions, large gifts."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import EVERYTHING
from app.core import clock
from app.core.web import go, page
from app.dues import bp, loading
from app.dues.actions import asking
from app.dues.book_forms import (
    AnswerForm,
    FollowGiftForm,
    GiftForm,
    GrantForm,
    ReductionForm,
    RequestForm,
)
from app.dues.queries import books as kept
from app.dues.queries import payers
from app.rules.dues.months import Months
from app.rules.dues.using import Purpose, covers
from app.rules.registry import rule


@bp.route("/book/<int:organization_id>/ask", methods=["GET", "POST"])
@requires(Can.DUES_BOOK)
def ask_money(organization_id):
    organization = loading.organization(organization_id)
    if not loading.keeper(organization):
        flash(f"{organization.name}的请求由支部自己提出。", "info")
        return go(url_for(".book", organization_id=organization_id))
    form, superior = RequestForm(), loading.superior(organization)
    form.offer_meetings(kept.deciding_meetings(g.scope, organization, clock.today()))

    def save():
        asking.ask_money(
            organization, superior, amount=form.amount.data, purpose=Purpose(form.purpose.data),
            summary=form.summary.data, decision=form.decided, by=current_user.name,
        )  # fmt: skip

    if form.accepts(save):
        flash(f"已报{superior.name}。", "success")
        return go(url_for(".book", organization_id=organization_id))
    return page(
        "dues/ask.html", block="form", organization=organization, superior=superior, form=form,
        rules=[rule(one) for one in ("DUE-29", "DUE-26")], status=form.status,
    )  # fmt: skip


@bp.route("/requests/<int:dues_request_id>", methods=["GET", "POST"])
@requires(Can.DUES_DECIDE)
def decide_request(dues_request_id):
    """The next level up grants what was asked for, less, or nothing."""
    asked = kept.request(g.scope, dues_request_id) or abort(404)
    superior = asked.superior
    if not loading.decides(superior):
        flash(f"这一件由{superior.name}批复。", "info")
        return go(url_for(".index"))
    form = GrantForm(data={"granted": asked.amount} if request.method == "GET" else None)
    form.offer_meetings(kept.deciding_meetings(g.scope, superior, clock.today()))

    def save():
        asking.decide_request(
            asked, granted=form.granted.data or None, answer=form.answer.data or "",
            decision=form.decided, name=loading.signed(superior),
        )  # fmt: skip

    if form.accepts(save):
        flash("已批复。", "success")
        return go(url_for(".book", organization_id=superior.id))
    return page(
        "dues/grant.html", block="form", asked=asked, form=form,
        balance=kept.balance(EVERYTHING, superior),
        rules=[rule(one) for one in ("DUE-28", "DUE-29")], status=form.status,
    )  # fmt: skip


@bp.route("/people/<int:member_id>/reduction", methods=["GET", "POST"])
@requires(Can.DUES_KEEP)
def ask_reduction(member_id):
    member, year = loading.member(member_id), loading.year()
    begins = {"first_month": loading.last_month(year)}
    form = ReductionForm(year=year, data=begins if request.method == "GET" else None)

    def save():
        typed = form.facts()
        span = Months(int(typed.pop("first_month")), int(typed.pop("last_month")))
        asking.ask_reduction(
            member.organization, member.person, span, by=current_user.name, **typed
        )

    if form.accepts(save):
        flash("已报上级党委批准，批准以前照常交纳。", "success")
        return go(url_for(".person", member_id=member_id, year=year))
    return page(
        "dues/reduction.html", block="form", member=member, year=year, form=form,
        approving=loading.approving(member.organization),
        rules=[rule(one) for one in ("DUE-22", "DUE-C5")], status=form.status,
    )  # fmt: skip


@bp.route("/reductions/<int:reduction_id>/decide", methods=["GET", "POST"])
@requires(Can.DUES_DECIDE)
def decide_reduction(reduction_id):
    reduction = kept.reduction(g.scope, reduction_id) or abort(404)
    committee = loading.approving(reduction.organization)
    if not loading.decides(committee):
        flash(f"这一件由{committee.name if committee else '上级党委'}批复。", "info")
        return go(url_for(".index"))
    form = AnswerForm(data={"agreed": True} if request.method == "GET" else None)

    def save():
        form.check_fresh(reduction)
        asking.decide_reduction(
            reduction, agreed=form.agreed.data, answer=form.answer.data or "",
            by=current_user.person_id, name=loading.signed(committee),
        )  # fmt: skip

    if form.accepts(save):
        flash("已批复。", "success")
        return go(url_for(".index"))
    return page(
        "dues/decide.html", block="form", reduction=reduction, form=form, covers=covers,
        basis=rule("DUE-22"), status=form.status,
    )  # fmt: skip


@bp.route("/branch/<int:organization_id>/gifts", methods=["GET", "POST"])
@requires(Can.DUES_KEEP)
def gifts(organization_id):
    organization = loading.branch(organization_id)
    members = payers.members(g.scope, organization)
    form = GiftForm(data={"given_on": clock.today()} if request.method == "GET" else None)
    form.person_id.offer((one.person_id, one.name) for one in members)

    def save():
        person = next(one.person for one in members if str(one.person_id) == form.person_id.data)
        asking.enter_gift(
            organization, person, amount=form.amount.data, given_on=form.given_on.data,
            note=form.note.data or "",
        )  # fmt: skip

    if form.accepts(save):
        flash("已登记，请全部上缴，不计入本支部的收入。", "success")
        return go(url_for(".gifts", organization_id=organization_id))
    return page(
        "dues/gifts.html", block="form", organization=organization, form=form,
        gifts=kept.gifts(g.scope, organization), basis=rule("DUE-23"), status=form.status,
    )  # fmt: skip


@bp.route("/gifts/<int:gift_id>", methods=["GET", "POST"])
@requires(Can.DUES_KEEP)
def follow_gift(gift_id):
    gift = kept.gift(g.scope, gift_id) or abort(404)
    form = FollowGiftForm(obj=gift)

    def save():
        form.check_fresh(gift)
        asking.follow_gift(
            gift, passed_on=form.passed_on.data, receipt=form.receipt.data or "",
            receipt_on=form.receipt_on.data,
        )  # fmt: skip

    if form.accepts(save):
        flash("已保存。", "success")
        return go(url_for(".gifts", organization_id=gift.organization_id))
    return page(
        "dues/gift.html", block="form", gift=gift, form=form, basis=rule("DUE-23"),
        status=form.status,
    )  # fmt: skip
