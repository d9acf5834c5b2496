"""Every SELECT on elections. The scope comes first, always; votes are counted, never listed."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import Scope
from app.ballots import receipts
from app.core.db import db
from app.elections.models import (
    Candidate,
    Election,
    ElectionRequest,
    ElectionState,
    LeftOut,
    Method,
    RequestState,
    Round,
    RoundState,
    RoundVoter,
    Teller,
)
from app.elections.standing import by_strokes
from app.members.life import queries as life
from app.members.models import Member
from app.organizations import queries as organizations
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.elections.terms import ElectionKind
from app.rules.members import has_vote
from app.rules.organizations import COMMITTEE_POSTS, PostKind

PAGE = 50
_WHOLE = (
    selectinload(Election.requests),
    selectinload(Election.rounds).selectinload(Round.tallies),
    selectinload(Election.candidates).joinedload(Candidate.person),
)


def one(scope: Scope, election_id: int) -> Election | None:
    """An election with all its rows; a fixed number of statements."""
    query = _in(scope).where(Election.id == election_id).options(
        *_WHOLE,
        selectinload(Election.left_out).joinedload(LeftOut.person),
        selectinload(Election.tellers).joinedload(Teller.person),
        joinedload(Election.convener),
    )  # fmt: skip
    return db.session.scalar(query)


def open_ones(scope: Scope, organization_ids: Collection[int] | None = None) -> list[Election]:
    """Open elections, of these organisations where given, with what tells their next step."""
    query = _in(scope).where(Election.state == ElectionState.OPEN).options(*_WHOLE)
    if organization_ids is not None:
        query = query.where(Election.organization_id.in_(organization_ids))
    return list(db.session.scalars(query.order_by(Election.id)))


def past(scope: Scope, start: int = 0, limit: int = PAGE) -> list[Election]:
    """Elections that are over, the last first."""
    query = _in(scope).where(Election.state != ElectionState.OPEN)
    return list(db.session.scalars(query.order_by(Election.id.desc()).offset(start).limit(limit)))


def open_of(scope: Scope, organization_id: int, kind: ElectionKind | None = None):
    """The branch's open election of that kind, or any."""
    query = _in(scope).where(
        Election.organization_id == organization_id, Election.state == ElectionState.OPEN
    )
    if kind:
        query = query.where(Election.kind == kind)
    return db.session.scalar(query.order_by(Election.id).limit(1))


def waiting(scope: Scope) -> list[ElectionRequest]:
    """What waits for the superior's answer, the oldest first."""
    query = (
        select(ElectionRequest)
        .join(ElectionRequest.election)
        .join(Election.organization)
        .options(
            contains_eager(ElectionRequest.election)
            .contains_eager(Election.organization)
            .joinedload(Organization.parent)
        )
        .where(
            ElectionRequest.state == RequestState.WAITING,
            Election.state == ElectionState.OPEN,
            scope.clause(Organization.path),
        )
    )
    return list(db.session.scalars(query.order_by(ElectionRequest.asked_on, ElectionRequest.id)))


def full_members(scope: Scope, branch: Organization, day: date) -> list[Person]:
    """Who of the branch had the right to elect that day (EL-03), by strokes of the surname."""
    people = [
        member.person
        for member, then in life.of_branch_on(scope, branch, day)
        if has_vote(then.stage, then.standing, then.vote_suspended)
        and not (then.confirmed_on and then.confirmed_on.earliest > day)
    ]
    return by_strokes(people)


def committee(scope: Scope, branch: Organization, day: date) -> list[Post]:
    """Posts of the branch's committee held that day, the secretary first."""
    held = [p for p in organizations.posts(scope, branch, day) if p.kind in COMMITTEE_POSTS]
    ranks = list(PostKind)
    return sorted(held, key=lambda post: (ranks.index(post.kind), post.started_on, post.id))


def voted_round(scope: Scope, round_id: int) -> Round | None:
    """A round with its election and the names on its ballot."""
    query = _rounds(scope).where(Round.id == round_id).options(selectinload(Round.tallies))
    return db.session.scalar(query)


