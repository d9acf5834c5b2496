"""Facts of a year as sentences: right numbers, and nothing that the record does not say."""

from datetime import date

import pytest

from app.debriefs.facts import (
    Kept,
    Resolution,
    YearRecord,
    drafted,
    facts,
    redrawn,
    year_of_report,
)
from app.rules.meetings import MeetingKind
from app.rules.members import Stage

DAY = date(2026, 11, 16)
EMPTY = YearRecord(
    year=2026, day=DAY, held={}, kept={}, due=0, present=0, resolutions=(), late=0, stages={},
    steps={},
)  # fmt: skip
FULL = YearRecord(
    year=2026,
    day=DAY,
    held={MeetingKind.ASSEMBLY: 4, MeetingKind.COMMITTEE: 9},
    kept={
        MeetingKind.ASSEMBLY: Kept(owed=3, done=3),
        MeetingKind.COMMITTEE: Kept(owed=10, done=8, missing=("3月", "6月")),
        MeetingKind.LIFE: Kept(owed=1, done=0, missing=("2026年",)),
    },
    due=528,
    present=489,
    resolutions=(Resolution(date(2026, 3, 5), "接收杜怡可", "同意接收为预备党员"),),
    late=2,
    stages={Stage.ACTIVIST: 1, Stage.FULL: 7},
    steps={"joined_on": 1, "confirmed_on": 2},
)


def told(record):
    return [fact.text for fact in facts(record)]


def test_an_empty_record_invents_nothing():
    assert told(EMPTY) == [
        "组织生活：本年度没有记录。",
        "党员队伍：没有登记在册的人员。",
        "发展党员：本年度没有记录。",
    ]


def test_meetings_are_told_against_what_was_owed():
    assert told(FULL)[:4] == [
        "召开支部党员大会4次（3个季度都有记录）。",
        "召开支委会9次（10个月中8个月有记录；3月、6月没有记录）。",
        "党课：本年度没有记录。",
        "组织生活会：应有1次，本年度没有记录。",
    ]


@pytest.mark.parametrize(
    ("kind", "kept", "said"),
    [
        (MeetingKind.GROUP, Kept(20, 19, ("一组3月",)), "应有20次，有记录的19次；一组3月没有记录"),
        (MeetingKind.LIFE, Kept(1, 1), "应有1次，有记录的1次"),
        (MeetingKind.THEME_DAY, Kept(1, 1), "1个月都有记录"),
    ],
)
def test_meetings_of_groups_and_of_the_year_are_counted_one_by_one(kind, kept, said):
    record = YearRecord(**(EMPTY.__dict__ | {"held": {kind: 1}, "kept": {kind: kept}}))
    assert f"召开{kind.label}1次（{said}）。" in told(record)


def test_attendance_people_and_steps_are_counted():
    assert told(FULL)[4:] == [
        "各类会议应到528人次，实到489人次，到会率92.6%。",
        "全年会议形成决议1项。",
        "有2次会议是会后补录的。",
        "截至2026年11月16日，支部有正式党员7名、积极分子1名。",
        "2026年入党1名、转正2名。",
    ]


def test_each_resolution_stands_beside_its_count():
    found = next(fact for fact in facts(FULL) if fact.subject == "决议")
    assert found.details == ("3月5日　接收杜怡可：同意接收为预备党员",)


@pytest.mark.parametrize(
    ("due", "present", "rate"), [(1000, 1000, "100.0%"), (2000, 1999, "99.9%"), (9, 0, "0.0%")]
)
def test_the_rate_of_attendance_is_never_rounded_up(due, present, rate):
    record = YearRecord(**(FULL.__dict__ | {"due": due, "present": present}))
    assert any(text.endswith(f"到会率{rate}。") for text in told(record))


def test_meetings_without_anybody_due_have_no_rate():
    record = YearRecord(**(FULL.__dict__ | {"due": 0, "present": 0}))
    assert not any("到会率" in text for text in told(record))


def test_drawing_again_keeps_the_writers_words_and_adds_only_what_is_new():
    written = "我写的话。\n" + told(FULL)[0]
    again = redrawn(written, facts(FULL), DAY)
    assert again.startswith(written + "\n以下取自记录（截至2026年11月16日）：\n")
    assert again.count(told(FULL)[0]) == 1
    assert all(text in again for text in told(FULL))


def test_drawing_twice_adds_nothing_the_second_time():
    once = drafted(facts(FULL))
    assert redrawn(once, facts(FULL), DAY) == once


def test_drawing_into_an_empty_section_begins_without_an_empty_line():
    assert redrawn("", facts(EMPTY), DAY).startswith("以下取自记录")


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 6, 30), 2026),
        (date(2027, 7, 1), 2027),
    ],
)
def test_the_year_reported_on_is_the_one_just_past_until_june(day, year):
    assert year_of_report(day) == year
