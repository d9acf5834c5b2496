"""Addresses of the papers and the table of an evaluation; none shows a vote before counting."""

from flask import abort, g, request, url_for

from app.access.policy import Can, requires
from app.core import clock
from app.core.errors import Refused
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number
from app.evaluations import actions, bp, builders, queries, results
from app.evaluations.models import Kind, State
from app.evaluations.routes import not_yet
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.printing.pdf import pdf_response


@bp.get("/<int:campaign_id>/ballot.pdf")
@requires(Can.EVALUATIONS_RESULTS)
def ballot_paper(campaign_id):
    campaign = _load(campaign_id)
    names = _names(campaign)
    name = builders.paper_name(campaign, "测评表")
    if campaign.kind is Kind.SECRETARY_REVIEW:
        return pdf_response(
            "debrief_ballot", builders.secretary_ballot(campaign, names, None, ""), name
        )
    form = request.args.get("form", "a")
    return pdf_response("review_ballot", builders.blank_ballot(campaign, names, form), name)


@bp.get("/<int:campaign_id>/results.pdf")
@requires(Can.EVALUATIONS_RESULTS)
def results_paper(campaign_id):
    campaign = _load(campaign_id)
    if campaign.kind is Kind.MEMBER_REVIEW:
        return go(url_for(".summary_paper", campaign_id=campaign_id))
    judged = queries.judged(g.scope, campaign)
    found = results.of(campaign, judged)
    if found is None:
        return not_yet(campaign)
    sheet = builders.secretary_ballot(
        campaign, [one.name for one in judged], found, campaign.closes_on
    )
    return pdf_response("debrief_ballot", sheet, builders.paper_name(campaign, "测评结果"))


@bp.get("/<int:campaign_id>/summary.pdf")
@requires(Can.EVALUATIONS_RESULTS)
def summary_paper(campaign_id):
    campaign = _load(campaign_id)
    if campaign.kind is Kind.SECRETARY_REVIEW:
        return go(url_for(".results_paper", campaign_id=campaign_id))
    found = results.of(campaign, queries.judged(g.scope, campaign))
    if found is None:
        return not_yet(campaign)
    sheet = _summary(campaign, found)
    name = builders.paper_name(campaign, "民主评议汇总表")
    return answer("review_summary", [sheet], name, campaign.organization.path)


@bp.get("/<int:campaign_id>/summary.xlsx")
@requires(Can.EVALUATIONS_RESULTS)
def summary_table(campaign_id):
    campaign = _load(campaign_id)
    found = results.of(campaign, queries.judged(g.scope, campaign))
    if found is None or campaign.kind is Kind.SECRETARY_REVIEW:
        return not_yet(campaign)
    rows = builders.table_rows(found, _summary(campaign, found))
    name = builders.paper_name(campaign, "民主评议汇总表").replace(".pdf", ".xlsx")
    return xlsx_response(workbook("汇总表", builders.HEADINGS, rows), name)


@bp.get("/<int:campaign_id>/registration.pdf")
@requires(Can.EVALUATIONS_RESULTS)
def registration_paper(campaign_id):
    """?person=17: one person's form; without it, everybody's in one file."""
    campaign = _load(campaign_id)
    if campaign.kind is not Kind.MEMBER_REVIEW or campaign.state is State.DRAFT:
        return not_yet(campaign)
    wanted = number("person")
    rows = queries.judged_members(g.scope, campaign)
    rows = [(j, m) for j, m in rows if wanted in (None, j.person_id)] or abort(404)
    found = results.of(campaign, [j for j, _ in rows])
    tallies = {one.judged.id: one for one in found.people} if found else {}
    said = queries.self_evaluations(g.scope, campaign)
    reviews = queries.reviews(g.scope, campaign)
    branch, today = campaign.organization, clock.today()
    posts = {p.person_id: p.label for p in organizations.posts(g.scope, branch, today)}
    sheets = [
        builders.registration(
            campaign,
            member,
            post=posts.get(one.person_id, ""),
            own_words=said.get(one.person_id),
            review=reviews.get(one.id),
            result=tallies.get(one.id),
        )
        for one, member in rows
    ]
    whose = rows[0][0].name if wanted else ""
    name = builders.paper_name(campaign, f"民主评议党员登记表{whose}")
    return answer("review_registration", sheets, name, branch.path)


def _summary(campaign, found):
    return builders.summary(campaign, found, queries.reviews(g.scope, campaign), clock.today())


def _names(campaign):
    """Who stands on the ballot; before opening, who would."""
    if campaign.state is not State.DRAFT:
        return [one.name for one in queries.judged(g.scope, campaign)]
    try:
        return actions.foreseen(campaign, clock.today())
    except Refused:
        return []


def _load(campaign_id):
    return queries.one(g.scope, campaign_id) or abort(404)
