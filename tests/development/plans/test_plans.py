"""A committee's year: plan and report, analysis, and the reminders of both."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core.db import db
from app.development.plans import actions, duties, figures, queries
from app.development.plans.queries import Activist
from app.findings.engine import State
from app.rules.dates import PartialDate
from app.rules.members import Gender
from app.rules.organizations import UnitType

DAY = date(2026, 11, 16)


def write(world, **facts):
    usual = {"planned": 4, "measures": "", "report": "", "reported_on": None}
    actions.write_plan(world.college, 2026, None, **(usual | facts))
    db.session.commit()


def test_a_plan_stands_beside_what_has_come_of_it(client_of, world):
    client = client_of("faculty")
    address = f"/development/plans/edit?organization={world.college.id}&year=2026"
    answer = client.post(address, data={"planned": "4", "measures": "早培养。"})
    assert answer.status_code == 303
    page = client.get("/development/plans?year=2026").text
    assert "25%" in page  # 杜怡可 was accepted in May 2026
    assert "有计划" in page


def test_a_plan_wants_its_number(client_of, world):
    address = f"/development/plans/edit?organization={world.college.id}&year=2026"
    for planned in ("", "-1", "many"):
        answer = client_of("faculty").post(address, data={"planned": planned})
        assert answer.status_code == 422


def test_a_report_dated_without_text_is_refused(client_of, world):
    address = f"/development/plans/edit?organization={world.college.id}&year=2026"
    answer = client_of("faculty").post(address, data={"planned": "4", "reported_on": "2026-11-10"})
    assert answer.status_code == 422
    assert "请写上执行情况" in answer.text


def test_a_stale_plan_is_not_overwritten(client_of, world):
    write(world)
    address = f"/development/plans/edit?organization={world.college.id}&year=2026"
    answer = client_of("faculty").post(address, data={"planned": "9", "version": "7"})
    assert answer.status_code == 422
    assert "别人保存的是：4" in answer.text


def test_an_analysis_opens_with_the_days_figures(client_of, world):
    address = f"/development/analysis/edit?organization={world.college.id}&year=2026"
    page = client_of("faculty").get(address).text
    assert "现有入党积极分子 1 人" in page
    answer = client_of("faculty").post(
        address, data={"analysed_on": "2026-11-16", "content": "好。", "measures": "再好。"}
    )
    assert answer.status_code == 303
    assert queries.analysis(EVERYTHING, world.college.id, 2026).activists == 1


@pytest.mark.parametrize("day", ["2025-12-31", "2027-01-01"])
def test_an_analysis_belongs_to_its_year(client_of, world, day):
    address = f"/development/analysis/edit?organization={world.college.id}&year=2026"
    answer = client_of("faculty").post(address, data={"analysed_on": day, "content": "好。"})
    assert answer.status_code == 422
    assert "应在2026年内" in answer.text


def test_plan_and_analysis_are_printed_and_tabled(client_of, world):
    write(world, report="完成。", reported_on=DAY)
    client = client_of("faculty")
    client.post(
        f"/development/analysis/edit?organization={world.college.id}&year=2026",
        data={"analysed_on": "2026-11-16", "content": "好。"},
    )
    for paper in ("plans", "analysis"):
        address = f"/development/{paper}/report.pdf?organization={world.college.id}&year=2026"
        assert client.get(address).data.startswith(b"%PDF")
    assert client.get("/development/plans/table.xlsx?year=2026").data.startswith(b"PK")


def test_a_branch_has_no_plan(client_of, world):
    address = f"/development/plans/edit?organization={world.here.id}&year=2026"
    page = client_of("faculty").get(address, follow_redirects=True)
    assert "由党委作出" in page.text


def activist(birth=None, since=None, gender=None, unit=UnitType.TEACHER):
    return Activist("/1/", unit, gender, birth, "", since)


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (PartialDate(2005, 11, 17), "18—20 岁"),
        (PartialDate(2005, 11, 16), "21—25 岁"),
        (PartialDate(1990, 11, 16), "36 岁以上"),
        (PartialDate(1990, 11, 17), "31—35 岁"),
        (None, "未登记"),
    ],
)
def test_ages_are_counted_on_the_birthday(birth, age):
    found = dict(figures.activists([activist(birth)], DAY).sides)
    assert found["年龄"] == {age: 1}


@pytest.mark.parametrize(
    ("since", "span"),
    [
        (PartialDate(2026, 5, 17), "不满半年"),
        (PartialDate(2026, 5, 16), "半年以上不满一年"),
        (PartialDate(2025, 11, 17), "半年以上不满一年"),
        (PartialDate(2025, 11, 16), "满一年"),
    ],
)
def test_training_is_counted_from_the_day_of_becoming_an_activist(since, span):
    found = dict(figures.activists([activist(since=since)], DAY).sides)
    assert found["培养时间"] == {span: 1}


def test_the_draft_of_an_analysis_says_every_side_in_words():
    people = [activist(gender=Gender.FEMALE), activist(unit=UnitType.GRADUATE)]
    text = figures.activists(people, DAY).text
    assert "现有入党积极分子 2 人" in text
    assert "按性别：女 1 人，未登记 1 人" in text
    assert "按单位：教工 1 人，研究生 1 人" in text


def owed(world, day, *organizations):
    found = duties.findings(list(organizations or [world.college]), day)
    return {(f.rule_id, f.subject.rpartition("/")[2]): f.state for f in found}


@pytest.mark.parametrize(
    ("day", "reminded"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)]
)
def test_report_and_analysis_are_asked_for_before_the_years_end(world, day, reminded):
    assert (("DEV-06", "2026") in owed(world, day)) is reminded
    assert (("DEV-35", "2026") in owed(world, day)) is reminded


def test_what_was_done_is_not_asked_for(world):
    write(world, report="完成。", reported_on=DAY)
    actions.analyse(
        world.college, 2026, None, analysed_on=DAY, activists=1, content="好。", measures=""
    )
    assert owed(world, date(2026, 12, 31)) == {}


def test_a_plan_without_its_report_is_still_owed(world):
    write(world)
    assert ("DEV-35", "2026") in owed(world, date(2026, 12, 31))


def test_after_the_year_it_is_late(world):
    assert owed(world, date(2027, 1, 1))["DEV-35", "2026"] is State.LATE


def test_without_activists_no_analysis_is_asked(world):
    db.session.delete(world.members["陈思齐"])
    assert ("DEV-06", "2026") not in owed(world, date(2026, 12, 31))


def test_a_branch_owes_neither(world):
    assert owed(world, date(2026, 12, 31), world.here) == {}


def test_the_duties_take_the_same_statements_for_one_and_for_many(world, statements):
    owed(world, date(2026, 12, 31), world.university, world.college)
    statements()
    owed(world, date(2026, 12, 31))
    one = len(statements())
    owed(world, date(2026, 12, 31), world.university, world.college)
    assert len(statements()) == one
