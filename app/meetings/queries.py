"""Every SELECT on meetings. The scope comes first, always."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, extract, func, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload, selectinload

from app.access.scope import Scope
from app.core.db import db
from app.meetings.attendance import CAME, AttendanceCode
from app.meetings.models import (
    AgendaItem,
    Attachment,
    Attendance,
    Meeting,
    MeetingRevision,
    MeetingStatus,
)
from app.meetings.study.models import MakeUp
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind


class OwnAttendance(NamedTuple):
    """A person's own line at one meeting; `made_up_on` where it was caught up with."""

    meeting: Meeting
    code: AttendanceCode
    note: str
    made_up_on: date | None = None

    @property
    def came(self) -> bool:
        return self.code in CAME


def listed(
    scope: Scope,
    *,
    organization_id: int | None = None,
    kind: MeetingKind | None = None,
    year: int | None = None,
    text: str = "",
    limit: int,
    offset: int = 0,
) -> list[Meeting]:
    """Meetings with their branches, newest first; one more than `limit` tells of further ones."""
    query = _in(scope).options(joinedload(Meeting.group), defer(Meeting.content))
    if organization_id:
        query = query.where(Meeting.organization_id == organization_id)
    if kind:
        query = query.where(Meeting.kind == kind)
    if year:
        query = query.where(Meeting.held_on.between(date(year, 1, 1), date(year, 12, 31)))
    if text:
        query = query.where(_speaks_of(text))
    query = query.order_by(Meeting.held_on.desc(), Meeting.id.desc())
    return list(db.session.scalars(query.limit(limit + 1).offset(offset)))


def _speaks_of(text):
    """Its title, an item on its agenda, or the kind it is of."""
    kinds = [kind for kind in MeetingKind if text in kind.label]
    item = select(AgendaItem.id).where(
        AgendaItem.meeting_id == Meeting.id, AgendaItem.title.contains(text, autoescape=True)
    )
    return or_(
        Meeting.title.contains(text, autoescape=True), Meeting.kind.in_(kinds), item.exists()
    )


def years(scope: Scope) -> list[int]:
    """The years with a record in scope, newest first."""
    first, last = db.session.execute(
        select(func.min(Meeting.held_on), func.max(Meeting.held_on))
        .join(Meeting.organization)
        .where(scope.clause(Organization.path))
    ).one()
    return list(range(last.year, first.year - 1, -1)) if first else []


def one(scope: Scope, meeting_id: int) -> Meeting | None:
    """The whole record with its people and items."""
    return next(iter(several(scope, [meeting_id])), None)


def several(scope: Scope, meeting_ids: Collection[int]) -> list[Meeting]:
    """Whole records, in a fixed number of statements; none for no ids."""
    if not meeting_ids:
        return []
    query = _in(scope).where(Meeting.id.in_(list(meeting_ids))).order_by(Meeting.id)
    return list(
        db.session.scalars(
            query.options(
                joinedload(Meeting.chair),
                joinedload(Meeting.recorder),
                joinedload(Meeting.group),
                joinedload(Meeting.submitted_by),
                selectinload(Meeting.attendance).joinedload(Attendance.person),
                selectinload(Meeting.items).joinedload(AgendaItem.subject),
            )
        )
    )


def deciding(scope: Scope, branch: Organization, first: date, last: date) -> list[Meeting]:
    """The branch's assemblies and committee meetings of a period that stand, the newest first; one
    statement."""
    query = _in(scope).where(
        Meeting.organization_id == branch.id,
        Meeting.status == MeetingStatus.SUBMITTED,
        Meeting.held_on.between(first, last),
        Meeting.kind.in_((MeetingKind.ASSEMBLY, MeetingKind.COMMITTEE)),
    )
    return list(db.session.scalars(query.order_by(Meeting.held_on.desc(), Meeting.id.desc())))


def held_between(
    scope: Scope, branch: Organization, first: date, last: date, kind: MeetingKind | None = None
) -> list[int]:
    """The ids of the branch's records of a period that stand, the oldest first."""
    query = (
        select(Meeting.id)
        .join(Meeting.organization)
        .where(
            Meeting.organization_id == branch.id,
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.held_on.between(first, last),
            scope.clause(Organization.path),
        )
        .order_by(Meeting.held_on, Meeting.started_at, Meeting.id)
    )
    return list(db.session.scalars(query.where(Meeting.kind == kind) if kind else query))


def last(
    scope: Scope, branch: Organization, kind: MeetingKind, group: Organization | None = None
) -> Meeting | None:
    """The branch's (or the group's) latest meeting of that kind."""
    query = _in(scope).where(
        Meeting.organization_id == branch.id,
        Meeting.kind == kind,
        Meeting.status == MeetingStatus.SUBMITTED,
    )
    if group:
        query = query.where(Meeting.group_id == group.id)
    return db.session.scalar(query.order_by(Meeting.held_on.desc(), Meeting.id.desc()).limit(1))


