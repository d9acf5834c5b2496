"""The queue: what waits for this committee, the days that are left, what the files look like."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core.db import db
from app.development.models import Request
from app.development.superior import duties, queries
from app.development.superior.queue import groups
from app.findings.engine import State
from app.organizations import actions as organizations
from app.rules.dates import PartialDate
from app.rules.development.steps import Step
from app.rules.organizations import OrganizationKind, PostKind, UnitType
from tests.development.made import walked
from tests.development.superior.made import many, submitted
from tests.world import appoint


def lines(day, *, local=frozenset(), world):
    found = queries.waiting(EVERYTHING)
    return groups(found, {}, {world.here.id: local}, day)


def test_the_queue_stands_by_kind_with_person_and_branch(client_of, world):
    many(world, 2)
    page = client_of("faculty").get("/development/queue").text
    assert "发展对象预审" in page
    assert "甲0" in page
    assert "教工第一党支部" in page


@pytest.mark.parametrize(
    ("day", "left", "state"),
    [
        (date(2026, 9, 18), 15, "plain"),
        (date(2026, 9, 19), 14, "soon"),
        (date(2026, 10, 3), 0, "soon"),
        (date(2026, 10, 4), -1, "late"),
    ],
)
def test_an_approval_has_three_months_from_the_assembly(world, day, left, state):
    many(world, 1, until=Step.SUPERIOR_TALK, step=Step.APPROVED)
    [group] = lines(day, world=world)
    [line] = group.lines
    assert (line.left, line.state) == (left, state)
    assert line.limit.last == date(2027, 1, 3)


def test_a_confirmation_has_three_months_and_no_longer(world):
    many(world, 1, until=Step.CONFIRMATION_VOTED, step=Step.CONFIRMATION_APPROVED)
    [group] = lines(date(2027, 7, 10), world=world)
    assert group.lines[0].limit.due == date(2027, 10, 8)
    assert group.lines[0].limit.last is None


def test_a_prereview_has_a_month_only_where_the_local_rule_is_on(world):
    many(world, 1)
    [off] = lines(date(2026, 11, 10), world=world)
    [on] = lines(date(2026, 11, 10), local=frozenset({"DEV-L5"}), world=world)
    assert off.lines[0].left is None
    assert on.lines[0].left == 22


def test_an_assembly_known_to_its_month_counts_from_the_months_end(world):
    [request] = many(world, 1, until=Step.SUPERIOR_TALK, step=Step.APPROVED)
    taken = queries.steps_taken(EVERYTHING, [request.file_id])[request.file_id, Step.ACCEPTED]
    taken.taken_on = PartialDate(2026, 7)
    db.session.commit()
    [group] = lines(date(2026, 8, 1), world=world)
    assert (group.lines[0].limit.due, group.lines[0].limit.vague) == (date(2026, 10, 31), True)


def test_what_has_the_fewest_days_left_stands_first(world):
    first, second = many(world, 2, until=Step.SUPERIOR_TALK, step=Step.APPROVED)
    taken = queries.steps_taken(EVERYTHING, [second.file_id])[second.file_id, Step.ACCEPTED]
    taken.taken_on = PartialDate(2026, 6, 1)
    db.session.commit()
    [group] = lines(date(2026, 8, 1), world=world)
    assert [line.waiting.id for line in group.lines] == [second.id, first.id]


def test_the_queue_takes_the_same_few_statements_at_any_size(client_of, world, statements):
    many(world, 500)
    client = client_of("faculty")
    statements()
    page = client.get("/development/queue")
    assert len([one for one in statements() if one.startswith("SELECT")]) <= 10
    assert "500 人" in page.text


def test_checked_files_take_the_same_statements_for_one_and_for_many(client_of, world, statements):
    client = client_of("faculty")
    many(world, 1)
    statements()
    client.get("/development/queue?checks=1")
    one = len(statements())
    many(world, 30)
    statements()
    client.get("/development/queue?checks=1")
    assert len(statements()) == one


def test_the_linters_findings_are_counted_and_can_be_opened(client_of, world):
    many(world, 1)
    page = client_of("faculty").get("/development/queue?checks=1").text
    assert "处，" in page
    assert "没有考察记录" in page


def test_a_file_in_order_says_so(client_of, world):
    submitted(world, walked(world, Step.TALK), Step.ACTIVIST_FILED)
    db.session.commit()
    page = client_of("faculty").get("/development/queue?checks=1").text
    assert "沈砚" in page


def test_the_university_sees_what_waits_at_the_college_but_does_not_decide_it(client_of, world):
    [request] = many(world, 1)
    client = client_of("committee")
    assert "甲0" not in client.get("/development/queue").text
    page = client.get(f"/development/queue?organization={world.college.id}").text
    assert "甲0" in page
    assert "这里只能查看" in page
    answer = client.get(f"/development/queue/decide?request={request.id}", follow_redirects=True)
    assert "这些事项由计算机学院党委办理" in answer.text


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 9, 2), State.OPEN),
        (date(2026, 9, 3), State.SOON),
        (date(2026, 10, 3), State.SOON),
        (date(2026, 10, 4), State.LATE),
    ],
)
def test_the_committee_is_reminded_thirty_days_before_the_limit(world, day, state):
    many(world, 2, until=Step.SUPERIOR_TALK, step=Step.APPROVED)
    [finding] = duties.findings([world.university, world.college, world.here], day)
    assert (finding.organization_id, finding.due) == (world.college.id, date(2026, 10, 3))
    assert finding.state is state
    assert "2 人等待" in finding.what


def test_what_has_no_limit_is_no_duty(world):
    many(world, 1)
    assert duties.findings([world.college], date(2026, 11, 16)) == []


def test_a_secretary_has_no_queue(client_of, world):
    assert client_of("secretary").get("/development/queue").status_code == 403


def test_a_general_branch_only_gives_its_opinion(client_of, world):
    general = organizations.create(
        code="GB", name="软件系党总支", kind=OrganizationKind.GENERAL_BRANCH,
        unit_type=UnitType.TEACHER, parent=world.college,
    )  # fmt: skip
    branch = organizations.create(
        code="GB-01", name="软件系教工党支部", kind=OrganizationKind.BRANCH,
        unit_type=UnitType.TEACHER, parent=general,
    )  # fmt: skip
    appoint(world, "林祎", general, PostKind.OFFICER)
    [request] = many(world, 1, until=Step.SUPERIOR_TALK, step=Step.APPROVED, branch=branch)
    client = client_of("stranger")
    assert "由计算机学院党委办理" in client.get("/development/queue").text
    decide = client.get(f"/development/queue/decide?request={request.id}", follow_redirects=True)
    assert "这些事项由计算机学院党委办理" in decide.text
    answer = client.post(
        f"/development/queue/opinion?request={request.id}",
        data={"on": "2026-11-10", "opinion": "同意上报审批。"},
    )
    assert answer.status_code == 303
    db.session.rollback()
    assert db.session.get(Request, request.id).note == (
        "软件系党总支审议（2026年11月10日）：同意上报审批。"
    )
    assert "同意上报审批" in client_of("faculty").get("/development/queue").text


def test_one_press_takes_the_most_urgent_of_a_kind_first(client_of, world):
    _, second = many(world, 2, until=Step.SUPERIOR_TALK, step=Step.APPROVED)
    taken = queries.steps_taken(EVERYTHING, [second.file_id])[second.file_id, Step.ACCEPTED]
    taken.taken_on = PartialDate(2026, 6, 1)
    db.session.commit()
    page = client_of("faculty").get("/development/queue/decide?all=17").text
    assert page.index("1. 甲1") < page.index("2. 甲0")


def test_one_press_leaves_what_waits_at_the_committees_below(client_of, world):
    [below] = many(world, 1)
    submitted(world, walked(world, Step.EXAMINED), Step.PREREVIEW, committee=world.university)
    db.session.commit()
    page = client_of("committee").get("/development/queue/decide?all=13").text
    assert "1. 沈砚" in page
    assert below.file.member.name not in page


def test_who_stands_between_writes_an_opinion_on_an_approval(client_of, world):
    file = walked(world, Step.SUPERIOR_TALK)
    request = submitted(world, file, Step.APPROVED, committee=world.university)
    db.session.commit()
    client, address = client_of("faculty"), f"/development/queue/opinion?request={request.id}"
    assert address in client.get("/development/queue").text
    assert "只审议，不审批" in client.get(address).text


def test_no_opinion_is_asked_on_what_is_only_filed_above(client_of, world):
    file = walked(world, Step.APPROVED)
    request = submitted(world, file, Step.APPROVAL_FILED, committee=world.university)
    db.session.commit()
    client, address = client_of("faculty"), f"/development/queue/opinion?request={request.id}"
    page = client.get("/development/queue").text
    assert "审批结果备案" in page
    assert address not in page
    assert "不需要经本组织审议" in client.get(address, follow_redirects=True).text
