"""Addresses of an election's papers."""

from flask import abort, g

from app.access.policy import Can, requires
from app.core import clock
from app.elections import bp, queries
from app.elections.papers import paper_of
from app.papers.answering import answer


@bp.get("/<int:election_id>/papers/<election_paper>.pdf")
@requires(Can.ELECTIONS_VIEW)
def paper(election_id, election_paper):
    election = queries.one(g.scope, election_id) or abort(404)
    found = paper_of(election, election_paper) or abort(404)
    branch = election.organization
    name = f"{branch.long_name}-{election.title}-{found.label}.pdf"
    return answer(found.form, [found.make(election, clock.today())], name, branch.path)
