"""Every SELECT on pledges. The scope comes first, always."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import Scope
from app.core.db import db
from app.members.models import Member
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.people.models import Person
from app.pledges.models import Pledge, PledgeComment, PledgeFeedback, PledgeMatter
from app.rules.members import Stage, Standing
from app.rules.pledges import BASIS, PUBLIC, PledgeState

IN_PARTY = (Stage.FULL, Stage.PROBATIONARY)
_REVIEWED = PUBLIC | {PledgeState.APPROVED}
_EVALUATED = (PledgeState.EVALUATED, PledgeState.CLOSED)


@dataclass(frozen=True)
class Counts:
    """How far the members' pledges of one organisation and year are, in numbers of people."""

    written: int = 0
    reviewed: int = 0
    public: int = 0
    commented: int = 0
    evaluated: int = 0
    closed: int = 0


def counts(scope: Scope, year: int) -> dict[int, Counts]:
    """{organisation id: numbers of its members' pledges}; one statement, no names."""
    commented = select(PledgeComment.id).where(PledgeComment.pledge_id == Pledge.id).exists()
    query = (
        select(
            Pledge.organization_id,
            func.count().filter(Pledge.state != PledgeState.RETURNED),
            func.count().filter(Pledge.state.in_(_REVIEWED)),
            func.count().filter(Pledge.state.in_(PUBLIC)),
            func.count().filter(commented),
            func.count().filter(Pledge.state.in_(_EVALUATED)),
            func.count().filter(Pledge.state == PledgeState.CLOSED),
        )
        .join(Pledge.organization)
        .where(Pledge.person_id.is_not(None), Pledge.year == year)
        .where(scope.clause(Organization.path))
        .group_by(Pledge.organization_id)
    )
    return {key: Counts(*rest) for key, *rest in db.session.execute(query)}


def own_of_organizations(scope: Scope, year: int) -> dict[int, Pledge]:
    """{organisation id: what it pledges itself for the year}, without its parts."""
    query = _in(scope, Pledge.person_id.is_(None), Pledge.year == year)
    return {one.organization_id: one for one in db.session.scalars(query)}


def own_of(scope: Scope, organization: Organization, year: int) -> Pledge | None:
    """What the organisation pledges itself for that year, with its matters."""
    query = _whole(
        _in(
            scope,
            Pledge.organization_id == organization.id,
            Pledge.person_id.is_(None),
            Pledge.year == year,
        )
    )
    return db.session.scalar(query)


def of_members(
    scope: Scope, organization: Organization, year: int, states: Collection = tuple(PledgeState)
) -> list[Pledge]:
    """The members' pledges of that year in these states with matters, progress and what was said
    of them, by strokes of the surname; a fixed number of statements."""
    query = _whole(
        _in(
            scope,
            Pledge.organization_id == organization.id,
            Pledge.person_id.is_not(None),
            Pledge.year == year,
            Pledge.state.in_(states),
        )
    )
    return list(db.session.scalars(query.order_by(Person.strokes, Person.name, Pledge.id)))


def board(scope: Scope, organization: Organization, year: int) -> list[Pledge]:
    """What is shown inside the branch: its own pledge first, then its members'."""
    own = own_of(scope, organization, year)
    first = [own] if own and own.public else []
    return first + of_members(scope, organization, year, PUBLIC)


def one(scope: Scope, pledge_id: int) -> Pledge | None:
    """One pledge with everything about it."""
    return db.session.scalar(_whole(_in(scope, Pledge.id == pledge_id)))


def of_person(scope: Scope, person_id: int) -> list[Pledge]:
    """Everything one person has pledged, the newest year first."""
    query = _whole(_in(scope, Pledge.person_id == person_id))
    return list(db.session.scalars(query.order_by(Pledge.year.desc())))


