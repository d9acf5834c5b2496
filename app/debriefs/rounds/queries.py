"""Every SELECT on rounds and hearings. The scope comes first, always."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.debriefs import queries as debriefs
from app.debriefs import votes
from app.debriefs.models import Debrief
from app.debriefs.rounds.coverage import above, nearest
from app.debriefs.rounds.models import DebriefRound, Hearing
from app.debriefs.votes import Shares
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.organizations import OrganizationKind, PostKind

COMMITTEES = (OrganizationKind.COMMITTEE, OrganizationKind.GENERAL_BRANCH)


@dataclass(frozen=True)
class Place:
    """One branch in a round: who is its secretary, what was sent, heard and voted."""

    branch: Organization
    secretary: Person | None
    debrief: Debrief | None
    hearing: Hearing | None
    shares: Shares | None

    @property
    def submitted(self) -> bool:
        return bool(self.debrief and self.debrief.submitted)

    @property
    def speaker(self) -> str:
        """Whose report it is: the one who wrote it, else who holds the post."""
        person = self.debrief.person if self.debrief else self.secretary
        return person.name if person else ""


def one(scope: Scope, round_id: int) -> DebriefRound | None:
    return db.session.scalar(_in(scope).where(DebriefRound.id == round_id))


def listed(scope: Scope) -> list[DebriefRound]:
    """The rounds of committees in scope, newest year first."""
    return list(
        db.session.scalars(_in(scope).order_by(DebriefRound.year.desc(), Organization.path))
    )


def governing(scope: Scope, branch: Organization, year: int) -> DebriefRound | None:
    """The round that asks this branch that year: the nearest committee's. Whoever may see the
    branch may know what is asked of it, as with organizations.ancestors."""
    if not scope.covers(branch.path):
        return None
    asked = (
        select(DebriefRound)
        .join(DebriefRound.organization)
        .options(contains_eager(DebriefRound.organization))
    )
    found = db.session.scalars(
        asked.where(DebriefRound.year == year, Organization.path.in_(above(branch.path)))
    )
    return nearest(found, branch.path)


def published(scope: Scope, round_id: int, day: date) -> DebriefRound | None:
    """A round whose opinions were made known, for whoever sees its committee or a branch that it
    asked."""
    found = db.session.scalar(
        _in(EVERYTHING).where(DebriefRound.id == round_id, DebriefRound.published_on.is_not(None))
    )
    if found is None or scope.covers(found.organization.path):
        return found
    asked = covered(Scope(frozenset({found.organization.path})), found, day)
    return found if any(scope.covers(one.path) for one in asked) else None


def places(scope: Scope, held: DebriefRound, day: date) -> list[Place]:
    """The branches a round asks, by its order of speakers and then by code; six statements
    whatever their number."""
    below = (
        Scope(frozenset({held.organization.path}))
        if scope.covers(held.organization.path)
        else Scope()
    )
    branches = covered(scope, held, day)
    secretaries = organizations.holders(below, day, PostKind.SECRETARY)
    reports = debriefs.of_year(below, held.year)
    heard = hearings(scope, held)
    shares = votes.of_round(below, held, branches)
    found = [
        Place(one, secretaries.get(one.id), reports.get(one.id), heard.get(one.id),
              shares.get(one.id))
        for one in branches
    ]  # fmt: skip
    return sorted(found, key=_in_order)


def place(scope: Scope, held: DebriefRound, organization_id: int, day: date) -> Place | None:
    """One branch of a round."""
    return next((p for p in places(scope, held, day) if p.branch.id == organization_id), None)


def covered(scope: Scope, held: DebriefRound, day: date) -> list[Organization]:
    """The branches below the round's committee that no nearer committee's round asks."""
    if not scope.covers(held.organization.path):
        return []
    below = Scope(frozenset({held.organization.path}))
    same_year = (
        select(DebriefRound)
        .join(DebriefRound.organization)
        .options(contains_eager(DebriefRound.organization))
    )
    rounds = db.session.scalars(
        same_year.where(DebriefRound.year == held.year, below.clause(Organization.path))
    ).all()
    return [one for one in organizations.branches(below, day) if nearest(rounds, one.path) is held]


def hearings(scope: Scope, held: DebriefRound) -> dict[int, Hearing]:
    """{organization_id: what was heard of it}."""
    if not scope.covers(held.organization.path):
        return {}
    query = _hearings().where(Hearing.round_id == held.id)
    return {hearing.organization_id: hearing for hearing in db.session.scalars(query)}


def hearing(scope: Scope, branch: Organization, year: int) -> Hearing | None:
    """What was heard of a branch for that year, whichever committee heard it."""
    if not scope.covers(branch.path):
        return None
    query = _hearings().where(Hearing.organization_id == branch.id, DebriefRound.year == year)
    return db.session.scalar(query.order_by(Hearing.id.desc()).limit(1))


def overall(scope: Scope, organization_ids: Sequence[int], year: int) -> dict[int, Hearing]:
    """{organization_id: the hearing with an overall opinion} of that year; one statement."""
    query = (
        _hearings()
        .join(Hearing.organization)
        .where(
            Hearing.organization_id.in_(organization_ids),
            Hearing.overall.is_not(None),
            DebriefRound.year == year,
            scope.clause(Organization.path),
        )
    )
    return {one.organization_id: one for one in db.session.scalars(query.order_by(Hearing.id))}


def committees(scope: Scope, day: date) -> list[Organization]:
    """Who may hold a round: the committees and general branches in scope, in tree order."""
    return [
        one for one in organizations.tree(scope) if one.kind in COMMITTEES and one.in_force(day)
    ]


def _hearings():
    return (
        select(Hearing)
        .join(Hearing.round)
        .options(
            contains_eager(Hearing.round).joinedload(DebriefRound.organization),
            joinedload(Hearing.organization).joinedload(Organization.parent),
        )
    )


def _in_order(found):
    hearing = found.hearing
    asked = hearing.position if hearing and hearing.position else 10_000
    return asked, bool(hearing and hearing.written), found.branch.code


def _in(scope):
    return (
        select(DebriefRound)
        .join(DebriefRound.organization)
        .options(contains_eager(DebriefRound.organization))
        .where(scope.clause(Organization.path))
    )
