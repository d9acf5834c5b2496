"""Every change of an answer: the organisation's word on a duty, and the superior's on that."""

from app.accounts.models import Account
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.findings.engine import OWED, Finding
from app.findings.models import Answer, AnswerKind, AnswerState
from app.organizations.models import Organization


def answer(
    organization: Organization,
    finding: Finding,
    kind: AnswerKind,
    *,
    reason: str = "",
    record: tuple[str, str] | None = None,
    by: Account | None = None,
) -> Answer:
    """Say of one instance of a duty that it was done late (`record` is the address and title of
    what shows it), does not apply here, or that help is asked for. A word said before is replaced.

    Where a MUST stands behind the duty, that it does not apply waits for the superior to agree.
    """
    kind = AnswerKind(kind)
    if finding.state not in OWED:
        raise Refused("这一件已经办结，不用再说明。")
    if kind is AnswerKind.DONE_LATE and record is None:
        raise Refused("请选择补办的那条记录。", "record")
    if kind is not AnswerKind.DONE_LATE and not reason:
        raise Refused("请写明原因或需要什么帮助。", "reason")
    waits = kind is AnswerKind.NOT_APPLICABLE and finding.binding
    said = _of(organization, finding.subject)
    said.rule_id, said.what = finding.rule_id, _what(finding)
    said.kind, said.reason = kind, reason
    said.state = AnswerState.WAITING if waits else AnswerState.STANDING
    said.record_url, said.record_title = record or ("", "")
    said.made_on, said.made_by = clock.today(), by
    said.reply, said.replied_on, said.replied_by = "", None, None
    audit.because(reason)
    db.session.add(said)
    db.session.flush()
    return said


def reply(answer: Answer, *, agrees: bool, text: str, by: Account | None = None) -> None:
    """The superior's word: that it agrees or does not; on a request for help, what is done."""
    helps = answer.kind is AnswerKind.HELP
    if not text and (helps or not agrees):
        raise Refused("请写明答复。" if helps else "请写明为什么不同意。", "text")
    if not helps:
        answer.state = AnswerState.AGREED if agrees else AnswerState.REFUSED
    answer.reply, answer.replied_on, answer.replied_by = text, clock.today(), by
    audit.because(text)
    db.session.flush()


def take_back(answer: Answer) -> None:
    """The organisation's word is withdrawn: what was owed is owed again."""
    answer.state = AnswerState.WITHDRAWN
    db.session.flush()


def _of(organization, subject):
    found = (
        db.session.query(Answer)
        .filter_by(organization_id=organization.id, subject=subject)
        .one_or_none()
    )
    return found or Answer(organization=organization, subject=subject)


def _what(finding: Finding) -> str:
    """支委会（8月）"""
    return (finding.what + (f"（{finding.period}）" if finding.period else ""))[:200]
