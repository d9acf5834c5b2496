"""An opinion on its way to an answer: its states, its days, and who may read what of it."""

from datetime import date, timedelta

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.dates import Period, PeriodKind
from app.rules.meetings import DueState
from app.rules.rectification import lead
from app.rules.registry import rule

ANSWER_LOCAL, RECEPTION_LOCAL = "AF-L1", "AF-L2"


class Origin(Labelled):
    SIGNED = "signed", "署名"
    ANONYMOUS = "anonymous", "匿名"
    RECEPTION = "reception", "接访"


class OpinionState(Labelled):
    RAISED = "raised", "待交办"
    ASSIGNED = "assigned", "办理中"
    ANSWERED = "answered", "待反馈"
    TOLD = "told", "已反馈"
    CLOSED = "closed", "已办结"


_S = OpinionState
NEXT = {
    _S.RAISED: frozenset({_S.ASSIGNED, _S.CLOSED}),
    _S.ASSIGNED: frozenset({_S.ASSIGNED, _S.ANSWERED, _S.CLOSED}),
    _S.ANSWERED: frozenset({_S.ASSIGNED, _S.TOLD}),
    _S.TOLD: frozenset({_S.RAISED, _S.ASSIGNED, _S.CLOSED}),
    _S.CLOSED: frozenset({_S.RAISED, _S.ASSIGNED}),
}
"""Where an opinion may go. Whoever raised it and is not content brings it back to the beginning;
nothing that was answered is closed before it was fed back."""


def may_become(now: OpinionState, then: OpinionState) -> Verdict:
    """Whether an opinion of the one state may take the other."""
    if then in NEXT[now]:
        return FINE
    return against(Reason(f"这条意见{now.label}，不能改为{then.label}"))


def counted_from(month: date) -> date:
    """The day from which an anonymous opinion's days are counted: its month's last."""
    return Period.of(PeriodKind.MONTH, month).end


def usual_due(asked_on: date, switched_on: frozenset[str], day: date) -> date:
    """The day by which an answer is usual: AF-L1 where it is on, else AF-02; never before today."""
    found = rule(ANSWER_LOCAL if ANSWER_LOCAL in switched_on else "AF-02")
    return max(asked_on + timedelta(days=found.nearest(day).value), day)


def check_due(asked_on: date, due_on: date, switched_on: frozenset[str], day: date) -> Verdict:
    """A day before today is refused; one beyond AF-L1, where that is on, takes a reason."""
    if due_on < day:
        return against(Reason("答复期限不能早于今天"))
    if ANSWER_LOCAL in switched_on and due_on > usual_due(asked_on, switched_on, day):
        found = rule(ANSWER_LOCAL)
        message = f"这里要求收到意见 {found.nearest(day).value} 天内答复，更晚的请写明原因"
        return against(found.reason(day, message))
    return FINE


def assign_by(asked_on: date) -> date:
    """The last day to say who sees to it (AF-01)."""
    return asked_on + timedelta(days=rule("AF-01").nearest(asked_on).value)


def tell_by(answered_on: date) -> date:
    """The last day to feed an answer back (AF-03)."""
    return answered_on + timedelta(days=rule("AF-03").nearest(answered_on).value)


def urgency(due_on: date, day: date) -> DueState:
    """Late from the day after; soon within the lead of OWN-12."""
    if day > due_on:
        return DueState.LATE
    return DueState.SOON if day >= due_on - lead(day) else DueState.DUE


def may_read(*, handles: bool, assigned: bool, author: bool) -> bool:
    """The text is for the branch's secretary, for who sees to it, and for who signed it."""
    return handles or assigned or author
