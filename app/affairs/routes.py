"""Addresses of the branch's secretary: the list, one opinion and its steps, counts for above."""

from flask import abort, g, request, url_for

from app.access.policy import Can, requires
from app.affairs import bp, handling, queries
from app.affairs.handling import COMMON, WITHIN
from app.affairs.steps import by, urgencies
from app.core import clock
from app.core.web import number, page
from app.rules.affairs import OpinionState

STEPS = COMMON | WITHIN
PAGE = 40


@bp.get("/")
@requires(Can.OPINIONS_HANDLE)
def index():
    start, open_only = number("from", 0), request.args.get("state") == "open"
    found = queries.listed(g.scope, open_only=open_only, limit=PAGE, start=start)
    return page(
        "affairs/index.html",
        opinions=found[:PAGE],
        more=len(found) > PAGE,
        start=start,
        step=PAGE,
        open_only=open_only,
        numbers=queries.numbers(g.scope),
        states=OpinionState,
        days={one.id: by(one) for one in found},
        urgencies=urgencies(found),
    )


@bp.get("/counts")
@requires(Can.BRANCHES_OVERSEE)
def counts():
    start = number("from", 0)
    found = queries.counts(g.scope, clock.today(), PAGE, start)
    return page(
        "affairs/counts.html",
        rows=found[:PAGE],
        more=len(found) > PAGE,
        start=start,
        step=PAGE,
    )


@bp.get("/<int:raised_id>")
@requires(Can.OPINIONS_HANDLE)
def show(raised_id):
    return _show(_load(raised_id))


@bp.post(f"/<int:raised_id>/<any({', '.join(STEPS)}):step>")
@requires(Can.OPINIONS_HANDLE)
def step(raised_id, step):
    return handling.take(
        _load(raised_id), step, STEPS[step], url_for(".show", raised_id=raised_id),
        lambda **refused: _show(_load(raised_id), status=422, **refused),
    )  # fmt: skip


def _show(opinion, *, status=200, **refused):
    return page(
        "affairs/show.html",
        opinion=opinion,
        forms=handling.forms(opinion, STEPS, **refused),
        refused=next(iter(refused), ""),
        state=opinion.state.value,
        by=by(opinion),
        urgency=urgencies([opinion]).get(opinion.id),
        status=status,
    )


def _load(raised_id):
    return queries.one(g.scope, raised_id) or abort(404)
