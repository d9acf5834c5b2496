"""Imports of a branch's dues."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, undefer

from app.access.scope import Scope
from app.core.db import db
from app.dues.models import DuesImport
from app.organizations.models import Organization

SHOWN = 30


def listed(scope: Scope, organization: Organization) -> list[DuesImport]:
    """The last imports of a branch, the newest first."""
    query = _in(scope).where(DuesImport.organization_id == organization.id)
    return list(db.session.scalars(query.order_by(DuesImport.id.desc()).limit(SHOWN)))


def one(scope: Scope, import_id: int, *, lock: bool = False) -> DuesImport | None:
    """One import with what its file said; `lock` holds it until the transaction's end."""
    query = _in(scope).where(DuesImport.id == import_id)
    query = query.options(undefer(DuesImport.rows), undefer(DuesImport.trail))
    if lock:
        query = query.with_for_update(of=DuesImport)
    return db.session.scalar(query)


def _in(scope):
    return (
        select(DuesImport)
        .join(DuesImport.organization)
        .options(contains_eager(DuesImport.organization))
        .where(scope.clause(Organization.path))
    )
