"""Addresses of the papers and the table of an evaluation; none shows a vote before counting."""

from flask import abort, g, request, url_for

from app.access.policy import Can, requires
from app.core import clock
from app.core.errors import Refused
from app.core.tables import workbook, xlsx_response
from app.core.web import go, number
from app.evaluations import actions, bp, builders, queries, results
from app.evaluations.grading import not_yet
from app.evaluations.models import Kind, State
from app.organizations import queries as organizations
from app.papers.answering import answer
from app.printing.pdf import bound_response, pdf_response


@bp.get("/<int:campaign_id>/ballot.pdf")
@requires(Can.EVALUATIONS_RESULTS)
def ballot_paper(campaign_id):
    campaign = _load(campaign_id)
    on_ballot = _on_ballot(campaign)
    name = builders.paper_name(campaign, "测评表")
    if campaign.kind is Kind.SECRETARY_REVIEW:
        return pdf_response(
            "debrief_ballot", builders.secretary_ballot(campaign, on_ballot, None, ""), name
        )
    if campaign.kind is not Kind.MEMBER_REVIEW:
        sheet = builders.free_ballot(campaign, on_ballot)
        return pdf_response("free_ballot", sheet, name)
    form = request.args.get("form", "a")
    names = [person for person, _ in on_ballot]
    return pdf_response("review_ballot", builders.blank_ballot(campaign, names, form), name)


@bp.get("/<int:campaign_id>/results.pdf")
@requires(Can.EVALUATIONS_RESULTS)
def results_paper(campaign_id):
    campaign = _load(campaign_id)
    if campaign.kind is not Kind.SECRETARY_REVIEW:
        to = ".summary_paper" if campaign.kind is Kind.MEMBER_REVIEW else ".tally_paper"
        return go(url_for(to, campaign_id=campaign_id))
    judged = queries.judged(g.scope, campaign)
    found = results.of(g.scope, campaign, judged)
    if found is None:
        return not_yet(campaign)
    sheet = builders.secretary_ballot(
        campaign, [(one.name, one.place) for one in judged], found, campaign.closes_on
    )
    return pdf_response("debrief_ballot", sheet, builders.paper_name(campaign, "测评结果"))


@bp.get("/<int:campaign_id>/summary.pdf")
@requires(Can.EVALUATIONS_RESULTS)
def summary_paper(campaign_id):
    campaign = _load(campaign_id)
    if campaign.kind is not Kind.MEMBER_REVIEW:
        return go(url_for(".results_paper", campaign_id=campaign_id))
    found = results.of(g.scope, campaign, queries.judged(g.scope, campaign))
    if found is None:
        return not_yet(campaign)
    sheet = _summary(campaign, found)
    name = builders.paper_name(campaign, "民主评议汇总表")
    return answer("review_summary", [sheet], name, campaign.organization.path)


@bp.get("/<int:campaign_id>/summary.xlsx")
@requires(Can.EVALUATIONS_RESULTS)
def summary_table(campaign_id):
    campaign = _load(campaign_id)
    found = results.of(g.scope, campaign, queries.judged(g.scope, campaign))
    if found is None or campaign.kind is not Kind.MEMBER_REVIEW:
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
    if wanted is None and "person" in request.args:
        abort(404)  # rather than everybody's where one person's was meant
    rows = queries.judged_members(g.scope, campaign)
    rows = [(j, m) for j, m in rows if wanted in (None, j.person_id)] or abort(404)
    found = results.of(g.scope, campaign, [j for j, _ in rows])
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


@bp.get("/<int:campaign_id>/tally.pdf")
@requires(Can.EVALUATIONS_RESULTS)
def tally_paper(campaign_id):
    """The count of any campaign, with room for the two tellers' signatures."""
    campaign = _load(campaign_id)
    found = results.of(g.scope, campaign, queries.judged(g.scope, campaign))
    if found is None:
        return not_yet(campaign)
    sheet = builders.tally(campaign, found, queries.groups(g.scope, campaign))
    return pdf_response("evaluation_tally", sheet, builders.paper_name(campaign, "计票单"))


@bp.get("/<int:campaign_id>/numbers.pdf")
@requires(Can.EVALUATIONS_RESULTS)
def numbers_paper(campaign_id):
    """The numbers of counted envelopes, to be posted where those without an account see them."""
    campaign = _load(campaign_id)
    found = queries.numbers(g.scope, campaign)
    if not found:
        return not_yet(campaign)
    sheet = builders.number_list(campaign, found)
    return pdf_response("counted_numbers", sheet, builders.paper_name(campaign, "已计入票号"))


@bp.get("/<int:campaign_id>/feedback.pdf")
@requires(Can.GRADES_DECIDE)
def feedback_paper(campaign_id):
    """?subject=17: the feedback sheet of one subject; without it, everybody's in one file."""
    campaign = _load(campaign_id)
    judged = queries.judged(g.scope, campaign)
    wanted = request.args.get("subject")
    judged = [one for one in judged if wanted in (None, one.subject)] or abort(404)
    found = results.of(g.scope, campaign, judged, with_remarks=True)
    if found is None:
        return not_yet(campaign)
    reviews = queries.reviews(g.scope, campaign)
    sheets = [builders.feedback(campaign, one, reviews, found) for one in found.people]
    whose = judged[0].name if wanted else ""
    name = builders.paper_name(campaign, f"反馈单{whose}")
    return bound_response("evaluation_feedback", sheets, name)


def _summary(campaign, found):
    return builders.summary(campaign, found, queries.reviews(g.scope, campaign), clock.today())


def _on_ballot(campaign):
    """Who stands on the ballot, with the place; before opening, who would."""
    judged = queries.judged(g.scope, campaign)
    if campaign.state is State.DRAFT:
        try:
            judged = actions.foreseen(campaign, clock.today())
        except Refused:
            return []
    return [(one.name, one.place) for one in judged]


def _load(campaign_id):
    return queries.one(g.scope, campaign_id) or abort(404)
