"""Whom a class is for, found from posts, stages and hours; not who has a place in it already."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from app.access.scope import Scope
from app.core.db import db
from app.members.models import Member
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.dates import PartialDate, add_months, add_years
from app.rules.members import Stage, Standing
from app.rules.organizations import COMMITTEE_POSTS, OrganizationKind, PostKind
from app.rules.registry import rule
from app.rules.secretaries import INDUCTION
from app.rules.training import Target
from app.training.hours import queries as hours
from app.training.models import TrainingClass, TrainingPlace

BY_POST = {
    Target.SECRETARIES: frozenset({PostKind.SECRETARY}),
    Target.NEW_SECRETARIES: frozenset({PostKind.SECRETARY}),
    Target.COMMITTEES: COMMITTEE_POSTS,
}
BY_STAGE = {
    Target.ACTIVISTS: (Stage.ACTIVIST,),
    Target.PROSPECTS: (Stage.PROSPECT,),
    Target.MEMBERS: (Stage.PROBATIONARY, Stage.FULL),
    Target.SHORT: (Stage.PROBATIONARY, Stage.FULL),
    Target.NEWCOMERS: (Stage.PROBATIONARY, Stage.FULL),
}
NARROWED = frozenset({Target.MEMBERS, Target.SHORT})
"""Groups so large that people are picked branch by branch."""


class Candidate(NamedTuple):
    """Somebody the class is for, and why."""

    person_id: int
    name: str
    organization_id: int
    organization: str
    path: str
    why: str


def candidates(
    scope: Scope, training: TrainingClass, day: date, branch: Organization | None = None
) -> list[Candidate]:
    """Whom the class is for below its host (and the other side of an exchange) and in scope, of
    one branch where it is given, and who is not on it; a fixed number of statements."""
    roots = {training.organization.path}
    if training.invited:
        roots.add(training.invited.path)
    within = Scope(frozenset({branch.path} if branch else roots))
    found = _of_posts if training.target in BY_POST else _of_stages
    there = select(TrainingPlace.person_id).where(TrainingPlace.class_id == training.id)
    where = and_(scope.clause(Organization.path), within.clause(Organization.path))
    found = found(training.target, day, where, there)
    if training.target is Target.SHORT:
        short = hours.short_people(scope, {one.organization_id for one in found}, day)
        found = [
            one._replace(why=f"差 {short[one.person_id]:g} 学时")
            for one in found
            if one.person_id in short
        ]
    return found


def of_people(
    scope: Scope, training: TrainingClass, day: date, person_ids, branch=None
) -> list[Candidate]:
    """Those of these people whom the class is for; the others are left out."""
    wanted = set(person_ids)
    return [c for c in candidates(scope, training, day, branch) if c.person_id in wanted]


def _of_posts(target, day, where, there):
    query = (
        select(Post, Person, Organization)
        .join(Post.person)
        .join(Post.organization)
        .where(
            Post.kind.in_(BY_POST[target]),
            Post.started_on <= day,
            or_(Post.ended_on.is_(None), Post.ended_on >= day),
            Organization.kind == OrganizationKind.BRANCH,
            or_(Organization.dissolved_on.is_(None), Organization.dissolved_on > day),
            Person.id.not_in(there),
            where,
        )
        .options(joinedload(Organization.parent))
        .order_by(Organization.path, Person.pinyin, Post.id)
    )
    found: dict[int, Candidate] = {}
    for post, person, place in db.session.execute(query):
        if target is Target.NEW_SECRETARIES and _settled(post, day):
            continue
        why = f"{post.label}，{post.started_on.year}年{post.started_on.month}月任职"
        found.setdefault(
            person.id,
            Candidate(person.id, person.name, place.id, place.long_name, place.path, why),
        )
    return list(found.values())


def _settled(post, day):
    return add_months(post.started_on, rule(INDUCTION).nearest(day).value) < day


def _of_stages(target, day, where, there):
    query = (
        select(Member, Person, Organization)
        .join(Member.person)
        .join(Organization, Organization.id == Member.organization_id)
        .where(
            Member.stage.in_(BY_STAGE[target]),
            Member.standing == Standing.NORMAL,
            Person.id.not_in(there),
            where,
        )
        .options(joinedload(Organization.parent))
        .order_by(Organization.path, Person.pinyin, Member.id)
    )
    if target is Target.NEWCOMERS:
        since = PartialDate.of(add_years(day, -1))
        query = query.where(or_(Member.stage == Stage.PROBATIONARY, Member.confirmed_on >= since))
    if target is Target.SHORT:
        query = query.where(Member.exempt.is_(False))
    return [
        Candidate(person.id, person.name, place.id, place.long_name, place.path, _why(member))
        for member, person, place in db.session.execute(query)
    ]


def _why(member):
    words = member.stage.label
    return f"{words}（不作硬性要求）" if member.exempt else words
