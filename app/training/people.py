"""Every SELECT on the places of single people, whoever holds the class. The scope comes first."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import Scope
from app.core.db import db
from app.organizations.models import Organization
from app.rules.training import AHEAD, ASKED, CONCENTRATED, ClassState, PlaceState
from app.training.models import TrainingClass, TrainingPlace

SURE = (*ASKED, PlaceState.WAITING, PlaceState.ENROLLED)
"""Places that were not turned down, the surest last."""


def of_person(scope: Scope, person_id: int) -> list[TrainingPlace]:
    """Every class a person was asked to, the latest first; classes not announced yet are not told
    of."""
    query = (
        select(TrainingPlace)
        .join(TrainingPlace.training)
        .join(TrainingPlace.organization)
        .options(
            contains_eager(TrainingPlace.training).options(
                joinedload(TrainingClass.organization).joinedload(Organization.parent),
                selectinload(TrainingClass.sessions),
            ),
            contains_eager(TrainingPlace.organization),
            joinedload(TrainingPlace.person),
            selectinload(TrainingPlace.marks),
        )
        .where(
            TrainingPlace.person_id == person_id,
            TrainingClass.state != ClassState.DRAFT,
            scope.clause(Organization.path),
        )
        .order_by(TrainingClass.started_on.desc(), TrainingClass.id.desc())
    )
    return list(db.session.scalars(query))


def own_place(scope: Scope, person_id: int, class_id: int) -> TrainingPlace | None:
    return next((p for p in of_person(scope, person_id) if p.class_id == class_id), None)


def to_answer(scope: Scope, person_id: int, day: date) -> list[TrainingPlace]:
    """What a person was asked to and may still answer, the first to close first; one statement."""
    query = (
        select(TrainingPlace)
        .join(TrainingPlace.training)
        .join(TrainingPlace.organization)
        .options(
            contains_eager(TrainingPlace.training).joinedload(TrainingClass.organization),
        )
        .where(
            TrainingPlace.person_id == person_id,
            TrainingPlace.state.in_(ASKED),
            TrainingClass.state == ClassState.ANNOUNCED,
            TrainingClass.enrol_until >= day,
            scope.clause(Organization.path),
        )
        .order_by(TrainingClass.enrol_until, TrainingPlace.id)
    )
    return list(db.session.scalars(query))


def ahead_for(scope: Scope, person_ids: Collection[int], day: date) -> dict[int, TrainingPlace]:
    """{person id: the place in a concentrated class that is still to come}, of people of the scope
    who have one and have not turned it down; a seat goes before a place in line, that before what
    is unanswered."""
    query = (
        select(TrainingPlace)
        .join(TrainingPlace.training)
        .join(TrainingPlace.organization)
        .options(contains_eager(TrainingPlace.training))
        .where(
            TrainingPlace.person_id.in_(list(person_ids)),
            TrainingPlace.state.in_(SURE),
            TrainingClass.kind.in_(CONCENTRATED),
            TrainingClass.state.in_([*AHEAD, ClassState.HELD]),
            TrainingClass.ended_on >= day,
            scope.clause(Organization.path),
        )
        .order_by(TrainingClass.started_on.desc())
    )
    found = db.session.scalars(query)
    return {one.person_id: one for one in sorted(found, key=lambda one: SURE.index(one.state))}


def by_certificate(scope: Scope, place_id: int) -> TrainingPlace | None:
    """A place with its class, person and host, for whoever checks a certificate."""
    query = (
        select(TrainingPlace)
        .join(TrainingPlace.training)
        .join(Organization, Organization.id == TrainingClass.organization_id)
        .options(contains_eager(TrainingPlace.training), joinedload(TrainingPlace.person))
        .where(TrainingPlace.id == place_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)
