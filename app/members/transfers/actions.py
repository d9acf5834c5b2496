"""Every change of a transfer: proposed, received, refused; letters written, answered, replaced.

Until the other side has received, the old organisation answers for the person (ED-19) and nothing
but the relation changes.
"""

from datetime import date

from app.access.scope import EVERYTHING, Scope
from app.accounts import actions as accounts
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.members import actions as members
from app.members import queries as registry
from app.members.life import actions as life
from app.members.life import timeline
from app.members.models import Member
from app.members.transfers import listeners, queries
from app.members.transfers.models import Transfer
from app.organizations.models import Organization
from app.rules.base import Verdict
from app.rules.dates import PartialDate
from app.rules.identity import normalize_id_number
from app.rules.life import EventKind
from app.rules.members import Relation, Standing
from app.rules.organizations import OrganizationKind, PostKind
from app.rules.transfers import (
    NEXT,
    TransferKind,
    TransferState,
    check_issuer,
    check_refusal,
    check_reissue,
    check_validity,
)

_FROM_ABOVE = {PostKind.LIAISON}
"""Posts in a branch that its own members do not hold."""


def propose(
    member: Member, target: Organization, *, dues_until: PartialDate | None = None, reason: str = ""
) -> Transfer:
    """Ask another branch of the tree to take a person; it answers with `receive` or `refuse`."""
    _check_free(member)
    if target.kind is not OrganizationKind.BRANCH or not target.in_force(clock.today()):
        raise Refused("请选择一个现有的党支部。", "to_id")
    if target.id == member.organization_id:
        raise Refused(f"{member.name}已在{target.name}。", "to_id")
    return _open(member, TransferKind.INSIDE, target=target, dues_until=dues_until, reason=reason)


def receive(transfer: Transfer, on: date, group: Organization | None = None) -> None:
    """The new branch takes the person over: from that day on the lists of that branch have the
    person and the old one's have not. An event is left on both sides."""
    _check_next(transfer, TransferState.RECEIVED)
    _check_day(transfer, on)
    member, old, new = transfer.member, transfer.origin, transfer.target
    day, paper = PartialDate.of(on), transfer.letter_number
    _leave(member, old, day, f"转往{new.long_name}", paper)
    member.organization, member.group = new, group
    life.moved(member, new, EventKind.CAME, day, note=f"由{old.long_name}转入", paper=paper)
    accounts.move(member.person_id, new)
    transfer.state, transfer.received_on = TransferState.RECEIVED, on
    db.session.flush()
    listeners.tell(member, old, new)


def refuse(transfer: Transfer, answer: str) -> None:
    """The person stays where they are; a reason is owed (ED-19)."""
    _check_next(transfer, TransferState.REFUSED)
    life.settle(check_refusal(answer, clock.today()), "")
    _close(transfer, TransferState.REFUSED, answer)


def cancel(transfer: Transfer, answer: str) -> None:
    """Whoever sent it takes it back; a letter written keeps its number."""
    _check_next(transfer, TransferState.CANCELLED)
    if not answer:
        raise Refused("请写明为什么撤销。", "answer")
    _close(transfer, TransferState.CANCELLED, answer)


def ask_for_letter(
    member: Member,
    place: str,
    issuer: Organization,
    *,
    dues_until: PartialDate | None = None,
    graduate: bool = False,
    reason: str = "",
) -> Transfer:
    """Ask the committee for a letter to an organisation outside."""
    _check_free(member)
    if not member.stage.in_party:
        raise Refused(
            f"介绍信只为党员开具，{member.name}是{member.stage.label}，培养材料另行移交。"
        )
    life.settle(check_issuer(issuer.approves, clock.today()), reason)
    return _open(
        member,
        TransferKind.OUT,
        place=place,
        issuer=issuer,
        dues_until=dues_until,
        graduate=graduate,
        reason=reason,
    )


def issue(transfer: Transfer, issued_on: date, valid_until: date, *, reason: str = "") -> None:
    """The letter gets the committee's next number of the year and its validity."""
    _check_next(transfer, TransferState.ISSUED)
    if issued_on > clock.today():
        raise Refused("开具日期还没有到，请核对。", "issued_on")
    life.settle(check_validity(issued_on, valid_until), reason)
    _number(transfer, issued_on, valid_until)
    transfer.state = TransferState.ISSUED
    db.session.flush()


def settle(transfer: Transfer, received_on: date) -> None:
    """The 回执 came back: the person belongs elsewhere from the day it names."""
    _check_next(transfer, TransferState.RECEIVED)
    _check_day(transfer, received_on)
    member, old = transfer.member, transfer.origin
    _leave(
        member, old, PartialDate.of(received_on), f"转往{transfer.place}", transfer.letter_number
    )
    transfer.state = TransferState.RECEIVED
    transfer.received_on, transfer.receipt_on = received_on, clock.today()
    db.session.flush()
    listeners.tell(member, old, None)


