"""Where the committee names them, deputies, committee members and other teams are assessed too."""

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core.db import db
from app.debriefs.assessment import actions, builders, duties, queries
from app.debriefs.assessment.models import Assessment
from app.organizations import actions as organizations
from app.rules.assessment import Result, Subject
from app.rules.evaluations import DebriefMark
from app.rules.organizations import OrganizationKind, PostKind
from tests.conftest import TODAY
from tests.debriefs.assessment.made import ITEMS, assessment
from tests.debriefs.rounds.made import heard, held
from tests.world import appoint


def offered(world, subject=Subject.CADRE):
    return queries.candidates(EVERYTHING, world.college, subject, TODAY)


def named(world, client_of, *names):
    """An assessment of the secretaries and these people."""
    ticked = [one.key for one in offered(world) if one.usual or one.person.name in names]
    address = f"/debriefs/assessments/new?organization={world.college.id}"
    assert client_of("faculty").post(address, data={"branches": ticked}).status_code == 303
    return db.session.scalars(select(Assessment)).one()


def entry(made, name):
    return next(one for one in queries.entries(EVERYTHING, made) if one.name == name)


def test_they_are_offered_after_the_secretaries_and_not_ticked(client_of, world):
    found = [(one.person.name, one.post, one.usual) for one in offered(world)]
    assert found == [
        ("孙翀", "", True), ("周敏", "", True), ("郑一诺", "组织委员", False),
        ("韩志远", "宣传委员", False),
    ]  # fmt: skip
    page = client_of("faculty").get(f"/debriefs/assessments/new?organization={world.college.id}")
    assert "郑一诺（组织委员）" in page.text
    assert page.text.count("checked") == 2


def test_without_them_the_title_stays_that_of_secretaries(world):
    assert assessment(world).title == "2026年度党支部书记考核"


def test_they_are_assessed_beside_the_secretaries_with_their_posts(client_of, world):
    made = named(world, client_of, "郑一诺")
    assert made.title == "2026年度党务干部考核"
    own = entry(made, "郑一诺")
    assert (own.post, own.organization_id) == ("组织委员", world.here.id)
    sheet = builders.result(made, queries.entries(EVERYTHING, made), {}, TODAY)
    assert "计算机学院教工第一党支部组织委员" in {row.branch for row in sheet.rows}


@pytest.mark.parametrize(("name", "refused"), [("周敏", True), ("郑一诺", False)])
def test_the_opinion_on_a_report_binds_who_gave_it(client_of, world, name, refused):
    """EV-09 speaks of the secretary's report; a committee member gave none."""
    heard(world, held(world), overall=DebriefMark.FAIRLY_GOOD)
    made = named(world, client_of, "郑一诺")
    own = entry(made, name)
    fields = {f"mark_{item.id}": "90" for item in made.items} | {"grade": "excellent"}
    answer = client_of("faculty").post(f"/debriefs/assessments/entries/{own.id}", data=fields)
    assert answer.status_code == (422 if refused else 303)


def test_each_sees_the_own_result_alone(client_of, world):
    made = named(world, client_of, "郑一诺", "韩志远")
    entries = queries.entries(EVERYTHING, made)
    for one in entries:
        marks = {item.id: 80.0 for item in made.items}
        actions.mark(one, marks, grade=Result.COMPETENT, remark=f"给{one.name}的话", overall=None)
    actions.show(made, entries, {}, until=TODAY)
    db.session.commit()
    page = client_of("committee_member").get("/debriefs/assessments/mine").text
    assert "给郑一诺的话" in page
    assert "给周敏的话" not in page
    assert "给韩志远的话" not in page


def test_a_branch_is_told_once_however_many_of_it_are_assessed(client_of, world):
    made = named(world, client_of, "郑一诺", "韩志远")
    entries = queries.entries(EVERYTHING, made)
    for one in entries:
        marks = {item.id: 80.0 for item in made.items}
        actions.mark(one, marks, grade=Result.COMPETENT, remark="", overall=None)
    actions.show(made, entries, {}, until=TODAY)
    db.session.commit()
    assert len(list(duties.findings([world.here], TODAY))) == 1


def test_teams_of_committees_below_may_be_named(world):
    below = organizations.create(
        code="ZZ", name="材料系党总支", kind=OrganizationKind.GENERAL_BRANCH,
        unit_type=world.college.unit_type, parent=world.college, founded_on=date(2020, 1, 1),
    )  # fmt: skip
    found = offered(world, Subject.TEAM)
    assert [one.organization.id for one in found if not one.usual] == [below.id]
    made = actions.set_up(world.college, 2026, Subject.TEAM, found, ITEMS)
    assert made.title == "2026年度领导班子考核"
    [own] = [one for one in queries.entries(EVERYTHING, made) if one.organization_id == below.id]
    assert own.name.endswith("材料系党总支领导班子")
    actions.mark(
        own, {i.id: 90.0 for i in made.items}, grade=Result.EXCELLENT, remark="", overall=None
    )
    assert own.grade is Result.EXCELLENT


def test_who_holds_two_posts_in_one_place_is_assessed_there_once(world):
    appoint(world, "周敏", world.here, PostKind.COMMITTEE_MEMBER, duty="纪检委员")
    db.session.flush()
    assert [one.person.name for one in offered(world)].count("周敏") == 1
