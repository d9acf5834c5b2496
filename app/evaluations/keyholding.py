"""Addresses of the two who open a strict box: take a seat, rehearse, open together."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, keeps_nothing, requires
from app.ballots.models import Level
from app.core import clock
from app.core.errors import Refused
from app.core.web import go, page
from app.evaluations import actions, bp, queries
from app.evaluations.models import State
from app.evaluations.setting_forms import OpeningForm, PassphraseForm, RehearsalForm
from app.evaluations.sheets import RecoverySheet
from app.printing.pdf import pdf_response


@bp.route("/<int:campaign_id>/keys", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_RESULTS)
@keeps_nothing
def keys(campaign_id):
    """Set the own passphrase; the words of the recovery sheet stand in this answer alone."""
    campaign = _strict(campaign_id)
    form, told = PassphraseForm(), []
    own = current_user.person_id

    def save():
        told.append(actions.take_seat(campaign, own, form.passphrase.data))

    if own is None:
        abort(403)
    if request.method == "POST" and form.accepts(save):
        return page("evaluations/recovery.html", campaign=campaign, words=told[0])
    return _page(campaign, form, RehearsalForm(formdata=None), form.status)


@bp.post("/<int:campaign_id>/keys/rehearse")
@requires(Can.EVALUATIONS_RESULTS)
@keeps_nothing
def rehearse(campaign_id):
    campaign, form = _strict(campaign_id), RehearsalForm()

    def save():
        day = clock.today()
        actions.rehearse(campaign, current_user.person_id, form.remembered.data, day)

    if form.accepts(save):
        flash("试开成功，口令记得没有错。", "success")
        return go(url_for(".keys", campaign_id=campaign_id))
    return _page(campaign, PassphraseForm(formdata=None), form, form.status)


@bp.post("/<int:campaign_id>/keys/leave")
@requires(Can.EVALUATIONS_RESULTS)
def leave_keys(campaign_id):
    try:
        actions.leave_seat(_strict(campaign_id), current_user.person_id)
    except Refused as refused:
        flash(refused.message, "danger")
    else:
        flash("已不再担任计票人，请别人来设口令。", "success")
    return go(url_for(".keys", campaign_id=campaign_id))


@bp.post("/<int:campaign_id>/keys/free/<int:person_id>")
@requires(Can.EVALUATIONS_RUN)
def free_seat(campaign_id, person_id):
    """The organiser frees the seat of a teller who cannot come."""
    campaign = _strict(campaign_id)
    if person_id not in {one.person_id for one in queries.keyholders(g.scope, campaign)}:
        abort(404)
    try:
        actions.leave_seat(campaign, person_id)
    except Refused as refused:
        flash(refused.message, "danger")
    else:
        flash("这个席位空出来了，请另一个人来设口令。", "success")
    return go(url_for(".keys", campaign_id=campaign_id))


@bp.post("/<int:campaign_id>/keys/sheet.pdf")
@requires(Can.EVALUATIONS_RESULTS)
@keeps_nothing
def recovery_paper(campaign_id):
    """The words just shown, as a paper for the safe; nothing of them is stored."""
    campaign = _strict(campaign_id)
    sheet = RecoverySheet(
        organization=campaign.organization.name,
        title=campaign.title,
        name=current_user.name,
        words=request.form.get("words", "")[:100],
        made_on=clock.today(),
    )
    return pdf_response("recovery_sheet", sheet, "恢复码.pdf")


@bp.route("/<int:campaign_id>/open-box", methods=["GET", "POST"])
@requires(Can.EVALUATIONS_RUN)
@keeps_nothing
def open_box(campaign_id):
    """Both tellers at one screen: their passphrases open the box, once."""
    campaign = _strict(campaign_id)
    if campaign.state is not State.CLOSED:
        flash("停止投票以后才能计票，而且只计一次。", "warning")
        return go(url_for(".show", campaign_id=campaign_id))
    form = OpeningForm()

    def save():
        secrets = [form.secret1.data, form.secret2.data]
        actions.count(campaign, clock.today(), secrets)

    if form.accepts(save):
        flash("计票完成，选票和钥匙已经销毁。", "success")
        return go(url_for(".show", campaign_id=campaign_id))
    return page(
        "evaluations/open_box.html",
        block="form",
        form=form,
        campaign=campaign,
        seats=queries.keyholders(g.scope, campaign),
        status=form.status,
    )


def _page(campaign, form, rehearsal, status):
    seats = queries.keyholders(g.scope, campaign)
    return page(
        "evaluations/keys.html",
        campaign=campaign,
        form=form,
        rehearsal=rehearsal,
        seats=seats,
        own=next((one for one in seats if one.person_id == current_user.person_id), None),
        runs=current_user.may(Can.EVALUATIONS_RUN, campaign.organization.path),
        status=status if request.method == "POST" else 200,
    )


def _strict(campaign_id):
    campaign = queries.one(g.scope, campaign_id) or abort(404)
    if campaign.level is not Level.STRICT:
        abort(409)
    return campaign
