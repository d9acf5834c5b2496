"""Addresses of requests: made, decided, approved, returned and withdrawn."""

from datetime import timedelta

from flask import abort, flash, g, url_for
from flask import request as sent
from flask_login import current_user

from app.access.policy import Can, requires
from app.accounts.signing import signed
from app.core import clock, drafts
from app.core.filters import full_day
from app.core.web import go, page
from app.funds import actions, books, bp, loading, queries
from app.funds.forms import (
    NONE,
    REQUEST_PARTS,
    ApproveForm,
    DecideForm,
    RequestForm,
    ReturnForm,
    WithdrawForm,
)
from app.organizations import queries as organizations
from app.rules.funds.checks import AHEAD, check_approver
from app.rules.funds.kinds import OPEN, WRITABLE, Level, LineKind
from app.rules.money import yuan
from app.rules.registry import rule

LOOK_BACK = timedelta(days=365)


@bp.route("/organization/<int:organization_id>/request", methods=["GET", "POST"])
@requires(Can.FUNDS_EDIT)
def new(organization_id):
    place, year = loading.organization(organization_id), loading.year()
    form = RequestForm(draft=drafts.of_reader())
    _offer(form, queries.open_lines(g.scope, place, year))
    if not form.is_submitted() and not form.parts.entries:
        form.begin()
    made = []

    def save():
        line = queries.line(g.scope, int(form.line_id.data)) or abort(404)
        made.append(actions.request(
            line, parts=form.estimate, by=current_user.person_id, **form.texts()
        ))  # fmt: skip

    return _write(form, save, made, place, year)


@bp.route("/request/<int:fund_request_id>/edit", methods=["GET", "POST"])
@requires(Can.FUNDS_EDIT)
def edit(fund_request_id):
    asked = loading.request(fund_request_id)
    place, year = asked.organization, asked.line.budget.year
    if asked.state not in WRITABLE:
        return go(url_for(".show", fund_request_id=fund_request_id))
    form = RequestForm(obj=_Opened(asked), draft=drafts.of_reader())
    _offer(form, queries.open_lines(g.scope, place, year))

    def save():
        form.check_fresh(_Opened(asked))
        line = queries.line(g.scope, int(form.line_id.data)) or abort(404)
        actions.change(asked, line, parts=form.estimate, by=current_user.person_id, **form.texts())

    return _write(form, save, [asked], place, year)


def _write(form, save, made, place, year):
    organization_id, more = place.id, "more" in sent.form
    if more:
        form.add()
    elif form.accepts(save):
        drafts.drop(current_user.id)
        flash("申请已提出，请关联集体研究的会议。", "success")
        return go(url_for(".show", fund_request_id=made[0].id))
    place = loading.organization(organization_id)
    return page(
        "funds/request.html",
        block="form",
        form=form,
        organization=place,
        year=year,
        lines=queries.open_lines(g.scope, place, year),
        ahead=AHEAD in organizations.local_rules(g.scope, [place])[place.id],
        use=rule("DUE-26"),
        status=200 if more else form.status,
    )


@bp.get("/request/<int:fund_request_id>")
@requires(Can.FUNDS_VIEW)
def show(fund_request_id):
    return _show(loading.request(fund_request_id))


@bp.post("/request/<int:fund_request_id>/decide")
@requires(Can.FUNDS_EDIT)
def decide(fund_request_id):
    asked, form = loading.request(fund_request_id), DecideForm(prefix="decide-")
    found = _offer_items(form, asked)

    def save():
        item = found.get(form.item.data)
        actions.decide(
            asked, meeting=item and item.meeting, item_number=item and item.number,
            decision=item.resolution if item else "", why=form.why.data or "",
        )  # fmt: skip

    told = "已关联会议" if form.item.data in found else "没有集体研究的原因已记下"
    return _act(asked, form, "decide", f"{told}，等审批。", save)