def held_after(
    scope: Scope, branch: Organization, kind: MeetingKind, day: date, *, group_id: int | None = None
) -> list[Meeting]:
    """Meetings of that kind (and group) after a day, oldest first."""
    query = _in(scope).where(
        Meeting.organization_id == branch.id,
        Meeting.kind == kind,
        Meeting.group_id.is_not_distinct_from(group_id),
        Meeting.status == MeetingStatus.SUBMITTED,
        Meeting.held_on > day,
    )
    return list(db.session.scalars(query.order_by(Meeting.held_on, Meeting.id)))


def twin(scope: Scope, meeting: Meeting) -> Meeting | None:
    """Another record of the same kind on the same day: perhaps the same meeting entered twice."""
    query = _in(scope).where(
        Meeting.organization_id == meeting.organization_id,
        Meeting.kind == meeting.kind,
        Meeting.group_id.is_not_distinct_from(meeting.group_id),
        Meeting.held_on == meeting.held_on,
        Meeting.status == MeetingStatus.SUBMITTED,
        Meeting.id != meeting.id,
    )
    return db.session.scalar(query.order_by(Meeting.id).limit(1)) if meeting.counts else None


def revisions(scope: Scope, meeting: Meeting) -> list[MeetingRevision]:
    """Earlier texts of a meeting, the latest first."""
    query = (
        select(MeetingRevision)
        .where(MeetingRevision.meeting_id == meeting.id)
        .options(joinedload(MeetingRevision.made_by))
    )
    return (
        list(db.session.scalars(query.order_by(MeetingRevision.id.desc())))
        if scope.covers(meeting.organization.path)
        else []
    )


def fields_at(scope: Scope, meeting: Meeting, version: int) -> dict | None:
    """The form's fields as they were at an earlier version; None where it is not known."""
    query = select(MeetingRevision.fields).where(
        MeetingRevision.meeting_id == meeting.id, MeetingRevision.version == version
    )
    return db.session.scalar(query) if scope.covers(meeting.organization.path) else None


def attachments(scope: Scope, meeting: Meeting) -> list[Attachment]:
    """A meeting's files in the order they came, removed ones included."""
    query = _files(scope).where(Attachment.meeting_id == meeting.id).order_by(Attachment.id)
    return list(db.session.scalars(query))


def attachments_of(scope: Scope, meeting_ids: Collection[int]) -> dict[int, list[Attachment]]:
    """{meeting id: its files in the order they came}; one statement."""
    query = _files(scope).where(Attachment.meeting_id.in_(list(meeting_ids)))
    found: dict[int, list[Attachment]] = {}
    for one in db.session.scalars(query.order_by(Attachment.id)):
        found.setdefault(one.meeting_id, []).append(one)
    return found


def attachment(scope: Scope, attachment_id: int) -> Attachment | None:
    return db.session.scalar(_files(scope).where(Attachment.id == attachment_id))


def of_person(scope: Scope, person_id: int, year: int) -> list[OwnAttendance]:
    """What meetings of the year a person was on the list of, newest first."""
    made_up = and_(MakeUp.meeting_id == Meeting.id, MakeUp.person_id == person_id)
    query = (
        select(Meeting, Attendance.code, Attendance.note, MakeUp.made_up_on)
        .join(Meeting.organization)
        .join(Meeting.attendance)
        .outerjoin(MakeUp, made_up)
        .options(contains_eager(Meeting.organization))
        .where(
            Attendance.person_id == person_id,
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.held_on.between(date(year, 1, 1), date(year, 12, 31)),
            scope.clause(Organization.path),
        )
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )
    return [OwnAttendance(*row) for row in db.session.execute(query)]


class YearFacts(NamedTuple):
    """A branch's year in numbers: {kind: meetings held}, people due and present over all."""

    held: dict[MeetingKind, int]
    due: int
    present: int
    resolutions: list[tuple[date, str, str]]


def year_facts(scope: Scope, branch: Organization, year: int) -> YearFacts:
    """What a report on the year draws on; resolutions are (day, subject, text), oldest first."""
    within = [
        Meeting.organization_id == branch.id,
        Meeting.status == MeetingStatus.SUBMITTED,
        extract("year", Meeting.held_on) == year,
        scope.clause(Organization.path),
    ]
    rows = db.session.execute(
        select(Meeting.kind, func.count(), func.sum(Meeting.due), func.sum(Meeting.present))
        .join(Meeting.organization)
        .where(*within)
        .group_by(Meeting.kind)
    ).all()
    resolutions = db.session.execute(
        select(Meeting.held_on, AgendaItem.title, AgendaItem.resolution)
        .join(AgendaItem.meeting)
        .join(Meeting.organization)
        .where(*within, AgendaItem.resolution != "")
        .order_by(Meeting.held_on, AgendaItem.position)
    ).all()
    return YearFacts(
        {kind: count for kind, count, _, _ in rows},
        sum(due for _, _, due, _ in rows),
        sum(present for _, _, _, present in rows),
        [tuple(row) for row in resolutions],
    )


def _in(scope):
    return (
        select(Meeting)
        .join(Meeting.organization)
        .options(contains_eager(Meeting.organization))
        .where(scope.clause(Organization.path))
    )


def _files(scope):
    return (
        select(Attachment)
        .join(Attachment.meeting)
        .join(Meeting.organization)
        .options(contains_eager(Attachment.meeting).contains_eager(Meeting.organization))
        .where(scope.clause(Organization.path))
    )
