"""Every SELECT on templates. The scope is that of the organisation asked about; whose template
applies there may lie above it."""

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.organizations.models import Organization
from app.papers.models import PaperTemplate


def in_use(scope: Scope, path: str) -> dict[str, PaperTemplate]:
    """{form: the template that applies at that path}: its own or the nearest above."""
    if not scope.covers(path):
        return {}
    query = _with_place(_used()).where(Organization.path.in_(_lineage(path)))
    return {found.form: found for found in db.session.scalars(_far_to_near(query))}


def applying(scope: Scope, path: str, form: str) -> PaperTemplate | None:
    """The template of one form that applies at that path, its bytes included."""
    if not scope.covers(path):
        return None
    query = _with_place(_used()).where(
        PaperTemplate.form == form, Organization.path.in_(_lineage(path))
    )
    return next(iter(reversed(db.session.scalars(_far_to_near(query)).all())), None)


def places(scope: Scope) -> set[tuple[str, str]]:
    """(form, path) of every template in use that any part of the scope may inherit or owns."""
    query = select(PaperTemplate.form, Organization.path).join(PaperTemplate.organization)
    query = query.where(PaperTemplate.activated_at.is_not(None), PaperTemplate.ended_at.is_(None))
    return {
        (form, path)
        for form, path in db.session.execute(query)
        if scope.covers(path) or any(root.startswith(path) for root in scope.roots)
    }


def history(scope: Scope, organization_id: int, form: str) -> list[PaperTemplate]:
    """Everything an organisation itself uploaded for a form, the newest first."""
    query = _with_place(select(PaperTemplate)).where(
        PaperTemplate.organization_id == organization_id,
        PaperTemplate.form == form,
        scope.clause(Organization.path),
    )
    return list(db.session.scalars(query.order_by(PaperTemplate.edition.desc())))


def one(scope: Scope, template_id: int) -> PaperTemplate | None:
    query = select(PaperTemplate).join(PaperTemplate.organization)
    query = query.options(contains_eager(PaperTemplate.organization))
    return db.session.scalar(
        query.where(PaperTemplate.id == template_id, scope.clause(Organization.path))
    )


def last_edition(scope: Scope, organization_id: int, form: str) -> int:
    """0 when the organisation has uploaded nothing for this form."""
    query = select(func.max(PaperTemplate.edition)).join(PaperTemplate.organization)
    query = query.where(
        PaperTemplate.organization_id == organization_id,
        PaperTemplate.form == form,
        scope.clause(Organization.path),
    )
    return db.session.scalar(query) or 0


def _used():
    return select(PaperTemplate).where(
        PaperTemplate.activated_at.is_not(None), PaperTemplate.ended_at.is_(None)
    )


def _with_place(query):
    return query.join(PaperTemplate.organization).options(joinedload(PaperTemplate.organization))


def _far_to_near(query):
    return query.order_by(func.length(Organization.path))


def _lineage(path):
    """/1/ and /1/4/ for /1/4/: the organisation and what it belongs to."""
    steps = path.strip("/").split("/")
    return ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
