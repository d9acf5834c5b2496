"""Study hours from every source: added up once, judged, told, proved."""

from datetime import date

import pytest

from app.core import clock
from app.findings.engine import State
from app.training.hours import duties
from tests.meetings.study.test_study import theme


def test_the_page_names_an_article_only_where_one_was_seen(client_of, world):
    theme(world)
    text = client_of("secretary").get("/training/hours").text
    assert "《中国共产党党员教育管理工作条例》第二十条" in text
    assert "现行规划的学时未见原文" in text
    assert "《2019—2023年全国党员教育培训工作规划》" not in text


def test_a_member_sees_only_the_own_hours(client_of, world):
    theme(world)
    member = client_of("member")
    assert member.get("/training/hours").status_code == 403
    assert "主题党日" in member.get("/training/mine").text


def told(world, day=date(2026, 11, 16)):
    return duties.findings([world.here, world.there, world.college], day)


def test_a_branch_that_records_no_hours_is_not_told(world):
    theme(world, hours=None)
    assert told(world) == []


def test_short_hours_are_one_finding_of_the_branch(world):
    theme(world)
    [found] = told(world)
    assert found.what == "8 名党员学时不足"
    assert (found.line, found.title, found.subject) == (
        "meetings/hours",
        "学时",
        "meetings/hours/2026",
    )
    assert found.state is State.SOON
    assert "第二十条" in found.cite


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 6, 30), State.AHEAD), (date(2026, 7, 1), State.OPEN),
        (date(2026, 10, 31), State.OPEN), (date(2026, 11, 1), State.SOON),
    ],
)  # fmt: skip
def test_the_reminder_begins_with_the_third_quarter(world, day, state):
    with clock.travel(date(2026, 6, 30)):
        theme(world, held_on=date(2026, 6, 1), late_reason="迟")
    assert told(world, day)[0].state is state


def test_nobody_short_is_done(world):
    for member in world.members.values():
        member.exempt = member.name != "欧阳懿"
    for day in range(1, 15):
        theme(world, hours=2, held_on=date(2026, 11, day), title=f"第 {day} 次", late_reason="迟")
    assert told(world)[0].state is State.DONE


def test_the_duty_asks_no_more_for_more_branches(world, statements):
    theme(world)
    _ = [one.path for one in (world.here, world.there)]  # read again after the commit
    statements()
    duties.findings([world.here], date(2026, 11, 16))
    few = len(statements())
    duties.findings([world.here, world.there], date(2026, 11, 16))
    assert len(statements()) == few == 3