@bp.post("/request/<int:fund_request_id>/approve")
@requires(Can.FUNDS_APPROVE)
def approve(fund_request_id):
    asked, form = loading.request(fund_request_id), ApproveForm(prefix="approve-")
    return _act(asked, form, "approve", "已批准，这笔钱已经留出。", lambda: actions.approve(
        asked, by=current_user.person_id, held=loading.held(asked.organization),
        name=signed(asked.organization), opinion=form.opinion.data,
    ))  # fmt: skip


@bp.post("/request/<int:fund_request_id>/return")
@requires(Can.FUNDS_APPROVE)
def send_back(fund_request_id):
    asked, form = loading.request(fund_request_id), _return_form()
    return _act(asked, form, "back", "已退回，改好再交。", lambda: actions.send_back(
        asked, by=current_user.person_id, held=loading.held(asked.organization),
        field=form.field.data, why=form.why.data,
    ))  # fmt: skip


@bp.post("/request/<int:fund_request_id>/withdraw")
@requires(Can.FUNDS_EDIT)
def withdraw(fund_request_id):
    asked, form = loading.request(fund_request_id), WithdrawForm(prefix="withdraw-")
    return _act(
        asked, form, "withdraw", "已撤回。", lambda: actions.withdraw(asked, why=form.why.data)
    )


def _act(asked, form, key, said, action):
    request_id = asked.id
    if form.accepts(action):
        flash(said, "success")
        return go(url_for(".show", fund_request_id=request_id))
    return _show(loading.request(request_id), status=422, **{key: form})


def _show(asked, *, status=200, **refused):
    place, day = asked.organization, clock.today()
    needed, held = actions.level(asked), loading.held(place)
    return page(
        "funds/show.html",
        asked=asked,
        entries=books.of_request(g.scope, asked),
        files=books.files_of(g.scope, asked),
        needed=needed,
        verdict=check_approver(asked.made_by_id, current_user.person_id, held, needed),
        returns=held is not None and asked.made_by_id != current_user.person_id,
        edits=current_user.may(Can.FUNDS_EDIT, place.path),
        own=current_user.may(Can.FUNDS_EDIT, place.path)
        and (held is Level.OWN or place.parent_id is None),
        opens=asked.state in OPEN,
        use=rule("DUE-26"),
        collective=rule("DUE-28" if asked.line.kind is LineKind.DUES else "FU-03"),
        limits=rule("FU-04"),
        forms=_forms(asked) | refused,
        refused=next(iter(refused), ""),
        day=day,
        status=status,
    )


def _forms(asked):
    decide_form = DecideForm(formdata=None, prefix="decide-")
    _offer_items(decide_form, asked)
    return {
        "decide": decide_form,
        "approve": ApproveForm(formdata=None, prefix="approve-"),
        "back": _return_form(formdata=None),
        "withdraw": WithdrawForm(formdata=None, prefix="withdraw-"),
    }


def _return_form(**options):
    form = ReturnForm(prefix="back-", **options)
    form.field.offer([(one, one) for one in REQUEST_PARTS])
    return form


def _offer_items(form, asked):
    """The year's resolutions of the organisation to choose from; {choice: item}."""
    day = clock.today()
    items = queries.resolutions(g.scope, asked.organization, day - LOOK_BACK, day)
    found = {f"{one.meeting.id}-{one.number}": one for one in items}
    told = [
        (key, f"{full_day(one.meeting.held_on)} {one.meeting.title}：{one.title}")
        for key, one in found.items()
    ]
    form.item.offer([("", "请选择"), *told])
    return found


def _offer(form, lines):
    form.line_id.offer(
        [(str(one.id), f"{one.name}（还可以用 {yuan(one.free)} 元）") for one in lines]
        or [(NONE, "还没有批复的预算")]
    )


class _Opened:
    """A request as its form shows it."""

    def __init__(self, asked):
        self._asked, self.line_id = asked, str(asked.line_id)
        self.purpose = asked.purpose.value
        self.parts = [{"text": one.text, "amount": one.amount} for one in asked.estimates]

    def __getattr__(self, name):
        return getattr(self._asked, name)
