"""Addresses of calendars: the page of one's own private address, and the calendar itself."""

from datetime import timedelta

from flask import Response, abort, flash, request, url_for
from flask_login import current_user

from app.access.policy import public, signed_in
from app.access.scope import EVERYTHING
from app.core import clock, ics
from app.core.web import go, page, public_url
from app.meetings import bp
from app.meetings.feeds import actions, events, queries

LOOKS_BACK = timedelta(days=31)  # so that last month's meetings do not vanish from a calendar


@bp.route("/feed", methods=["GET", "POST"])
@signed_in
def feed():
    """One's own address. A new one is shown in the answer that makes it and never again: what is
    kept cannot be turned back into it."""
    if request.method == "GET":
        return _page()
    token = actions.renew(current_user._get_current_object())
    return _page(public_url(".calendar_feed", token=token))


@bp.post("/feed/off")
@signed_in
def switch_off_feed():
    actions.switch_off(current_user._get_current_object())
    flash("订阅已停用，原来的地址不再打开。", "success")
    return go(url_for(".feed"))


@bp.get("/feed/<token>.ics")
@public
def calendar_feed(token):
    account = queries.by_token(EVERYTHING, token) or abort(404)
    day = clock.today()
    found = events.of_person(account.person_id, day, day - LOOKS_BACK)
    return Response(ics.feed(found, "组织生活"), mimetype=ics.MEDIA_TYPE)


def _page(address=""):
    return page(
        "meetings/feed.html",
        feed=queries.of_account(EVERYTHING, current_user.id),
        address=address,
    )
