"""Hours from classes of ours, by who came to which session, and hours earned outside."""

from datetime import date

from sqlalchemy import case, func, select, type_coerce
from sqlalchemy.orm import contains_eager

from app.core.db import db
from app.core.types import Halves
from app.members.hours import Entry, Source
from app.organizations.models import Organization
from app.rules.study import Form
from app.rules.training import (
    BEFORE_JOINING,
    FULL_CLASSES,
    ClassKind,
    ClassState,
    Mark,
)
from app.training.hours.models import OutsideHours
from app.training.models import TrainingClass, TrainingMark, TrainingPlace, TrainingSession

OVER = (ClassState.HELD, ClassState.FINISHED)


def class_rows(people, first: date, last: date):
    """One row a person and class, of the sessions within the span that the person came to."""
    completed = TrainingPlace.passed.is_(True) & TrainingClass.kind.in_(FULL_CLASSES)
    query = _came(
        select(
            TrainingPlace.person_id.label("person_id"),
            func.max(TrainingSession.held_on).label("held_on"),
            type_coerce(func.sum(TrainingSession.hours), Halves).label("hours"),
            func.max(case((completed, 1), else_=0)).label("concentrated"),
        ),
        first,
        last,
    ).group_by(TrainingPlace.id, TrainingPlace.person_id)
    return query if people is None else query.where(TrainingPlace.person_id.in_(people))


def class_entries(person_id: int, first: date, last: date) -> list[Entry]:
    """The classes one person came to, with the hours of the sessions the person was at."""
    hours = type_coerce(func.sum(TrainingSession.hours), Halves)
    teachers = func.max(TrainingSession.teacher)
    query = (
        _came(
            select(
                TrainingPlace, TrainingClass, hours, func.max(TrainingSession.held_on), teachers
            ),
            first,
            last,
        )
        .join(Organization, Organization.id == TrainingClass.organization_id)
        .options(contains_eager(TrainingPlace.training))
        .where(TrainingPlace.person_id == person_id)
        .group_by(TrainingPlace.id, TrainingClass.id)
    )
    return [
        Entry(
            day,
            training.title,
            training.organization.long_name,
            _form(training).label,
            earned,
            training.place,
            teacher,
            {True: "合格", False: "不合格", None: ""}[place.passed],
            f"证书 {place.certificate}" if place.certificate else "考勤记录",
        )
        for place, training, earned, day, teacher in db.session.execute(query)
    ]


def outside_rows(people, first: date, last: date):
    """One row for each thing studied elsewhere."""
    query = select(
        OutsideHours.person_id.label("person_id"),
        OutsideHours.held_on.label("held_on"),
        OutsideHours.hours.label("hours"),
        case((OutsideHours.counts_as.in_(FULL_CLASSES), 1), else_=0).label("concentrated"),
    ).where(OutsideHours.held_on.between(first, last))
    return query if people is None else query.where(OutsideHours.person_id.in_(people))


def outside_entries(person_id: int, first: date, last: date) -> list[Entry]:
    query = select(OutsideHours).where(
        OutsideHours.person_id == person_id, OutsideHours.held_on.between(first, last)
    )
    return [
        Entry(
            one.held_on,
            one.title,
            one.host,
            one.manner.label,
            one.hours,
            one.place,
            one.teacher,
            one.result,
            one.proof,
        )
        for one in db.session.scalars(query)
    ]


def _came(query, first, last):
    return (
        query.select_from(TrainingPlace)
        .join(TrainingPlace.training)
        .join(TrainingMark, TrainingMark.place_id == TrainingPlace.id)
        .join(TrainingMark.session)
        .where(
            TrainingMark.code == Mark.CAME,
            TrainingClass.state.in_(OVER),
            TrainingClass.kind.not_in(BEFORE_JOINING),
            TrainingSession.held_on.between(first, last),
        )
    )


def _form(training) -> Form:
    if training.online or training.kind is ClassKind.ONLINE:
        return Form.ONLINE
    return Form.PRACTICE if training.kind is ClassKind.PRACTICE else Form.FULL_TIME


CLASSES = Source("classes", "培训班", class_rows, class_entries)
OUTSIDE = Source("outside", "校外学习", outside_rows, outside_entries, by_branch=True)
