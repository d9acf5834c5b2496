"""Addresses of one's own dues, of what the own branch published, and of the calculator."""

from flask import abort, g, request
from flask_login import current_user

from app.access.policy import Can, commits_itself, keeps_nothing, public, requires
from app.access.scope import EVERYTHING
from app.core import clock
from app.core.web import page
from app.dues import bp, loading
from app.dues.forms import CalculatorForm, pairs
from app.dues.queries import arrears, books, payers
from app.dues.rows import cells_of
from app.dues.telling import cites, reckoned
from app.members import queries as members
from app.rules.dues.months import leaving, name, of_year, so_far
from app.rules.dues.payers import EXCLUDED, FIXED_AMOUNT, Employer, Payer
from app.rules.dues.reckoning import check_parts, reckon
from app.rules.dues.using import Purpose, covers
from app.rules.registry import rule


@bp.get("/mine")
@requires(Can.LIFE_OWN)
def mine():
    """The person's own dues, wherever they were owed."""
    person_id, year = current_user.person_id, loading.year()
    member = members.of_person(g.scope, person_id) or abort(404)
    held = {one.month: one for one in payers.months_of(EVERYTHING, person_id, of_year(year))}
    return page(
        "dues/mine.html",
        member=member,
        year=year,
        years=loading.years(),
        cells=cells_of(held, of_year(year), loading.now()),
        bases=payers.bases_of(EVERYTHING, person_id, year),
        payments=payers.payments_of(EVERYTHING, person_id),
        reductions=books.reductions_of(EVERYTHING, person_id),
        talks=books.talks_of(EVERYTHING, person_id),
        gifts=books.gifts_of(EVERYTHING, person_id),
        run=arrears.run_of(EVERYTHING, loading.now(), person_id),
        leaving=leaving(clock.today()),
        reckoned=reckoned,
        cites=cites,
        month_name=name,
        covers=covers,
        rules={one: rule(one) for one in ("DUE-18", "DUE-19", "DUE-20", "DUE-22")},
    )


@bp.get("/published")
@requires(Can.LIFE_OWN)
def published():
    """What the person's branch published of its dues."""
    member = members.of_person(g.scope, current_user.person_id) or abort(404)
    told = books.disclosures(g.scope, member.organization)
    return page(
        "dues/published.html",
        organization=member.organization,
        told=[one for one in told if one.told.value == "published"],
        purposes={one.value: one.label for one in Purpose},
        so_far=so_far,
        basis=rule("DUE-31"),
    )


@bp.route("/calculator", methods=["GET", "POST"])
@public
@keeps_nothing
@commits_itself
def calculator():
    """What is due on an income that is typed; nothing of it is stored, and none stands in an
    address."""
    payer, employer = _chosen(Payer, "payer"), _chosen(Employer, "employer")
    form, due, faults = CalculatorForm(payer=payer, employer=employer), None, []
    if form.validate_on_submit():
        verdict = check_parts(payer, employer, form.parts, clock.today())
        faults = [str(reason) for reason in verdict.reasons]
        if verdict:
            due = reckon(payer, employer, form.parts, clock.today(), form.rounding)
    return page(
        "dues/calculator.html",
        block="form",
        form=form,
        payer=payer,
        employer=employer,
        payers=pairs(Payer),
        employers=pairs(Employer),
        fixed_amount=payer in FIXED_AMOUNT,
        due=due,
        faults=faults,
        excluded=EXCLUDED,
        rules=[rule(one) for one in due.rules] if due else [],
        out=rule("DUE-14"),
        bands=[rule(f"DUE-0{one}") for one in (1, 2, 3, 4, 7, 9)],
        status=200 if due or not form.is_submitted() else 422,
    )


def _chosen(enum, key):
    asked = request.args.get(key, "")
    return enum(asked) if asked in {one.value for one in enum} else next(iter(enum))
