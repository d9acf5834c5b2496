"""Every SELECT on assessments, and the evidence that stands beside the marks. Scope comes first."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import Scope
from app.core.db import db
from app.debriefs import votes
from app.debriefs.assessment.models import (
    Assessment,
    AssessmentEntry,
    AssessmentMark,
    AssessmentObjection,
)
from app.debriefs.rounds import queries as rounds
from app.debriefs.rounds.models import Hearing
from app.debriefs.votes import Shares
from app.findings import queries as findings
from app.findings.engine import State
from app.organizations import queries as organizations
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.assessment import AssessmentState, Subject
from app.rules.organizations import OrganizationKind, PostKind

TOLD = (AssessmentState.SHOWN, AssessmentState.FINAL)
ASSESSED = (PostKind.SECRETARY, PostKind.DEPUTY, PostKind.COMMITTEE_MEMBER)
LED = (OrganizationKind.COMMITTEE, OrganizationKind.GENERAL_BRANCH)
COUNTED = (State.DONE, State.LATE, State.WAIVED)


@dataclass(frozen=True)
class Evidence:
    """What was found of one secretary's report: facts beside the marks, never marks."""

    hearing: Hearing | None
    shares: Shares | None

    @property
    def overall(self):
        return self.hearing.overall if self.hearing else None


@dataclass(frozen=True)
class Candidate:
    """A team, or somebody with a post; `usual` are branches' teams and secretaries, the others
    are assessed where the committee names them."""

    organization: Organization
    person: Person | None
    post: str = ""
    usual: bool = True

    @property
    def key(self) -> str:
        """As a form names it."""
        return f"{self.organization.id}-{self.person.id if self.person else ''}"

    @property
    def label(self) -> str:
        who = f" {self.person.name}" if self.person else ""
        return f"{self.organization.long_name}{who}{f'（{self.post}）' if self.post else ''}"


class Owed(NamedTuple):
    """One duty of the year: how many of its instances were done, are late, or did not apply."""

    duty: str
    done: int
    late: int
    waived: int


def one(scope: Scope, assessment_id: int) -> Assessment | None:
    query = _in(scope).options(selectinload(Assessment.items))
    return db.session.scalar(query.where(Assessment.id == assessment_id))


def listed(scope: Scope) -> list[Assessment]:
    """Assessments of committees in scope, newest year first."""
    query = _in(scope).order_by(Assessment.year.desc(), Organization.path, Assessment.subject)
    return list(db.session.scalars(query))


def entries(scope: Scope, assessment: Assessment) -> list[AssessmentEntry]:
    """Who is assessed, in the order they were listed – by code or strokes, never by marks."""
    if not scope.covers(assessment.organization.path):
        return []
    query = (
        _entries()
        .where(AssessmentEntry.assessment_id == assessment.id)
        .order_by(AssessmentEntry.position)
    )
    return list(db.session.scalars(query))


def entry(scope: Scope, entry_id: int) -> AssessmentEntry | None:
    query = _entries().join(AssessmentEntry.organization).where(scope.clause(Organization.path))
    return db.session.scalar(query.where(AssessmentEntry.id == entry_id))


def own(scope: Scope, person_id: int, led: Scope) -> list[AssessmentEntry]:
    """Results that were told to this person: the own ones, and those of teams the person leads."""
    query = (
        _entries()
        .join(AssessmentEntry.organization)
        .join(AssessmentEntry.assessment)
        .where(
            Assessment.state.in_(TOLD),
            ((AssessmentEntry.person_id == person_id) & scope.clause(Organization.path))
            | (AssessmentEntry.person_id.is_(None) & Organization.path.in_(led.roots)),
        )
        .order_by(Assessment.year.desc(), AssessmentEntry.id)
    )
    return list(db.session.scalars(query))


def marked(scope: Scope, item_ids: Collection[int]) -> bool:
    """Whether anybody was given a mark on one of these items."""
    query = (
        select(AssessmentMark.id)
        .join(AssessmentMark.entry)
        .join(AssessmentEntry.organization)
        .where(AssessmentMark.item_id.in_(item_ids), scope.clause(Organization.path))
    )
    return db.session.scalar(query.limit(1)) is not None


