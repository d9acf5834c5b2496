"""Every SELECT on rounds and checks. The scope comes first, always."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from app.access.scope import Scope
from app.analysis.models import Check, Round
from app.core.db import db
from app.organizations.models import Organization
from app.rules.rectification import SourceKind


class Handed(NamedTuple):
    """How many checks of a round are in, and how many have the branch's opinion."""

    checks: int = 0
    opinions: int = 0


SOURCE = SourceKind.ANALYSIS


def of_year(scope: Scope, year: int) -> dict[int, Round]:
    """{branch id: its round of the year}."""
    return {one.organization_id: one for one in db.session.scalars(_in(scope, Round.year == year))}


def one(scope: Scope, round_id: int) -> Round | None:
    return db.session.scalar(_in(scope, Round.id == round_id))


def of_branch(scope: Scope, branch: Organization, year: int) -> Round | None:
    found = _in(scope, Round.organization_id == branch.id, Round.year == year)
    return db.session.scalar(found)


def rounds(scope: Scope) -> list[Round]:
    """Every round in scope, the newest year first."""
    return list(db.session.scalars(_in(scope).order_by(Round.year.desc(), Round.id.desc())))


def handed(scope: Scope, round_ids: Sequence[int]) -> dict[int, Handed]:
    """{round id: what is in} of those in scope; one statement, no text."""
    query = (
        select(Check.round_id, func.count(), func.count(Check.opinion_on))
        .join(Check.round)
        .join(Round.organization)
        .where(Check.round_id.in_(list(round_ids)), scope.clause(Organization.path))
        .group_by(Check.round_id)
    )
    return {key: Handed(*rest) for key, *rest in db.session.execute(query)}


def checks(scope: Scope, round: Round) -> dict[int, Check]:
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


def check(scope: Scope, round: Round, person_id: int) -> Check | None:
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
        .join(Round.organization)
        .where(Check.person_id == person_id, scope.clause(Organization.path))
        .options(defer(Check.texts, raiseload=True), defer(Check.opinion, raiseload=True))
    )
    return {one.round_id: one for one in db.session.scalars(query)}


def _in(scope, *conditions):
    return (
        select(Round)
        .join(Round.organization)
        .options(contains_eager(Round.organization).joinedload(Organization.parent))
        .where(*conditions, scope.clause(Organization.path))
    )
