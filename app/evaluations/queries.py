"""Every SELECT on campaigns. The scope comes first, always; votes are counted, never listed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.ballots import codes, counting, receipts
from app.ballots.codes import VotingCode
from app.ballots.models import CountedEnvelope
from app.ballots.receipts import Receipt
from app.core.db import db
from app.evaluations.models import (
    Campaign,
    Clearing,
    Delegate,
    Group,
    Judged,
    Keyholder,
    Kind,
    PaperCount,
    Review,
    SelfEvaluation,
    State,
    Voter,
)
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.members import Stage, Standing

PAGE = 50


def listed(scope: Scope, start: int = 0, limit: int = PAGE) -> list[Campaign]:
    """Campaigns in scope, the newest year first."""
    query = _in(scope).order_by(Campaign.year.desc(), Campaign.id.desc())
    return list(db.session.scalars(query.offset(start).limit(limit)))


def one(scope: Scope, campaign_id: int) -> Campaign | None:
    return db.session.scalar(_in(scope).where(Campaign.id == campaign_id))


def of_year(scope: Scope, organization_ids: Sequence[int], year: int, kind: Kind) -> list[Campaign]:
    """The campaigns of these organisations for that year, destroyed rounds left out."""
    query = _in(scope).where(
        Campaign.organization_id.in_(organization_ids),
        Campaign.year == year,
        Campaign.kind == kind,
        Campaign.state != State.DESTROYED,
    )
    return list(db.session.scalars(query))


def to_fill(scope: Scope, person_id: int, day: date) -> list[Campaign]:
    """Open campaigns in which this person may vote that day and has not; the first to end first."""
    query = _of_voter(scope, person_id).where(Campaign.state == State.OPEN)
    campaigns = db.session.scalars(query.order_by(Campaign.closes_on, Campaign.id))
    return unanswered(scope, list(campaigns), person_id, day)


def unanswered(
    scope: Scope, campaigns: Sequence[Campaign], person_id: int, day: date
) -> list[Campaign]:
    """Those of these campaigns that take this person's vote that day and have not had it."""
    waiting = [c for c in campaigns if c.takes_votes(day) and scope.covers(c.organization.path)]
    voted = receipts.held([c.box_id for c in waiting], str(person_id)) if waiting else set()
    return [c for c in waiting if c.box_id not in voted]


def of_person(scope: Scope, person_id: int) -> list[Campaign]:
    """Every campaign on whose roster this person stands, the newest first."""
    query = _of_voter(scope, person_id).order_by(Campaign.year.desc(), Campaign.id.desc())
    return list(db.session.scalars(query))


def on_open_roster(scope: Scope, person_id: int) -> bool:
    """Whether the person stands on the roster of an open box anywhere; for app.accounts.votes."""
    query = _of_voter(scope, person_id).where(Campaign.state == State.OPEN)
    return db.session.scalar(query.limit(1)) is not None


def of_voter(scope: Scope, campaign_id: int, person_id: int) -> Campaign | None:
    """The campaign, if this person stands on the roster that was frozen at opening."""
    return db.session.scalar(_of_voter(scope, person_id).where(Campaign.id == campaign_id))


def has_voted(scope: Scope, campaign: Campaign, person_id: int) -> bool:
    """For the person's own pages alone; nobody else's page asks this."""
    return scope.covers(campaign.organization.path) and bool(
        receipts.held([campaign.box_id], str(person_id))
    )


def received(scope: Scope, campaigns: Sequence[Campaign]) -> dict[int, int]:
    """How many votes each campaign's box has received: {campaign_id: number}. After counting the
    box itself says so, for the list of who took part may be cleared by then."""
    seen = [c for c in campaigns if c.box_id and scope.covers(c.organization.path)]
    boxes = {c.box_id: c.id for c in seen if not c.counted}
    numbers = receipts.numbers(list(boxes)) if boxes else {}
    counted = {c.id: c.box.opened for c in seen if c.counted}
    return counted | {boxes[box_id]: number for box_id, number in numbers.items()}


def judged(scope: Scope, campaign: Campaign) -> list[Judged]:
    """The people on the ballot, by strokes of the surname."""
    query = select(Judged).where(Judged.campaign_id == campaign.id).order_by(Judged.position)
    return list(db.session.scalars(query)) if scope.covers(campaign.organization.path) else []


def judged_members(scope: Scope, campaign: Campaign) -> list[tuple[Judged, Member]]:
    """The people on the ballot with what the registry says of them, for papers."""
    query = (
        select(Judged, Member)
        .join(Member, Member.person_id == Judged.person_id)
        .join(Member.person)
        .options(
            contains_eager(Member.person),
            joinedload(Member.organization),
            joinedload(Member.group),
        )
        .where(Judged.campaign_id == campaign.id)
        .order_by(Judged.position)
    )
    return db.session.execute(query).all() if scope.covers(campaign.organization.path) else []


def reviews(scope: Scope, campaign: Campaign) -> dict[int, Review]:
    """What was decided so far: {judged_id: review}."""
    query = (
        select(Review)
        .join(Review.judged)
        .options(contains_eager(Review.judged))
        .where(Judged.campaign_id == campaign.id)
    )
    found = db.session.scalars(query) if scope.covers(campaign.organization.path) else ()
    return {review.judged_id: review for review in found}


def review_of(scope: Scope, campaign: Campaign, person_id: int) -> Review | None:
    """What was decided on one person."""
    query = (
        select(Review)
        .join(Review.judged)
        .options(contains_eager(Review.judged))
        .where(Judged.campaign_id == campaign.id, Judged.person_id == person_id)
    )
    return db.session.scalar(query) if scope.covers(campaign.organization.path) else None


