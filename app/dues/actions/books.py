"""The book of an organisation: opening, interest, handing up, sending down, using, taking back."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.dues.actions import keeping
from app.dues.models import DuesEntry, DuesRequest
from app.organizations.models import Organization
from app.rules.dues.using import (
    OUT,
    Move,
    Purpose,
    RequestState,
    check_earmarked,
    check_move,
)

OTHER_SIDE = {Move.UP: Move.FROM_BELOW, Move.DOWN: Move.RETURNED}
"""What the same money is in the other organisation's book."""


@dataclass(frozen=True)
class Decision:
    """The meeting that decided: its number where it is recorded here, else its words alone."""

    on: date | None = None
    words: str = ""
    meeting_id: int | None = None


@dataclass(frozen=True)
class Movement:
    """One movement as it was typed; the amount is above nought whichever way it goes."""

    move: Move
    amount: int
    happened_on: date
    summary: str = ""
    purpose: Purpose | None = None
    decision: Decision = Decision()
    voucher: str = ""
    handler: str = ""
    counterpart: Organization | None = None
    request: DuesRequest | None = None
    import_id: int | None = None


def record(organization: Organization, movement: Movement) -> DuesEntry:
    """Enter a movement; where money goes to the organisation above or below, in both books."""
    _check(organization, movement)
    entry = _enter(organization, movement)
    other = OTHER_SIDE.get(movement.move)
    if other and movement.counterpart:
        mirrored = replace(movement, move=other, counterpart=organization)
        twin = _enter(movement.counterpart, mirrored)
        twin.twin_id = entry.id
        db.session.flush()
        entry.twin_id = twin.id
    db.session.flush()
    for one, amount in sorted(_sides(organization, movement, other)):
        keeping.move(one, amount)
    return entry


def counter(entry: DuesEntry, *, why: str, handler: str) -> DuesEntry:
    """Take an entry back by a counter-entry, in both books where there are two. Only whoever made
    it takes it back."""
    if not why.strip():
        raise Refused("请写明为什么冲正。", "why")
    if entry.countered or entry.counters_id:
        raise Refused("这一笔已经冲正过了。")
    if entry.move in OTHER_SIDE.values():
        side = "下级" if entry.move is Move.FROM_BELOW else "上级"
        raise Refused(f"这一笔由{side}登记，请{side}冲正。")
    if entry.move is Move.DOWN and entry.request_id and _used(entry.request_id):
        raise Refused("这笔下拨款已经使用，请对方先冲正使用的那一笔。")
    twin = db.session.get(DuesEntry, entry.twin_id) if entry.twin_id else None
    if entry.move is Move.DOWN and entry.request_id:
        _reopen(entry.request_id)
    both = [one for one in (entry, twin) if one]
    made = [_back(one, why.strip(), handler) for one in both]
    db.session.flush()
    for one in sorted(made, key=lambda one: one.organization_id):
        keeping.move(one.organization_id, one.amount)
    return made[0]


def left_of(request: DuesRequest) -> int:
    """What of a grant has not been used yet."""
    return (request.granted or 0) - _used(request.id)


def _check(organization, movement):
    if movement.amount <= 0 and movement.move is not Move.OPENING:
        raise Refused("金额应大于 0。", "amount")
    if movement.happened_on > clock.today():
        raise Refused("日期还没有到。", "happened_on")
    decision = movement.decision
    verdict = check_move(
        movement.move, movement.happened_on, decision.on, decision.words, movement.purpose
    )
    if not verdict:
        first = verdict.reasons[0]
        field = {"DUE-26": "purpose"}.get(first.rule_id, "decision")
        raise Refused(f"{first}。", field)
    if movement.request and movement.move is Move.USED:
        _check_grant(organization, movement)
    if movement.move is Move.DOWN and movement.counterpart is None:
        raise Refused("请选择下拨给哪个下级组织。", "counterpart")


def _check_grant(organization, movement):
    grant = movement.request
    if grant.organization_id != organization.id or grant.state is not RequestState.AGREED:
        raise Refused("这不是本组织得到的下拨款。", "request")
    locked = select(DuesRequest).where(DuesRequest.id == grant.id).with_for_update()
    db.session.execute(locked)
    verdict = check_earmarked(
        movement.purpose, grant.purpose, left_of(grant), movement.amount, movement.happened_on
    )
    if not verdict:
        raise Refused(f"{verdict.reasons[0]}。", "request")


def _enter(organization, movement):
    sign = -1 if movement.move in OUT else 1
    entry = DuesEntry(
        organization=organization,
        move=movement.move,
        amount=sign * movement.amount,
        happened_on=movement.happened_on,
        purpose=movement.purpose,
        summary=movement.summary.strip(),
        decided_on=movement.decision.on,
        decision=movement.decision.words.strip(),
        meeting_id=movement.decision.meeting_id,
        voucher=movement.voucher.strip(),
        handler=movement.handler,
        counterpart=movement.counterpart,
        request_id=movement.request.id if movement.request else None,
        import_id=movement.import_id,
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def _sides(organization, movement, other):
    yield organization.id, -movement.amount if movement.move in OUT else movement.amount
    if other and movement.counterpart:
        yield movement.counterpart.id, -movement.amount if other in OUT else movement.amount


def _back(entry, why, handler):
    entry.countered = True
    back = DuesEntry(
        organization=entry.organization,
        move=entry.move,
        amount=-entry.amount,
        happened_on=clock.today(),
        purpose=entry.purpose,
        summary=why,
        handler=handler,
        counterpart_id=entry.counterpart_id,
        request_id=entry.request_id,
        counters_id=entry.id,
    )
    db.session.add(back)
    return back


def _reopen(request_id):
    """What was granted and taken back waits for an answer again."""
    request = db.session.get(DuesRequest, request_id)
    request.state, request.granted = RequestState.ASKED, None
    request.answered_on, request.answered_by, request.answer = None, "", ""


def _used(request_id) -> int:
    query = select(func.coalesce(func.sum(-DuesEntry.amount), 0)).where(
        DuesEntry.request_id == request_id, DuesEntry.move == Move.USED
    )
    return int(db.session.scalar(query))
