"""Who belongs on a meeting's list that day; plain values out, so that rules and forms can count."""

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager

from app.access.scope import Scope
from app.core.db import db
from app.meetings.attendance import Attendee
from app.members.life import queries as life
from app.organizations.models import Organization, Post
from app.rules.meetings import MeetingKind
from app.rules.members import Standing, has_vote
from app.rules.organizations import COMMITTEE_POSTS, OrganizationKind, PostKind

RANKS = [PostKind.SECRETARY, PostKind.DEPUTY, PostKind.COMMITTEE_MEMBER]


def of_branch(
    scope: Scope, branch: Organization, kind: MeetingKind, day: date, group: Organization | None
) -> dict[int, Attendee]:
    """{person id: attendee}, those expected at such a meeting first.

    The rest of the branch follows, not expected: they may be put on the list by hand. Anybody
    else is a stranger. Branch, stage, standing and vote are those of the meeting's day: who has
    moved away since still counts for what was before, who came later does not.
    """
    members = life.of_branch_on(scope, branch, day)
    posts = _posts(scope, branch, day)
    people = {
        member.person_id: _attendee(member, then, kind, day, group, posts)
        for member, then in members
        if then.standing is Standing.NORMAL
    }
    for post in posts:
        sits = kind is MeetingKind.COMMITTEE
        people.setdefault(
            post.person_id, Attendee(post.person_id, post.person.name, sits, counted=sits)
        )
    rank = {post.person_id: RANKS.index(post.kind) for post in reversed(posts)}
    return dict(
        sorted(
            people.items(), key=lambda pair: (not pair[1].expected, rank.get(pair[0], len(RANKS)))
        )
    )


def groups(scope: Scope, branch: Organization) -> list[Organization]:
    """The branch's groups that have not been dissolved, by code."""
    query = select(Organization).where(
        Organization.parent_id == branch.id,
        Organization.kind == OrganizationKind.GROUP,
        Organization.dissolved_on.is_(None),
        scope.clause(Organization.path),
    )
    return list(db.session.scalars(query.order_by(Organization.code)))


def leader(scope: Scope, organization: Organization, day: date) -> int | None:
    """The person who usually chairs: the branch's secretary, the group's leader."""
    kinds = {PostKind.SECRETARY, PostKind.GROUP_LEADER}
    query = (
        select(Post.person_id)
        .join(Post.organization)
        .where(
            Post.organization_id == organization.id,
            Post.kind.in_(kinds),
            _held(day),
            scope.clause(Organization.path),
        )
    )
    return db.session.scalar(query.order_by(Post.started_on.desc()).limit(1))


def _posts(scope, branch, day):
    query = (
        select(Post)
        .join(Post.person)
        .join(Post.organization)
        .where(
            Post.organization_id == branch.id,
            Post.kind.in_(COMMITTEE_POSTS),
            _held(day),
            scope.clause(Organization.path),
        )
        .options(contains_eager(Post.person))
    )
    return sorted(db.session.scalars(query), key=lambda post: RANKS.index(post.kind))


def _attendee(member, then, kind, day, group, posts):
    in_party = then.stage.in_party and not _after(then.joined_on, day)
    voter = has_vote(then.stage, then.standing, then.vote_suspended)
    voter = voter and not _after(then.confirmed_on, day)
    if kind is MeetingKind.COMMITTEE:
        expected = voter = any(post.person_id == member.person_id for post in posts)
    elif kind is MeetingKind.GROUP:
        expected = in_party and group is not None and then.group_id == group.id
    else:
        expected = in_party
    return Attendee(member.person_id, member.name, expected, voter)


def _after(known, day):
    return known is not None and known.earliest > day


def _held(day):
    return and_(Post.started_on <= day, or_(Post.ended_on.is_(None), Post.ended_on >= day))
