"""Make-ups, and the hours that attendance gives."""

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core.db import db
from app.core.errors import Refused
from app.meetings.attendance import AttendanceCode as Code
from app.meetings.attendance import Mark
from app.meetings.study import actions, queries, source
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


def entries(world, name, year=2026):
    person = world.people[name].id
    return source.entries(person, date(year, 1, 1), date(year, 12, 31))


def hours(world, name, year=2026):
    return sum(one.hours for one in entries(world, name, year))


@pytest.mark.parametrize(
    ("code", "counted"),
    [
        (Code.PRESENT, 2.5), (Code.ONLINE, 2.5), (Code.SICK, 0), (Code.ABSENT, 0),
        (Code.EXEMPT, 0), (Code.OBSERVER, 0),
    ],
)  # fmt: skip
def test_who_came_has_the_hours_online_too(world, code, counted):
    theme(world, hours=2.5, away={"欧阳懿": code})
    assert hours(world, "欧阳懿") == counted


def test_hours_of_a_year_are_added_up(world):
    theme(world, hours=1.5)
    theme(world, hours=2, held_on=date(2026, 11, 11))
    theme(world, hours=None, held_on=date(2026, 11, 12))
    theme(world, hours=4, held_on=date(2025, 12, 31), late_reason="迟")
    assert (hours(world, "周敏"), len(entries(world, "周敏"))) == (3.5, 2)
    assert hours(world, "周敏", 2025) == 4


def test_what_was_missed_counts_once_it_is_made_up(world):
    made = theme(world, away={"欧阳懿": Code.OFFICIAL})
    person = world.people["欧阳懿"].id
    actions.record(made, [person], made_up_on=date(2026, 11, 15), how="自学材料")
    db.session.commit()
    [found] = entries(world, "欧阳懿")
    assert (found.hours, found.note) == (2, "补学 11月15日")


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
    assert entries(world, "欧阳懿")[0].note == "补学 11月12日"


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


@pytest.mark.parametrize("typed", ["0", "0.3", "24.5", "-1", "二"])
def test_hours_come_in_halves(client_of, world, typed):
    address = f"/meetings/new?organization={world.here.id}&kind=theme_day"
    data = fields(world, names=VOTERS, title="主题党日", hours=typed)
    answer = client_of("secretary").post(address, data=data)
    assert answer.status_code == 422
    assert "可以有半个" in answer.text
