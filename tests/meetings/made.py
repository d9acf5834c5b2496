"""Meetings for tests: the usual facts of one, and one made of them."""

from datetime import date, time

from app.access.scope import EVERYTHING
from app.core.db import db
from app.meetings import actions, people
from app.meetings.attendance import AttendanceCode, Mark
from app.meetings.calls import actions as calls
from app.meetings.desk import Place
from app.meetings.plans import actions as plans
from app.meetings.together import actions as together
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


def summer(world, organization=None, **changes):
    """A break of the branch (or another organisation), committed."""
    plain = {"name": "2026年暑假", "first_on": date(2026, 7, 10), "last_on": date(2026, 9, 2)}
    made = plans.set_break(organization or world.here, None, **plain | changes)
    db.session.commit()
    return made


def call(world, kind=MeetingKind.ASSEMBLY, *, names=VOTERS, **changes):
    """A call to a meeting on 20 November 2026, 15:00, committed."""
    plain = {
        "title": "2026年第四季度党员大会",
        "held_on": date(2026, 11, 20),
        "started_at": time(15, 0),
        "ended_at": None,
        "place": "会议室 302",
        "agenda": "听取支委会工作报告\n讨论年度总结",
        "remark": "",
    } | changes
    everybody = people.of_branch(EVERYTHING, world.here, kind, plain["held_on"], None)
    chosen = [world.people[name].id for name in names]
    made = calls.send(world.here, kind, people=everybody, chosen=chosen, **plain)
    db.session.commit()
    return made


def shared_record(world, fields=None, *, login="secretary"):
    """A record of a committee meeting that is being written together, committed."""
    account = world.accounts[login]
    record = together.open_record(
        Place(world.here, MeetingKind.COMMITTEE, None),
        fields or {"title": ["2026年11月支部委员会"], "held_on": ["2026-11-16"]},
        opened={},
        title="2026年11月支部委员会",
        begun_by_id=account.id,
        by=account,
    )
    db.session.commit()
    return record


def plan(world, entries=None, *, year=2026, **changes):
    """The branch's plan of the year, committed; entries are (kind, month, day, topic)."""
    entries = entries or [(MeetingKind.COMMITTEE, 11, date(2026, 11, 6), "研究年度总结")]
    lines = [
        {"kind": kind, "month": month, "planned_on": day, "topic": topic, "leader": "周敏"}
        for kind, month, day, topic in entries
    ]
    made = plans.submit(world.here, year, None, goals="", entries=lines, **changes)
    db.session.commit()
    return made
