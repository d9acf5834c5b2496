"""Addresses for those who vote with a slip instead of an account.

The code travels in forms alone, never in an address, so no log has it: the QR code on the slip
carries it behind the # sign, which a browser keeps to itself.
"""

from flask import request, url_for

from app.access.policy import keeps_nothing, public
from app.access.scope import EVERYTHING
from app.core import clock
from app.core.errors import Refused
from app.core.web import page
from app.evaluations import actions, ballot_page, bp, queries
from app.evaluations.paper import questions_of

UNKNOWN = "没有这个投票码，请对照投票码条再输一次；字母不分大小写，短横可以不输。"


@bp.route("/slip", methods=["GET", "POST"])
@public
@keeps_nothing
def slip():
    """Where a code is typed, and the ballot it opens."""
    if request.method == "GET":
        return _ask()
    campaign, problem, status = _campaign()
    if problem:
        return _ask(problem, status)
    return _ballot(campaign, ballot_page.blank())


@bp.post("/slip/vote")
@public
@keeps_nothing
def slip_vote():
    """The ballot of a code."""
    with ballot_page.telling_nothing():
        campaign, problem, status = _campaign()
        if problem:
            return _ask(problem, status)
        reading = ballot_page.posted(campaign.asked, None)
        if not reading:
            return _ballot(campaign, reading, 422)
        code, day = request.form.get("code", ""), clock.today()
        try:
            number = actions.vote_by_code(campaign, code, reading.answers, day)
        except Refused as refused:
            return _ask(refused.message, 409)
        return page("evaluations/voted.html", campaign=campaign, number=number, by_code=True)


@bp.route("/number", methods=["GET", "POST"])
@public
@keeps_nothing
def number():
    """Whether a number that was told after voting stands for a counted envelope."""
    typed = request.form.get("number", "").strip().upper()
    found = queries.counted_number(EVERYTHING, typed) if typed else None
    return page("evaluations/number.html", typed=typed, campaign=found)


def _campaign():
    """(campaign, '', 200), or (None, what to say, status)."""
    found = queries.by_code(EVERYTHING, request.form.get("code", ""))
    if found is None:
        return None, UNKNOWN, 422
    campaign, code = found
    if not campaign.takes_votes(clock.today()):
        return None, "现在不在投票时间内。", 409
    if queries.code_was_used(EVERYTHING, code):
        return None, "这个投票码已经用过，一码一票。", 409
    return campaign, "", 200


def _ask(message="", status=200):
    return page("evaluations/slip.html", message=message, status=status)


def _ballot(campaign, reading, status=200):
    return ballot_page.show(
        campaign,
        campaign.asked,
        questions_of(campaign),
        campaign.questionnaire["names"],
        reading,
        address=url_for(".slip_vote"),
        places=queries.places(EVERYTHING, campaign),
        code=request.form.get("code", ""),
        status=status,
    )
