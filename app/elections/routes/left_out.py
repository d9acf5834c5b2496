"""Addresses of who is not counted in 应到会: proposed, taken back, passed by the assembly."""

from flask import abort, flash, g, url_for

from app.access.policy import Can, requires
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.web import go, page
from app.elections import bp, forms, queries
from app.elections.actions import nominating, voting
from app.rules.elections.nominating import Exclusion
from app.rules.registry import rule
from app.rules.votes import Body


@bp.route("/<int:election_id>/left-out", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def left_out(election_id):
    election, day = _load(election_id), clock.today()
    full = queries.full_members(g.scope, election.organization, day)
    people = {person.id: person for person in full}
    listed = {one.person_id for one in election.left_out}
    form = forms.LeftOutForm()
    form.person_id.offer([("", "请选择"), *((p.id, p.name) for p in full if p.id not in listed)])

    def save():
        person = people[int(form.person_id.data)]
        nominating.leave_out(election, person, Exclusion(form.kind.data), form.note.data or "")

    if form.accepts(save):
        return go(url_for(".left_out", election_id=election_id))
    return page(
        "elections/left_out.html",
        block="form",
        form=form,
        election=_load(election_id),
        due=len(voting.due_in(_load(election_id), Body.ASSEMBLY, day)),
        full=len(full),
        rule=rule("EL-08"),
        status=form.status,
    )


@bp.post("/<int:election_id>/left-out/decide")
@requires(Can.ELECTIONS_RUN)
def decide_left_out(election_id):
    election = _load(election_id)
    return _press(
        lambda: nominating.decide_left_out(election, clock.today()),
        "已登记大会通过的名单。",
        url_for(".show", election_id=election_id),
    )


@bp.post("/left-out/<int:left_out_id>/remove")
@requires(Can.ELECTIONS_RUN)
def count_again(left_out_id):
    row = queries.left_out(g.scope, left_out_id) or abort(404)
    election = row.election
    return _press(
        lambda: nominating.count_again(election, row),
        "已从名单里去掉，仍计入应到会。",
        url_for(".left_out", election_id=election.id),
    )


def _press(act, said, back):
    """One change by one button; a refusal is said on the page it was pressed on."""
    try:
        act()
    except Refused as refused:
        db.session.rollback()
        flash(refused.message, "danger")
    else:
        flash(said, "success")
    return go(back)


def _load(election_id):
    return queries.one(g.scope, election_id) or abort(404)
