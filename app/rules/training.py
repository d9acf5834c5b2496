"""Training: kinds of classes and how far they are, who has a place, hours of a session."""

from datetime import time
from typing import NamedTuple

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.organizations import OrganizationKind


class ClassKind(Labelled):
    SECRETARY = "secretary", "书记集中培训"
    MODEL = "model", "示范培训班"
    PRACTICE = "practice", "实践活动"
    PROSPECT = "prospect", "发展对象短期培训"
    ACTIVIST = "activist", "入党积极分子培训"
    ROTATION = "rotation", "党员轮训"
    ONLINE = "online", "网络培训"
    EXCHANGE = "exchange", "交流"


CONCENTRATED = frozenset({ClassKind.SECRETARY, ClassKind.MODEL})
"""What counts as a secretary's concentrated training."""
FULL_CLASSES = CONCENTRATED | {ClassKind.ROTATION}
"""What counts as a member's concentrated training (ED-02, ED-04) once it is completed."""
OF_BRANCHES = frozenset({ClassKind.ROTATION, ClassKind.EXCHANGE})
"""What a branch may hold itself; everything else is held above it."""
BEFORE_JOINING = frozenset({ClassKind.PROSPECT, ClassKind.ACTIVIST})
"""Kept in the register of development once they are over, with steps and hours."""


class ClassState(Labelled):
    DRAFT = "draft", "筹备中"
    ANNOUNCED = "announced", "报名中"
    CLOSED = "closed", "报名截止"
    HELD = "held", "已举办"
    FINISHED = "finished", "已结业"
    CANCELLED = "cancelled", "已取消"


_C = ClassState
NEXT = {
    _C.DRAFT: frozenset({_C.ANNOUNCED, _C.CANCELLED}),
    _C.ANNOUNCED: frozenset({_C.CLOSED, _C.CANCELLED}),
    _C.CLOSED: frozenset({_C.ANNOUNCED, _C.HELD, _C.CANCELLED}),
    _C.HELD: frozenset({_C.FINISHED}),
    _C.FINISHED: frozenset(),
    _C.CANCELLED: frozenset(),
}
"""Where a class may go; enrolment that was closed may be opened again until the class is held."""
AHEAD = frozenset({_C.ANNOUNCED, _C.CLOSED})
"""Announced and still to come: people answer, leave and move up."""


class Target(Labelled):
    SECRETARIES = "secretaries", "党支部书记"
    NEW_SECRETARIES = "new_secretaries", "新任党支部书记"
    COMMITTEES = "committees", "支委（含书记）"
    ACTIVISTS = "activists", "入党积极分子"
    PROSPECTS = "prospects", "发展对象"
    NEWCOMERS = "newcomers", "预备党员和新转正党员"
    SHORT = "short", "学时不足的党员"
    MEMBERS = "members", "党员"


ELSEWHERE = (ClassKind.SECRETARY, ClassKind.PRACTICE, ClassKind.ROTATION)
"""What something attended elsewhere may count as."""
FROM_ABOVE = frozenset({ClassKind.SECRETARY, ClassKind.PRACTICE})
"""Of these, what the organisation above a branch says, not the branch of itself."""
USUAL = {
    ClassKind.SECRETARY: Target.SECRETARIES,
    ClassKind.MODEL: Target.SECRETARIES,
    ClassKind.PRACTICE: Target.SECRETARIES,
    ClassKind.PROSPECT: Target.PROSPECTS,
    ClassKind.ACTIVIST: Target.ACTIVISTS,
    ClassKind.ROTATION: Target.MEMBERS,
    ClassKind.ONLINE: Target.MEMBERS,
    ClassKind.EXCHANGE: Target.SECRETARIES,
}
"""For whom a class of that kind usually is."""


class PlaceState(Labelled):
    INVITED = "invited", "已邀请"
    NOMINATED = "nominated", "已推荐"
    ENROLLED = "enrolled", "已报名"
    WAITING = "waiting", "候补"
    LEFT = "left", "已请假"
    DECLINED = "declined", "不参加"


ASKED = frozenset({PlaceState.INVITED, PlaceState.NOMINATED})
"""Asked and not answered yet: nobody is enrolled without agreeing."""
AFTERWARDS = {
    PlaceState.INVITED: "没有答复",
    PlaceState.NOMINATED: "没有答复",
    PlaceState.ENROLLED: "学员",
    PlaceState.WAITING: "没有轮上",
}
"""What a place is called once the class has begun and nobody moves up any more."""


class Span(Labelled):
    DAY = "day", "全天"
    HALF = "half", "半天"
    HOURS = "hours", "按小时"


class Mark(Labelled):
    CAME = "came", "到课"
    LEAVE = "leave", "请假"
    AWAY = "away", "缺课"


class Counting(NamedTuple):
    """Hours of study for a whole day, half a day and an hour (ED-31)."""

    day: float = 8
    half: float = 4
    hour: float = 1


def session_hours(
    span: Span, starts_at: time | None, ends_at: time | None, counting: Counting
) -> float:
    """The hours of one session by the organisation's counting; of a span told by the clock whole
    halves of an hour, rounded down."""
    if span is Span.DAY:
        return counting.day
    if span is Span.HALF:
        return counting.half
    if not starts_at or not ends_at:
        return 0
    minutes = (ends_at.hour - starts_at.hour) * 60 + ends_at.minute - starts_at.minute
    return max(minutes // 30, 0) * counting.hour / 2 // 0.5 / 2


def place_label(place: PlaceState, training: ClassState) -> str:
    """What a place is called while its class is where it is."""
    begun = training in (ClassState.HELD, ClassState.FINISHED)
    return AFTERWARDS.get(place, place.label) if begun else place.label


def may_become(now: ClassState, then: ClassState) -> Verdict:
    """Whether a class of the one state may take the other."""
    if then in NEXT[now]:
        return FINE
    return against(Reason(f"这个班{now.label}，不能改为{then.label}"))


def check_host(kind: ClassKind, host: OrganizationKind) -> Verdict:
    """Who may hold a class of that kind: a branch its own small ones, a committee those before
    joining, whose certificates the steps of development rest on."""
    if host is OrganizationKind.GROUP:
        return against(Reason("党小组不举办培训班，请选党支部或者党委"))
    if host is OrganizationKind.BRANCH and kind not in OF_BRANCHES:
        return against(Reason(f"{kind.label}由上级党组织举办，党支部可以办党员轮训和交流"))
    if kind in BEFORE_JOINING and host is not OrganizationKind.COMMITTEE:
        return against(Reason(f"{kind.label}由党委举办"))
    return FINE


def check_capacity(enrolled: int, capacity: int) -> Verdict:
    """A class never holds more than it has seats."""
    if enrolled < capacity:
        return FINE
    return against(Reason(f"名额 {capacity} 人已满"))
