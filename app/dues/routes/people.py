"""Addresses of one member's dues: what is due and paid, the base, single payments, corrections."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.errors import StaleEdit
from app.core.web import go, page
from app.dues import bp, loading
from app.dues.actions import fixing, owing, paying
from app.dues.actions.fixing import Income
from app.dues.actions.paying import Paid
from app.dues.forms import BaseForm, CounterForm, PayForm, StopForm, TalkForm, pairs
from app.dues.queries import arrears, books, payers
from app.dues.rows import cells_of
from app.dues.telling import reckoned
from app.rules.dues.months import Handed, first_owed, leaving, name, of_year, payable_until
from app.rules.dues.payers import FIXED_AMOUNT, Employer, Payer, proposed
from app.rules.dues.using import covers
from app.rules.registry import rule


@bp.get("/people/<int:member_id>")
@requires(Can.DUES_KEEP)
def person(member_id):
    return _person(loading.member(member_id))


@bp.route("/people/<int:member_id>/base", methods=["GET", "POST"])
@requires(Can.DUES_KEEP)
def fix_base(member_id):
    member, year = loading.member(member_id), loading.year()
    organization = member.organization
    holds = payers.settings(g.scope, organization)
    known = [one for one in payers.bases_of(g.scope, member.person_id) if one.void_on is None]
    earlier = [one for one in known if one.year <= year]
    last = max(earlier, key=lambda one: (one.year, one.first_month), default=None)
    payer = _chosen(Payer, "payer", last.payer if last else proposed(
        organization.unit_type, member.person.job))  # fmt: skip
    employer = _chosen(Employer, "employer", last.employer if last else holds.employer)
    form = BaseForm(
        payer=payer, employer=employer, year=year, data=_carried(last, member, year, holds.start)
    )
    first = first_owed(member.joined_on, year, holds.start)
    due = None
    standing = ",".join(str(one.id) for one in known if one.year == year) or "0"
    if request.method == "GET":
        form.version.data = standing

    def save():
        if form.version.data and form.version.data != standing:
            raise StaleEdit
        base = fixing.fix(
            organization, member.person, member.joined_on, year, _income(form), holds,
            by=current_user.name,
        )  # fmt: skip
        flash(f"已核定{member.name}：{reckoned(base)}。", "success")

    if "try" in request.form and form.validate():
        due = _tried(form, organization, member, year, holds)
    elif "try" not in request.form and form.accepts(save):
        return go(url_for(".person", member_id=member_id))
    return page(
        "dues/base.html",
        block="form",
        member=member,
        organization=organization,
        year=year,
        form=form,
        due=due,
        payers=pairs(Payer),
        employers=pairs(Employer),
        fixed_amount=payer in FIXED_AMOUNT,
        standing=[one for one in known if one.year == year],
        first=name(first) if first else "",
        holds=holds,
        reckoned=reckoned,
        rules={one: rule(one) for one in ("DUE-14", "DUE-15", "DUE-16", "DUE-17", "DUE-18")},
        status=200 if due else form.status,
    )


@bp.post("/people/<int:member_id>/pay")
@requires(Can.DUES_KEEP)
def pay_one(member_id):
    member = loading.member(member_id)
    form = PayForm(prefix="pay-")
    form.offer(_open_months(member))

    def save():
        paid = Paid(
            member.person, int(form.month.data), form.amount.data, Handed(form.handed.data),
            form.handed_by.data or "", form.note.data or "",
        )  # fmt: skip
        paying.pay(member.organization, [paid], form.paid_on.data, by=current_user.name)

    if form.accepts(save):
        flash("已登记。", "success")
        return go(url_for(".person", member_id=member_id))
    return _person(loading.member(member_id), pay=form, status=422)


@bp.post("/payments/<int:payment_id>/counter")
@requires(Can.DUES_KEEP)
def counter_payment(payment_id):
    payment = payers.payment(g.scope, payment_id) or abort(404)
    member = payers.of_person(g.scope, payment.person_id) or abort(404)
    form = CounterForm(prefix=f"back-{payment_id}-")
    if form.accepts(lambda: paying.counter(payment, why=form.why.data, by=current_user.name)):
        flash("已冲正，这个月可以重新登记。", "success")
        return go(url_for(".person", member_id=member.id))
    return _person(loading.member(member.id), backs={payment_id: form}, status=422)


@bp.post("/people/<int:member_id>/stop")
@requires(Can.DUES_KEEP)
def stop_owing(member_id):
    member = loading.member(member_id)
    form = StopForm(prefix="stop-")
    form.offer(_stoppable(member))

    def save():
        month = int(form.month.data)
        owing.stop(member.organization, member.person, month, why=form.why.data)

    if form.accepts(save):
        flash("已停收。交过的月份不变。", "success")
        return go(url_for(".person", member_id=member_id))
    return _person(loading.member(member_id), stop=form, status=422)


@bp.post("/people/<int:member_id>/talk")
@requires(Can.DUES_KEEP)
def talk(member_id):
    member = loading.member(member_id)
    form = TalkForm(prefix="talk-")

    def save():
        typed = form.facts()
        paying.talk(member.organization, member.person, **typed)

    if form.accepts(save):
        flash("已记下，本人和支委看得到。", "success")
        return go(url_for(".person", member_id=member_id))
    return _person(loading.member(member_id), talk=form, status=422)


def _person(member, *, pay=None, stop=None, talk=None, backs=None, status=200):
    """The page with its forms; a refused one is shown as it was typed."""
    year, today = loading.year(), clock.today()
    months = payers.months_of(g.scope, member.person_id)
    open_months = _open_months(member, months)
    pay = pay or PayForm(formdata=None, prefix="pay-", data={"paid_on": today})
    stop = stop or StopForm(formdata=None, prefix="stop-")
    talk = talk or TalkForm(
        formdata=None, prefix="talk-", data={"talked_on": today, "talker": current_user.name}
    )
    pay.offer(open_months)
    stop.offer(_stoppable(member, months))
    payments = payers.payments_of(g.scope, member.person_id)
    held = {one.month: one for one in months}
    run = arrears.run_of(g.scope, loading.now(), member.person_id)
    return page(
        "dues/person.html",
        member=member,
        year=year,
        years=loading.years(),
        cells=cells_of(held, of_year(year), loading.now()),
        bases=payers.bases_of(g.scope, member.person_id),
        payments=payments,
        reductions=books.reductions_of(g.scope, member.person_id),
        talks=books.talks_of(g.scope, member.person_id),
        run=run,
        leaving=leaving(today),
        pay=pay if open_months else None,
        stop=stop,
        talk=talk,
        refused={"pay": pay.errors, "stop": stop.errors, "talk": talk.errors},
        backs={
            one.id: (backs or {}).get(one.id)
            or CounterForm(formdata=None, prefix=f"back-{one.id}-")
            for one in payments
            if not one.countered and not one.counters_id
            and one.organization_id == member.organization_id
        },
        reckoned=reckoned,
        month_name=name,
        covers=covers,
        rules={one: rule(one) for one in ("DUE-19", "DUE-20", "DUE-20.1", "DUE-21", "DUE-22")},
        status=status,
    )  # fmt: skip


def _open_months(member, months=None):
    """The months that may be paid for here now."""
    months = payers.months_of(g.scope, member.person_id) if months is None else months
    bases = {one.id: one for one in payers.bases_of(g.scope, member.person_id)}
    return [
        one.month
        for one in months
        if one.organization_id == member.organization_id
        and not one.settled
        and one.month <= payable_until(loading.now(), _quarterly(bases.get(one.base_id)))
    ]


def _quarterly(base):
    return bool(base and base.quarterly)


def _stoppable(member, months=None):
    months = payers.months_of(g.scope, member.person_id) if months is None else months
    return [
        one.month
        for one in months
        if one.organization_id == member.organization_id and not one.paid
    ]


def _income(form):
    return Income(
        form.payer, form.employer, form.parts, int(form.first_month.data),
        form.quarterly.data, form.consent.data or "", form.reason.data or "",
    )  # fmt: skip


def _tried(form, organization, member, year, holds):
    found = []
    form.accepts(lambda: found.append(
        fixing.checked(organization, member.joined_on, year, _income(form), holds)
    ))  # fmt: skip
    return found[0] if found else None


def _carried(last, member, year, start):
    """What the form begins with: the person's last base, from the first month that is owed or,
    where the year is fixed already, from this month."""
    first = first_owed(member.joined_on, year, start) or of_year(year).first
    if last is None:
        return {"first_month": first}
    if last.year == year:
        first = max(first, min(loading.now(), of_year(year).last))
    typed = {part.value: fen for part, fen in last.parts.items()}
    return typed | {
        "first_month": first, "quarterly": last.quarterly, "consent": last.consent
    }  # fmt: skip


def _chosen(enum, key, default):
    """A kind named in the address, else the default."""
    asked = request.args.get(key, "")
    return enum(asked) if asked in {one.value for one in enum} else default
