"""Every SELECT on what organisations say of what they owe."""

from collections.abc import Collection

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from app.access.scope import Scope
from app.core.db import db
from app.findings.models import Answer, AnswerKind, AnswerState
from app.organizations.models import Organization


def answers(scope: Scope, organization_ids: Collection[int]) -> list[Answer]:
    """What these organisations answered and still say, the latest first."""
    query = (
        select(Answer)
        .join(Answer.organization)
        .options(joinedload(Answer.made_by), joinedload(Answer.replied_by))
        .where(
            Answer.organization_id.in_(organization_ids),
            Answer.state != AnswerState.WITHDRAWN,
            scope.clause(Organization.path),
        )
    )
    return list(db.session.scalars(query.order_by(Answer.made_on.desc(), Answer.id.desc())))


def answer(scope: Scope, answer_id: int) -> Answer | None:
    query = select(Answer).join(Answer.organization).options(joinedload(Answer.organization))
    return db.session.scalar(query.where(Answer.id == answer_id, scope.clause(Organization.path)))


def said(scope: Scope, organization_id: int, subject: str) -> Answer | None:
    """What the organisation says of that instance."""
    query = (
        select(Answer)
        .join(Answer.organization)
        .options(joinedload(Answer.made_by), joinedload(Answer.replied_by))
        .where(
            Answer.organization_id == organization_id,
            Answer.subject == subject,
            Answer.state != AnswerState.WITHDRAWN,
            scope.clause(Organization.path),
        )
    )
    return db.session.scalar(query)


def shown_by(scope: Scope, organization_id: int, record_url: str) -> Answer | None:
    """The organisation's word that something was done late, if that record is its proof."""
    query = (
        select(Answer)
        .join(Answer.organization)
        .where(
            Answer.organization_id == organization_id,
            Answer.record_url == record_url,
            Answer.kind == AnswerKind.DONE_LATE,
            Answer.state != AnswerState.WITHDRAWN,
            scope.clause(Organization.path),
        )
    )
    return db.session.scalar(query.limit(1))


def waiting_answers(scope: Scope, limit: int = 50) -> list[Answer]:
    """Answers in the subtree on which the superior has not said a word, the oldest first."""
    asked = and_(
        Answer.kind == AnswerKind.HELP,
        Answer.state == AnswerState.STANDING,
        Answer.replied_on.is_(None),
    )
    query = (
        select(Answer)
        .join(Answer.organization)
        .options(joinedload(Answer.organization).joinedload(Organization.parent))
        .where(or_(asked, Answer.state == AnswerState.WAITING), scope.clause(Organization.path))
    )
    return list(db.session.scalars(query.order_by(Answer.made_on, Answer.id).limit(limit)))
