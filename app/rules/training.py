"""Training: kinds of classes and how far they are, hours of a session, what secretaries owe.

A secretary is judged by the spans in office and the trainings completed, never by a record; what no
text says about part of a year is our own convention (TR-02, TR-03).
"""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.dates import Period, PeriodKind, add_months
from app.rules.meetings import DueState
from app.rules.members import Stage
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

HALVES = "TR-01"
"""The local rule that asks for training in each half-year; without it BR-30 asks once a year."""
YEARLY, INDUCTION = "BR-30", "ED-03"


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


class Tenure(NamedTuple):
    """A span in office as secretary, of whichever branch; without an end it goes on."""

    started_on: date
    ended_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)


class Training(NamedTuple):
    """A training completed on that day."""

    kind: ClassKind
    day: date


class Owed(NamedTuple):
    """What somebody is asked for by a day, and when it was done."""

    due: date
    state: DueState
    done_on: date | None = None


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


def stints(tenures: Iterable[Tenure]) -> list[Tenure]:
    """Spans in office without a gap between them as one, the earliest first; two posts at a time,
    or another branch from the next day on, are one span."""
    found: list[Tenure] = []
    for one in sorted(tenures, key=lambda one: (one.started_on, one.ended_on or date.max)):
        last = found[-1] if found else None
        if last and (last.ended_on is None or one.started_on <= last.ended_on + timedelta(days=1)):
            ends = None if None in (last.ended_on, one.ended_on) else max(last[1], one[1])
            found[-1] = Tenure(last.started_on, ends)
        else:
            found.append(one)
    return found


def serving(tenures: Iterable[Tenure], day: date) -> Tenure | None:
    """The unbroken span in office that the day lies in."""
    return next((one for one in stints(tenures) if one.covers(day)), None)


def asked_in(tenures: Iterable[Tenure], period: Period, day: date) -> bool:
    """TR-02: in office at the period's end, or still on the day, and for three months of it."""
    held = serving(tenures, min(day, period.end))
    if held is None:
        return False
    begun = max(held.started_on, period.start)
    months = rule("TR-02").nearest(day).value
    return add_months(begun, months) - timedelta(days=1) <= period.end


def done_within(
    trainings: Iterable[Training], kinds: Iterable[ClassKind], first: date, last: date
) -> date | None:
    """The last day on which a training of these kinds was completed in the span."""
    kinds = frozenset(kinds)
    days = [one.day for one in trainings if one.kind in kinds and first <= one.day <= last]
    return max(days, default=None)


def concentrated(
    tenures: Iterable[Tenure], trainings: Iterable[Training], period: Period, day: date
) -> Owed | None:
    """The concentrated training asked for in the half-year (or year, BR-30); None where TR-02 asks
    for none. What was done counts in whichever post it was."""
    return _owed(tenures, trainings, CONCENTRATED, period, day)


def practice(
    tenures: Iterable[Tenure], trainings: Iterable[Training], year: int, day: date
) -> Owed | None:
    """The practice activity asked for in the year; None where TR-02 asks for none."""
    year = Period(PeriodKind.YEAR, year)
    return _owed(tenures, trainings, {ClassKind.PRACTICE}, year, day)


def induction(tenures: Sequence[Tenure], trainings: Iterable[Training], day: date) -> Owed | None:
    """ED-03: what a new secretary owes within six months of taking office; None for whoever is not
    new (TR-03), or has been in office for a year."""
    held, months = serving(tenures, day), rule("TR-03").nearest(day).value
    if held is None or day >= add_months(held.started_on, months):
        return None
    before = [one.ended_on for one in stints(tenures) if one.started_on < held.started_on]
    if before and held.started_on < add_months(max(before), months):
        return None
    last = add_months(held.started_on, rule(INDUCTION).nearest(day).value)
    done = done_within(trainings, CONCENTRATED, held.started_on, day)
    return Owed(last, urgency(done=bool(done), last=last, day=day), done)


def halves(year: int) -> list[Period]:
    return [Period(PeriodKind.HALF, year, number) for number in (1, 2)]


def check_capacity(enrolled: int, capacity: int) -> Verdict:
    """A class never holds more than it has seats."""
    if enrolled < capacity:
        return FINE
    return against(Reason(f"名额 {capacity} 人已满"))


def _owed(tenures, trainings, kinds, period, day):
    if day < period.start or not asked_in(tenures, period, day):
        return None
    done = done_within(trainings, kinds, period.start, min(day, period.end))
    return Owed(period.end, urgency(done=bool(done), last=period.end, day=day), done)


def newcomer(
    joined: date | None, confirmed: date | None, stage: Stage, day: date
) -> tuple[date, date] | None:
    """ED-04: the span in which one concentrated training is owed: the year of probation, or the
    year after 转正; None for whoever is in neither, or whose day is not known."""
    if stage is Stage.PROBATIONARY and joined:
        return joined, add_months(joined, 12) - timedelta(days=1)
    if stage is Stage.FULL and confirmed and day < add_months(confirmed, 12):
        return confirmed, add_months(confirmed, 12) - timedelta(days=1)
    return None


def urgency(*, done: bool, last: date, day: date) -> DueState:
    """How urgent something is that is due by `last`; near it within OWN-04's days."""
    if done:
        return DueState.DONE
    if day > last:
        return DueState.LATE
    lead = timedelta(days=rule("OWN-04").nearest(day).value[PeriodKind.HALF.label])
    return DueState.SOON if day >= last - lead else DueState.DUE
