"""Every SELECT about opinions and reception days."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import EVERYTHING, Scope
from app.affairs.models import RaisedOpinion, ReceptionDay, Visit
from app.core.db import db
from app.members.models import Member
from app.organizations import queries as organizations
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.affairs import OpinionState
from app.rules.members import Standing
from app.rules.organizations import PostKind

MOST_ON_PAPER = 300
OPEN = (
    OpinionState.RAISED, OpinionState.ASSIGNED, OpinionState.ANSWERED, OpinionState.TOLD,
)  # fmt: skip
_ORDER = {state: number for number, state in enumerate(OpinionState)}


def listed(
    scope: Scope, *, open_only: bool = False, limit: int, start: int = 0
) -> list[RaisedOpinion]:
    """Opinions for branches in scope, what waits first and by its day; one more than `limit` if
    there is."""
    return _by_urgency(_branches(scope), open_only, limit, start)


def above(
    scope: Scope, *, but: Collection[int], open_only: bool = False, limit: int, start: int = 0
) -> list[RaisedOpinion]:
    """The same of opinions about secretaries, without those about the secretaries of `but`."""
    return _by_urgency(_about(scope, but), open_only, limit, start)


def _by_urgency(query, open_only, limit, start):
    if open_only:
        query = query.where(RaisedOpinion.state.in_(OPEN))
    rank = case(*((RaisedOpinion.state == state, number) for state, number in _ORDER.items()))
    waits = case(
        (RaisedOpinion.state.in_(OPEN), func.coalesce(RaisedOpinion.due_on, RaisedOpinion.asked_on))
    )
    query = query.order_by(rank, waits, RaisedOpinion.asked_on.desc(), RaisedOpinion.id)
    return list(db.session.scalars(query.limit(limit + 1).offset(start)))


def one_above(scope: Scope, opinion_id: int, but: Collection[int]) -> RaisedOpinion | None:
    """An opinion about a secretary other than those of the branches `but`."""
    query = _about(scope, but).options(selectinload(RaisedOpinion.remarks))
    return db.session.scalar(query.where(RaisedOpinion.id == opinion_id))


def superior(scope: Scope, branch: Organization, day: date) -> Organization | None:
    """Who sees to opinions about this branch's secretary: the nearest organisation above it in
    which the secretary holds no post; None where there is none."""
    secretary = organizations.holders(scope, day, PostKind.SECRETARY).get(branch.id)
    held: set[int] = set()
    if secretary:
        posts = organizations.posts_of(EVERYTHING, secretary.id, day)
        held = {post.organization_id for post in posts}
    line = reversed(organizations.ancestors(scope, branch))
    return next((one for one in line if one.id not in held), None)


def one(scope: Scope, opinion_id: int) -> RaisedOpinion | None:
    query = (
        _branches(scope)
        .options(selectinload(RaisedOpinion.remarks))
        .where(RaisedOpinion.id == opinion_id)
    )
    return db.session.scalar(query)


def of_author(scope: Scope, person_id: int) -> list[RaisedOpinion]:
    """What this person signed, the latest first, with everything said to it."""
    query = (
        _in(scope)
        .options(selectinload(RaisedOpinion.remarks))
        .where(RaisedOpinion.author_id == person_id)
    )
    return list(db.session.scalars(query.order_by(RaisedOpinion.asked_on.desc(), RaisedOpinion.id)))


def given_to(scope: Scope, person_id: int) -> list[RaisedOpinion]:
    """What this person is to answer now, the most urgent first."""
    query = (
        _in(scope)
        .options(selectinload(RaisedOpinion.remarks))
        .where(RaisedOpinion.person_id == person_id, RaisedOpinion.state == OpinionState.ASSIGNED)
    )
    return list(db.session.scalars(query.order_by(RaisedOpinion.due_on, RaisedOpinion.id)))


def by_code(scope: Scope, code_hash: str) -> RaisedOpinion | None:
    """The anonymous opinion of that code."""
    query = _in(scope).options(selectinload(RaisedOpinion.remarks))
    return db.session.scalar(query.where(RaisedOpinion.code_hash == code_hash))


def published(scope: Scope, limit: int, start: int = 0) -> list[RaisedOpinion]:
    """What branches in scope made known, the latest first."""
    query = _in(scope).where(RaisedOpinion.published_on.is_not(None))
    query = query.order_by(RaisedOpinion.published_on.desc(), RaisedOpinion.id)
    return list(db.session.scalars(query.limit(limit + 1).offset(start)))


def counts(scope: Scope, day: date, limit: int, start: int = 0) -> list:
    """How many opinions each branch has: rows of organization, total, waiting, under way, to feed
    back, late. Nothing of what they say."""
    late = (RaisedOpinion.state == OpinionState.ASSIGNED) & (RaisedOpinion.due_on < day)
    query = (
        select(
            Organization,
            func.count().label("total"),
            _number(RaisedOpinion.state == OpinionState.RAISED).label("waiting"),
            _number(RaisedOpinion.state == OpinionState.ASSIGNED).label("under_way"),
            _number(RaisedOpinion.state == OpinionState.ANSWERED).label("untold"),
            _number(late).label("late"),
        )
        .select_from(RaisedOpinion)
        .join(RaisedOpinion.organization)
        .options(joinedload(Organization.parent))
        .where(scope.clause(Organization.path), RaisedOpinion.about_id.is_(None))
        .group_by(Organization.id)
        .order_by(_number(late).desc(), Organization.path)
    )
    return list(db.session.execute(query.limit(limit + 1).offset(start)))


def numbers(scope: Scope) -> dict[OpinionState, int]:
    """How many opinions in scope are in which state."""
    query = (
        select(RaisedOpinion.state, func.count())
        .join(RaisedOpinion.organization)
        .where(scope.clause(Organization.path), RaisedOpinion.about_id.is_(None))
        .group_by(RaisedOpinion.state)
    )
    return dict(db.session.execute(query).all())


def helpers(scope: Scope, organization: Organization, day: date) -> list[Person]:
    """Who can be asked to see to an opinion: holders of the branch's posts, then its members."""
    if not scope.covers(organization.path):
        return []
    held = select(Post.person_id).where(
        Post.organization_id == organization.id,
        Post.started_on <= day,
        or_(Post.ended_on.is_(None), Post.ended_on >= day),
    )
    here = select(Member.person_id).where(
        Member.organization_id == organization.id, Member.standing == Standing.NORMAL
    )
    query = select(Person).where(or_(Person.id.in_(held), Person.id.in_(here)))
    order = case((Person.id.in_(held), 0), else_=1)
    return list(db.session.scalars(query.order_by(order, Person.pinyin, Person.id)))


