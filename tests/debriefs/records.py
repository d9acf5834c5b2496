"""Meetings and reports for these tests, put straight into the tables."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.core.db import db
from app.debriefs.models import Debrief, DebriefPromise, DebriefStatus, PromiseList
from app.meetings.models import AgendaItem, Meeting
from app.rules.meetings import MeetingKind

TEXTS = {"performance": "做法", "rectification": "整改", "problems": "问题", "plans": "打算"}


def meet(world, day: date, kind=MeetingKind.COMMITTEE, **facts) -> Meeting:
    """A recorded meeting of `here` with three of four present and one resolution."""
    people = world.people
    values = {
        "organization": world.here, "kind": kind, "title": kind.label, "held_on": day,
        "started_at": time(15), "place": "会议室", "chair": people["周敏"],
        "recorder": people["郑一诺"], "due": 4, "present": 3,
        "submitted_at": datetime.combine(day, time(17), ZoneInfo("Asia/Shanghai")),
        "items": [AgendaItem(position=1, number=1, title="工作安排", resolution="同意")],
    }  # fmt: skip
    meeting = Meeting(**values | facts)
    db.session.add(meeting)
    db.session.commit()
    return meeting


def report(world, year=2026, status=DebriefStatus.DRAFT, branch=None, **texts) -> Debrief:
    """The report of `here` (or of another branch) for a year, every section written and one
    promise made."""
    moment = datetime(2026, 11, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    debrief = Debrief(
        organization=branch or world.here,
        person=world.people["周敏"],
        year=year,
        status=status,
        submitted_at=moment if status == DebriefStatus.SUBMITTED else None,
        promises=[promise(1, year)],
        promise_list=PromiseList(last_number=1),
        **TEXTS | texts,
    )
    db.session.add(debrief)
    db.session.commit()
    return debrief


def promise(number: int, year=2026, measure="每月走访两名青年教师") -> DebriefPromise:
    """A promise due in the middle of the year after."""
    return DebriefPromise(
        number=number, problem="联系青年教师少", measure=measure, responsible="周敏",
        due_on=date(year + 1, 6, 30),
    )  # fmt: skip
