"""Every SELECT on rounds and checks. The scope comes first, always."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from app.access.scope import Scope
from app.analysis.models import AnalysisRound, Check
from app.core.db import db
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.members import Stage, Standing
from app.rules.rectification import SourceKind


class Handed(NamedTuple):
    """How many checks of a round are in, and how many have the branch's opinion."""

    checks: int = 0
    opinions: int = 0


SOURCE = SourceKind.ANALYSIS


def of_year(scope: Scope, year: int) -> dict[int, AnalysisRound]:
    """{branch id: its round of the year}."""
    return {
        one.organization_id: one
        for one in db.session.scalars(_in(scope, AnalysisRound.year == year))
    }


def one(scope: Scope, round_id: int) -> AnalysisRound | None:
    return db.session.scalar(_in(scope, AnalysisRound.id == round_id))


def of_branch(scope: Scope, branch: Organization, year: int) -> AnalysisRound | None:
    found = _in(scope, AnalysisRound.organization_id == branch.id, AnalysisRound.year == year)
    return db.session.scalar(found)


def rounds(scope: Scope) -> list[AnalysisRound]:
    """Every round in scope, the newest year first."""
    return list(
        db.session.scalars(_in(scope).order_by(AnalysisRound.year.desc(), AnalysisRound.id.desc()))
    )


def handed(scope: Scope, round_ids: Sequence[int]) -> dict[int, Handed]:
    """{round id: what is in} of those in scope; one statement, no text."""
    query = (
        select(Check.round_id, func.count(), func.count(Check.opinion_on))
        .join(Check.round)
        .join(AnalysisRound.organization)
        .where(Check.round_id.in_(list(round_ids)), scope.clause(Organization.path))
        .group_by(Check.round_id)
    )
    return {key: Handed(*rest) for key, *rest in db.session.execute(query)}


def checks(scope: Scope, round: AnalysisRound) -> dict[int, Check]:
    """{person id: the check handed in}, without the texts."""
    if not scope.covers(round.organization.path):
        return {}
    query = (
        select(Check)
        .where(Check.round_id == round.id)
        .options(
            joinedload(Check.person),
            defer(Check.texts, raiseload=True),
            defer(Check.opinion, raiseload=True),
        )
    )
    return {check.person_id: check for check in db.session.scalars(query)}


def check(scope: Scope, round: AnalysisRound, person_id: int) -> Check | None:
    """What that person handed in, with its texts."""
    if not scope.covers(round.organization.path):
        return None
    query = select(Check).where(Check.round_id == round.id, Check.person_id == person_id)
    return db.session.scalar(query.options(joinedload(Check.person), joinedload(Check.round)))


def written_by(scope: Scope, person_id: int) -> dict[int, Check]:
    """{round id: the check} of everything one person handed in, without the texts."""
    query = (
        select(Check)
        .join(Check.round)
        .join(AnalysisRound.organization)
        .where(Check.person_id == person_id, scope.clause(Organization.path))
        .options(defer(Check.texts, raiseload=True), defer(Check.opinion, raiseload=True))
    )
    return {one.round_id: one for one in db.session.scalars(query)}


def to_hand_in(scope: Scope, person_id: int) -> list[AnalysisRound]:
    """Open rounds of the person's own branch in which no check was handed in; one statement."""
    mine = select(Member.organization_id).where(
        Member.person_id == person_id,
        Member.standing == Standing.NORMAL,
        Member.stage.in_([Stage.FULL, Stage.PROBATIONARY]),
    )
    handed = select(Check.id).where(
        Check.round_id == AnalysisRound.id, Check.person_id == person_id
    )
    return list(
        db.session.scalars(
            _in(
                scope,
                AnalysisRound.closed_on.is_(None),
                AnalysisRound.organization_id.in_(mine),
                ~handed.exists(),
            )
        )
    )


def _in(scope, *conditions):
    return (
        select(AnalysisRound)
        .join(AnalysisRound.organization)
        .options(contains_eager(AnalysisRound.organization).joinedload(Organization.parent))
        .where(*conditions, scope.clause(Organization.path))
    )
