"""Submitting a meeting: what is written, and what is refused at which field."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.meetings.attendance import AttendanceCode, Mark
from app.meetings.judging import Unfit
from app.meetings.models import AgendaItem
from app.rules.meetings import MeetingKind
from tests.meetings.made import PRESENT, VOTERS, fields, meeting
from tests.world import add_member


def refused(world, **changes):
    with pytest.raises(Unfit) as caught:
        meeting(world, **changes)
    return [(problem.field, problem.reason.message) for problem in caught.value.problems]


def vote(world, **figures):
    about = {"matter": "accept", "subject_id": world.people["陈思齐"].id}
    return [{"title": "接收预备党员", "resolution": "同意。"} | about | figures]


def assembly(items, names=VOTERS, **changes):
    return {"kind": MeetingKind.ASSEMBLY, "items": items, "names": names} | changes


def test_a_meeting_keeps_its_people_and_counts_them(world):
    made = meeting(world, attendance={
        world.people["周敏"].id: PRESENT,
        world.people["郑一诺"].id: Mark(AttendanceCode.ONLINE),
        world.people["韩志远"].id: Mark(AttendanceCode.OFFICIAL, "外出开会"),
    })  # fmt: skip
    assert (made.due, made.present) == (3, 2)
    assert [a.code.label for a in made.attendance if a.person.name == "韩志远"] == ["公假"]


def test_guests_and_the_exempt_are_not_among_those_due(world):
    made = meeting(world, MeetingKind.THEME_DAY, attendance={
        world.people["周敏"].id: PRESENT,
        world.people["陈思齐"].id: Mark(AttendanceCode.OBSERVER),
        world.people["王毛方"].id: Mark(AttendanceCode.EXEMPT),
    })  # fmt: skip
    assert (made.due, made.present) == (1, 1)


def test_a_probationary_member_has_no_vote_at_the_assembly(world):
    made = meeting(world, MeetingKind.ASSEMBLY, names=("周敏", "杜怡可"))
    assert {a.person.name: a.counted for a in made.attendance} == {"周敏": True, "杜怡可": False}


def test_who_was_confirmed_later_had_no_vote_that_day(world):
    world.members["王毛方"].confirmed_on = type(world.members["周敏"].confirmed_on)(2026, 11, 12)
    db.session.flush()
    made = meeting(world, MeetingKind.ASSEMBLY, names=("周敏", "王毛方"))
    assert {a.person.name: a.counted for a in made.attendance}["王毛方"] is False


def test_a_stranger_on_the_list_is_refused(world):
    stranger = {world.people["林祎"].id: PRESENT}
    assert [field for field, _ in refused(world, attendance=stranger)] == ["attendance"]


@pytest.mark.parametrize(
    ("held_on", "started_at", "field"),
    [(date(2026, 11, 17), time(9), "held_on"), (date(2026, 11, 16), time(10, 1), "started_at")],
)
def test_a_meeting_to_come_is_refused_at_its_day_or_hour(world, held_on, started_at, field):
    found = refused(world, held_on=held_on, started_at=started_at)
    assert [name for name, _ in found] == [field]


def test_a_meeting_that_has_just_begun_is_accepted(world):
    assert meeting(world, held_on=date(2026, 11, 16), started_at=time(10, 0)).id


def test_a_meeting_before_the_branch_was_founded_is_refused(world):
    found = refused(world, held_on=date(2020, 2, 29), late_reason="补录")
    assert ("held_on", "支部成立于2020年3月1日，会议日期不能更早") in found


def test_a_meeting_on_the_founding_day_is_accepted(world):
    assembly_ = {"names": (), "attendance": {world.people["周敏"].id: PRESENT}}
    made = meeting(
        world, MeetingKind.ASSEMBLY, held_on=date(2020, 3, 1), late_reason="补录", **assembly_
    )
    assert made.held_on == date(2020, 3, 1)


def test_an_end_before_the_start_is_refused_at_the_end(world):
    assert [f for f, _ in refused(world, ended_at=time(14, 59))] == ["ended_at"]


@pytest.mark.parametrize(("day", "late"), [(9, False), (8, True)])
def test_a_reason_is_needed_from_the_eighth_day_on(world, day, late):
    if not late:
        assert meeting(world, held_on=date(2026, 11, day)).late_reason == ""
        return
    assert [f for f, _ in refused(world, held_on=date(2026, 11, day))] == ["late_reason"]
    assert meeting(world, held_on=date(2026, 11, day), late_reason="出差").late_reason == "出差"


def test_a_record_without_agenda_and_content_is_refused(world):
    assert [f for f, _ in refused(world, items=[])] == ["items"]
    assert meeting(world, items=[], content="学习党章").id


def test_a_vote_left_blank_takes_its_people_from_the_list(world):
    made = meeting(world, **assembly(vote(world, yes=7)))
    item = made.items[0]
    assert (item.due, item.present, item.yes, item.no, item.written) == (7, 7, 7, 0, 0)


@pytest.mark.parametrize(
    ("figures", "field"),
    [
        ({"yes": 8}, "yes"),
        ({"yes": 5, "present": 8, "due": 7}, "present"),
        ({"yes": 5, "due": 8}, "due"),
        ({"yes": 4, "present": 3, "written": 5}, "yes"),
        ({}, "yes"),
        ({"yes": -1}, "yes"),
    ],
)
def test_figures_that_contradict_each_other_are_refused(world, figures, field):
    assert field in [name for name, _ in refused(world, **assembly(vote(world, **figures)))]


def test_a_vote_on_a_person_leads_back_to_the_persons_file(client_of, world):
    made = meeting(world, **assembly(vote(world, yes=7)))
    db.session.commit()
    way = f"/development/of/{world.members['陈思齐'].id}"
    assert way in client_of("secretary").get(f"/meetings/{made.id}").text
    assert way not in client_of("member").get(f"/meetings/{made.id}").text


@pytest.mark.parametrize(("matter", "present", "fits"), [
    ("accept", 4, False), ("accept", 5, True), ("ordinary", 4, True), ("ordinary", 3, False),
])  # fmt: skip
def test_half_is_enough_for_ordinary_matters_but_not_for_accepting(world, matter, present, fits):
    """Eight voters: BR-08 asks for four, DEV-15 for five."""
    add_member(world, world.here, "甲正")
    names = (*VOTERS, "甲正")
    marks = {world.people[name].id: Mark(AttendanceCode.ABSENT) for name in names}
    marks |= {world.people[name].id: PRESENT for name in names[:present]}
    about = {"matter": matter, "subject_id": world.people["陈思齐"].id}
    items = [{"title": "表决", "yes": present} | about]
    changes = assembly(items, attendance=marks)
    if fits:
        assert meeting(world, **changes).items[0].present == present
        return
    with pytest.raises(Unfit) as caught:
        meeting(world, **changes)
    reason = caught.value.problems[0].reason
    assert reason.rule_id == {"accept": "DEV-15", "ordinary": "BR-08"}[matter]
    assert "还差 1 人" in reason.message


def test_fewer_due_than_the_list_asks_who_is_not_counted(world):
    items = vote(world, due=6, present=6, yes=6)
    assert [f for f, _ in refused(world, **assembly(items))] == ["reason"]
    items = vote(world, due=6, present=6, yes=6, reason="王毛方长期卧病，10月大会同意不计入")
    assert meeting(world, **assembly(items)).items[0].due == 6


def test_a_theme_day_takes_no_vote(world):
    found = refused(world, kind=MeetingKind.THEME_DAY, names=VOTERS, items=vote(world, yes=7))
    assert ("matter", "主题党日不表决，请改记支部党员大会或支委会") in found


def test_a_committee_may_not_accept_a_member(world):
    assert "matter" in [f for f, _ in refused(world, items=vote(world, yes=3))]


def test_a_late_meeting_may_be_entered_in_the_next_year(world):
    with clock.travel(date(2027, 1, 20)):
        assert meeting(world, late_reason="寒假后补录").held_on.year == 2026


def test_a_vote_about_a_person_says_which(world):
    items = [{"title": "接收预备党员", "matter": "accept", "yes": 7}]
    assert refused(world, **assembly(items)) == [
        ("subject_id", "请选择这次表决的是哪一位同志"),
    ]


def test_two_people_are_voted_on_one_by_one(world):
    about = [vote(world, yes=7)[0], vote(world, yes=7, subject_id=world.people["杜怡可"].id)[0]]
    made = meeting(world, **assembly(about))
    assert [item.subject.name for item in made.items] == ["陈思齐", "杜怡可"]


def test_the_same_person_is_not_voted_on_twice_for_the_same(world):
    found = refused(world, **assembly(vote(world, yes=7) + vote(world, yes=6)))
    assert found == [("subject_id", "陈思齐在这次会上已有同样的表决")]


def test_an_extension_says_for_how_long(world):
    extend = vote(world, yes=7, matter="extend")
    assert refused(world, **assembly(extend)) == [("months", "请填写延长几个月")]
    assert meeting(world, **assembly([extend[0] | {"months": 6}])).items[0].months == 6


def test_an_ordinary_matter_is_about_nobody(client_of, world):
    typed = fields(world, names=VOTERS) | {
        "items-0-matter": "ordinary", "items-0-subject_id": str(world.people["陈思齐"].id),
        "items-0-yes": "7",
    }  # fmt: skip
    address = f"/meetings/new?organization={world.here.id}&kind=assembly"
    assert client_of("secretary").post(address, data=typed).status_code == 303
    assert db.session.scalar(select(AgendaItem.subject_id)) is None


def test_an_address_opens_the_form_with_one_item_a_candidate(client_of, world):
    ids = [world.people[name].id for name in ("陈思齐", "杜怡可")]
    address = f"/meetings/new?organization={world.here.id}&kind=assembly&matter=accept"
    text = client_of("secretary").get(address + "".join(f"&subject={i}" for i in ids)).text
    assert "讨论接收预备党员：陈思齐" in text
    assert "讨论接收预备党员：杜怡可" in text
