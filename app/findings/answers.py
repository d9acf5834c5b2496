"""What organisations answered to findings, laid over what the duties say; changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from app.core.db import db
from app.findings.engine import OWED, Finding, State
from app.findings.models import Answer, AnswerKind, AnswerState
from app.organizations.models import Organization


def answered(
    organizations: Sequence[Organization], found: Mapping[int, list[Finding]]
) -> dict[int, list[Finding]]:
    """The same findings, those that an answer settles marked as done late or not applicable."""
    query = select(Answer).where(
        Answer.organization_id.in_([one.id for one in organizations]),
        Answer.state != AnswerState.WITHDRAWN,
    )
    told = {(one.organization_id, one.subject): one for one in db.session.scalars(query)}
    if not told:
        return dict(found)
    return {
        key: [_with(one, told.get((key, one.subject))) for one in instances]
        for key, instances in found.items()
    }


def _with(finding: Finding, answer: Answer | None) -> Finding:
    if answer is None or finding.state not in OWED:
        return finding
    if not answer.settles:
        return replace(finding, answer=_said(answer))
    if answer.kind is AnswerKind.DONE_LATE:
        return replace(finding, state=State.DONE, record_url=answer.record_url, answer=answer.kind)
    return replace(finding, state=State.WAIVED, answer=answer.kind)


def _said(answer):
    """Of a duty still owed: refused, waiting for the superior's word, help asked or given."""
    if answer.kind is AnswerKind.HELP:
        return "help" if answer.waits else "helped"
    return "refused" if answer.state is AnswerState.REFUSED else "waiting"
