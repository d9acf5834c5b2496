"""Study hours from every source: added up once, judged, told, proved."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db, unit_of_work
from app.development.courses import actions as courses
from app.development.models import Trainee
from app.development.models.courses import CourseKind, CourseLevel
from app.findings import keeping
from app.findings.engine import State
from app.rules.dates import PartialDate
from app.rules.training import Counting, Mark
from app.training import builders
from app.training.hours import duties, entered, queries, standing
from tests.meetings.study.test_study import theme
from tests.training.made import announced, enrolled, finished, held, outside, places_of
from tests.world import add_member


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


def test_a_committee_without_a_class_of_the_year_is_told_even_with_its_hours(world):
    for member in world.members.values():
        member.exempt = member.name not in ("欧阳懿", "周敏")
    for day in range(1, 8):
        facts = {"held_on": date(2026, 11, day), "title": f"第 {day} 次", "late_reason": "迟"}
        theme(world, hours=8, **facts)
    [found] = told(world)
    assert (found.what, found.state) == ("1 名书记、委员今年还没有集中培训", State.SOON)
    assert (found.rule_id, found.cite) == ("ED-02", ""), "no text in force was seen"
    assert "现行规划未见原文" in found.why
    finished(world, "周敏", day=date(2026, 11, 9))
    db.session.expire_all()
    assert told(world)[0].state is State.DONE


def test_the_duty_asks_no_more_for_more_branches(world, statements):
    theme(world)
    _ = [one.path for one in (world.here, world.there)]  # read again after the commit
    statements()
    duties.findings([world.here], date(2026, 11, 16))
    few = len(statements())
    duties.findings([world.here, world.there], date(2026, 11, 16))
    assert len(statements()) == few == 3


def hours_of(world, name, year=2026):
    return queries.earned_by(EVERYTHING, world.people[name].id, year)


def test_hours_flow_from_every_source_and_none_is_entered_twice(world):
    theme(world, hours=2)
    held(world, "欧阳懿", day=date(2026, 11, 10), kind="rotation", host=world.here)
    outside(world, "欧阳懿", hours=4.0)
    course = courses.hold(
        world.college, kind=CourseKind.PROBATIONARY, level=CourseLevel.COLLEGE, name="预备党员班",
        started_on=date(2026, 10, 1), ended_on=date(2026, 10, 3), days=3, hours=0, place="",
    )  # fmt: skip
    courses.enter(course, [world.members["欧阳懿"]])
    [trainee] = db.session.scalars(select(Trainee))
    courses.grade(course, trainee, courses.Result.PASSED)
    db.session.commit()
    found = hours_of(world, "欧阳懿")
    assert found.by_source == {"meetings": 2, "classes": 8, "courses": 24, "outside": 4}
    assert (found.hours, found.classes) == (38, 1)
    told = queries.entries(EVERYTHING, world.people["欧阳懿"].id, 2026)
    assert sum(one.hours for one in told) == 38
    assert [one.day for one in told] == sorted((one.day for one in told), reverse=True)


def test_hours_of_a_class_follow_attendance_and_count_from_its_being_held(world):
    made = announced(world, kind="rotation", host=world.here, target="members")
    enrolled(world, made, "欧阳懿")
    assert hours_of(world, "欧阳懿").hours == 0
    held(world, "郑一诺", day=date(2026, 11, 10), mark=Mark.AWAY)
    assert hours_of(world, "郑一诺").hours == 0


def test_a_class_before_joining_counts_once_through_the_register(world):
    add_member(world, world.here, "何堃", stage="prospect")
    finished(world, "何堃", kind="prospect", title="发展对象班")
    assert hours_of(world, "何堃").by_source == {"courses": 8}


def test_a_course_is_worth_the_same_from_days_or_hours_and_a_failed_one_nothing(world):
    course = courses.hold(
        world.college, kind=CourseKind.ACTIVIST, level=CourseLevel.COLLEGE, name="积极分子班",
        started_on=date(2026, 10, 1), ended_on=date(2026, 10, 1), days=1, hours=6, place="",
    )  # fmt: skip
    courses.enter(course, [world.members["陈思齐"]])
    [trainee] = db.session.scalars(select(Trainee))
    courses.grade(course, trainee, courses.Result.FAILED)
    db.session.commit()
    assert hours_of(world, "陈思齐").hours == 0
    courses.grade(course, trainee, courses.Result.PASSED)
    db.session.commit()
    assert hours_of(world, "陈思齐").hours == 6


@pytest.mark.storage
@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2026, 7, 1), date(2026, 11, 16)])
def test_what_the_database_adds_up_is_what_the_rule_says_of_each_member(world, day):
    for number, joined in enumerate(["2026", "2026-03", "2026-03-02", "2026-11-01", "2019-07"]):
        member = add_member(world, world.there, f"新{number}", stage="probationary")
        member.joined_on = PartialDate.parse_iso(joined)
    world.members["赵堃"].exempt = True
    theme(world, hours=10)
    outside(world, "孙翀", hours=24.0)
    outside(world, "新1", hours=11.5)
    db.session.commit()
    summed = queries.summed(EVERYTHING, 2026, day)
    for branch in (world.here, world.there):
        students = queries.students(EVERYTHING, [branch.id], day)
        earned = queries.earned(EVERYTHING, [branch.id], 2026)
        lines = standing.lines(students, earned, 2026, day)
        short = {one.student.person_id: one.short for one in lines if one.short}
        assert summed[branch.id] == (
            sum(one.owed is not None for one in lines),
            sum(one.owed is None for one in lines),
            sum(one.hours for one in lines),
            len(short),
            sum(one.owed is not None and not one.left for one in lines),
        )
        assert queries.short_people(EVERYTHING, [branch.id], day) == short


def test_the_overview_shows_numbers_of_the_scope_in_few_statements(client_of, world, statements):
    theme(world)
    faculty = client_of("faculty")
    page = faculty.get("/training/hours/overview").text
    assert "教工第一党支部" in page
    assert "教工第二党支部" in page
    statements()
    faculty.get("/training/hours/overview")
    assert len(statements()) <= 9
    assert "教工第二党支部" not in client_of("secretary").get("/training/hours/overview").text
    assert faculty.get("/training/hours/overview.svg").mimetype == "image/svg+xml"
    book = load_workbook(BytesIO(faculty.get("/training/hours/overview.xlsx").data)).active
    assert [row[0] for row in book.iter_rows(min_row=2, values_only=True)] == [
        world.here.long_name, world.there.long_name,
    ]  # fmt: skip


def test_the_branch_table_has_a_column_for_each_source(client_of, world):
    theme(world)
    data = client_of("secretary").get("/training/hours.xlsx").data
    rows = list(load_workbook(BytesIO(data)).active.iter_rows(values_only=True))
    assert rows[0][4:8] == ("会议和党课", "培训班", "发展党员培训班", "校外学习")
    assert len(rows) == 9


def test_the_proof_says_the_sum_and_is_checked_by_its_code(client_of, world):
    theme(world)
    person = client_of("member")
    assert person.get("/training/mine/proof.pdf").data.startswith(b"%PDF")
    member = world.members["欧阳懿"]
    secretary = client_of("secretary")
    assert secretary.get(f"/training/hours/{member.id}/proof.pdf").data.startswith(b"%PDF")
    assert client_of("sibling").get(f"/training/hours/{member.id}/proof.pdf").status_code == 404
    with client_of(None).application.test_request_context():
        sheet = builders.proof(member, 2026, clock.today())
    assert (sheet.hours, sheet.standard[:5]) == ("2", "32 学时")
    anybody = client_of(None)
    assert "与记录一致" in anybody.get(f"/verify/{sheet.code}").text
    outside(world, "欧阳懿")
    db.session.commit()
    page = anybody.get(f"/verify/{sheet.code}").text
    assert "与现在的记录不一致" in page
    assert "欧阳懿" not in page


def test_a_forged_code_is_not_found(client_of, world):
    made = finished(world, "周敏", day=date(2026, 10, 12))
    place = places_of(made)["周敏"]
    with client_of(None).application.test_request_context():
        code = builders.certificate(place).code
    anybody = client_of(None)
    page = anybody.get(f"/verify/{code}").text
    assert "CS-PX-2026-0001" in page
    assert "周＊" in page
    assert anybody.get(f"/verify/{code[:-1]}0").status_code in {200, 404}
    other = code.replace(f"training-{place.id}-", f"training-{place.id + 1}-")
    assert anybody.get(f"/verify/{other}").status_code == 404
    assert anybody.get("/verify/x").status_code == 404
    assert anybody.get("/verify").status_code == 200


def test_an_organisation_counts_its_own_way_and_those_below_follow(client_of, world):
    faculty, address = client_of("faculty"), f"/training/counting/{world.college.id}"
    typed = {"whole_day": "6", "half_day": "3", "one_hour": "1", "basis": "学院文件"}
    assert faculty.post(address, data=typed).status_code == 303
    assert entered.counting(EVERYTHING, world.here) == Counting(6, 3, 1)
    assert entered.counting(EVERYTHING, world.university) == Counting(8, 4, 1)
    assert (
        "计算机学院党委" in client_of("secretary").get(f"/training/counting/{world.here.id}").text
    )
    answer = faculty.post(address, data=typed | {"half_day": "7"})
    assert answer.status_code == 422
    assert "半天的学时不能比全天多" in answer.text
    assert faculty.post(address, data=typed | {"drop": "1"}).status_code == 303
    assert entered.counting(EVERYTHING, world.here) == Counting()
    assert client_of("sibling").get(f"/training/counting/{world.here.id}").status_code == 404


def test_who_is_old_or_ill_is_asked_for_nothing(client_of, world):
    world.members["欧阳懿"].exempt = True
    db.session.commit()
    assert "不作硬性要求" in client_of("member").get("/training/mine").text


def test_the_register_of_a_year_opens_in_excel(client_of, world):
    theme(world)
    outside(world, "欧阳懿")
    db.session.commit()
    member = world.members["欧阳懿"]
    for who, address in (
        ("member", "/training/mine/register.xlsx"),
        ("secretary", f"/training/hours/{member.id}/register.xlsx"),
    ):
        data = client_of(who).get(address).data
        rows = list(load_workbook(BytesIO(data)).active.iter_rows(values_only=True))
        assert rows[0][2] == "培训名称"
        assert [row[7] for row in rows[1:]] == [8, 2]
    assert client_of("sibling").get(f"/training/hours/{member.id}/register.xlsx").status_code == 404


def test_hours_corrected_after_a_class_was_held_are_told_anew(client_of, world):
    theme(world)
    made = held(world, "欧阳懿", day=date(2026, 11, 10), kind="rotation", host=world.college)
    typed = {
        "kind": "rotation", "target": "members", "title": made.title, "capacity": "30",
        "started_on": "2026-11-10", "ended_on": "2026-11-10", "enrol_until": "2026-11-07",
        "sessions-0-held_on": "2026-11-10", "sessions-0-span": "day", "sessions-0-topic": "条例",
        "sessions-0-hours": "24", "partner_id": "",
    }  # fmt: skip
    faculty = client_of("faculty")
    with unit_of_work():
        keeping.keep_everything(clock.today())
    address = f"/findings/{world.here.id}"
    before = client_of("secretary").get(address).text
    assert faculty.post(f"/training/{made.id}/edit", data=typed).status_code == 303
    assert hours_of(world, "欧阳懿").hours == 26
    assert "8 名党员学时不足" in before
    assert "7 名党员学时不足" in client_of("secretary").get(address).text
