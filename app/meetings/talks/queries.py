"""Every SELECT on talks. The scope comes first, always."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import defer, joinedload

from app.access.scope import Scope
from app.core.audit import AuditEntry
from app.core.db import db
from app.meetings.talks.models import Talk
from app.members.models import Member
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.members import Stage, Standing
from app.rules.organizations import COMMITTEE_POSTS
from app.rules.talks import Talked


@dataclass
class Circle:
    """The people of one branch as far as talks go: (person, since) of members, (person, from,
    until) of posts on its committee, (day, talk) of its talks."""

    members: list = field(default_factory=list)
    posts: list = field(default_factory=list)
    talks: list[tuple[date, Talked]] = field(default_factory=list)

    def committee_on(self, day: date) -> set[int]:
        return {who for who, since, until in self.posts if since <= day <= (until or day)}

    def members_on(self, day: date) -> set[int]:
        """Who is a member today and was one on that day."""
        return {who for who, since in self.members if since is None or since.earliest <= day}

    def talked_in(self, year: int) -> list[Talked]:
        return [talked for on, talked in self.talks if on.year == year]


def circles(
    scope: Scope, branch_ids: Collection[int], first: date, last: date
) -> tuple[dict[int, Circle], datetime | None]:
    """({branch id: its circle with the talks between these days}, when this instance was set up);
    three statements whatever the number of branches. Who is exempt (ED-32) is owed nothing."""
    found: dict[int, Circle] = defaultdict(Circle)
    ids, began = list(branch_ids), None
    opened = select(func.min(AuditEntry.at)).scalar_subquery()
    members = (
        select(Member.organization_id, Member.person_id, Member.joined_on, opened)
        .join(Member.organization)
        .where(
            Member.organization_id.in_(ids),
            Member.standing == Standing.NORMAL,
            Member.stage.in_([Stage.FULL, Stage.PROBATIONARY]),
            Member.exempt.is_(False),
            scope.clause(Organization.path),
        )
    )
    for branch_id, person_id, since, at in db.session.execute(members):
        found[branch_id].members.append((person_id, since))
        began = at
    posts = (
        select(Post.organization_id, Post.person_id, Post.started_on, Post.ended_on)
        .join(Post.organization)
        .where(
            Post.organization_id.in_(ids),
            Post.kind.in_(COMMITTEE_POSTS),
            or_(Post.ended_on.is_(None), Post.ended_on >= first),
            scope.clause(Organization.path),
        )
    )
    for branch_id, *post in db.session.execute(posts):
        found[branch_id].posts.append(tuple(post))
    talks = (
        select(Talk.organization_id, Talk.talked_on, Talk.first_id, Talk.second_id, Talk.kind)
        .join(Talk.organization)
        .where(
            Talk.organization_id.in_(ids),
            Talk.talked_on.between(first, last),
            scope.clause(Organization.path),
        )
    )
    for branch_id, on, *pair in db.session.execute(talks):
        found[branch_id].talks.append((on, Talked(*pair)))
    return found, began


def of_year(scope: Scope, branch: Organization, year: int, *, gist: bool = False) -> list[Talk]:
    """A branch's talks of the year with the two people, the latest first; what was said stays in
    the database unless it is asked for."""
    query = _in(scope).where(Talk.organization_id == branch.id, _within(year))
    if not gist:
        query = query.options(defer(Talk.gist, raiseload=True))
    return list(db.session.scalars(query.order_by(Talk.talked_on.desc(), Talk.id.desc())))


def of_person(scope: Scope, person_id: int, year: int) -> list[Talk]:
    """One's own talks of the year, the latest first."""
    mine = or_(Talk.first_id == person_id, Talk.second_id == person_id)
    query = _in(scope).where(mine, _within(year))
    return list(db.session.scalars(query.order_by(Talk.talked_on.desc(), Talk.id.desc())))


def one(scope: Scope, talk_id: int) -> Talk | None:
    return db.session.scalar(_in(scope).where(Talk.id == talk_id))


def partners_on(scope: Scope, branch: Organization, person_id: int, day: date) -> set[int]:
    """With whom that person talked on that day, as far as the branch has it on record."""
    query = select(Talk.first_id, Talk.second_id).join(Talk.organization)
    query = query.where(
        Talk.organization_id == branch.id,
        Talk.talked_on == day,
        or_(Talk.first_id == person_id, Talk.second_id == person_id),
        scope.clause(Organization.path),
    )
    return {one for pair in db.session.execute(query) for one in pair} - {person_id}


def people(scope: Scope, branch: Organization, day: date) -> list[Person]:
    """Who may have talked there: its members in good standing and holders of posts on its
    committee, these first; by pinyin."""
    if not scope.covers(branch.path):
        return []
    circle, _ = circles(scope, [branch.id], day, day)
    sits = circle[branch.id].committee_on(day)
    here = select(Member.person_id).where(
        Member.organization_id == branch.id,
        Member.standing == Standing.NORMAL,
        Member.stage.in_([Stage.FULL, Stage.PROBATIONARY]),
    )
    query = select(Person).where(or_(Person.id.in_(sits), Person.id.in_(here)))
    found = db.session.scalars(query.order_by(Person.pinyin, Person.id))
    return sorted(found, key=lambda person: person.id not in sits)


def names(scope: Scope, person_ids: Sequence[int]) -> dict[int, str]:
    """{person id: name}, of people that an answer within the scope named."""
    query = select(Person.id, Person.name).where(Person.id.in_(list(person_ids)))
    return dict(db.session.execute(query).all()) if scope and person_ids else {}


def _within(year):
    return Talk.talked_on.between(date(year, 1, 1), date(year, 12, 31))


def _in(scope):
    return (
        select(Talk)
        .join(Talk.organization)
        .options(joinedload(Talk.first), joinedload(Talk.second), joinedload(Talk.organization))
        .where(scope.clause(Organization.path))
    )
