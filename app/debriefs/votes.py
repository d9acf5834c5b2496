"""What was voted on secretaries' reports: the one place that asks evaluations for it.

A secretary may be judged in a campaign of the committee or in one of the own branch. A round shows
the votes of the campaign that its organiser chose and of no other; of a year the one that a round
chose prevails, then the committee's. Groups and weights are on the campaign's own page.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager, defer

from app.access.scope import Scope
from app.ballots.models import CountedMark
from app.core.db import db
from app.debriefs.rounds.coverage import above
from app.debriefs.rounds.models import DebriefRound
from app.evaluations.models import Campaign, Group, Judged, Kind, PaperCount, State
from app.evaluations.paper import OVERALL
from app.organizations.models import Organization, Post
from app.rules.evaluations import DebriefMark
from app.rules.organizations import PostKind


@dataclass(frozen=True)
class Shares:
    """The overall marks of one branch's secretary in the order of `DebriefMark`; without `counted`
    the evaluation at `address` is still under way and tells nothing."""

    counted: bool
    votes: tuple[int, ...]
    address: str

    @property
    def ballots(self) -> int:
        return sum(self.votes)

    @property
    def words(self) -> str:
        """好 20、较好 4、一般 0、差 0（共 24 票）."""
        if not self.counted:
            return "还没有计票"
        told = "、".join(
            f"{mark.label} {number}" for mark, number in zip(DebriefMark, self.votes, strict=True)
        )
        return f"{told}（共 {self.ballots} 票）"


def of_round(
    scope: Scope, held: DebriefRound, branches: Sequence[Organization]
) -> dict[int, Shares]:
    """{organization_id: its secretary's marks} of the campaign that the round chose; branches
    without any left out, and nothing while none is chosen."""
    if held.campaign_id is None:
        return {}
    found = _campaigns(scope, branches, held.year)
    return _read([one for one in found if one.id == held.campaign_id], branches, held.year, set())


def of_year(scope: Scope, branches: Sequence[Organization], year: int) -> dict[int, Shares]:
    """The same of one year, whoever asked; six statements however many branches."""
    found = _campaigns(scope, branches, year)
    return _read(found, branches, year, _chosen(year)) if found else {}


def _read(campaigns, branches, year, chosen):
    campaigns = {one.id: one for one in campaigns}
    led = _secretaries(branches, year)
    votes = _overall({one.box_id: one.id for one in campaigns.values() if one.counted})
    query = select(Judged).where(Judged.campaign_id.in_(campaigns), Judged.person_id.in_(led))
    found = sorted(
        db.session.scalars(query),
        key=lambda one: _weight(campaigns[one.campaign_id], chosen),
    )
    return {led[one.person_id]: _shares(campaigns[one.campaign_id], one, votes) for one in found}


def _weight(campaign, chosen):
    """Later ones in this order prevail: a chosen one, then the highest committee's, the newest."""
    return campaign.id in chosen, -len(campaign.organization.path), campaign.id


def _chosen(year):
    query = select(DebriefRound.campaign_id).where(
        DebriefRound.year == year, DebriefRound.campaign_id.is_not(None)
    )
    return set(db.session.scalars(query))


def _shares(campaign, judged, votes):
    counted = campaign.counted
    marks = [votes[campaign.id, judged.subject, mark.value] for mark in DebriefMark]
    return Shares(counted, tuple(marks) if counted else (), f"/evaluations/{campaign.id}")


def _campaigns(scope, branches, year):
    """Those of the branches and of everything above them that the scope covers."""
    paths = {path for branch in branches for path in above(branch.path)}
    query = (
        select(Campaign)
        .join(Campaign.organization)
        .options(contains_eager(Campaign.organization), defer(Campaign.questionnaire))
        .where(
            Campaign.kind == Kind.SECRETARY_REVIEW,
            Campaign.year == year,
            Campaign.state != State.DESTROYED,
            Organization.path.in_(paths),
            scope.clause(Organization.path),
        )
    )
    return db.session.scalars(query).all()


def _secretaries(branches, year):
    """{person_id: the branch led at any time of the year}, the latest post of a person last."""
    query = (
        select(Post.person_id, Post.organization_id)
        .where(
            Post.organization_id.in_([one.id for one in branches]),
            Post.kind == PostKind.SECRETARY,
            Post.started_on <= date(year, 12, 31),
            or_(Post.ended_on.is_(None), Post.ended_on >= date(year, 1, 1)),
        )
        .order_by(Post.started_on, Post.id)
    )
    return dict(db.session.execute(query).all())


def _overall(boxes):
    """{(campaign, subject, mark): votes on the overall item}, sealed ones and those on paper."""
    votes = Counter()
    if not boxes:
        return votes
    mark = CountedMark
    query = (
        select(mark.box_id, mark.subject, mark.mark, func.count())
        .where(mark.box_id.in_(boxes), mark.item == OVERALL)
        .group_by(mark.box_id, mark.subject, mark.mark)
    )
    for box, subject, code, number in db.session.execute(query):
        votes[boxes[box], subject, code] += number
    for (campaign, _), told in _papers(boxes.values()).items():
        for place, number in told.items():
            subject, item, code = place.split(".")
            if item == OVERALL:
                votes[campaign, subject, code] += number
    return votes


def _papers(campaigns):
    """{(campaign, group): what was counted on paper} of groups that are shown at all; both tellers
    agreed before the count, so either's figures are the figures."""
    query = (
        select(PaperCount.campaign_id, PaperCount.group, PaperCount.votes)
        .join(
            Group,
            and_(Group.campaign_id == PaperCount.campaign_id, Group.code == PaperCount.group),
        )
        .where(PaperCount.campaign_id.in_(campaigns), Group.shown_as.is_not(None))
    )
    return {(one, group): votes for one, group, votes in db.session.execute(query)}
