"""The training register: who may come, results and numbers, step 11 for those who passed."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.development import cases
from app.development.courses import actions, queries
from app.development.models.courses import CourseKind, CourseLevel
from app.rules.dates import PartialDate
from app.rules.development.case import Training
from app.rules.development.steps import Step
from tests.development.made import walked
from tests.development.superior.made import step_of

FIELDS = {
    "name": "2026年发展对象培训班", "kind": "prospect", "level": "college",
    "started_on": "2026-06-16", "ended_on": "2026-06-18", "days": "3", "hours": "24",
}  # fmt: skip


def held(world, kind=CourseKind.PROSPECT, **facts):
    usual = {
        "name": "培训班", "level": CourseLevel.COLLEGE, "started_on": date(2026, 6, 16),
        "ended_on": date(2026, 6, 18), "days": 3, "hours": 24,
    }  # fmt: skip
    course = actions.hold(world.college, kind=kind, **(usual | facts))
    db.session.commit()
    return course


def entered(world, course, *files):
    actions.enter(course, [file.member for file in files])
    db.session.commit()
    return queries.trainees(EVERYTHING, course)


def test_a_course_is_set_up_and_people_of_its_stage_are_offered(client_of, world):
    walked(world, Step.PROSPECT_LISTED)
    db.session.commit()
    client = client_of("faculty")
    made = client.post(
        "/development/courses/new", data=FIELDS | {"organization_id": str(world.college.id)}
    )
    assert made.status_code == 303
    page = client.get(made.location).text
    assert "沈砚" in page
    assert "陈思齐" not in page
    assert "2026年发展对象培训班" in client.get("/development/courses").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ended_on": "2026-06-15"}, "结束日期不能早于开始日期"),
        ({"days": "", "hours": ""}, "请填写天数或学时"),
        ({"days": "0", "hours": "0"}, "请填写天数或学时"),
        ({"days": "-1"}, "请填 0 到"),
    ],
)
def test_a_course_that_cannot_be_is_refused(client_of, world, changes, message):
    data = FIELDS | {"organization_id": str(world.college.id)} | changes
    answer = client_of("faculty").post("/development/courses/new", data=data)
    assert answer.status_code == 422
    assert message in answer.text


def test_a_pass_is_numbered_by_host_and_year(world):
    course = held(world)
    first, second = entered(
        world,
        course,
        walked(world, Step.PROSPECT_LISTED),
        walked(world, Step.PROSPECT_LISTED, "何淼"),
    )
    for one in (first, second):
        actions.grade(course, one, actions.Result.PASSED)
    assert [first.certificate, second.certificate] == ["CS-2026-0001", "CS-2026-0002"]
    actions.grade(course, first, actions.Result.FAILED)
    assert first.certificate == ""


def test_step_eleven_follows_a_pass_with_days_and_hours(client_of, world):
    file, course = walked(world, Step.POLITICAL_REVIEW), held(world)
    [trainee] = entered(world, course, file)
    answer = client_of("faculty").post(
        f"/development/courses/{course.id}/results",
        data={f"result-{trainee.id}": "passed", "record": "1"},
    )
    assert answer.status_code == 303
    taken = step_of(file.id, Step.COURSE)
    assert (taken.days, taken.hours, taken.until_on) == (3, 24, PartialDate(2026, 6, 18))
    assert taken.done_by == "计算机学院党委"


def test_who_has_step_eleven_already_is_passed_over(client_of, world):
    file, course = walked(world, Step.COURSE), held(world)
    [trainee] = entered(world, course, file)
    answer = client_of("faculty").post(
        f"/development/courses/{course.id}/results",
        data={f"result-{trainee.id}": "passed", "record": "1"},
        follow_redirects=True,
    )
    assert "合格的人都已记过第 11 步" in answer.text
    assert "已记第 11 步" in answer.text


def test_a_refusal_stands_at_the_person_and_the_results_are_kept(client_of, world):
    good, early = walked(world, Step.POLITICAL_REVIEW), walked(world, Step.TALK, "何淼")
    course = held(world)
    trainees = entered(world, course, good, early)
    data = {f"result-{one.id}": "passed" for one in trainees} | {"record": "1"}
    answer = client_of("faculty").post(f"/development/courses/{course.id}/results", data=data)
    assert answer.status_code == 200
    assert "有 1 人没有记入第 11 步" in answer.text
    assert step_of(good.id, Step.COURSE)
    assert step_of(early.id, Step.COURSE) is None
    assert all(one.passed for one in queries.trainees(EVERYTHING, course))


def test_somebody_without_a_file_is_told_so(world):
    course = held(world)
    actions.enter(course, [world.members["陈思齐"]])
    [trainee] = queries.trainees(EVERYTHING, course)
    done, refused = actions.record_step(course, [trainee], {})
    assert done == []
    assert "没有办理中的发展档案" in refused[trainee.id]


def test_a_course_for_activists_feeds_the_hours_of_training(world):
    file = walked(world, Step.CONTACTS)
    course = held(world, CourseKind.ACTIVIST, hours=40)
    [trainee] = entered(world, course, file)
    assert cases.of_file(file).trainings == ()
    actions.grade(course, trainee, actions.Result.PASSED)
    assert cases.of_file(file).trainings == (Training(PartialDate(2026, 6, 18), 40),)


def test_only_a_prospects_course_is_step_eleven(world):
    with pytest.raises(Refused, match="第 11 步"):
        actions.record_step(held(world, CourseKind.ACTIVIST), [], {})


def test_who_has_a_result_is_not_taken_off(world):
    course = held(world)
    [trainee] = entered(world, course, walked(world, Step.PROSPECT_LISTED))
    actions.grade(course, trainee, actions.Result.FAILED)
    with pytest.raises(Refused, match="已有结果"):
        actions.remove(trainee)


def test_certificates_and_the_table_are_printed(client_of, world):
    course = held(world)
    [trainee] = entered(world, course, walked(world, Step.PROSPECT_LISTED))
    actions.grade(course, trainee, actions.Result.PASSED)
    db.session.commit()
    client = client_of("faculty")
    paper = client.get(f"/development/courses/{course.id}/certificates.pdf")
    assert paper.data.startswith(b"%PDF")
    table = client.get(f"/development/courses/{course.id}/trainees.xlsx")
    assert table.data.startswith(b"PK")


def test_a_branch_does_not_hold_a_course(world):
    with pytest.raises(Refused, match="由党委举办"):
        actions.hold(world.here, name="班")


def test_the_list_of_courses_takes_the_same_statements_for_many(client_of, world, statements):
    client = client_of("faculty")
    held(world)
    statements()
    client.get("/development/courses")
    one = len(statements())
    for _ in range(20):
        held(world)
    statements()
    client.get("/development/courses")
    assert len(statements()) == one
    assert clock.today().year == 2026
