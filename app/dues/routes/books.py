"""Addresses of an organisation's book of dues: its entries, movements, corrections, the telling."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.core import clock
from app.core.web import go, number, page
from app.dues import bp, loading
from app.dues.actions import asking, books
from app.dues.actions.books import Movement
from app.dues.book_forms import MoveForm, TellForm
from app.dues.forms import CounterForm
from app.dues.queries import books as kept
from app.dues.queries import figures
from app.organizations import queries as organizations
from app.rules.dues.months import so_far
from app.rules.dues.using import OUT, Move, Purpose, Told
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

ENTERED = (Move.UP, Move.USED, Move.DOWN, Move.INTEREST, Move.OPENING)
"""What is entered here; what came from below or above is entered on the other side."""


@bp.get("/book/<int:organization_id>")
@requires(Can.DUES_VIEW)
def book(organization_id):
    return _book(loading.organization(organization_id))


@bp.route("/book/<int:organization_id>/enter", methods=["GET", "POST"])
@requires(Can.DUES_BOOK)
def enter(organization_id):
    organization = loading.organization(organization_id)
    if not loading.keeper(organization):
        return _not_yours(organization)
    asked = request.args.get("move", Move.UP.value)
    move = next((one for one in moves_of(organization) if one.value == asked), None)
    if move is None:
        abort(404)
    form, below = MoveForm(), _below(organization)
    granted = kept.grants(g.scope, organization)
    form.offer_meetings(kept.deciding_meetings(g.scope, organization, clock.today()))
    form.counterpart.offer([("", "—"), *((one.id, one.name) for one in below)])
    form.request.offer([("", "—"), *((one.id, f"{one.summary}（剩 {left / 100:.2f} 元）")
                                     for one, left in granted)])  # fmt: skip
    if request.method == "GET":
        form.happened_on.data = clock.today()

    def save():
        books.record(organization, _movement(move, form, organization, below, granted))

    if form.accepts(save):
        flash("已登记。", "success")
        return go(url_for(".book", organization_id=organization_id))
    return page(
        "dues/enter.html",
        block="form",
        organization=organization,
        move=move,
        form=form,
        fields=form.shows(move),
        balance=kept.balance(g.scope, organization),
        superior=loading.superior(organization) if move is Move.UP else None,
        rules=[rule(one) for one in RULES[move]],
        status=form.status,
    )


@bp.post("/entries/<int:dues_entry_id>/counter")
@requires(Can.DUES_BOOK)
def counter_entry(dues_entry_id):
    entry = kept.entry(g.scope, dues_entry_id) or abort(404)
    organization, form = entry.organization, CounterForm(prefix=f"back-{dues_entry_id}-")
    if not loading.keeper(organization):
        return _not_yours(organization)
    if form.accepts(lambda: books.counter(entry, why=form.why.data, handler=current_user.name)):
        flash("已冲正。", "success")
        return go(url_for(".book", organization_id=organization.id))
    organization = loading.organization(organization.id)
    return _book(organization, backs={dues_entry_id: form}, status=422)


@bp.post("/book/<int:organization_id>/tell")
@requires(Can.DUES_BOOK)
def tell(organization_id):
    organization, year = loading.organization(organization_id), loading.year()
    if not loading.keeper(organization):
        return _not_yours(organization)
    form = TellForm(prefix="tell-")
    form.offer(tellings(organization))

    def save():
        told = Told(form.told.data)
        shown = figures.of_organization(g.scope, organization, year, loading.settled(year)).plain
        asking.tell(
            organization, year, told, done_on=form.done_on.data, how=form.how.data, figures=shown
        )

    if form.accepts(save):
        flash("已登记。", "success")
        return go(url_for(".book", organization_id=organization_id, year=year))
    return _book(loading.organization(organization_id), tells=form, status=422)


RULES = {
    Move.UP: ("DUE-24",),
    Move.DOWN: ("DUE-28", "DUE-29"),
    Move.USED: ("DUE-26", "DUE-28", "DUE-25"),
    Move.INTEREST: ("DUE-30",),
    Move.OPENING: ("DUE-30",),
}


def moves_of(organization) -> list[Move]:
    """What may be entered in such a book: a branch has nobody below it to send money to."""
    branch = organization.kind is OrganizationKind.BRANCH
    return [one for one in ENTERED if not (branch and one is Move.DOWN)]


def tellings(organization) -> list[Told]:
    """DUE-31 for branches, DUE-32 for committees."""
    if organization.kind is OrganizationKind.BRANCH:
        return [Told.PUBLISHED]
    return [Told.REPORTED, Told.CHECKED]


def _book(organization, *, backs=None, tells=None, status=200):
    year, start = loading.year(), number("from", 0)
    keeper = loading.keeper(organization)
    entries = kept.entries(g.scope, organization, year, start)
    tells = tells or TellForm(formdata=None, prefix="tell-", data={"done_on": clock.today()})
    tells.offer(tellings(organization))
    open_entries = [
        one for one in entries[: kept.PAGE]
        if keeper and not one.countered and not one.counters_id and one.move in ENTERED
    ]  # fmt: skip
    return page(
        "dues/book.html",
        block="rows",
        organization=organization,
        branch=organization.kind is OrganizationKind.BRANCH,
        year=year,
        years=loading.years(),
        figures=figures.of_organization(g.scope, organization, year, loading.settled(year)),
        balance=kept.balance(g.scope, organization),
        entries=entries[: kept.PAGE],
        more=len(entries) > kept.PAGE,
        start=start,
        step=kept.PAGE,
        keeper=keeper,
        keeps_members=keeper and organization.kind is OrganizationKind.BRANCH,
        moves=moves_of(organization),
        out=OUT,
        purposes=list(Purpose),
        backs={
            one.id: (backs or {}).get(one.id)
            or CounterForm(formdata=None, prefix=f"back-{one.id}-")
            for one in open_entries
        },
        requests=kept.requests(g.scope, organization),
        disclosures=kept.disclosures(g.scope, organization),
        tells=tells,
        so_far=so_far,
        basis=rule("DUE-31" if organization.kind is OrganizationKind.BRANCH else "DUE-32"),
        checked=rule("DUE-32.1"),
        one_up=rule("DUE-29"),
        status=status,
    )


def _movement(move, form, organization, below, granted):
    up = loading.superior(organization) if move is Move.UP else None
    down = next((one for one in below if str(one.id) == form.counterpart.data), None)
    grant = next((one for one, _ in granted if str(one.id) == form.request.data), None)
    return Movement(
        move,
        form.amount.data,
        form.happened_on.data,
        form.summary.data or "",
        Purpose(form.purpose.data) if move is Move.USED and form.purpose.data else None,
        form.decided,
        form.voucher.data or "",
        current_user.name,
        up if move is Move.UP else down if move is Move.DOWN else None,
        grant if move is Move.USED else None,
    )


def _below(organization):
    return [
        one
        for one in organizations.children(g.scope, organization)
        if one.kind is not OrganizationKind.GROUP
    ]


def _not_yours(organization):
    flash(f"{organization.name}的账由支部自己登记。", "info")
    return go(url_for(".book", organization_id=organization.id))