def reissue(transfer: Transfer, issued_on: date, valid_until: date, *, reason: str) -> Transfer:
    """A letter lost or out of date is replaced by a new one with its own number."""
    _check_next(transfer, TransferState.REPLACED)
    if not reason:
        raise Refused("请写明为什么补开。", "reason")
    verdict = check_reissue(transfer.issued_on, issued_on)
    life.settle(verdict + check_validity(issued_on, valid_until), reason)
    transfer.state, transfer.answer = TransferState.REPLACED, reason
    db.session.flush()
    again = _open(
        transfer.member,
        TransferKind.OUT,
        place=transfer.place,
        issuer=transfer.issuer,
        dues_until=transfer.dues_until,
        graduate=transfer.graduate,
        reason=reason,
        relation_before=transfer.relation_before,
    )
    issue(again, issued_on, valid_until, reason=reason)
    return again


def register(
    branch: Organization,
    *,
    place: str,
    letter: str,
    issued_on: date | None,
    valid_until: date | None,
    received_on: date,
    dues_until: PartialDate | None = None,
    reason: str = "",
    **facts,
) -> Transfer:
    """Somebody comes with a letter from outside. Who left this portal before comes back to the
    same card; who is still registered in a branch here needs a transfer, not a second card."""
    verdict = check_validity(issued_on, valid_until) if issued_on and valid_until else Verdict()
    if valid_until and valid_until < received_on and not reason:
        raise Refused("介绍信已过有效期。如对方同意接收，请写明理由。", "reason")
    life.settle(verdict, reason)
    if received_on > clock.today():
        raise Refused("接收日期还没有到，请核对。", "received_on")
    member = _returning(branch, facts) or members.add(branch, reason=reason, **facts)
    day = PartialDate.of(received_on)
    life.moved(member, branch, EventKind.CAME, day, note=f"由{place}转入", paper=letter)
    transfer = Transfer(
        member=member,
        kind=TransferKind.IN,
        state=TransferState.RECEIVED,
        target=branch,
        place=place,
        letter=letter,
        proposed_on=received_on,
        issued_on=issued_on,
        valid_until=valid_until,
        received_on=received_on,
        dues_until=dues_until,
        reason=reason,
    )
    db.session.add(transfer)
    db.session.flush()
    listeners.tell(member, None, branch)
    return transfer


def return_receipt(transfer: Transfer, on: date) -> None:
    """The 回执 of a letter from outside was sent back."""
    if transfer.kind is not TransferKind.IN:
        raise Refused("只有外单位转入的才寄回执。")
    if not transfer.received_on <= on <= clock.today():
        raise Refused("寄回日期应在接收之后、今天之前。", "on")
    transfer.receipt_on = on
    db.session.flush()


def note_printing(transfer: Transfer) -> str:
    """The whole ID number for the letter, noted as shown; empty where none is on record."""
    member = transfer.member
    if not member.person.id_number:
        return ""
    return members.reveal_id_number(member, f"开具组织关系介绍信{transfer.letter_number}")


def _open(member, kind, *, target=None, issuer=None, relation_before=None, **facts):
    transfer = Transfer(
        member=member,
        kind=kind,
        state=TransferState.WAITING,
        origin=member.organization,
        target=target,
        issuer=issuer,
        proposed_on=clock.today(),
        relation_before=relation_before or member.relation,
        **facts,
    )
    member.relation = Relation.LEAVING
    db.session.add(transfer)
    db.session.flush()
    return transfer


def _close(transfer, state, answer):
    transfer.state, transfer.answer = state, answer
    transfer.member.relation = transfer.relation_before
    audit.because(answer)
    db.session.flush()


def _leave(member, old, day, note, paper):
    event = life.moved(member, old, EventKind.LEFT, day, note=note, paper=paper)
    event.before = event.before | {"group_id": member.group_id}


def _number(transfer, issued_on, valid_until):
    transfer.year, transfer.issued_on = issued_on.year, issued_on
    transfer.valid_until = valid_until
    scope = Scope(frozenset({transfer.issuer.path}))
    transfer.number = queries.last_number(scope, transfer.issuer, issued_on.year) + 1


def _returning(branch, facts):
    number = facts.get("id_number")
    known = number and registry.registered(EVERYTHING, members.mark_of(normalize_id_number(number)))
    if not known or known.standing is not Standing.TRANSFERRED:
        return None
    if known.name != facts["name"]:
        raise Refused("登记过这个身份证号的人是另一个姓名，请核对号码和姓名。", "id_number")
    known.organization, known.group = branch, None
    accounts.move(known.person_id, branch)
    return known


def _check_free(member):
    if member.standing is not Standing.NORMAL:
        raise Refused(f"{member.name}的党籍状态是{member.standing.label}，不能转接。")
    here = Scope(frozenset({member.organization.path}))
    posts = [p for p in registry.posts_ever(here, member.person_id) if p.kind not in _FROM_ABOVE]
    if held := timeline.held(posts, clock.today()):
        told = "、".join(post.label for post in held)
        raise Refused(f"{member.name}还担任{told}，请先免去职务再转接。")
    if queries.open_of(here, member.id):
        raise Refused(f"{member.name}已有一件转接在办，请先办完或撤销。")


def _check_next(transfer, state):
    if state not in NEXT[transfer.state]:
        raise Refused(f"这件转接{transfer.state.label}，不能再改为{state.label}。")


def _check_day(transfer, on):
    first = transfer.issued_on or transfer.proposed_on
    if not first <= on <= clock.today():
        raise Refused(f"接收日期应在{first.month}月{first.day}日之后、今天之前。", "on")
