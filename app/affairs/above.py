"""Addresses of officers above: opinions about secretaries, which the branch does not know of."""

from flask import abort, g, request, url_for
from flask_login import current_user

from app.access.policy import Can, requires
from app.access.scope import EVERYTHING
from app.affairs import bp, handling, queries
from app.affairs.handling import COMMON
from app.affairs.steps import by, urgencies
from app.core import clock
from app.core.web import number, page
from app.organizations import queries as organizations
from app.rules.organizations import PostKind

PAGE = 40


@bp.get("/above/")
@requires(Can.OPINIONS_ABOVE)
def above():
    start, open_only = number("from", 0), request.args.get("state") == "open"
    found = queries.above(g.scope, but=_led(), open_only=open_only, limit=PAGE, start=start)
    return page(
        "affairs/above.html",
        opinions=found[:PAGE],
        places=_places(found),
        more=len(found) > PAGE,
        start=start,
        step=PAGE,
        open_only=open_only,
        days={one.id: by(one) for one in found},
        urgencies=urgencies(found),
    )


@bp.get("/above/<int:above_id>")
@requires(Can.OPINIONS_ABOVE)
def show_above(above_id):
    return _show(_load(above_id))


@bp.post(f"/above/<int:above_id>/<any({', '.join(COMMON)}):step>")
@requires(Can.OPINIONS_ABOVE)
def step_above(above_id, step):
    return handling.take(
        _load(above_id), step, COMMON[step], url_for(".show_above", above_id=above_id),
        lambda **refused: _show(_load(above_id), status=422, **refused),
    )  # fmt: skip


def _show(opinion, *, status=200, **refused):
    return page(
        "affairs/above_show.html",
        opinion=opinion,
        place=_places([opinion]).get(opinion.about_id),
        forms=handling.forms(opinion, COMMON, **refused),
        refused=next(iter(refused), ""),
        state=opinion.state.value,
        by=by(opinion),
        urgency=urgencies([opinion]).get(opinion.id),
        status=status,
    )


def _places(found):
    """{branch id: the branch} that these opinions are about."""
    ids = {one.about_id for one in found}
    return {one.id: one for one in organizations.tree(g.scope) if one.id in ids} if ids else {}


def _led():
    """The branches whose secretary the reader is: of opinions about oneself one learns nothing."""
    posts = organizations.posts_of(EVERYTHING, current_user.person_id, clock.today())
    return [post.organization_id for post in posts if post.kind is PostKind.SECRETARY]


def _load(above_id):
    return queries.one_above(g.scope, above_id, _led()) or abort(404)
