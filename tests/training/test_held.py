"""A class that is held: attendance, results, certificates, what becomes of who did not come."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.development.courses import queries as courses
from app.development.models import Course
from app.rules.training import ClassState, Counting, Mark, Span
from app.training import actions, placing
from app.training.placing import Result
from tests.training.made import (
    announced,
    asked,
    enrolled,
    finished,
    held,
    lesson,
    places_of,
)
from tests.world import add_member

TODAY = date(2026, 11, 16)


def test_attendance_and_results_lead_to_numbered_certificates(client_of, world):
    made = held(world, "周敏", "孙翀", day=TODAY)
    faculty, address = client_of("faculty"), f"/training/{made.id}"
    known = places_of(made)
    marks = {f"mark-{known['孙翀'].id}": "away"}
    session = made.sessions[0].id
    assert faculty.post(f"{address}/attendance?session={session}", data=marks).status_code == 303
    typed = {f"result-{p.id}": "passed" for p in known.values()}
    typed[f"note-{known['周敏'].id}"] = "交流发言好"
    answer = faculty.post(f"{address}/results", data=typed)
    assert answer.status_code == 422
    assert "孙翀没有一次到课的记录" in answer.text
    assert answer.text.count('value="passed" selected') == 2
    assert 'value="交流发言好"' in answer.text
    faculty.post(f"{address}/move", data={"to": "finished"})
    assert places_of(made)["周敏"].certificate is None, "results are missing"
    results = {f"result-{known['周敏'].id}": "passed", f"result-{known['孙翀'].id}": "failed"}
    assert faculty.post(f"{address}/results", data=results).status_code == 303
    assert faculty.post(f"{address}/move", data={"to": "finished"}).status_code == 303
    assert places_of(made)["周敏"].certificate == "CS-PX-2026-0001"
    assert places_of(made)["孙翀"].certificate is None


def test_certificate_numbers_go_on_within_host_and_year(world):
    finished(world, "周敏", "孙翀", day=date(2026, 10, 12))
    second = finished(world, "郑一诺", day=TODAY)
    assert places_of(second)["郑一诺"].certificate == "CS-PX-2026-0003"


def test_no_result_before_the_class_and_no_end_before_its_last_day(world):
    made = announced(world)
    enrolled(world, made, "周敏")
    with pytest.raises(Refused, match="登记结果"):
        placing.grade(made, {1: Result(True)})
    actions.move(made, ClassState.CLOSED)
    with pytest.raises(Refused, match="还没有到开班日期"):
        actions.move(made, ClassState.HELD)


def test_a_session_with_attendance_is_not_taken_away(world):
    made = held(world, "周敏", day=TODAY)
    facts = {name: getattr(made, name) for name in (
        "target", "title", "started_on", "ended_on", "enrol_until", "capacity",
    )}  # fmt: skip
    with pytest.raises(Refused, match="已经登记了考勤"):
        actions.edit(made, [], counting=Counting(), kind=made.kind, **facts)


def test_a_prospects_class_becomes_a_course_of_the_register_once(world):
    member = add_member(world, world.here, "何堃", stage="prospect")
    made = held(
        world, "何堃", day=TODAY, kind="prospect", title="发展对象培训班",
        lessons=[lesson(TODAY, Span.DAY)],
    )  # fmt: skip
    placing.grade(made, {one.id: Result(True, "优") for one in placing.enrolled(made)})
    actions.move(made, ClassState.FINISHED)
    db.session.commit()
    [course] = db.session.scalars(select(Course))
    assert (course.name, course.hours, course.days) == ("发展对象培训班", 8, 1)
    [trainee] = courses.trainees(EVERYTHING, course)
    assert (trainee.member_id, trainee.passed) == (member.id, True)
    assert trainee.certificate == "CS-PX-2026-0001"


def test_marks_are_taken_only_of_sessions_that_were_held(world):
    with clock.travel(TODAY):
        later = announced(
            world, day=TODAY, enrol_until=TODAY, ended_on=TODAY + timedelta(days=1),
            lessons=[lesson(TODAY + timedelta(days=1))],
        )  # fmt: skip
        places = enrolled(world, later, "周敏")
        actions.move(later, ClassState.CLOSED)
        actions.move(later, ClassState.HELD)
        with pytest.raises(Refused, match="还没有上"):
            placing.mark(later, later.sessions[0], {places[0].id: Mark.CAME})


def test_the_pages_of_attendance_and_results_open_while_the_class_is_held(client_of, world):
    made = held(world, "周敏", "孙翀", day=TODAY)
    faculty, address = client_of("faculty"), f"/training/{made.id}"
    page = faculty.get(f"{address}/attendance").text
    assert "支部工作条例" in page
    assert page.count("<select") == 2
    assert 'value="passed" selected' in faculty.get(f"{address}/results").text


def test_whoever_did_not_move_up_or_answer_is_told_so_once_the_class_began(client_of, world):
    with clock.travel(TODAY - timedelta(days=10)):
        made = announced(world, day=TODAY, capacity=1)
        enrolled(world, made, "周敏", "孙翀")
        asked(world, made, "郑一诺")
    shown = f"/training/{made.id}"
    assert "候补" in client_of("faculty").get(shown).text
    actions.move(made, ClassState.CLOSED)
    actions.move(made, ClassState.HELD)
    db.session.commit()
    page = client_of("faculty").get(shown).text
    assert "没有轮上" in page
    assert "没有答复" in page
    assert "已报名</span>" not in page
