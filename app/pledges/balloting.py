"""群众评议 of pledges by secret ballot in the portal: prepared with one press, its figures taken.

Sees counted results alone, as everybody does; who voted what is nothing that could be asked here.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from app.access.scope import Scope
from app.ballots.models import Release
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.evaluations import actions as evaluations
from app.evaluations import queries as campaigns
from app.evaluations import results
from app.evaluations.models import Campaign, Kind
from app.organizations.models import Organization
from app.pledges import judging, queries
from app.pledges.models import Pledge, PledgeOnBallot
from app.rules.evaluations import DEFAULT_MINIMUM
from app.rules.pledges import OpinionSource

USUAL = timedelta(days=7)
SHOWN = (Release.PUBLISHED, Release.TO_PERSON)
NONE: dict = {"campaigns": [], "to_take": frozenset()}


def hold(organization: Organization, year: int, pledges: Sequence[Pledge]) -> Campaign:
    """Prepare an evaluation of every pledge that waits for one, from today for a week; its groups
    and days may be changed before it begins."""
    waiting = [one for one in pledges if one.state in judging.EVALUABLE]
    if not waiting:
        raise Refused("没有公开后等待评议的承诺。")
    today = clock.today()
    [made] = evaluations.prepare(
        [organization], kind=Kind.PLEDGE_REVIEW, year=year, title=f"{year}年公开承诺群众评议",
        minimum=DEFAULT_MINIMUM, opens_on=today, closes_on=today + USUAL,
        matters=[_named(one) for one in waiting],
    )  # fmt: skip
    db.session.add_all(
        PledgeOnBallot(campaign_id=made.id, pledge_id=one.id, position=number)
        for number, one in enumerate(waiting, 1)
    )
    db.session.flush()
    return made


def take(scope: Scope, campaign: Campaign, pledges: Sequence[Pledge], *, responsible: str) -> int:
    """Enter the counted figures of each pledge on that ballot that has none yet, with what was
    said and found fit to be passed on; how many. Refused while words wait to be read."""
    found = results.of(scope, campaign, campaigns.judged(scope, campaign), with_remarks=True)
    if found is None:
        raise Refused("计票以后才能取用结果。")
    unread = sum(w.release is Release.UNREAD for said in found.remarks.values() for w in said)
    if unread:
        raise Refused(f"还有 {unread} 条意见没有审核，请先在评议里审核意见。")
    waiting = {one.id: one for one in pledges if one.state in judging.EVALUABLE}
    by_subject = {one.judged.subject: one for one in found.people}
    taken = 0
    for pledge_id, position in _places(campaign):
        pledge, result = waiting.get(pledge_id), by_subject.get(f"q{position}")
        if pledge and result and result.ballots:
            said = found.remarks.get(f"q{position}", ())
            _enter(pledge, campaign, result, results.released(said, *SHOWN), responsible)
            taken += 1
    if not taken:
        raise Refused("这次评议里没有等待录入的承诺。")
    return taken


def told(scope: Scope, organization: Organization, year: int) -> dict:
    """For the branch's page: the year's evaluations of pledges, and of which figures may be
    taken; nothing for whoever may not see the branch."""
    held = campaigns.of_year(scope, [organization.id], year, Kind.PLEDGE_REVIEW)
    counted = [one.id for one in held if one.counted]
    if not counted:
        return NONE | {"campaigns": held}
    query = (
        select(PledgeOnBallot.campaign_id)
        .join(Pledge, Pledge.id == PledgeOnBallot.pledge_id)
        .where(PledgeOnBallot.campaign_id.in_(counted), Pledge.state.in_(judging.EVALUABLE))
    )
    return {"campaigns": held, "to_take": frozenset(db.session.scalars(query))}


def waiting(scope: Scope, organization: Organization, year: int) -> list[Pledge]:
    """The branch's own pledge and its members' that may be evaluated."""
    return [
        one for one in queries.board(scope, organization, year) if one.state in judging.EVALUABLE
    ]


def _enter(pledge, campaign, result, words, responsible):
    day: date = campaign.counted_on
    satisfied, fairly, dissatisfied = result.overall.votes
    judging.evaluate(
        pledge, evaluated_on=day, voters=result.ballots, satisfied=satisfied, fairly=fairly,
        dissatisfied=dissatisfied, counted_by="系统计票", opinion="", responsible=responsible,
        campaign_id=campaign.id,
    )  # fmt: skip
    for text in words:
        judging.raise_opinion(
            pledge, opinion=text, source=OpinionSource.MASSES, responsible=responsible,
            raised_on=day,
        )  # fmt: skip


def _places(campaign):
    query = select(PledgeOnBallot.pledge_id, PledgeOnBallot.position).where(
        PledgeOnBallot.campaign_id == campaign.id
    )
    return db.session.execute(query.order_by(PledgeOnBallot.position)).all()


def _named(pledge):
    """Whose it is and no more: those above see the evaluation, not what members pledge."""
    return f"{pledge.person.name}的承诺" if pledge.person else "党组织的承诺"
