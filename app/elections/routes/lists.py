"""Addresses of the list of terms, of beginning an election, of one election and its result."""

from flask import abort, flash, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires, signed_in
from app.ballots import counting
from app.core import clock
from app.core.web import go, number, page
from app.elections import bp, path, queries, standing, terms
from app.elections.actions import opening, voting
from app.elections.forms import CancelForm, StartForm
from app.elections.models import Method
from app.elections.papers import printable
from app.organizations import queries as organizations
from app.rules.elections.nominating import candidates_needed
from app.rules.elections.rounds import votes_needed
from app.rules.elections.terms import ElectionKind, Step, timetable
from app.rules.organizations import PostKind
from app.rules.registry import rule
from app.rules.votes import Body

TABLE_RULES = ("BR-24", "UNI-01", "UNI-03")


@bp.get("/")
@signed_in
def index():
    day, start = clock.today(), number("from", 0)
    views, votes, decides = (
        current_user.scope_for(c)
        for c in (Can.ELECTIONS_VIEW, Can.ELECTIONS_VOTE, Can.ELECTIONS_DECIDE)
    )
    branches = organizations.branches(views, day) if views else []
    elections = queries.open_ones(views) if views else []
    past = queries.past(views, start, queries.PAGE + 1) if views else []
    return page(
        "elections/index.html",
        to_vote=queries.to_vote(votes, current_user.person_id) if votes else [],
        waiting=queries.waiting(decides) if decides else [],
        terms=terms.terms(branches, elections, day),
        others=[one for one in elections if one.kind is ElectionKind.BY],
        next_line=path.next_line,
        past=past[: queries.PAGE],
        more=len(past) > queries.PAGE,
        start=start,
        step=queries.PAGE,
        views=bool(views),
        rules=[rule(one) for one in TABLE_RULES],
        day=day,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def new():
    branch = _branch()
    form, made = StartForm(), []
    if request.method == "GET":
        form.kind.data = request.args.get("kind") or ElectionKind.TERM.value
    day = clock.today()

    def save():
        made.append(
            opening.start(
                branch,
                ElectionKind(form.kind.data),
                day,
                full_members=len(queries.full_members(g.scope, branch, day)),
                reason=form.reason.data or "",
            )
        )

    if form.accepts(save):
        return go(url_for(".show", election_id=made[0].id))
    return page(
        "elections/step.html",
        block="form",
        form=form,
        title="开始一次选举",
        lead=branch.long_name,
        rules=[rule("EL-01"), rule("BR-27")],
        notes=[],
        back=url_for(".index"),
        button="开始",
        status=form.status,
    )


@bp.get("/<int:election_id>")
@requires(Can.ELECTIONS_VIEW)
def show(election_id):
    election = queries.one(g.scope, election_id) or abort(404)
    for voted in election.rounds:
        if voted.box:
            counting.settle(voted.box)
    branch, day = election.organization, clock.today()
    found = standing.contests(election)
    line = path.next_line(election)
    assembly = Body.ASSEMBLY
    return page(
        "elections/show.html",
        election=election,
        lines=path.lines(election),
        line=line,
        due=path.due(election, line.step) if line else None,
        contests=found,
        candidates=standing.candidates,
        ended=standing.ended,
        key=standing.key,
        needed=candidates_needed(election.seats) if election.seats else 0,
        least=votes_needed,
        received=queries.received(g.scope, [one for one in election.rounds if one.under_way]),
        runs=election.open and current_user.may(Can.ELECTIONS_RUN, branch.path),
        decides=election.open and current_user.may(Can.ELECTIONS_DECIDE, branch.path),
        due_now=len(voting.due_in(election, assembly, day)) if election.open else None,
        printable=printable(election),
        voidable=voting.can_be_void,
        milestones=_milestones(election),
        steps=Step,
        posts=PostKind,
        methods=Method,
        bodies=Body,
        day=day,
        rule=rule,
    )


@bp.get("/<int:election_id>/result")
@requires(Can.ELECTIONS_VIEW)
def result(election_id):
    election = queries.one(g.scope, election_id) or abort(404)
    return page(
        "elections/result.html",
        election=election,
        contests=standing.contests(election),
        ended=standing.ended,
        key=standing.key,
        least=votes_needed,
    )


@bp.route("/<int:election_id>/cancel", methods=["GET", "POST"])
@requires(Can.ELECTIONS_RUN)
def cancel(election_id):
    election = queries.one(g.scope, election_id) or abort(404)
    form = CancelForm()
    if form.accepts(lambda: opening.cancel(election, form.why.data)):
        flash("已取消这次选举，记录还能看到。", "success")
        return go(url_for(".index"))
    return page(
        "elections/step.html",
        block="form",
        form=form,
        title="取消这次选举",
        lead=f"{election.organization.long_name} · {election.title}",
        rules=[],
        notes=["取消后不能恢复；需要时可以重新开始一次。"],
        back=url_for(".show", election_id=election_id),
        button="取消这次选举",
        status=form.status,
    )


def _branch():
    day, wanted = clock.today(), number("organization")
    branches = organizations.branches(g.scope, day)
    if wanted is None and branches:
        return branches[0]
    return next((one for one in branches if one.id == wanted), None) or abort(404)


def _milestones(election):
    end, planned = election.term_ends_on, election.planned_on
    if not (end and (planned or end)):
        return []
    return timetable(end, election.organization.unit_type, planned or end)