def receptions(scope: Scope, limit: int, start: int = 0) -> list[ReceptionDay]:
    """Reception days, the latest first, with who came."""
    query = _days(scope).order_by(ReceptionDay.held_on.desc(), ReceptionDay.id)
    return list(db.session.scalars(query.limit(limit + 1).offset(start)))


def reception(scope: Scope, reception_id: int) -> ReceptionDay | None:
    return db.session.scalar(_days(scope).where(ReceptionDay.id == reception_id))


def coming(scope: Scope, day: date) -> list[ReceptionDay]:
    """Reception days from that day on that are announced, the next first."""
    query = _days(scope).where(ReceptionDay.held_on >= day, ReceptionDay.done.is_(False))
    return list(db.session.scalars(query.order_by(ReceptionDay.held_on)))


def visit(scope: Scope, visit_id: int) -> Visit | None:
    query = (
        select(Visit)
        .join(Visit.day)
        .join(ReceptionDay.organization)
        .options(contains_eager(Visit.day).contains_eager(ReceptionDay.organization))
        .where(Visit.id == visit_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def _branches(scope):
    return _in(scope).where(RaisedOpinion.about_id.is_(None))


def _about(scope, but):
    wanted = RaisedOpinion.about_id.is_not(None) & RaisedOpinion.about_id.not_in(list(but))
    return _in(scope).where(wanted)


def _number(condition):
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _days(scope):
    return (
        select(ReceptionDay)
        .join(ReceptionDay.organization)
        .options(
            contains_eager(ReceptionDay.organization),
            joinedload(ReceptionDay.receiver),
            selectinload(ReceptionDay.visits),
        )
        .where(scope.clause(Organization.path))
    )


def _in(scope):
    return (
        select(RaisedOpinion)
        .join(RaisedOpinion.organization)
        .options(
            contains_eager(RaisedOpinion.organization),
            joinedload(RaisedOpinion.author),
            joinedload(RaisedOpinion.person),
        )
        .where(scope.clause(Organization.path))
    )
