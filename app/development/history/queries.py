"""Every SELECT of history imports: imports, who may be meant, who helped, what a file holds."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, undefer

from app.access.scope import Scope
from app.accounts.models import Account
from app.core import clock
from app.core.db import batches, db
from app.development.models import (
    File,
    FileHelper,
    FileNotice,
    FilePaper,
    FileReview,
    HistoryImport,
    Request,
    StepTaken,
)
from app.members.life.models import Event
from app.members.models import Member
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.life import EventKind
from app.rules.members import Stage, Standing
from app.rules.organizations import OrganizationKind, PostKind

PAGE = 50
BATCH = 2_000
KEPT_IN_FILES = (StepTaken, FileHelper, FileReview, FileNotice, FilePaper)
DATES = ("applied_on", "activist_on", "prospect_on", "joined_on", "confirmed_on")


class Elsewhere(NamedTuple):
    """Somebody of a name who is in scope, but not where the workbook was brought in."""

    name: str
    branch: str


def listed(scope: Scope, start: int = 0) -> list[tuple[HistoryImport, str]]:
    """Imports with who made them, newest first; one more than a page if there are more."""
    query = (
        _in(scope)
        .add_columns(Person.name)
        .outerjoin(Account, Account.id == HistoryImport.account_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .order_by(HistoryImport.id.desc())
        .offset(start)
        .limit(PAGE + 1)
    )
    return [(one, name or "") for one, name in db.session.execute(query)]


def one(
    scope: Scope, history_id: int, *, lock: bool = False, whole: bool = False
) -> HistoryImport | None:
    """With its preview, and with its trail where `whole` is asked for; `lock` makes a second
    confirmation wait for the first on PostgreSQL."""
    query = _in(scope).where(HistoryImport.id == history_id)
    query = query.options(undefer(HistoryImport.preview))
    if whole:
        query = query.options(undefer(HistoryImport.trail))
    return db.session.scalar(query.with_for_update(of=HistoryImport) if lock else query)


def targets(scope: Scope) -> list[Organization]:
    """Where history may be brought in: branches and what stands above them."""
    query = select(Organization).where(
        scope.clause(Organization.path),
        Organization.kind != OrganizationKind.GROUP,
        Organization.dissolved_on.is_(None),
    )
    return list(db.session.scalars(query.order_by(Organization.path)))


def people(scope: Scope, names: Iterable[str]) -> list[Any]:
    """Everybody of these names in scope, with what an empty file of theirs would say."""
    today = clock.today()
    committee = (
        select(Post.id)
        .where(
            Post.organization_id == Organization.id,
            Post.kind == PostKind.COMMITTEE_MEMBER,
            Post.started_on <= today,
            or_(Post.ended_on.is_(None), Post.ended_on >= today),
        )
        .exists()
    )
    query = select(
        Member.id.label("member_id"),
        Member.person_id,
        Member.organization_id,
        Member.stage,
        Member.standing,
        *(getattr(Member, name) for name in DATES),
        Person.name,
        Person.birth,
        Person.number,
        Person.id_number_mark.label("mark"),
        Organization.path,
        Organization.temporary,
        Organization.name.label("branch"),
        committee.label("has_committee"),
    )
    query = query.select_from(Member).join(Member.person).join(Member.organization)
    query = query.where(scope.clause(Organization.path)).order_by(Member.id)
    return [
        row
        for some in batches(dict.fromkeys(names), BATCH)
        for row in db.session.execute(query.where(Person.name.in_(some)))
    ]


def elsewhere(scope: Scope, names: Iterable[str]) -> list[Elsewhere]:
    """Where in scope people of these names are."""
    query = select(Person.name, Organization.name).select_from(Member)
    query = query.join(Member.person).join(Member.organization)
    query = query.where(scope.clause(Organization.path)).order_by(Member.id)
    return [
        Elsewhere(*row)
        for some in batches(dict.fromkeys(names), BATCH)
        for row in db.session.execute(query.where(Person.name.in_(some)))
    ]


def helpers(scope: Scope, names: Iterable[str]) -> list[Any]:
    """Full members of these names, as app.development.rows tells helpers."""
    query = select(
        Member.person_id,
        Member.id.label("member_id"),
        Member.organization_id,
        Member.stage,
        Member.standing,
        Member.standing_on,
        Member.confirmed_on,
        Person.name,
    )
    query = query.select_from(Member).join(Member.person).join(Member.organization)
    query = query.where(
        scope.clause(Organization.path),
        Member.stage == Stage.FULL,
        Member.standing.in_([Standing.NORMAL, Standing.TRANSFERRED]),
    )
    return [
        row
        for some in batches(dict.fromkeys(names), BATCH)
        for row in db.session.execute(query.where(Person.name.in_(some)))
    ]


def events(scope: Scope, member_ids: Collection[int]) -> dict[int, list[Any]]:
    """What app.development.rows tells of these people's moves and punishments."""
    query = (
        select(
            Event.member_id,
            Event.kind,
            Event.punishment,
            Event.happened_on,
            Event.until,
            Event.ended_on,
            Event.organization_id,
            Organization.name.label("branch"),
        )
        .join(Event.organization)
        .where(Event.kind.in_([EventKind.LEFT, EventKind.CAME, EventKind.PUNISHED]))
        .order_by(Event.happened_on, Event.id)
    )
    found: dict[int, list[Any]] = {}
    for some in batches(dict.fromkeys(member_ids if scope else ()), BATCH):
        for row in db.session.execute(query.where(Event.member_id.in_(some))):
            found.setdefault(row.member_id, []).append(row)
    return found


def members(scope: Scope, member_ids: Iterable[int]) -> dict[int, Member]:
    """Those members in scope with people and branches, to be changed."""
    query = (
        select(Member)
        .join(Member.person)
        .join(Member.organization)
        .options(contains_eager(Member.person), contains_eager(Member.organization))
        .where(scope.clause(Organization.path))
    )
    rows = (
        m
        for some in batches(dict.fromkeys(member_ids), BATCH)
        for m in db.session.scalars(query.where(Member.id.in_(some)))
    )
    return {member.id: member for member in rows}


def files(scope: Scope, *, file_ids=(), member_ids=()) -> dict[int, File]:
    """Files by id, or the open ones of these members, with whom they are about."""
    query = (
        select(File)
        .join(File.member)
        .join(Member.person)
        .join(Member.organization)
        .options(
            contains_eager(File.member).contains_eager(Member.person),
            contains_eager(File.member).contains_eager(Member.organization),
        )
        .where(scope.clause(Organization.path))
    )
    found = {}
    for column, wanted, more in (
        (File.id, file_ids, True),
        (File.member_id, member_ids, File.closed_on.is_(None)),
    ):
        for some in batches(dict.fromkeys(wanted), BATCH):
            rows = db.session.scalars(query.where(column.in_(some), more))
            found.update({file.id: file for file in rows})
    return found


def contents(scope: Scope, file_ids: Iterable[int]) -> dict[int, list]:
    """Everything that lies in these files, requests to the superior included."""
    found: dict[int, list] = {file_id: [] for file_id in file_ids if scope}
    for model in (*KEPT_IN_FILES, Request):
        for some in batches(dict.fromkeys(found), BATCH):
            for row in db.session.scalars(select(model).where(model.file_id.in_(some))):
                found[row.file_id].append(row)
    return found


def _in(scope):
    return (
        select(HistoryImport)
        .join(HistoryImport.organization)
        .options(contains_eager(HistoryImport.organization))
        .where(scope.clause(Organization.path))
    )