def self_evaluations(scope: Scope, campaign: Campaign) -> dict[int, SelfEvaluation]:
    """Who has written of the own year: {person_id: self-evaluation}."""
    query = select(SelfEvaluation).where(SelfEvaluation.campaign_id == campaign.id)
    found = db.session.scalars(query) if scope.covers(campaign.organization.path) else ()
    return {one.person_id: one for one in found}


def self_evaluation(scope: Scope, campaign: Campaign, person_id: int) -> SelfEvaluation | None:
    query = select(SelfEvaluation).where(
        SelfEvaluation.campaign_id == campaign.id, SelfEvaluation.person_id == person_id
    )
    return db.session.scalar(query) if scope.covers(campaign.organization.path) else None


def groups(scope: Scope, campaign: Campaign) -> list[Group]:
    """The groups of those who vote, in their order; none for a campaign older than groups."""
    query = select(Group).where(Group.campaign_id == campaign.id).order_by(Group.code)
    return list(db.session.scalars(query)) if scope.covers(campaign.organization.path) else []


def delegates(scope: Scope, campaign: Campaign) -> list[Delegate]:
    """Those named to vote in groups of delegates, by strokes of the surname."""
    query = (
        select(Delegate)
        .join(Delegate.person)
        .options(contains_eager(Delegate.person))
        .where(Delegate.campaign_id == campaign.id)
        .order_by(Person.strokes, Person.name, Person.id)
    )
    return list(db.session.scalars(query)) if scope.covers(campaign.organization.path) else []


def group_of(scope: Scope, campaign: Campaign, person_id: int) -> str:
    """The group this person votes in; '' for a campaign older than groups."""
    voter = db.session.get(Voter, (campaign.id, person_id))
    return voter.group if voter and scope.covers(campaign.organization.path) else ""


def keyholders(scope: Scope, campaign: Campaign) -> list[Keyholder]:
    """The two who open a strict box, by seat."""
    query = (
        select(Keyholder)
        .join(Keyholder.person)
        .options(contains_eager(Keyholder.person))
        .where(Keyholder.campaign_id == campaign.id)
        .order_by(Keyholder.seat)
    )
    return list(db.session.scalars(query)) if scope.covers(campaign.organization.path) else []


def papers(scope: Scope, campaign: Campaign) -> list[PaperCount]:
    """What was counted on paper, by group and seat."""
    query = (
        select(PaperCount)
        .where(PaperCount.campaign_id == campaign.id)
        .order_by(PaperCount.group, PaperCount.seat)
    )
    return list(db.session.scalars(query)) if scope.covers(campaign.organization.path) else []


def to_forget(scope: Scope, day: date) -> list[Campaign]:
    """Counted until that day, with a list of who took part that is still kept."""
    kept = exists().where(Receipt.box_id == Campaign.box_id)
    query = _in(scope).where(
        Campaign.state == State.COUNTED,
        Campaign.clearing == Clearing.LATER,
        Campaign.counted_on <= day,
        kept,
    )
    return list(db.session.scalars(query))


def by_code(scope: Scope, code: str) -> tuple[Campaign, VotingCode] | None:
    """The campaign a voting code belongs to, with the code; None for any other text."""
    found = codes.find(code)
    campaign = found and db.session.scalar(_in(scope).where(Campaign.box_id == found.box_id))
    return (campaign, found) if campaign else None


def code_was_used(scope: Scope, code: VotingCode) -> bool:
    """Whether a vote was cast with it."""
    return bool(scope) and bool(receipts.held([code.box_id], code.voter))


def codes_of(scope: Scope, campaign: Campaign) -> dict[str, int]:
    """How many slips each group was given: {group: number}; which were used is not told."""
    if not campaign.box or not scope.covers(campaign.organization.path):
        return {}
    return {group: issued for group, (issued, _) in codes.numbers(campaign.box).items()}


def numbers(scope: Scope, campaign: Campaign) -> list[str]:
    """The numbers of the envelopes that were counted; none before."""
    if not campaign.counted or not scope.covers(campaign.organization.path):
        return []
    return counting.numbers(campaign.box)


def counted_number(scope: Scope, number: str) -> Campaign | None:
    """The campaign in which an envelope of that number was counted."""
    box = select(CountedEnvelope.box_id).where(CountedEnvelope.number == number[:24])
    return db.session.scalar(_in(scope).where(Campaign.box_id.in_(box)))


def places(scope: Scope, campaign: Campaign) -> dict[str, str]:
    """{subject: where it belongs}, for ballots with people of many branches."""
    return {one.subject: one.place for one in judged(scope, campaign)}


def people(scope: Scope, organization: Organization) -> list[Member]:
    """Full and probationary members in good standing of the branch, or of all branches below, by
    strokes of the surname."""
    query = (
        select(Member)
        .join(Member.person)
        .options(contains_eager(Member.person))
        .join(Member.organization)
        .where(
            Scope(frozenset({organization.path})).clause(Organization.path),
            Member.stage.in_([Stage.FULL, Stage.PROBATIONARY]),
            Member.standing == Standing.NORMAL,
        )
        .order_by(Person.strokes, Person.name, Member.id)
    )
    return list(db.session.scalars(query)) if scope.covers(organization.path) else []


def _of_voter(scope, person_id):
    return (
        _in(scope).join(Voter, Voter.campaign_id == Campaign.id).where(Voter.person_id == person_id)
    )


def _in(scope):
    return (
        select(Campaign)
        .join(Campaign.organization)
        .outerjoin(Campaign.box)
        .options(
            contains_eager(Campaign.organization).joinedload(Organization.parent),
            contains_eager(Campaign.box),
        )
        .where(scope.clause(Organization.path))
    )
