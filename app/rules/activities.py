"""An activity of a branch: its kinds and what is left to do of it; knows no room and no ledger."""

from datetime import datetime

from app.rules.base import Labelled
from app.rules.meetings import MeetingKind


class ActivityKind(Labelled):
    """What a branch organises beyond its regular meetings, and as which meeting it is recorded."""

    THEME_DAY = "theme_day", "主题党日"
    STUDY = "study", "参观学习"
    VOLUNTEER = "volunteer", "志愿服务"
    SCIENCE = "science", "科普活动"
    PARTY_CLASS = "party_class", "党课"
    LIFE = "life", "组织生活会"

    @property
    def meeting(self) -> MeetingKind:
        if self in {ActivityKind.PARTY_CLASS, ActivityKind.LIFE}:
            return MeetingKind(self.value)
        return MeetingKind.THEME_DAY


class ActivityState(Labelled):
    PLANNED = "planned", "筹备中"
    UNRECORDED = "unrecorded", "待记录"
    UNSETTLED = "unsettled", "待结清"
    DONE = "done", "已完成"
    CANCELLED = "cancelled", "已取消"


def state_of(
    *, cancelled: bool, recorded: bool, open_money: bool, begins: datetime, now: datetime
) -> ActivityState:
    """Where an activity stands, from what is on record of it; nobody ticks anything."""
    if cancelled:
        return ActivityState.CANCELLED
    if recorded:
        return ActivityState.UNSETTLED if open_money else ActivityState.DONE
    return ActivityState.UNRECORDED if now >= begins else ActivityState.PLANNED


def per_head(spent: int, people: int) -> int | None:
    """Fen for each who came, to the nearest; None where nobody is known to have come."""
    return (spent + people // 2) // people if people else None