def voters(scope: Scope, voted: Round) -> list[tuple[Person, bool]]:
    """Everybody due in the round and whether present, by strokes."""
    query = (
        select(Person, RoundVoter.present)
        .join(RoundVoter, RoundVoter.person_id == Person.id)
        .where(RoundVoter.round_id == voted.id)
        .order_by(Person.strokes, Person.name, Person.id)
    )
    covered = scope.covers(voted.election.organization.path)
    return [(person, here) for person, here in db.session.execute(query)] if covered else []


def of_voter(scope: Scope, round_id: int, person_id: int) -> Round | None:
    """The round, if this person is on its list as present (EL-12)."""
    query = _of_voter(scope, person_id).where(Round.id == round_id)
    return db.session.scalar(query.options(selectinload(Round.tallies)))


def to_vote(scope: Scope, person_id: int) -> list[Round]:
    """Open rounds of the portal's box in which this person may vote and has not."""
    query = _of_voter(scope, person_id).where(
        Round.state == RoundState.OPEN, Round.method == Method.BOX
    )
    open_rounds = list(db.session.scalars(query.order_by(Round.id)))
    boxes = [one.box_id for one in open_rounds]
    voted = receipts.held(boxes, str(person_id)) if boxes else set()
    return [one for one in open_rounds if one.box_id not in voted]


def on_open_list(scope: Scope, person_id: int) -> bool:
    """Whether the person may vote in an open box anywhere; for app.accounts.votes."""
    query = _of_voter(scope, person_id).where(
        Round.state == RoundState.OPEN, Round.method == Method.BOX
    )
    return db.session.scalar(query.limit(1)) is not None


def has_voted(scope: Scope, voted: Round, person_id: int) -> bool:
    """For the person's own pages alone; nobody else's page asks this."""
    return scope.covers(voted.election.organization.path) and bool(
        receipts.held([voted.box_id], str(person_id))
    )


def received(scope: Scope, rounds: Sequence[Round]) -> dict[int, int]:
    """How many votes each round's box has received: {round id: number}."""
    boxes = {
        one.box_id: one.id
        for one in rounds
        if one.box_id and scope.covers(one.election.organization.path)
    }
    numbers = receipts.numbers(list(boxes)) if boxes else {}
    return {boxes[box_id]: number for box_id, number in numbers.items()}


def last_filed(scope: Scope, organization_ids: Collection[int]) -> dict[int, int]:
    """{organization id: the id of its last election that was filed}."""
    query = (
        select(Election.organization_id, func.max(Election.id))
        .join(Election.organization)
        .where(
            Election.state == ElectionState.DONE,
            Election.organization_id.in_(organization_ids),
            scope.clause(Organization.path),
        )
        .group_by(Election.organization_id)
    )
    return dict(db.session.execute(query).all())


def left_out(scope: Scope, left_out_id: int) -> LeftOut | None:
    """A row of those not counted, with its election."""
    query = (
        select(LeftOut)
        .join(LeftOut.election)
        .join(Election.organization)
        .options(contains_eager(LeftOut.election).contains_eager(Election.organization))
        .where(LeftOut.id == left_out_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def confirmed(scope: Scope, person_ids: Collection[int]) -> dict[int, PartialDate | None]:
    """{person id: when the person became a full member}, within the scope."""
    query = (
        select(Member.person_id, Member.confirmed_on)
        .join(Organization, Member.organization_id == Organization.id)
        .where(Member.person_id.in_(person_ids), scope.clause(Organization.path))
    )
    return dict(db.session.execute(query).all())


def _of_voter(scope, person_id):
    return (
        _rounds(scope)
        .join(RoundVoter, RoundVoter.round_id == Round.id)
        .where(RoundVoter.person_id == person_id, RoundVoter.present)
    )


def _rounds(scope):
    return (
        select(Round)
        .join(Round.election)
        .join(Election.organization)
        .options(contains_eager(Round.election).contains_eager(Election.organization))
        .where(scope.clause(Organization.path))
    )


def _in(scope):
    return (
        select(Election)
        .join(Election.organization)
        .options(contains_eager(Election.organization).joinedload(Organization.parent))
        .where(scope.clause(Organization.path))
    )
