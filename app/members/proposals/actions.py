"""Every change of a proposed correction: made, taken back, accepted into the card, declined."""

from app.access.scope import Scope
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.members import actions as members
from app.members.models import Member
from app.members.proposals import queries
from app.members.proposals.fields import FIELDS, read, text_of, value_of
from app.members.proposals.models import Proposal, ProposalState
from app.rules.identity import check_id_number, normalize_id_number

_CHECKED_TOGETHER = (
    "birth", "gender", "applied_on", "activist_on", "joined_on", "confirmed_on",
)  # fmt: skip


def propose(member: Member, field: str, value, reason: str) -> Proposal:
    """A member says what a field of the own card should be. A second word on the same field
    takes the place of the first."""
    if not reason:
        raise Refused("请写明为什么要更正。", "reason")
    if field == "id_number":
        value = _id_number(value)
    old, new = text_of(value_of(member, field)), text_of(value)
    if old == new:
        raise Refused("和现在登记的一样，没有要更正的。", field)
    for earlier in queries.of_member(Scope(frozenset({member.organization.path})), member.id):
        if earlier.field == field and earlier.state is ProposalState.WAITING:
            _close(earlier, ProposalState.WITHDRAWN, "", "")
    proposal = Proposal(
        member=member,
        field=field,
        old_value=old,
        new_value=new,
        reason=reason,
        made_at=clock.now(),
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def withdraw(proposal: Proposal) -> None:
    """The member thinks better of it."""
    _check_waiting(proposal)
    _close(proposal, ProposalState.WITHDRAWN, "", "")


def accept(proposal: Proposal, answer: str, by: str) -> None:
    """The card takes the new value; what it said before is kept here and in the trail."""
    _check_waiting(proposal)
    member, field = proposal.member, proposal.field
    together = {name: value_of(member, name) for name in _CHECKED_TOGETHER}
    proposal.old_value = text_of(value_of(member, field))
    value = read(field, proposal.new_value)
    label = FIELDS[field].label
    try:
        reason = f"采纳本人更正建议（{label}）：{proposal.reason}"[:200]
        members.edit(member, reason=reason, **(together | {field: value}))
    except Refused as refused:
        raise Refused(refused.message, "answer") from refused
    _close(proposal, ProposalState.ACCEPTED, answer, by)


def decline(proposal: Proposal, answer: str, by: str) -> None:
    """The card stays as it is; the member is owed a word why."""
    _check_waiting(proposal)
    if not answer:
        raise Refused("不采纳要写明原因，本人会看到。", "answer")
    _close(proposal, ProposalState.DECLINED, answer, by)


def _id_number(text):
    number = normalize_id_number(text or "")
    verdict = check_id_number(number, today=clock.today())
    if not verdict:
        raise Refused("；".join(str(r) for r in verdict.reasons), "id_number")
    return number


def _check_waiting(proposal):
    if proposal.state is not ProposalState.WAITING:
        raise Refused(f"这条建议{proposal.state.label}，不用再处理。")


def _close(proposal, state, answer, by):
    proposal.state, proposal.answer, proposal.settled_by = state, answer, by
    proposal.settled_at = clock.now()
    db.session.flush()
