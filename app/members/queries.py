"""Every SELECT on members. The scope comes first, always."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.access.policy import Role
from app.access.scope import Scope
from app.core.db import db
from app.members.models import Member
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.members import Gender, Stage, Standing

PAGE = 50
_Group = aliased(Organization)


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty means everything."""

    text: str = ""
    stage: str = ""
    standing: str = Standing.NORMAL
    organization_id: int | None = None
    start: int = 0


class Line(NamedTuple):
    """One person as the list shows them; the rest of a card is left in the database."""

    id: int
    name: str
    stage: Stage
    standing: Standing
    gender: Gender | None
    birth: PartialDate | None
    joined_on: PartialDate | None
    branch: str
    group: str | None


def lines(scope: Scope, wanted: Filter) -> list[Line]:
    """One page of the list, by branch and pinyin."""
    query = _narrowed(
        scope,
        wanted,
        Member.id,
        Person.name,
        Member.stage,
        Member.standing,
        Person.gender,
        Person.birth,
        Member.joined_on,
        Organization.name,
        _Group.name,
    ).outerjoin(_Group, Member.group_id == _Group.id)
    rows = db.session.execute(_in_order(query).offset(wanted.start).limit(PAGE))
    return [Line(*row) for row in rows]


def listed(scope: Scope, wanted: Filter, limit: int | None) -> list[Member]:
    """Members by branch and pinyin, with people, branches and groups; None: without a limit."""
    query = _narrowed(scope, wanted).options(
        contains_eager(Member.person),
        contains_eager(Member.organization),
        joinedload(Member.group),
    )
    query = _in_order(query).offset(wanted.start)
    return list(db.session.scalars(query.limit(limit) if limit else query))


def count(scope: Scope, wanted: Filter) -> int:
    return db.session.scalar(_narrowed(scope, wanted, func.count(Member.id)))


def one(scope: Scope, member_id: int) -> Member | None:
    query = _in(scope).options(
        contains_eager(Member.person),
        contains_eager(Member.organization),
        joinedload(Member.group),
    )
    return db.session.scalar(query.where(Member.id == member_id))


def of_person(scope: Scope, person_id: int) -> Member | None:
    """Where this person is registered, if within the scope."""
    query = _in(scope).options(contains_eager(Member.person), contains_eager(Member.organization))
    return db.session.scalar(query.where(Member.person_id == person_id))


def ids_of_people(scope: Scope, person_ids) -> dict[int, int]:
    """{person id: member id} of those within the scope."""
    query = select(Member.person_id, Member.id).join(Member.organization)
    found = query.where(Member.person_id.in_(person_ids), scope.clause(Organization.path))
    return dict(db.session.execute(found).all())


def paths_of_people(person_ids) -> set[str]:
    """The paths of the organisations where these people are registered; for findings, which
    stand below and are told of names that change (see create_app)."""
    query = select(Organization.path).join(Member, Member.organization_id == Organization.id)
    return set(db.session.scalars(query.where(Member.person_id.in_(person_ids))))


def posts_ever(scope: Scope, person_id: int) -> list[Post]:
    """Every post a person has held in scope, with its organisation, in the order of taking it."""
    query = (
        select(Post)
        .join(Post.organization)
        .options(contains_eager(Post.organization))
        .where(Post.person_id == person_id, scope.clause(Organization.path))
    )
    return list(db.session.scalars(query.order_by(Post.started_on, Post.id)))


def registered(scope: Scope, mark: str) -> Member | None:
    """Where the person of that ID number's fingerprint is registered."""
    query = _in(scope).options(contains_eager(Member.person), contains_eager(Member.organization))
    return db.session.scalar(query.where(Person.id_number_mark == mark))


def namesakes(scope: Scope, branch: Organization, name: str) -> list[Member]:
    """Who of that name is in the branch, with people; whoever died, left or was removed too."""
    query = _in(scope).options(contains_eager(Member.person))
    found = query.where(Member.organization_id == branch.id, Person.name == name)
    return list(db.session.scalars(found.order_by(Member.id)))


def by_ids(scope: Scope, ids) -> dict[int, Member]:
    """{id: member} of those within the scope, with people, branches and groups."""
    query = _in(scope).options(
        contains_eager(Member.person),
        contains_eager(Member.organization).joinedload(Organization.parent),
        joinedload(Member.group),
    )
    return {member.id: member for member in db.session.scalars(query.where(Member.id.in_(ids)))}


def of_branch(scope: Scope, organization_id: int) -> list[Member]:
    """Everybody in good standing in one branch, by pinyin."""
    return listed(scope, Filter(organization_id=organization_id), limit=None)


def stages(scope: Scope) -> dict[int, Counter]:
    """How many people of each stage each branch has: {organization_id: Counter(stage)}."""
    query = (
        _in(scope, Member.organization_id, Member.stage, func.count())
        .where(Member.standing == Standing.NORMAL)
        .group_by(Member.organization_id, Member.stage)
    )
    found: dict[int, Counter] = {}
    for organization_id, stage, number in db.session.execute(query):
        found.setdefault(organization_id, Counter())[stage] = number
    return found


def roles_of(person_id: int, _day: date) -> list[tuple[Role, str]]:
    """What membership itself makes a person: member or on the way, in the own branch."""
    query = (
        select(Member.stage, Organization.path)
        .join(Member.organization)
        .where(Member.person_id == person_id, Member.standing == Standing.NORMAL)
    )
    return [
        (Role.MEMBER if stage.in_party else Role.APPLICANT, path)
        for stage, path in db.session.execute(query)
    ]


def _narrowed(scope, wanted, *columns):
    query = _in(scope, *columns)
    if wanted.text:
        query = query.where(_matches(wanted.text))
    if wanted.stage in set(Stage):
        query = query.where(Member.stage == wanted.stage)
    if wanted.standing in set(Standing):
        query = query.where(Member.standing == wanted.standing)
    if wanted.organization_id:
        query = query.where(
            or_(
                Member.organization_id == wanted.organization_id,
                Member.group_id == wanted.organization_id,
            )
        )
    return query


def _in_order(query):
    return query.order_by(Organization.path, Person.pinyin, Member.id)


def _matches(text):
    if text.isascii():
        low = text.lower()
        return or_(
            Person.initials.startswith(low, autoescape=True),
            Person.pinyin.startswith(low, autoescape=True),
            Person.number.startswith(text, autoescape=True),
        )
    return Person.name.contains(text, autoescape=True)


def _in(scope, *columns):
    query = select(*columns) if columns else select(Member)
    return (
        query.select_from(Member)
        .join(Member.person)
        .join(Organization, Member.organization_id == Organization.id)
        .where(scope.clause(Organization.path))
    )
