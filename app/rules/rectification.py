"""An item that is followed to its end: where it may come from, its states, and when it presses."""

from datetime import date, timedelta

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.meetings import DueState
from app.rules.registry import rule


class SourceKind(Labelled):
    """What raised an item. The item holds the kind and a plain number; it knows no feature."""

    OWN = "own", "支部自查"
    RESOLUTION = "resolution", "会议决议"
    ANALYSIS = "analysis", "党性分析"
    REVIEW = "review", "民主评议"
    DEBRIEF = "debrief", "述职评议"
    GRADING = "grading", "分类定级"
    INSPECTION = "inspection", "督查"
    OPINION = "opinion", "意见建议"
    PLEDGE = "pledge", "承诺点评"
    VENUE = "venue", "场所检查"


class ItemState(Labelled):
    OPEN = "open", "办理中"
    DONE = "done", "已办结"
    ACCEPTED = "accepted", "已验收"
    DROPPED = "dropped", "不再办理"


_S = ItemState
NEXT = {
    _S.OPEN: frozenset({_S.DONE, _S.DROPPED}),
    _S.DONE: frozenset({_S.ACCEPTED, _S.OPEN}),
    _S.ACCEPTED: frozenset(),
    _S.DROPPED: frozenset({_S.OPEN}),
}
"""Where an item may go: done leads back to open when it is found not to be, and only what is done
can be accepted."""


def may_become(now: ItemState, then: ItemState) -> Verdict:
    """Whether an item of the one state may take the other."""
    if then in NEXT[now]:
        return FINE
    return against(Reason(f"这一项{now.label}，不能改为{then.label}"))


def may_accept(responsible_id: int | None, person_id: int | None) -> Verdict:
    """Nobody confirms the own work; our own convention, as the texts name no one."""
    if responsible_id is not None and responsible_id == person_id:
        return against(Reason("责任人不验收自己办的事，请由其他支委或者上级验收"))
    return FINE


def urgency(state: ItemState, due_on: date, day: date) -> DueState:
    """Late from the day after `due_on`; soon within the lead of OWN-12; done once nobody waits."""
    if state is not ItemState.OPEN:
        return DueState.DONE
    if day > due_on:
        return DueState.LATE
    return DueState.SOON if day >= due_on - lead(day) else DueState.DUE


def lead(day: date) -> timedelta:
    """How long before its day an item is reminded of (OWN-12)."""
    return timedelta(days=rule("OWN-12").nearest(day).value)