def to_do(
    scope: Scope, person_id: int, years: Collection[int], day: date, beside: Sequence = ()
) -> tuple[Member, bool, list[Pledge], tuple] | None:
    """The person's membership, whether its branch asks for pledges that day, and the pledges of
    these years, whose matters and opinions are read only if there are any; None for whoever is no
    member in scope. `beside` are further values of the same statement, returned last."""
    asks = organizations.says_on(scope, BASIS, Organization.path, day)
    query = (
        select(Member, asks, Pledge, *beside)
        .join(Member.organization)
        .outerjoin(Pledge, and_(Pledge.person_id == Member.person_id, Pledge.year.in_(years)))
        .options(
            contains_eager(Member.organization),
            selectinload(Pledge.matters),
            selectinload(Pledge.feedback),
        )
        .where(Member.person_id == person_id, scope.clause(Organization.path))
    )
    rows = db.session.execute(query).all()
    if not rows:
        return None
    member, asked, _, *values = rows[0]
    return member, bool(asked), [row[2] for row in rows if row[2]], tuple(values)


def of_person_in(scope: Scope, person_id: int, year: int) -> Pledge | None:
    """What the person pledges for that year."""
    return db.session.scalar(_whole(_in(scope, Pledge.person_id == person_id, Pledge.year == year)))


def open_before(
    scope: Scope, organization: Organization, person_id: int | None, year: int
) -> list[PledgeMatter]:
    """The matters of the year before that were published and are not kept, to be taken up again."""
    whose = (
        Pledge.person_id == person_id
        if person_id
        else (Pledge.person_id.is_(None) & (Pledge.organization_id == organization.id))
    )
    query = (
        select(PledgeMatter)
        .join(PledgeMatter.pledge)
        .join(Pledge.organization)
        .where(
            whose,
            Pledge.year == year - 1,
            Pledge.state.in_(PUBLIC),
            PledgeMatter.done_on.is_(None),
            scope.clause(Organization.path),
        )
    )
    return list(db.session.scalars(query.order_by(PledgeMatter.position)))


def matter(scope: Scope, matter_id: int) -> PledgeMatter | None:
    query = (
        select(PledgeMatter)
        .join(PledgeMatter.pledge)
        .join(Pledge.organization)
        .options(contains_eager(PledgeMatter.pledge).contains_eager(Pledge.organization))
        .where(PledgeMatter.id == matter_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def feedback(scope: Scope, feedback_id: int) -> PledgeFeedback | None:
    query = (
        select(PledgeFeedback)
        .join(PledgeFeedback.pledge)
        .join(Pledge.organization)
        .options(contains_eager(PledgeFeedback.pledge).contains_eager(Pledge.organization))
        .where(PledgeFeedback.id == feedback_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def pledgers(scope: Scope, organization: Organization) -> list[Member]:
    """Who may pledge in a branch: full and probationary members in good standing, by strokes."""
    query = (
        select(Member)
        .join(Member.person)
        .join(Member.organization)
        .options(contains_eager(Member.person))
        .where(
            Member.organization_id == organization.id,
            Member.stage.in_(IN_PARTY),
            Member.standing == Standing.NORMAL,
            scope.clause(Organization.path),
        )
        .order_by(Person.strokes, Person.name, Member.id)
    )
    return list(db.session.scalars(query))


def numbers_of_pledgers(scope: Scope) -> dict[int, int]:
    """{branch id: how many people there may pledge}."""
    query = (
        select(Member.organization_id, func.count())
        .join(Member.organization)
        .where(Member.stage.in_(IN_PARTY), Member.standing == Standing.NORMAL)
        .where(scope.clause(Organization.path))
        .group_by(Member.organization_id)
    )
    return dict(db.session.execute(query).all())


def _in(scope, *conditions):
    return (
        select(Pledge)
        .join(Pledge.organization)
        .outerjoin(Pledge.person)
        .options(
            contains_eager(Pledge.organization).joinedload(Organization.parent),
            contains_eager(Pledge.person),
        )
        .where(*conditions, scope.clause(Organization.path))
    )


def _whole(query):
    return query.options(
        selectinload(Pledge.matters).selectinload(PledgeMatter.notes),
        selectinload(Pledge.comments),
        joinedload(Pledge.evaluation),
        selectinload(Pledge.feedback),
    )
