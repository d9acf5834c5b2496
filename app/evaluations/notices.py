"""What of counted results is news to a person: told to that person, made known, or to be released.

Who voted what is nothing that could be asked here; the roster says who may read a result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import contains_eager, defer

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.evaluations.models import Campaign, Judged, Review, State, Voter
from app.organizations.models import Organization

NEWS = timedelta(days=30)
"""How long a result stands on the workspace: our own convention."""


@dataclass(frozen=True)
class News:
    """`own`: a grade was told to this person and waits for the word that it was read;
    `to_release`: the result waits for whoever decides on it; else it was made known."""

    campaign: Campaign
    own: bool = False
    to_release: bool = False


def of(person_id: int | None, decides: Scope, day: date) -> list[News]:
    """What is news to this person as one who votes, is judged or decides, the latest first; one
    statement. Counts wait for whoever decides where that scope begins, not everywhere below it."""
    told = exists().where(
        Judged.campaign_id == Campaign.id,
        Review.judged_id == Judged.id,
        Review.told_on.is_not(None),
    )
    own = told.where(Judged.person_id == person_id, Review.confirmed_on.is_(None))
    known = and_(Campaign.published_on >= day - NEWS, _concerns(person_id))
    waits = and_(
        Organization.path.in_(decides.roots),
        Campaign.state == State.COUNTED,
        Campaign.counted_on >= day - NEWS,
        Campaign.published_on.is_(None),
        ~told,
    )
    # A roster may name people from anywhere, so no scope narrows what is a person's own.
    query = (
        _of(EVERYTHING)
        .add_columns(own.label("own"), waits.label("waits"))
        .where(or_(own, known, waits))
        .order_by(Campaign.counted_on.desc(), Campaign.id)
    )
    return [News(one, bool(mine), bool(open_)) for one, mine, open_ in db.session.execute(query)]


def made_known(scope: Scope, campaign_id: int, person_id: int | None) -> Campaign | None:
    """The campaign, if its result was made known and concerns this person."""
    if person_id is None:
        return None
    query = _of(scope).where(
        Campaign.id == campaign_id, Campaign.published_on.is_not(None), _concerns(person_id)
    )
    return db.session.scalar(query)


def stands(judged: Sequence[Judged], person_id: int | None) -> str:
    """The person's own subject on the ballot; '' for whoever does not stand there."""
    return next((one.subject for one in judged if person_id and one.person_id == person_id), "")


def _concerns(person_id):
    voter = exists().where(Voter.campaign_id == Campaign.id, Voter.person_id == person_id)
    judged = exists().where(Judged.campaign_id == Campaign.id, Judged.person_id == person_id)
    return or_(voter, judged)


def _of(scope):
    return (
        select(Campaign)
        .join(Campaign.organization)
        .options(contains_eager(Campaign.organization), defer(Campaign.questionnaire))
        .where(scope.clause(Organization.path))
    )
