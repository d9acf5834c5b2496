"""Addresses of transfers: what waits and what was sent, proposing, answering, the letter."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import EVERYTHING
from app.core import clock
from app.core.web import go, number, page
from app.members import bp
from app.members import queries as members
from app.members.transfers import actions, forms, queries, sheets
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule
from app.rules.transfers import TransferKind, TransferState, usual_until


@bp.get("/transfers")
@requires(Can.MEMBERS_VIEW)
def transfers():
    start = number("from", 0)
    settled = queries.settled(g.scope, start)
    today, unsettled = clock.today(), queries.unsettled(g.scope)
    overdue = [t for t in unsettled.sent if t.overdue(today)]
    branches = organizations.branches(g.scope, today)
    return page(
        "members/transfers/index.html",
        waiting=unsettled.waiting,
        overdue=overdue,
        sent=[t for t in unsettled.sent if t not in overdue],
        owing=unsettled.owing,
        settled=settled[: queries.PAGE],
        more=len(settled) > queries.PAGE,
        start=start,
        step=queries.PAGE,
        former=queries.former(g.scope, [b.id for b in branches]) if len(branches) == 1 else [],
    )


@bp.get("/transfers/<int:transfer_id>")
@requires(Can.MEMBERS_VIEW)
def transfer(transfer_id):
    found = _load(transfer_id)
    return page(
        "members/transfers/show.html",
        transfer=found,
        steps=_open_to_reader(found),
        cite=rule("ED-19").nearest(clock.today()).cite,
    )


@bp.route("/<int:member_id>/transfer", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def transfer_new(member_id):
    member = members.one(g.scope, member_id) or abort(404)
    outside = request.args.get("way") == "out"
    form, made = (forms.OutsideForm if outside else forms.InsideForm)(), []
    if outside:
        issuers = queries.issuers(g.scope, member.organization)
        form.issuer_id.offer((o.id, o.name) for o in issuers)
    else:
        branches = organizations.branches(EVERYTHING, clock.today())
        others = [o for o in branches if o.id != member.organization_id]
        form.to_id.offer([("", "请选择"), *((o.id, o.long_name) for o in others)])

    def save():
        facts = form.facts()
        if outside:
            chosen = facts.pop("issuer_id")
            issuer = next(o for o in issuers if str(o.id) == chosen)
            made.append(actions.ask_for_letter(member, facts.pop("place"), issuer, **facts))
        else:
            chosen = facts.pop("to_id")
            target = next(o for o in others if str(o.id) == chosen)
            made.append(actions.propose(member, target, **facts))

    if form.accepts(save):
        flash(f"已提出{member.name}的转接。对方接收之前，仍由原支部负责。", "success")
        return go(url_for(".transfer", transfer_id=made[0].id))
    return page(
        "members/transfers/new.html",
        block="form",
        form=form,
        member=member,
        outside=outside,
        status=form.status,
    )


@bp.route("/transfers/in", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def transfer_in():
    own = organizations.branches(g.scope, clock.today())
    asked = number("organization")
    chosen = own if len(own) == 1 else [o for o in own if o.id == asked]
    if not chosen:
        return page("members/transfers/which.html", branches=own)
    branch, form, made = chosen[0], forms.ComingForm(), []
    form.keep()
    groups = _groups(branch)
    form.group_id.offer([("", "未编组"), *((o.id, o.name) for o in groups)])
    if request.method == "GET":
        form.received_on.data, form.stage.data = clock.today(), "full"
    if form.accepts(lambda: made.append(actions.register(branch, **form.facts()))):
        flash(f"已接收{made[0].member.name}。请把回执寄回，寄出后在这里记下。", "success")
        return go(url_for(".transfer", transfer_id=made[0].id))
    return page(
        "members/transfers/in.html", block="form", form=form, branch=branch, status=form.status
    )


@bp.route("/transfers/<int:transfer_id>/receive", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def transfer_receive(transfer_id):
    found, form = _load(transfer_id), forms.ReceiveForm()
    groups = (
        organizations.children(g.scope, found.target, OrganizationKind.GROUP)
        if found.target
        else []
    )
    form.group_id.offer([("", "未编组"), *((o.id, o.name) for o in groups)])

    def save():
        chosen = next((o for o in groups if str(o.id) == form.group_id.data), None)
        actions.receive(found, form.on.data, chosen)

    return _step(found, form, "receive", save, on=clock.today())


@bp.route("/transfers/<int:transfer_id>/refuse", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def transfer_refuse(transfer_id):
    found, form = _load(transfer_id), forms.AnswerForm()
    return _step(found, form, "refuse", lambda: actions.refuse(found, form.answer.data))


@bp.route("/transfers/<int:transfer_id>/cancel", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def transfer_cancel(transfer_id):
    found, form = _load(transfer_id), forms.AnswerForm()
    return _step(found, form, "cancel", lambda: actions.cancel(found, form.answer.data))


@bp.route("/transfers/<int:transfer_id>/issue", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def transfer_issue(transfer_id):
    found, form, today = _load(transfer_id), forms.LetterForm(), clock.today()
    return _step(
        found,
        form,
        "issue",
        lambda: actions.issue(found, **form.facts()),
        issued_on=today,
        valid_until=usual_until(today),
    )


@bp.route("/transfers/<int:transfer_id>/reissue", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def transfer_reissue(transfer_id):
    found, form, today = _load(transfer_id), forms.LetterForm(), clock.today()
    return _step(
        found,
        form,
        "reissue",
        lambda: actions.reissue(found, **form.facts()),
        issued_on=today,
        valid_until=usual_until(today),
    )


@bp.route("/transfers/<int:transfer_id>/settle", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def transfer_settle(transfer_id):
    found, form = _load(transfer_id), forms.SettleForm()
    return _step(
        found, form, "settle", lambda: actions.settle(found, form.on.data), on=clock.today()
    )


@bp.route("/transfers/<int:transfer_id>/receipt", methods=["GET", "POST"])
@requires(Can.MEMBERS_EDIT)
def transfer_receipt(transfer_id):
    found, form = _load(transfer_id), forms.ReceiptForm()
    return _step(
        found,
        form,
        "receipt",
        lambda: actions.return_receipt(found, form.on.data),
        on=clock.today(),
    )


@bp.post("/transfers/<int:transfer_id>/letter.pdf")
@requires(Can.MEMBERS_EDIT)
def transfer_letter(transfer_id):
    """The letter, with the whole ID number where the reader may see it; noted, hence a POST."""
    found = _load(transfer_id)
    if found.number is None:
        flash("还没有开具，没有可打印的介绍信。", "warning")
        return go(url_for(".transfer", transfer_id=transfer_id))
    may = current_user.may(Can.MEMBERS_REVEAL, found.origin.path)
    id_number = actions.note_printing(found) if may else ""
    sheet = sheets.transfer_letter(found, id_number)
    filename = f"组织关系介绍信-{found.member.name}.pdf"
    return answer("transfer_letter", [sheet], filename, found.issuer.path)


STEPS = {
    "receive": ("接收", "target", TransferKind.INSIDE, {TransferState.WAITING}),
    "issue": ("开介绍信", "issuer", TransferKind.OUT, {TransferState.WAITING}),
    "settle": ("回执已收到", "sending", TransferKind.OUT, {TransferState.ISSUED}),
    "reissue": ("补开", "issuer", TransferKind.OUT, {TransferState.ISSUED}),
    "receipt": ("回执已寄回", "target", TransferKind.IN, {TransferState.RECEIVED}),
    "refuse": ("退回", "answering", None, {TransferState.WAITING}),
    "cancel": ("撤销", "sending", None, {TransferState.WAITING, TransferState.ISSUED}),
}
"""{step: (its word, whose it is, of which kind of transfer, in which states)}."""


def _step(found, form, name, action, **usual):
    """One step of a transfer: its form for whose turn it is, a plain word for everybody else."""
    word, *_ = STEPS[name]
    mine = name in _open_to_reader(found)
    if request.method == "GET":
        for field, value in usual.items():
            form[field].data = value
    if mine and form.accepts(action):
        flash(f"{found.member.name}：{word}，已记下。", "success")
        if name == "issue":  # the letter is printed from its page
            return go(url_for(".transfer", transfer_id=found.id))
        return go(url_for(".transfers"))
    return page(
        "members/transfers/step.html",
        block="form",
        form=form,
        transfer=found,
        word=word,
        mine=mine,
        status=422 if request.method == "POST" else 200,
    )


def _open_to_reader(found) -> dict[str, str]:
    """{step: word} of what the reader may do about this transfer now."""
    where = current_user.scope_for(Can.MEMBERS_EDIT)
    mine = {
        side: any(o is not None and where.covers(o.path) for o in organizations_of)
        for side, organizations_of in {
            "target": [found.target],
            "issuer": [found.issuer],
            "answering": [found.target, found.issuer],
            "sending": [found.origin, found.issuer],
        }.items()
    }
    return {
        name: word
        for name, (word, side, kind, states) in STEPS.items()
        if mine[side]
        and kind in {None, found.kind}
        and found.state in states
        and not (name == "receipt" and found.receipt_on)
    }


def _groups(branch):
    return organizations.children(g.scope, branch, OrganizationKind.GROUP)


def _load(transfer_id):
    return queries.one(g.scope, transfer_id) or abort(404)
