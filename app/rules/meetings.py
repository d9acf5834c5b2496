"""Which meetings a branch owes for which period, how urgent one is, and what a record must say."""

from datetime import date, datetime, timedelta

from app.rules.base import Labelled, Reason, Rule, Strength, Verdict, against
from app.rules.dates import Period, PeriodKind, periods_between
from app.rules.organizations import needs_committee
from app.rules.registry import rule


class MeetingKind(Labelled):
    ASSEMBLY = "assembly", "支部党员大会"
    COMMITTEE = "committee", "支委会"
    GROUP = "group", "党小组会"
    PARTY_CLASS = "party_class", "党课"
    THEME_DAY = "theme_day", "主题党日"
    LIFE = "life", "组织生活会"


class DueState(Labelled):
    DONE = "done", "已完成"
    DUE = "due", "待办"
    SOON = "soon", "临近截止"
    LATE = "late", "超期待补"


DECIDING = frozenset({MeetingKind.ASSEMBLY, MeetingKind.COMMITTEE})
"""Meetings whose resolutions bind the whole organisation."""
# No entry for 党课: BR-17 fixes no number for a branch.
FREQUENCIES = {
    MeetingKind.ASSEMBLY: (PeriodKind.QUARTER, "BR-07"),
    MeetingKind.COMMITTEE: (PeriodKind.MONTH, "BR-11"),
    MeetingKind.GROUP: (PeriodKind.MONTH, "BR-14"),
    MeetingKind.THEME_DAY: (PeriodKind.MONTH, "BR-18"),
    MeetingKind.LIFE: (PeriodKind.YEAR, "BR-19"),
}


def period_kind(kind: MeetingKind) -> PeriodKind | None:
    """How often the kind is owed; None where no regulation says."""
    return FREQUENCIES[kind][0] if kind in FREQUENCIES else None


def frequency_rule(kind: MeetingKind) -> Rule | None:
    return rule(FREQUENCIES[kind][1]) if kind in FREQUENCIES else None


Through = tuple[tuple[date, int], ...]
"""A number through time: (from this day on, so many), oldest first; before the first, the first."""


def at(through: Through, day: date) -> int:
    """What the number was on that day."""
    known = [number for since, number in through if since <= day]
    return known[-1] if known else through[0][1]


def always(number: int) -> Through:
    """The same number on every day."""
    return ((date.min, number),)


def owed_periods(
    kind: MeetingKind,
    *,
    full_members: Through,
    committee: Through,
    groups: int,
    from_day: date,
    until_day: date,
    ended_on: date | None = None,
) -> list[Period]:
    """The periods touching the range for which a branch of this make owes one such meeting.

    A period is owed by what the branch was on its first day (of its founding, on that day): the
    seventh full member of August, or a `committee` (seats held) elected in it, makes committee
    meetings owed from September on. What ended before the period's last day, `ended_on` being the
    first day without it, does not owe it any more. For groups it is one a group. Periods that
    ended before the rule was in force are not owed.
    """
    if kind not in FREQUENCIES:
        return []
    every, rule_id = FREQUENCIES[kind]
    owed = []
    for period in periods_between(every, from_day, until_day):
        over = ended_on is not None and period.end >= ended_on
        begun = max(period.start, from_day)
        make = at(full_members, begun), at(committee, begun) > 0, groups
        if not over and rule(rule_id).in_force(period.end) and _applies(kind, *make, begun):
            owed.append(period)
    return owed


def due_state(period: Period, held: bool, today: date) -> DueState:
    """Late from the day after the period's end; soon within its lead time (OWN-04)."""
    if held:
        return DueState.DONE
    if today > period.end:
        return DueState.LATE
    lead = timedelta(days=rule("OWN-04").nearest(today).value[period.kind.label])
    return DueState.SOON if today >= period.end - lead else DueState.DUE


LEFT_OPEN = 3
"""The month up to which what the year before left open is still asked for: it can be entered
late, and the yearly papers are due then."""


def asked_years(day: date) -> list[int]:
    """The years whose duties are told on that day, the earlier first."""
    return [day.year - 1, day.year] if day.month <= LEFT_OPEN else [day.year]


def is_late_entry(begins: datetime, recorded_at: datetime) -> bool:
    """Entered more than the agreed days after the meeting's day (OWN-02, our own convention)."""
    allowed = timedelta(days=rule("OWN-02").nearest(recorded_at.date()).value)
    return recorded_at.date() - begins.date() > allowed


def check_record(
    *,
    begins: datetime,
    ends: datetime | None,
    due: int,
    present: int,
    recorded_at: datetime,
    late_reason: str = "",
    chair: str = "",
    recorder: str = "",
) -> Verdict:
    """Whether the plain facts of a meeting record can stand.

    `due` and `present` are of all who should attend, not of those who may vote. The times are
    all naive or all aware.
    """
    return against(
        Reason("会议时间还没有到，请核对日期") if begins > recorded_at else None,
        Reason("结束时间应晚于开始时间") if ends and ends <= begins else None,
        Reason("结束时间还没有到，散会后再提交") if ends and ends > recorded_at >= begins else None,
        Reason("人数不能是负数") if min(due, present) < 0 else None,
        Reason(f"实到 {present} 人多于应到 {due} 人，列席人员另填") if present > due else None,
        Reason("请填写主持人") if not chair.strip() else None,
        Reason("请填写记录人") if not recorder.strip() else None,
        _late(begins, recorded_at, late_reason),
    )


def _late(begins, recorded_at, late_reason):
    if late_reason.strip() or not is_late_entry(begins, recorded_at):
        return None
    days = rule("OWN-02").nearest(recorded_at.date()).value
    message = (
        f"会议已过去 {(recorded_at.date() - begins.date()).days} 天，超过 {days} 天请写明补录原因"
    )
    return rule("OWN-02").reason(recorded_at.date(), message, Strength.MUST)


def _applies(kind, full_members, has_committee, groups, day):
    if kind is MeetingKind.COMMITTEE:
        return has_committee or needs_committee(full_members, day)
    if kind is MeetingKind.GROUP:
        return groups > 0
    return True
