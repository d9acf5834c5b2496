"""Every SELECT on classes and their people. The scope comes first, always.

A class is seen by those above and at its host, and, once announced, from below: by whoever may
nominate there. Of the people on it each side sees the own.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, contains_eager, selectinload

from app.access.scope import Scope
from app.core.db import db
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.training import AHEAD, ASKED, ClassState, PlaceState
from app.training.models import TrainingClass, TrainingPlace


@dataclass(frozen=True)
class ClassLine:
    """A class in the list, with how many of the reader's people are how far."""

    training: TrainingClass
    enrolled: int
    waiting: int
    asked: int
    passed: int


def listed(scope: Scope, year: int) -> list[ClassLine]:
    """The classes of a year that the scope hosts, or that are offered to it, the latest first;
    two statements. Numbers are of the people the reader may see."""
    query = (
        _seen(scope)
        .where(TrainingClass.started_on.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(TrainingClass.started_on.desc(), TrainingClass.id.desc())
    )
    classes = list(db.session.scalars(query))
    counts = _counts(scope, classes)
    return [ClassLine(one, *counts.get(one.id, (0, 0, 0, 0))) for one in classes]


def one(scope: Scope, class_id: int) -> TrainingClass | None:
    """A class that the scope hosts, or that is offered to it."""
    query = _seen(scope).where(TrainingClass.id == class_id)
    return db.session.scalar(query.options(selectinload(TrainingClass.sessions)))


def hosted(scope: Scope, class_id: int) -> TrainingClass | None:
    """A class whose host is in scope."""
    query = _in(scope).where(TrainingClass.id == class_id)
    return db.session.scalar(query.options(selectinload(TrainingClass.sessions)))


def lock(scope: Scope, training: TrainingClass) -> None:
    """Wait until nobody else is changing who is on the class, and read it anew; on SQLite a writer
    is alone anyhow."""
    query = select(TrainingClass).where(TrainingClass.id == training.id).with_for_update()
    if scope.covers(training.organization.path):
        db.session.scalar(query.execution_options(populate_existing=True))


def places(scope: Scope, training: TrainingClass, states: Collection = ()) -> list[TrainingPlace]:
    """Who of the reader's people is on the class, by branch and pinyin; to the host everybody."""
    query = _places(training)
    if not scope.covers(training.organization.path):
        query = query.where(scope.clause(Organization.path))
    if states:
        query = query.where(TrainingPlace.state.in_(states))
    return list(db.session.scalars(query))


def place(scope: Scope, training: TrainingClass, place_id: int) -> TrainingPlace | None:
    return next((one for one in places(scope, training) if one.id == place_id), None)


def people_on(scope: Scope, training: TrainingClass) -> dict[int, PlaceState]:
    """{person id: how far} of everybody on the class, for whoever may see the class at all."""
    if not _reaches(scope, training):
        return {}
    query = select(TrainingPlace.person_id, TrainingPlace.state)
    return dict(db.session.execute(query.where(TrainingPlace.class_id == training.id)).all())


def taken(scope: Scope, training: TrainingClass) -> int:
    """How many seats are taken, by whomever: a number that everybody may know who sees the class
    or was asked to it."""
    query = select(func.count()).where(
        TrainingPlace.class_id == training.id, TrainingPlace.state == PlaceState.ENROLLED
    )
    return db.session.scalar(query) if scope else 0


def next_waiting(scope: Scope, training: TrainingClass) -> TrainingPlace | None:
    """Who has waited longest, in the order people agreed."""
    query = (
        select(TrainingPlace)
        .where(TrainingPlace.class_id == training.id, TrainingPlace.state == PlaceState.WAITING)
        .order_by(TrainingPlace.queued_at, TrainingPlace.id)
        .limit(1)
    )
    return db.session.scalar(query) if scope else None


def ahead_of(scope: Scope, one: TrainingPlace) -> int:
    """How many wait before this one."""
    query = select(func.count()).where(
        TrainingPlace.class_id == one.class_id,
        TrainingPlace.state == PlaceState.WAITING,
        or_(
            TrainingPlace.queued_at < one.queued_at,
            (TrainingPlace.queued_at == one.queued_at) & (TrainingPlace.id < one.id),
        ),
    )
    return db.session.scalar(query) if scope.covers(one.organization.path) else 0


def last_certificate(scope: Scope, host: Organization, prefix: str) -> str | None:
    """The highest certificate number of a host that begins with the prefix."""
    if not scope.covers(host.path):
        return None
    query = select(func.max(TrainingPlace.certificate)).where(
        TrainingPlace.certificate.startswith(prefix, autoescape=True)
    )
    return db.session.scalar(query)


def ahead(scope: Scope, kinds: Iterable, day: date) -> list[TrainingClass]:
    """Announced classes of these kinds that the scope hosts and that are still to come."""
    query = _in(scope).where(
        TrainingClass.kind.in_(list(kinds)),
        TrainingClass.state.in_(AHEAD),
        TrainingClass.ended_on >= day,
    )
    return list(db.session.scalars(query.order_by(TrainingClass.started_on, TrainingClass.id)))


def of_what(scope: Scope, url: str) -> list[TrainingClass]:
    """The classes that belong to whatever has that address."""
    query = _in(scope).where(TrainingClass.belongs_url == url)
    return list(db.session.scalars(query.order_by(TrainingClass.started_on)))


def _places(training):
    return (
        select(TrainingPlace)
        .join(TrainingPlace.person)
        .join(TrainingPlace.organization)
        .options(
            contains_eager(TrainingPlace.person),
            contains_eager(TrainingPlace.organization).joinedload(Organization.parent),
            selectinload(TrainingPlace.marks),
        )
        .where(TrainingPlace.class_id == training.id)
        .order_by(Organization.path, Person.pinyin, TrainingPlace.id)
    )


def _counts(scope, classes):
    ours = [one.id for one in classes if scope.covers(one.organization.path)]
    state = TrainingPlace.state
    query = (
        select(
            TrainingPlace.class_id,
            func.count().filter(state == PlaceState.ENROLLED),
            func.count().filter(state == PlaceState.WAITING),
            func.count().filter(state.in_(ASKED)),
            func.count().filter(TrainingPlace.passed.is_(True)),
        )
        .join(TrainingPlace.organization)
        .where(
            TrainingPlace.class_id.in_([one.id for one in classes]),
            or_(TrainingPlace.class_id.in_(ours), scope.clause(Organization.path)),
        )
        .group_by(TrainingPlace.class_id)
    )
    return {key: tuple(rest) for key, *rest in db.session.execute(query)}


def _in(scope):
    return (
        select(TrainingClass)
        .join(Organization, Organization.id == TrainingClass.organization_id)
        .options(contains_eager(TrainingClass.organization).joinedload(Organization.parent))
        .where(scope.clause(Organization.path))
    )


def _seen(scope):
    """Hosted within the scope, or announced by somebody above it or by the other side of an
    exchange that lies above or within it."""
    other = aliased(Organization)
    above = _above(scope)
    offered = TrainingClass.state != ClassState.DRAFT
    return (
        select(TrainingClass)
        .join(Organization, Organization.id == TrainingClass.organization_id)
        .outerjoin(other, other.id == TrainingClass.partner_id)
        .options(
            contains_eager(TrainingClass.organization).joinedload(Organization.parent),
            contains_eager(TrainingClass.invited.of_type(other)),
        )
        .where(
            or_(
                scope.clause(Organization.path),
                offered & Organization.path.in_(above),
                offered & or_(other.path.in_(above), scope.clause(other.path)),
            )
        )
    )


def _reaches(scope, training):
    above, other = set(_above(scope)), training.invited
    path = training.organization.path
    if scope.covers(path):
        return True
    if training.state is ClassState.DRAFT:
        return False
    return path in above or bool(other and (other.path in above or scope.covers(other.path)))


def _above(scope) -> list[str]:
    """The paths of everything above the scope's roots, the roots among them."""
    steps = [root.strip("/").split("/") for root in scope.roots]
    return sorted({"/" + "/".join(step[: n + 1]) + "/" for step in steps for n in range(len(step))})
