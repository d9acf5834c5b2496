"""Make-ups and study hours: what attendance gives, what is owed, who is told."""

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.findings.engine import State
from app.meetings.attendance import AttendanceCode as Code
from app.meetings.attendance import Mark
from app.meetings.study import actions, duties, queries
from app.meetings.study.models import MakeUp
from app.rules.meetings import MeetingKind
from tests.meetings.made import VOTERS, fields, meeting

THEME = MeetingKind.THEME_DAY


def theme(world, *, hours=2.0, away=None, names=VOTERS, **changes):
    """A theme day with hours; `away` is {name: code}."""
    marks = {world.people[name].id: Mark(Code.PRESENT) for name in names}
    marks |= {world.people[name].id: Mark(code) for name, code in (away or {}).items()}
    made = meeting(world, THEME, attendance=marks, hours=hours, **{"title": "主题党日"} | changes)
    db.session.commit()
    return made


def hours(world, name, year=2026):
    person = world.people[name].id
    return queries.hours_of(EVERYTHING, [person], year).get(person)


@pytest.mark.parametrize(
    ("code", "counted"),
    [
        (Code.PRESENT, 2.5), (Code.ONLINE, 2.5), (Code.SICK, None), (Code.ABSENT, None),
        (Code.EXEMPT, None), (Code.OBSERVER, None),
    ],
)  # fmt: skip
def test_who_came_has_the_hours_online_too(world, code, counted):
    theme(world, hours=2.5, away={"欧阳懿": code})
    found = hours(world, "欧阳懿")
    assert (found.hours if found else None) == counted


def test_hours_of_a_year_are_added_up(world):
    theme(world, hours=1.5)
    theme(world, hours=2, held_on=date(2026, 11, 11))
    theme(world, hours=None, held_on=date(2026, 11, 12))
    theme(world, hours=4, held_on=date(2025, 12, 31), late_reason="迟")
    found = hours(world, "周敏")
    assert (found.hours, found.meetings) == (3.5, 2)
    assert hours(world, "周敏", 2025).hours == 4


def test_what_was_missed_counts_once_it_is_made_up(world):
    made = theme(world, away={"欧阳懿": Code.OFFICIAL})
    person = world.people["欧阳懿"].id
    actions.record(made, [person], made_up_on=date(2026, 11, 15), how="自学材料")
    db.session.commit()
    found = hours(world, "欧阳懿")
    assert (found.hours, found.made_up) == (2, 2)
    assert queries.studied(EVERYTHING, person, 2026)[0].made_up_on == date(2026, 11, 15)


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (date(2026, 11, 9), True), (date(2026, 11, 10), False), (date(2026, 11, 16), False),
        (date(2026, 11, 17), True),
    ],
)  # fmt: skip
def test_a_make_up_lies_between_the_meeting_and_today(world, day, refused):
    made = theme(world, away={"欧阳懿": Code.SICK})
    person = world.people["欧阳懿"].id
    if refused:
        with pytest.raises(Refused):
            actions.record(made, [person], made_up_on=day, how="自学")
    else:
        assert actions.record(made, [person], made_up_on=day, how="自学")


def test_who_came_or_made_it_up_already_makes_nothing_up(world):
    made = theme(world, away={"欧阳懿": Code.SICK})
    ill, present = world.people["欧阳懿"].id, world.people["周敏"].id
    with pytest.raises(Refused, match="不需要补学"):
        actions.record(made, [present], made_up_on=date(2026, 11, 12), how="自学")
    actions.record(made, [ill], made_up_on=date(2026, 11, 12), how="自学")
    with pytest.raises(Refused, match="已经记过"):
        actions.record(made, [ill], made_up_on=date(2026, 11, 12), how="自学")


def test_a_make_up_outlasts_a_correction_of_the_record(client_of, world):
    made = theme(world, away={"欧阳懿": Code.SICK})
    ill = world.people["欧阳懿"].id
    actions.record(made, [ill], made_up_on=date(2026, 11, 12), how="自学")
    db.session.commit()
    data = fields(world, names=VOTERS, version=str(made.version), why="改地点", title="主题党日",
                  hours="2", place="新楼")  # fmt: skip
    data[f"attendance-{ill}"] = "sick"
    answer = client_of("secretary").post(f"/meetings/{made.id}/edit", data=data)
    assert answer.status_code == 303
    assert hours(world, "欧阳懿").made_up == 2


def test_several_make_one_meeting_up_in_one_press(client_of, world):
    made = theme(world, away={"欧阳懿": Code.SICK, "李喆昇": Code.ABSENT})
    secretary, address = client_of("secretary"), f"/meetings/{made.id}/make-up"
    assert secretary.get(address).text.count("checked") == 2
    people = [str(world.people[name].id) for name in ("欧阳懿", "李喆昇")]
    data = {"people": people, "made_up_on": "2026-11-15", "how": "自学材料"}
    assert secretary.post(address, data=data).status_code == 303
    text = secretary.get(f"/meetings/{made.id}").text
    assert "2 / 2 人" in text
    assert "自学材料" in text
    assert secretary.get(address).status_code == 303
    first = db.session.scalar(select(MakeUp.id))
    secretary.post(f"/meetings/make-ups/{first}/remove")
    assert "2 / 2 人" in secretary.get(f"/meetings/{made.id}").text
    secretary.post(f"/meetings/make-ups/{first}/remove", data={"why": "记错了人"})
    assert "1 / 2 人" in secretary.get(f"/meetings/{made.id}").text


def test_the_list_of_what_is_missing_takes_one_statement(world, statements):
    for day in range(1, 11):
        theme(world, away={"欧阳懿": Code.SICK}, held_on=date(2026, 11, day), title=f"第 {day} 次",
              late_reason="迟")  # fmt: skip
    meeting(world, attendance={
        world.people["周敏"].id: Mark(Code.PRESENT), world.people["郑一诺"].id: Mark(Code.SICK),
    })  # fmt: skip
    db.session.commit()
    _ = world.here.path  # read again after the commit
    statements()
    found = queries.missed(EVERYTHING, world.here, 2026)
    assert len(statements()) == 1
    assert {one.person.name for one in found} == {"欧阳懿"}
    assert len(found) == 10


def test_the_page_names_an_article_only_where_one_was_seen(client_of, world):
    theme(world)
    text = client_of("secretary").get("/meetings/hours").text
    assert "《中国共产党党员教育管理工作条例》第二十条" in text
    assert "现行规划的学时未见原文" in text
    assert "《2019—2023年全国党员教育培训工作规划》" not in text


def test_a_member_sees_only_the_own_hours(client_of, world):
    theme(world)
    member = client_of("member")
    assert member.get("/meetings/hours").status_code == 403
    assert "主题党日" in member.get("/meetings/hours/mine").text


@pytest.mark.parametrize("typed", ["0", "0.3", "24.5", "-1", "二"])
def test_hours_come_in_halves(client_of, world, typed):
    address = f"/meetings/new?organization={world.here.id}&kind=theme_day"
    data = fields(world, names=VOTERS, title="主题党日", hours=typed)
    answer = client_of("secretary").post(address, data=data)
    assert answer.status_code == 422
    assert "可以有半个" in answer.text


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
