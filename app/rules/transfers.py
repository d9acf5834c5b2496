"""Transfers of the 组织关系: who answers meanwhile, how long a letter lasts, what comes next."""

from collections.abc import Mapping
from datetime import date, timedelta

from app.rules.base import Labelled, Reason, Verdict, against
from app.rules.dates import add_months
from app.rules.registry import rule

USUAL_DAYS = 90
"""What a letter says unless told otherwise: practice, changed on each letter (ED-21)."""
GRADUATE_RECEIPT, REISSUE = 1, 6  # months, ED-21


class TransferKind(Labelled):
    INSIDE = "inside", "校内转接"
    OUT = "out", "转往外单位"
    IN = "in", "外单位转入"


class TransferState(Labelled):
    WAITING = "waiting", "等待接收"
    ISSUED = "issued", "已开介绍信"
    RECEIVED = "received", "已接收"
    REFUSED = "refused", "已退回"
    CANCELLED = "cancelled", "已撤销"
    REPLACED = "replaced", "已补开"


_S = TransferState
NEXT: Mapping[TransferState, frozenset[TransferState]] = {
    _S.WAITING: frozenset({_S.ISSUED, _S.RECEIVED, _S.REFUSED, _S.CANCELLED}),
    _S.ISSUED: frozenset({_S.RECEIVED, _S.CANCELLED, _S.REPLACED}),
    _S.RECEIVED: frozenset(),
    _S.REFUSED: frozenset(),
    _S.CANCELLED: frozenset(),
    _S.REPLACED: frozenset(),
}
OPEN = frozenset(state for state, after in NEXT.items() if after)
"""Under way: until it is received the old organisation answers for the person (ED-19)."""


def check_issuer(approves: bool, day: date) -> Verdict:
    """ED-20: letters go between 基层党委 that may approve probationers."""
    text = "介绍信由有审批预备党员权限的基层党委开具，请选择这样的党委"
    return against(None if approves else rule("ED-20").reason(day, text))


def check_validity(issued: date, until: date) -> Verdict:
    """ED-21: what is written on the letter counts; usually three months at most."""
    if until < issued:
        return against(Reason("有效期早于开具日期，请核对"))
    found = rule("ED-21")
    months = found.nearest(issued).value
    if until > add_months(issued, months):
        text = f"有效期超过 {months} 个月，通常最长 {months} 个月"
        return against(found.reason(issued, text))
    return Verdict()


def check_refusal(reason: str, day: date) -> Verdict:
    """ED-19: nobody refuses a transfer without a good reason."""
    text = "没有正当理由不得拒绝接收；请写明理由"
    return against(None if reason.strip() else rule("ED-19").reason(day, text))


def check_reissue(left: date, day: date) -> Verdict:
    """ED-21: an overdue letter of a graduate may be issued again within six months."""
    found = rule("ED-21")
    if day > add_months(left, REISSUE):
        return against(found.reason(day, f"转出已超过 {REISSUE} 个月，通常在 {REISSUE} 个月内补开"))
    return Verdict()


def usual_until(issued: date) -> date:
    """The last day a letter is valid unless somebody says otherwise."""
    return issued + timedelta(days=USUAL_DAYS)


def receipt_due(issued: date, until: date, graduate: bool) -> date:
    """ED-21: when the 回执 should be back: with the letter's validity, a graduate's in a month."""
    return min(add_months(issued, GRADUATE_RECEIPT), until) if graduate else until
