"""Meetings for tests: the usual facts of one, and one made of them."""

from datetime import date, time

from app.meetings import actions
from app.meetings.attendance import AttendanceCode, Mark
from app.rules.meetings import MeetingKind

PRESENT = Mark(AttendanceCode.PRESENT)
COMMITTEE = ("周敏", "郑一诺", "韩志远")
VOTERS = ("周敏", "郑一诺", "韩志远", "欧阳懿", "张淼燊", "李喆昇", "王毛方")


def facts(world, *, names=COMMITTEE, **changes):
    """Keyword arguments for `actions.submit`: a plain meeting of 10 November 2026."""
    plain = {
        "title": "2026年11月支部委员会",
        "held_on": date(2026, 11, 10),
        "started_at": time(15, 0),
        "place": "会议室 302",
        "chair_id": world.people["周敏"].id,
        "recorder_id": world.people["郑一诺"].id,
        "attendance": {world.people[name].id: PRESENT for name in names},
        "items": [{"title": "研究11月学习安排", "resolution": "26日下午集中学习。"}],
    }
    return plain | changes


def meeting(world, kind=MeetingKind.COMMITTEE, *, branch=None, **changes):
    return actions.submit(branch or world.here, kind, **facts(world, **changes))


def fields(world, *, names=COMMITTEE, **changes):
    """The same as the browser posts it."""
    plain = {
        "title": "2026年11月支部委员会",
        "held_on": "2026-11-10",
        "started_at": "15:00",
        "place": "会议室 302",
        "chair_id": str(world.people["周敏"].id),
        "recorder_id": str(world.people["郑一诺"].id),
        "items-0-title": "研究11月学习安排",
        "items-0-resolution": "26日下午集中学习。",
    }
    plain |= {f"attendance-{world.people[name].id}": "present" for name in names}
    return plain | changes
