"""An assessment from its items to the final result, and who sees what of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.db import db
from app.debriefs.assessment import actions, builders, queries
from app.debriefs.assessment.models import Assessment, AssessmentEntry, AssessmentObjection
from app.rules.assessment import AssessmentState, Result, Subject
from app.rules.evaluations import DebriefMark
from tests.conftest import TODAY
from tests.debriefs.assessment.made import assessment, marked
from tests.debriefs.rounds.made import heard, held
from tests.meetings.made import meeting

WEEK = timedelta(days=7)


def entry_of(world, made, branch=None):
    found = queries.entries(EVERYTHING, made)
    return next(one for one in found if one.organization_id == (branch or world.here).id)


def weights(*rows, capped="y", **more):
    fields = {"capped": capped} if capped else {}
    for number, (key, title, weight) in enumerate(rows):
        fields |= {
            f"items-{number}-key": str(key), f"items-{number}-title": title,
            f"items-{number}-weight": str(weight), f"items-{number}-evidence": "nothing",
        }  # fmt: skip
    return fields | more


def grading(made, marks=("90", "85.5"), grade="competent", **more):
    fields = {f"mark_{item.id}": mark for item, mark in zip(made.items, marks, strict=True)} | {
        "grade": grade
    }
    return fields | more


@pytest.mark.parametrize(
    ("subject", "names"),
    [("cadre", ["孙翀", "周敏"]),
     ("team", ["计算机学院教工第一党支部支委会", "计算机学院教工第二党支部支委会"])],
)  # fmt: skip
def test_teams_are_listed_by_code_and_secretaries_by_strokes(client_of, world, subject, names):
    address = f"/debriefs/assessments/new?organization={world.college.id}&subject={subject}"
    found = queries.candidates(EVERYTHING, world.college, Subject(subject), TODAY)
    branches = [one.key for one in found if one.usual]
    assert client_of("faculty").post(address, data={"branches": branches}).status_code == 303
    made = db.session.scalars(select(Assessment)).one()
    assert [one.name for one in queries.entries(EVERYTHING, made)] == names
    assert made.weights == [50, 50]


def test_nobody_is_assessed_without_being_ticked(client_of, world):
    address = f"/debriefs/assessments/new?organization={world.college.id}"
    page = client_of("faculty").post(address, data={"once": ""})
    assert page.status_code == 422
    assert "请至少选一个" in page.text


@pytest.mark.parametrize(("second", "status"), [(39, 422), (40, 303), (41, 422)])
def test_the_weights_add_up_to_a_hundred(client_of, world, second, status):
    made = assessment(world)
    fields = weights(("", "述职评议", 60), ("", "日常工作", second))
    address = f"/debriefs/assessments/{made.id}/items"
    assert client_of("faculty").post(address, data=fields).status_code == status


def test_an_item_somebody_was_marked_on_stays(client_of, world):
    made = marked(world)
    fields = weights((made.items[0].id, "述职评议", 100))
    page = client_of("faculty").post(f"/debriefs/assessments/{made.id}/items", data=fields)
    assert "已经评过分，不能删除" in page.text


def test_leaving_the_rule_aside_takes_a_reason_that_is_kept(client_of, world):
    made = assessment(world)
    rows = [(item.id, item.title, item.weight) for item in made.items]
    client, address = client_of("faculty"), f"/debriefs/assessments/{made.id}/items"
    assert client.post(address, data=weights(*rows, capped="")).status_code == 422
    fields = weights(*rows, capped="", uncapped_why="上级考核办法另有规定")
    assert client.post(address, data=fields).status_code == 303
    kept = db.session.scalars(select(Assessment)).one()
    assert (kept.capped, kept.uncapped_why) == (False, "上级考核办法另有规定")


def test_marks_are_entered_by_people_and_the_sum_is_shown(client_of, world):
    made = assessment(world)
    entry = entry_of(world, made)
    address = f"/debriefs/assessments/entries/{entry.id}"
    client = client_of("faculty")
    assert client.post(address, data=grading(made)).status_code == 303
    assert "90×50% + 85.5×50% = 87.75" in client.get(address).text


def test_marks_of_somebody_else_are_not_overwritten_unseen(client_of, world):
    made = assessment(world)
    entry = entry_of(world, made)
    address = f"/debriefs/assessments/entries/{entry.id}"
    first = grading(made, version=str(entry.version))
    assert client_of("faculty").post(address, data=first).status_code == 303
    again = grading(made, ("60", "60"), version=first["version"])
    answer = client_of("faculty").post(address, data=again)
    assert answer.status_code == 422
    assert "别人已改过" in answer.text


def test_weights_of_somebody_else_are_not_overwritten_unseen(client_of, world):
    made = assessment(world)
    address, version = f"/debriefs/assessments/{made.id}/items", str(made.version)
    rows = [(one.id, one.title) for one in made.items]
    for first, status in ((70, 303), (30, 422)):
        weighed = [(*rows[0], first), (*rows[1], 100 - first)]
        sent = client_of("faculty").post(address, data=weights(*weighed, version=version))
        assert sent.status_code == status


def test_no_item_is_listed_twice(client_of, world):
    made = assessment(world)
    rows = [(one.id, "述职评议", 50) for one in made.items]
    answer = client_of("faculty").post(
        f"/debriefs/assessments/{made.id}/items", data=weights(*rows, version=str(made.version))
    )
    assert "写了两次" in answer.text


@pytest.mark.parametrize(
    ("mark", "status"), [("0", 303), ("100", 303), ("100.5", 422), ("-1", 422), ("80.3", 422)]
)
def test_a_mark_is_between_nought_and_a_hundred_in_halves(client_of, world, mark, status):
    made = assessment(world)
    address = f"/debriefs/assessments/entries/{entry_of(world, made).id}"
    assert (
        client_of("faculty").post(address, data=grading(made, (mark, "80"))).status_code == status
    )


@pytest.mark.parametrize(
    ("overall", "status"),
    [(DebriefMark.GOOD, 303), (DebriefMark.FAIRLY_GOOD, 422), (DebriefMark.FAIR, 422),
     (DebriefMark.POOR, 422)],
)  # fmt: skip
def test_whose_report_was_not_good_cannot_be_excellent(client_of, world, overall, status):
    heard(world, held(world), overall=overall)
    made = assessment(world)
    address = f"/debriefs/assessments/entries/{entry_of(world, made).id}"
    page = client_of("faculty").post(address, data=grading(made, grade="excellent"))
    assert page.status_code == status
    assert ("不能评为优秀" in page.text) is (status == 422)


@pytest.mark.parametrize("overall", list(DebriefMark))
def test_the_grade_next_to_excellent_is_open_to_everybody(client_of, world, overall):
    heard(world, held(world), overall=overall)
    made = assessment(world)
    address = f"/debriefs/assessments/entries/{entry_of(world, made).id}"
    answer = client_of("faculty").post(address, data=grading(made, grade="competent"))
    assert answer.status_code == 303


@pytest.mark.parametrize(("overall", "status"), [(DebriefMark.GOOD, 303), (DebriefMark.FAIR, 422)])
def test_the_rule_binds_the_branchs_team_too(client_of, world, overall, status):
    heard(world, held(world), overall=overall)
    made = assessment(world, Subject.TEAM)
    address = f"/debriefs/assessments/entries/{entry_of(world, made).id}"
    answer = client_of("faculty").post(address, data=grading(made, grade="excellent"))
    assert answer.status_code == status


def test_an_opinion_that_came_later_is_asked_about_before_the_result_is_shown(client_of, world):
    made = marked(world, grade=Result.EXCELLENT)
    heard(world, held(world), overall=DebriefMark.FAIR)
    fields = {"objections_until": (TODAY + WEEK).isoformat()}
    page = client_of("faculty").post(f"/debriefs/assessments/{made.id}/show", data=fields)
    assert page.status_code == 422
    assert "周敏：述职评议综合评价为“一般”" in page.text


def test_evidence_stands_beside_and_sets_no_mark(client_of, world):
    heard(world, held(world))
    meeting(world)
    made = assessment(world)
    entry = entry_of(world, made)
    page = client_of("faculty").get(f"/debriefs/assessments/entries/{entry.id}").text
    assert "履职到位" in page
    assert "支委会" in page
    assert entry_of(world, made).marks == []
    [owed] = [
        one for one in queries.record(EVERYTHING, world.here, 2026, TODAY) if one.duty == "支委会"
    ]
    assert owed.done >= 1


def test_a_result_is_shown_only_when_everybody_is_marked(client_of, world):
    made = assessment(world)
    fields = {"objections_until": (TODAY + WEEK).isoformat()}
    address = f"/debriefs/assessments/{made.id}/show"
    page = client_of("faculty").post(address, data=fields)
    assert "还没有评完：孙翀、周敏" in page.text
    made = db.session.get(Assessment, made.id)
    for entry in queries.entries(EVERYTHING, made):
        marks = {item.id: 80.0 for item in made.items}
        actions.mark(entry, marks, grade=Result.COMPETENT, remark="", overall=None)
    db.session.commit()
    assert client_of("faculty").post(address, data=fields).status_code == 303


def test_each_sees_the_own_result_once_it_is_shown_and_nobody_elses(client_of, world):
    made = marked(world)
    address = "/debriefs/assessments/mine"
    assert "称职" not in client_of("secretary").get(address).text
    actions.show(made, queries.entries(EVERYTHING, made), {}, until=TODAY + WEEK)
    db.session.commit()
    page = client_of("secretary").get(address).text
    assert "87.75" in page
    assert "孙翀" not in page
    for login in ("member", "committee_member", "liaison"):
        assert "87.75" not in client_of(login).get(address).text


def test_a_teams_result_is_told_to_its_secretary(client_of, world):
    marked(world, Subject.TEAM, grade=Result.GOOD, shown=True)
    address = "/debriefs/assessments/mine"
    assert "良好" in client_of("secretary").get(address).text
    assert "良好" not in client_of("committee_member").get(address).text


def test_an_objection_is_raised_in_time_and_only_to_the_own_result(client_of, world):
    made = marked(world, shown=True)
    own, others = entry_of(world, made), entry_of(world, made, world.there)
    client = client_of("secretary")
    address = "/debriefs/assessments/mine/{}/objection"
    assert client.post(address.format(others.id), data={"text": "高了"}).status_code == 404
    assert client.post(address.format(own.id), data={"text": ""}).status_code == 422
    assert client.post(address.format(own.id), data={"text": "请复核"}).status_code == 303
    assert db.session.scalars(select(AssessmentObjection)).one().raised_by == "周敏"


@pytest.mark.parametrize(("after", "refused"), [(7, False), (8, True)])
def test_the_last_day_for_objections_counts(client_of, world, after, refused):
    made = marked(world, shown=True)
    address = f"/debriefs/assessments/mine/{entry_of(world, made).id}/objection"
    with clock.travel(TODAY + timedelta(days=after)):
        page = client_of("secretary").post(address, data={"text": "请复核"})
    assert ("异议期已经过了" in page.text) is refused


@pytest.mark.parametrize(
    ("upheld", "state"), [("yes", AssessmentState.MARKING), ("no", AssessmentState.SHOWN)]
)
def test_an_objection_found_right_opens_the_marks_again(client_of, world, upheld, state):
    made = marked(world, shown=True)
    objection = actions.object_to(entry_of(world, made), text="请复核", by="周敏")
    db.session.commit()
    address = f"/debriefs/assessments/objections/{objection.id}"
    fields = {"upheld": upheld, "answer": "已核对。"}
    assert client_of("faculty").post(address, data=fields).status_code == 303
    assert db.session.get(Assessment, made.id).state is state
    assert "已核对" in client_of("faculty").get(f"/debriefs/assessments/{made.id}").text


def test_the_result_is_final_after_the_last_day_and_then_stays(client_of, world):
    made = marked(world, shown=True)
    client, address = client_of("faculty"), f"/debriefs/assessments/{made.id}"
    client.post(f"{address}/finish")
    assert db.session.get(Assessment, made.id).state is AssessmentState.SHOWN
    with clock.travel(TODAY + timedelta(days=8)):
        client.post(f"{address}/finish")
    assert db.session.get(Assessment, made.id).state is AssessmentState.FINAL
    entry = entry_of(world, made)
    page = client.post(f"/debriefs/assessments/entries/{entry.id}", data=grading(made))
    assert page.status_code == 422
    assert db.session.scalars(select(AssessmentEntry.grade)).all() == [Result.COMPETENT] * 2


def test_the_sheet_is_in_the_order_of_the_list_and_counts_grades(client_of, world):
    made = marked(world, shown=True)
    entries = queries.entries(EVERYTHING, made)
    sheet = builders.result(made, entries, {}, date(2026, 11, 16))
    assert [row.name for row in sheet.rows] == ["孙翀", "周敏"]
    assert sheet.totals == (("称职", 2),)
    client = client_of("faculty")
    assert client.get(f"/debriefs/assessments/{made.id}/result.pdf").data.startswith(b"%PDF")
    assert client.get(f"/debriefs/assessments/{made.id}/result.xlsx").data.startswith(b"PK")


def test_an_assessment_outside_the_scope_is_not_there(world):
    made = marked(world)
    outside = Scope(frozenset({world.there.path}))
    assert queries.one(outside, made.id) is None
    assert queries.entries(outside, made) == []
    assert queries.entry(outside, entry_of(world, made).id) is None


def test_the_page_takes_few_statements(client_of, world, statements):
    made, client = marked(world), client_of("faculty")
    statements()
    client.get(f"/debriefs/assessments/{made.id}")
    assert len([one for one in statements() if one.startswith("SELECT")]) <= 14
