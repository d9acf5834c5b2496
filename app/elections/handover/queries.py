"""What the hand-over asks of the record beyond what other features tell. The scope comes first."""

from datetime import date

from sqlalchemy import func, select

from app.access.scope import Scope
from app.core.db import db
from app.development.models import File
from app.meetings.models import Meeting, MeetingStatus
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.meetings import MeetingKind
from app.rules.members import Stage, Standing


def meetings_of_year(scope: Scope, branch: Organization, year: int) -> dict[MeetingKind, int]:
    """How many meetings of each kind are on record of that year."""
    query = (
        select(Meeting.kind, func.count())
        .where(
            Meeting.organization_id == branch.id,
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.held_on >= date(year, 1, 1),
            Meeting.held_on <= date(year, 12, 31),
        )
        .group_by(Meeting.kind)
    )
    return dict(db.session.execute(query).all()) if scope.covers(branch.path) else {}


def group_sizes(scope: Scope, branch: Organization) -> dict[int, int]:
    """{group id: its members in good standing}."""
    query = (
        select(Member.group_id, func.count())
        .where(
            Member.organization_id == branch.id,
            Member.group_id.is_not(None),
            Member.standing == Standing.NORMAL,
        )
        .group_by(Member.group_id)
    )
    return dict(db.session.execute(query).all()) if scope.covers(branch.path) else {}


def open_files(scope: Scope, branch: Organization) -> list[tuple[int, str, Stage]]:
    """(file id, name, stage) of everybody on the way into the Party here, by pinyin."""
    query = (
        select(File.id, Person.name, Member.stage)
        .join(File.member)
        .join(Member.person)
        .where(
            Member.organization_id == branch.id,
            Member.standing == Standing.NORMAL,
            File.closed_on.is_(None),
        )
        .order_by(Person.pinyin, File.id)
    )
    rows = db.session.execute(query) if scope.covers(branch.path) else ()
    return [(key, name, stage) for key, name, stage in rows]
