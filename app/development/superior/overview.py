"""Addresses of the whole picture: people by step, as a drawing and a table, and DEV-37."""

from flask import Response, abort, g, render_template

from app.access.policy import Can, requires
from app.access.scope import Scope
from app.core import clock
from app.core.web import number, page
from app.development import bp
from app.development.superior import coverage, queries
from app.development.superior.pipeline import TALLEST, WIDTH, drawn, parts
from app.organizations import queries as organizations
from app.rules.development.steps import Phase
from app.rules.organizations import OrganizationKind, UnitType
from app.rules.registry import rule


@bp.get("/pipeline")
@requires(Can.DEVELOPMENT_VIEW)
def pipeline():
    chosen, tree = _chosen()
    below = [
        one for one in tree if one.parent_id == chosen.id and one.kind != OrganizationKind.GROUP
    ]
    scope = Scope(frozenset({chosen.path}))
    whole, *rest = parts([chosen, *below], queries.standings(scope), queries.without_file(scope))
    return page(
        "development/superior/pipeline.html",
        chosen=chosen,
        above=next((one for one in tree if one.id == chosen.parent_id), None),
        whole=whole,
        rest=rest,
        phases=list(Phase),
    )


@bp.get("/pipeline.svg")
@requires(Can.DEVELOPMENT_VIEW)
def pipeline_picture():
    chosen, _ = _chosen()
    [whole] = parts([chosen], queries.standings(Scope(frozenset({chosen.path}))), [])
    svg = render_template(
        "development/superior/pipeline.svg",
        blocks=drawn(whole),
        width=WIDTH,
        tallest=TALLEST,
        name=chosen.name,
    )
    return Response(svg, mimetype="image/svg+xml")


@bp.get("/coverage")
@requires(Can.DEVELOPMENT_VIEW)
def coverage_page():
    day = clock.today()
    branches = [
        one
        for one in organizations.branches(g.scope, day)
        if one.unit_type is UnitType.UNDERGRADUATE
    ]
    found = coverage.colleges(branches, queries.undergraduates(g.scope), day)
    return page("development/superior/coverage.html", colleges=found, basis=rule("DEV-37"))


def _chosen():
    """(the organisation asked for, else the reader's top; the tree)."""
    tree = organizations.tree(g.scope)
    wanted = number("organization")
    if not wanted:
        return (tree[0] if tree else abort(404)), tree
    return next((one for one in tree if one.id == wanted), None) or abort(404), tree