def objection(scope: Scope, objection_id: int) -> AssessmentObjection | None:
    query = (
        select(AssessmentObjection)
        .join(AssessmentObjection.entry)
        .join(AssessmentEntry.organization)
        .options(contains_eager(AssessmentObjection.entry).joinedload(AssessmentEntry.assessment))
        .where(AssessmentObjection.id == objection_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def candidates(
    scope: Scope, committee: Organization, subject: Subject, day: date
) -> list[Candidate]:
    """Who may be assessed, the usual first: teams by code, people by the strokes of their
    surnames; branches without a secretary are left out of the latter."""
    if not scope.covers(committee.path):
        return []
    below = Scope(frozenset({committee.path}))
    branches = organizations.branches(below, day)
    if subject is Subject.TEAM:
        others = [
            one
            for one in organizations.tree(below)
            if one.kind in LED and one.in_force(day) and one.id != committee.id
        ]
        return [
            *(Candidate(one, None) for one in branches),
            *(Candidate(one, None, usual=False) for one in others),
        ]
    posts = [post for post in _posts(below, day) if post.organization_id != committee.id]
    ids = {one.id for one in branches}
    found = {}
    for post in posts:
        usual = post.kind is PostKind.SECRETARY and post.organization_id in ids
        one = Candidate(post.organization, post.person, "" if usual else post.label, usual)
        if usual or one.key not in found:
            found[one.key] = one
    return sorted(
        found.values(),
        key=lambda c: (not c.usual, *_strokes(c.person), c.organization.code),
    )


def _posts(scope, day):
    query = (
        select(Post)
        .join(Post.organization)
        .join(Post.person)
        .options(
            contains_eager(Post.organization).joinedload(Organization.parent),
            contains_eager(Post.person),
        )
        .where(
            Post.kind.in_(ASSESSED),
            Post.started_on <= day,
            or_(Post.ended_on.is_(None), Post.ended_on >= day),
            Organization.kind != OrganizationKind.GROUP,
            scope.clause(Organization.path),
        )
    )
    return db.session.scalars(query.order_by(Post.started_on, Post.id))


def evidence(scope: Scope, branches: Sequence[Organization], year: int) -> dict[int, Evidence]:
    """{organization_id: what was found of its secretary's report}; three statements."""
    ids = [one.id for one in branches]
    heard, shares = rounds.overall(scope, ids, year), votes.of_year(scope, branches, year)
    return {key: Evidence(heard.get(key), shares.get(key)) for key in ids}


def record(scope: Scope, branch: Organization, year: int, day: date) -> list[Owed]:
    """What the branch owed in the year and what the record says of it: as of `day` or, for a year
    that is over, as of its last day with what was entered since."""
    last = min(day, date(year, 12, 31))
    told = findings.instances(scope, [branch], last, COUNTED).get(branch.id, [])
    counted: dict[str, Counter] = {}
    for one in told:
        if one.line and one.since.year == year:
            counted.setdefault(one.duty, Counter())[one.state] += 1
    return [
        Owed(duty, *(counts[state] for state in COUNTED))
        for duty, counts in sorted(counted.items())
    ]


def _strokes(person: Person):
    return person.strokes or "", person.name


def _entries():
    return select(AssessmentEntry).options(
        joinedload(AssessmentEntry.assessment).selectinload(Assessment.items),
        joinedload(AssessmentEntry.assessment).joinedload(Assessment.organization),
        joinedload(AssessmentEntry.organization).joinedload(Organization.parent),
        joinedload(AssessmentEntry.person),
        selectinload(AssessmentEntry.marks),
        selectinload(AssessmentEntry.objections),
    )


def _in(scope):
    return (
        select(Assessment)
        .join(Assessment.organization)
        .options(contains_eager(Assessment.organization))
        .where(scope.clause(Organization.path))
    )
