"""Pledges of organisations and members: what one needs, its way through a year, what is shown.

The sources name the steps (公开承诺、领导点评、群众评议、定期反馈) but no days; those are data
here.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.dates import PeriodKind
from app.rules.meetings import DueState
from app.rules.registry import rule

BASIS = "PL-01"
"""The local rule that asks for the whole cycle; off unless an organisation switches it on."""
DUTY = "ED-34"
"""What the regulation says: pledges are made and kept; neither how often nor when."""
REVIEW_POINTS = ("符合五带头要求", "结合岗位实际", "切实可行")
"""What a branch looks at before it agrees (PL-05)."""
AGREED = "、".join(REVIEW_POINTS) + "，同意公开。"


class PledgeState(Labelled):
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "待公开"
    PUBLISHED = "published", "践诺中"
    COMMENTED = "commented", "已点评"
    EVALUATED = "evaluated", "已评议"
    CLOSED = "closed", "已反馈"


_S = PledgeState
NEXT = {
    _S.SUBMITTED: frozenset({_S.APPROVED, _S.RETURNED}),
    _S.RETURNED: frozenset({_S.SUBMITTED}),
    _S.APPROVED: frozenset({_S.PUBLISHED, _S.RETURNED}),
    _S.PUBLISHED: frozenset({_S.COMMENTED, _S.EVALUATED}),
    _S.COMMENTED: frozenset({_S.COMMENTED, _S.EVALUATED}),
    _S.EVALUATED: frozenset({_S.CLOSED}),
    _S.CLOSED: frozenset(),
}
"""Where a pledge may go. A second comment leaves it where it is; an evaluation does not wait for a
comment, because no text says that it must."""
PUBLIC = frozenset({_S.PUBLISHED, _S.COMMENTED, _S.EVALUATED, _S.CLOSED})
"""Shown inside the branch from its publication on."""
WRITABLE = frozenset({_S.SUBMITTED, _S.RETURNED})
"""Still changed by whoever wrote it."""


class Step(Labelled):
    PLEDGE = "pledge", "承诺"
    COMMENT = "comment", "点评"
    EVALUATION = "evaluation", "评议"


class Heading(Labelled):
    """What a matter belongs to: 五带头 for members (PL-03), 五个好 for organisations (PL-04)."""

    LEARNING = "learning", "带头学习提高"
    RESULTS = "results", "带头争创佳绩"
    SERVICE = "service", "带头服务群众"
    LAW = "law", "带头遵纪守法"
    SPIRIT = "spirit", "带头弘扬正气"
    LEADERS = "leaders", "领导班子好"
    MEMBERS = "members", "党员队伍好"
    MECHANISM = "mechanism", "工作机制好"
    WORK = "work", "工作业绩好"
    PRAISE = "praise", "群众反映好"
    POST = "post", "岗位承诺"


class CommentWay(Labelled):
    MEETING = "meeting", "会议点评"
    TOGETHER = "together", "集中点评"
    SINGLE = "single", "个别点评"


class OpinionSource(Labelled):
    MASSES = "masses", "群众评议"
    COMMENT = "comment", "领导点评"
    RECEPTION = "reception", "书记接访"
    OTHER = "other", "其他"


class FeedbackWay(Labelled):
    FACE = "face", "当面反馈"
    MEETING = "meeting", "会议反馈"
    WRITTEN = "written", "书面反馈"
    BOARD = "board", "公示栏公布"


class Outcome(Labelled):
    GOING = "going", "正在办"
    KEPT = "kept", "已完成"
    BROKEN = "broken", "没有完成"


class Fault(NamedTuple):
    """What is wrong with one matter: the field and why."""

    field: str
    reason: Reason


@dataclass(frozen=True)
class Matter:
    """One thing pledged, as plain values."""

    text: str
    measure: str
    due_on: date | None


def headings(*, personal: bool) -> tuple[Heading, ...]:
    """What may head a matter of a member's pledge, or of an organisation's."""
    every = tuple(Heading)
    return (*every[:5], Heading.POST) if personal else every[5:10]


def faults(matter: Matter, year: int) -> list[Fault]:
    """What a matter lacks: its text, a measure, and a day inside the pledge's year (PL-05)."""
    found = []
    if not matter.text.strip():
        found.append(Fault("text", Reason("请写明承诺做什么")))
    if not matter.measure.strip():
        found.append(Fault("measure", Reason("请写具体措施")))
    if matter.due_on is None:
        found.append(Fault("due_on", Reason("请写完成时限")))
    elif matter.due_on.year != year:
        found.append(Fault("due_on", Reason(f"这是{year}年的承诺，时限应在{year}年内")))
    return found


def check_pledge(matters: Iterable[Matter], year: int, day: date) -> Verdict:
    """A pledge of that year, handed in on the day: at least one matter, each of them whole."""
    matters = list(matters)
    if year > day.year:
        return against(Reason(f"{year}年还没有到，到时再写"))
    if not matters:
        return against(Reason("至少写一项承诺"))
    return Verdict(tuple(fault.reason for one in matters for fault in faults(one, year)))


def may_become(now: PledgeState, then: PledgeState) -> Verdict:
    """Whether a pledge of the one state may take the other."""
    if then in NEXT[now]:
        return FINE
    return against(Reason(f"这份承诺{now.label}，不能改为{then.label}"))


def may_judge(pledger_id: int | None, person_id: int | None) -> Verdict:
    """Nobody reviews or comments on the own pledge; our own convention."""
    if pledger_id is not None and pledger_id == person_id:
        return against(Reason("自己的承诺请由其他支委或者上级办理"))
    return FINE


def check_figures(voters: int, satisfied: int, fairly: int, dissatisfied: int) -> Verdict:
    """The figures of one evaluation: somebody voted, and no more marks than people."""
    if voters < 1:
        return against(Reason("参评人数至少 1 人"))
    marks = satisfied + fairly + dissatisfied
    if marks > voters:
        return against(Reason(f"三项合计 {marks} 人，比参评人数 {voters} 人多"))
    return FINE


def figures_shown(voters: int, day: date) -> bool:
    """Whether figures may leave the hands of those who count: fewer voters than OWN-03 asks for
    would tell who said what."""
    return voters >= rule("OWN-03").nearest(day).value


def due(step: Step, year: int, day: date) -> date:
    """The last day in time of a step in the pledge's year, by the convention of `day` (PL-02)."""
    month = rule("PL-02").nearest(day).value[step.label]
    return date(year, month, monthrange(year, month)[1])


def within(what: str, since: date) -> date:
    """The last day for 审核 or 公开 of what has waited since that day (PL-06)."""
    return since + timedelta(days=rule("PL-06").nearest(since).value[what])


def feedback_due(since: date) -> date:
    """Until when an opinion of that day is to be answered (PL-07)."""
    return since + timedelta(days=rule("PL-07").nearest(since).value)


def item_lead(day: date) -> timedelta:
    """How long before its day a matter is reminded of (PL-06)."""
    return timedelta(days=rule("PL-06").nearest(day).value["到期"])


def step_state(done: bool, last: date, day: date) -> DueState | None:
    """How urgent a step of the year is; None as long as its time is still far (OWN-04, 半年)."""
    if done:
        return DueState.DONE
    if day > last:
        return DueState.LATE
    lead = timedelta(days=rule("OWN-04").nearest(day).value[PeriodKind.HALF.label])
    return DueState.SOON if day >= last - lead else None


def urgency(last: date, day: date) -> DueState:
    """How urgent something is that waits until `last`."""
    if day > last:
        return DueState.LATE
    return DueState.SOON if day >= last - item_lead(day) else DueState.DUE
