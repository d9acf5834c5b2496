"""Addresses of the hand-over list: the page and the paper."""

from flask import abort, g

from app.access.policy import Can, requires
from app.access.scope import Scope
from app.core import clock
from app.core.web import page
from app.elections import bp
from app.elections.handover.gathering import gather
from app.organizations import queries as organizations
from app.printing.pdf import pdf_response
from app.rules.organizations import OrganizationKind


@bp.get("/handover/<int:organization_id>")
@requires(Can.ELECTIONS_VIEW)
def handover(organization_id):
    branch = _branch(organization_id)
    return page("elections/handover.html", branch=branch, sheet=_sheet(branch))


@bp.get("/handover/<int:organization_id>.pdf")
@requires(Can.ELECTIONS_VIEW)
def handover_paper(organization_id):
    branch = _branch(organization_id)
    sheet = _sheet(branch)
    return pdf_response("handover_list", sheet, f"{sheet.branch}-党支部工作交接清单.pdf")


def _branch(organization_id):
    branch = organizations.one(g.scope, organization_id)
    return branch if branch and branch.kind is OrganizationKind.BRANCH else abort(404)


def _sheet(branch):
    return gather(Scope(frozenset({branch.path})), branch, clock.today())
