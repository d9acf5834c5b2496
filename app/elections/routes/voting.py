"""Addresses of whoever votes: the ballot, the sign that it was received, who can see what.

What stands on a ballot leaves this module only sealed, or back to the voter who typed it.
"""

from contextlib import contextmanager

from flask import abort, g, request, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from app.access.policy import Can, keeps_nothing, requires, signed_in
from app.access.scope import Scope
from app.ballots.questionnaire import TEXT, Answers, Reading, field_name, read
from app.core.errors import Refused
from app.core.web import go, page
from app.elections import bp, queries
from app.elections.actions import voting
from app.elections.actions.counts import as_named
from app.elections.models import Method, RoundState
from app.rules.elections.rounds import Mark
from app.rules.registry import rule

NOT_ANSWERS = {"csrf_token"}


@bp.route("/rounds/<int:round_id>/vote", methods=["GET", "POST"])
@requires(Can.ELECTIONS_VOTE)
@keeps_nothing
def vote(round_id):
    own = current_user.person_id
    voted = queries.of_voter(g.scope, round_id, own)
    if voted is None or voted.method is not Method.BOX:
        return _not_present(round_id)
    if request.method == "POST":
        with _telling_nothing():
            return _receive(voted, own)
    if queries.has_voted(g.scope, voted, own):
        return go(url_for(".voted", round_id=round_id))
    if voted.state is not RoundState.OPEN:
        return _answer(voted, "这一轮投票已经结束。", 200)
    return _ballot(voted, Reading(Answers()))


@bp.get("/rounds/<int:round_id>/voted")
@requires(Can.ELECTIONS_VOTE)
def voted(round_id):
    found = queries.voted_round(g.scope, round_id) or abort(404)
    if not found.box_id or not queries.has_voted(g.scope, found, current_user.person_id):
        return go(url_for(".vote", round_id=round_id))
    return page("elections/voted.html", voted=found)


@bp.get("/rounds/<int:round_id>/who-can-see")
@signed_in
def who_can_see(round_id):
    scopes = [current_user.scope_for(c) for c in (Can.ELECTIONS_VOTE, Can.ELECTIONS_VIEW)]
    scope = Scope(frozenset().union(*(s.roots for s in scopes)))
    found = queries.voted_round(scope, round_id) if scope else None
    return page("elections/who_can_see.html", voted=found or abort(404))


def _receive(voted, own):
    """Read, seal and store the posted ballot; one with faults goes back with all that was typed."""
    posted = ((n, v) for n, v in request.form.items(multi=True) if n not in NOT_ANSWERS)
    reading = read(voted.asked, posted, own=None)
    _clean(voted, reading)
    if not reading and voted.state is RoundState.OPEN:
        return _ballot(voted, reading, status=422)
    try:
        voting.cast(voted, own, reading.answers)
    except Refused as refused:
        return _answer(voted, refused.message, 409)
    return go(url_for(".voted", round_id=voted.id))


def _clean(voted, reading):
    """Names without blanks; whoever stands on the ballot is voted for there, not written in."""
    on_ballot = {one.name for one in voted.tallies}
    for subject, given in reading.answers.texts.items():
        given[TEXT] = name = as_named(given.get(TEXT, ""))
        if name in on_ballot:
            reading.faults[subject] = "这个人就在票上，赞成他请在他的名下选赞成。"


def _ballot(voted, reading, status=200):
    return page(
        "elections/vote.html",
        voted=voted,
        reading=reading,
        marks=list(Mark),
        item=voting.ITEM,
        field_name=field_name,
        name_most=voting.NAME_MOST,
        rules=[rule(one) for one in ("EL-12", "EL-13", "EL-14")],
        status=status,
    )


def _not_present(round_id):
    found = queries.voted_round(g.scope, round_id) or abort(404)
    if found.method is not Method.BOX:
        return _answer(found, "这一轮用纸质选票，请在会场投票。", 409)
    return _answer(
        found, "到会的选举人名单里没有您；选举不能委托别人代投。如有疑问，请当场向监票人提出。", 409
    )


def _answer(voted, message, status):
    return page("elections/no_vote.html", voted=voted, message=message, status=status)


@contextmanager
def _telling_nothing():
    """A fault while a ballot is in memory is logged by its kind alone, never with its values."""
    try:
        yield
    except HTTPException:
        raise
    except Exception as fault:
        raise RuntimeError(f"a ballot was not taken: {type(fault).__name__}") from None
