"""Addresses of a file's papers: one person's, or several people's of a branch at once."""

from flask import abort, g, request

from app.access.policy import Can, requires
from app.core.web import numbers
from app.development import bp
from app.development.filling import FILLED, dossiers
from app.development.routes.loading import reads
from app.papers.answering import answer

MOST = 60


@bp.get("/<int:file_id>/papers/<paper_code>.pdf")
@requires(Can.DEVELOPMENT_VIEW)
def print_paper(file_id, paper_code):
    """`with` names further files for the same paper. A joint paper is one branch's."""
    filling = FILLED.get(paper_code) or abort(404)
    further = numbers("with")
    if len(further) < len(request.args.getlist("with")):
        abort(404)
    wanted = {file_id, *further}
    chosen = dossiers(g.scope, wanted) if len(wanted) <= MOST else []
    if not chosen or len(chosen) < len(wanted) or not all(map(filling.fits, chosen)):
        abort(404)
    if filling.joint and len({one.branch for one in chosen}) > 1:
        abort(404)
    path = chosen[0].file.member.organization.path
    if filling.discreet and not all(reads(one.file.member.organization.path) for one in chosen):
        abort(403)
    names = "、".join(one.name for one in chosen[:3]) + ("等" if len(chosen) > 3 else "")
    return answer(filling.form, filling.sheets(chosen), f"{filling.title}-{names}.pdf", path)
