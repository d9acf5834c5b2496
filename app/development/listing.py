"""The SELECTs behind the list of people by step: one page of files, and the numbers above it."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.access.scope import Scope
from app.core.db import db
from app.development.models import File
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.members import Stage

PAGE = 50


@dataclass(frozen=True)
class Filter:
    """What the list of files is narrowed to; empty means all that are open."""

    text: str = ""
    stage: str = ""
    organization_id: int | None = None
    closed: bool = False
    start: int = 0


def branch_stages(scope: Scope, closed: bool = False) -> list[tuple[int, str, Stage, int]]:
    """(branch id, name, stage, files) of every branch that has files, by tree."""
    parent = aliased(Organization)
    query = (
        select(Organization.id, Organization.name, parent.name, Member.stage, func.count())
        .select_from(File)
        .join(File.member)
        .join(Member.organization)
        .outerjoin(parent, Organization.parent_id == parent.id)
        .where(_is_closed(closed), scope.clause(Organization.path))
        .group_by(Organization.id, Organization.path, Organization.name, parent.name, Member.stage)
        .order_by(Organization.path)
    )
    rows = db.session.execute(query)
    return [(key, f"{above or ''} {name}".strip(), stage, n) for key, name, above, stage, n in rows]


def page_of(scope: Scope, wanted: Filter):
    """The ids of one page of the list as a subquery for rows.gather, by branch and pinyin."""
    query = (
        select(File.id)
        .join(File.member)
        .join(Member.person)
        .join(Member.organization)
        .where(_is_closed(wanted.closed), scope.clause(Organization.path))
    )
    if wanted.text:
        query = query.where(Person.name.contains(wanted.text, autoescape=True))
    if wanted.stage in set(Stage):
        query = query.where(Member.stage == wanted.stage)
    if wanted.organization_id:
        query = query.where(Member.organization_id == wanted.organization_id)
    query = query.order_by(Organization.path, Person.pinyin, File.id)
    # A subquery of its own: a bare LIMIT inside IN is not known to every database.
    return select(query.offset(wanted.start).limit(PAGE).subquery().c.id)


def _is_closed(closed):
    return File.closed_on.isnot(None) if closed else File.closed_on.is_(None)
