"""What branches owe people on the way: when each reminder begins, is late, and is settled."""

from datetime import date, timedelta

import pytest

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.development import duties, queries
from app.development.actions import reviews, steps, supporters
from app.findings.engine import State
from app.members.life import actions as life
from app.rules.dates import PartialDate
from app.rules.development.case import ReviewKind
from app.rules.development.steps import Step
from app.rules.life import EventKind
from tests.development.made import ON, last, opened, take, vote, walked


def told(world, day):
    """{(what, state)} of the branch on that day, without the person's name."""
    found = duties.findings([world.here], day)
    return {(one.what.partition("：")[2], one.state) for one in found}


def one(world, day, what):
    [found] = [f for f in duties.findings([world.here], day) if what in f.what]
    return found


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2024, 9, 3), State.OPEN),
        (date(2024, 9, 24), State.OPEN),
        (date(2024, 9, 25), State.SOON),
        (date(2024, 10, 2), State.SOON),
        (date(2024, 10, 3), State.LATE),
    ],
)
def test_the_talk_is_owed_for_a_month(world, day, state):
    opened(world)
    assert ("同入党申请人谈话", state) in told(world, day)


def test_the_talk_once_held_is_owed_no_more(world):
    walked(world, Step.TALK)
    assert told(world, date(2026, 11, 16)) == set()


def test_a_finding_says_why_since_when_and_what_to_press(world, client_of):
    file = opened(world)
    db.session.commit()
    found = one(world, date(2024, 10, 3), "谈话")
    assert (found.rule_id, found.since, found.due) == (
        "DEV-02",
        date(2024, 9, 2),
        date(2024, 10, 2),
    )
    assert "第七条" in found.cite
    assert found.press_url == f"/development/{file.id}/steps/2"
    assert client_of("secretary").get(found.press_url).status_code == 200


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 8, 12), None),
        (date(2026, 8, 13), State.SOON),
        (date(2026, 8, 27), State.SOON),
        (date(2026, 8, 28), State.LATE),
    ],
)
def test_a_review_is_owed_every_half_year(world, day, state):
    walked(world, Step.CONTACTS)
    states = {s for what, s in told(world, day) if what == "入党积极分子考察"}
    assert states == ({state} if state else set())


def test_a_review_moves_the_next_one(world):
    file = walked(world, Step.CONTACTS)
    reviews.add(file, ReviewKind.ACTIVIST, reviewed_on=PartialDate(2026, 8, 20))
    assert ("入党积极分子考察", State.LATE) not in told(world, date(2026, 9, 30))


@pytest.mark.parametrize(("day", "there"), [(date(2026, 3, 2), False), (date(2026, 3, 3), True)])
def test_after_a_year_the_activist_may_be_discussed(world, day, there):
    walked(world, Step.CONTACTS)
    assert (("可以讨论确定为发展对象", State.INFO) in told(world, day)) is there


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 7, 18), State.OPEN),
        (date(2026, 7, 26), State.SOON),
        (date(2026, 7, 27), State.LATE),
    ],
)
def test_the_assembly_is_owed_within_a_month_of_the_prereview(world, day, state):
    walked(world, Step.BOOKLET)
    assert ("支部党员大会讨论接收", state) in told(world, day)


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2026, 9, 2), None), (date(2026, 9, 3), State.SOON), (date(2026, 10, 4), State.LATE)],
)
def test_the_approval_is_waited_for_three_months(world, day, state):
    walked(world, Step.ACCEPTED)
    states = {s for what, s in told(world, day) if what == "接收预备党员审批"}
    assert states == ({state} if state else set())


@pytest.mark.parametrize(
    ("day", "state"), [(date(2026, 8, 15), State.SOON), (date(2026, 8, 16), State.LATE)]
)
def test_the_oath_is_owed_within_a_month_of_the_approval(world, day, state):
    walked(world, Step.ASSIGNED)
    assert ("入党宣誓", state) in told(world, day)


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2027, 6, 2), None), (date(2027, 6, 3), State.SOON), (date(2027, 7, 4), State.LATE)],
)
def test_the_end_of_probation_asks_for_the_application(world, day, state):
    walked(world, Step.OATH)
    states = {s for what, s in told(world, day) if "转正申请" in what}
    assert states == ({state} if state else set())


def test_a_kind_of_duty_never_carries_the_person_s_name(world):
    """Filters, calendars and letters tell kinds; after a late application no rule names one."""
    file = walked(world, Step.OATH)
    take(world, file, Step.CONFIRMATION_ASKED, date(2027, 7, 20))
    [found] = [f for f in duties.findings([world.here], date(2027, 9, 1)) if not f.rule_id]
    assert found.what == "沈砚：支部党员大会讨论转正"
    assert found.duty == "支部党员大会讨论转正"


def test_the_confirmation_waits_three_months_for_its_approval(world):
    walked(world, Step.CONFIRMATION_VOTED)
    found = one(world, date(2027, 10, 9), "审批")
    assert (found.due, found.state, found.rule_id) == (date(2027, 10, 8), State.LATE, "DEV-28")
    assert found.superior


def test_the_end_of_an_extension_is_told(world):
    file = walked(world, Step.CONFIRMATION_ASKED)
    vote(world, file, Step.CONFIRMATION_VOTED, matter="extend", months=6)
    take(world, file, Step.CONFIRMATION_APPROVED)
    found = one(world, date(2027, 12, 10), "讨论转正")
    assert (found.due, found.rule_id) == (date(2028, 1, 3), "DEV-27")


@pytest.mark.parametrize(
    ("leaves", "there"), [(date(2026, 9, 30), True), (date(2026, 10, 1), False)]
)
def test_somebody_about_to_leave_is_told(world, leaves, there):
    file = walked(world, Step.COURSE)
    file.leaves_on = leaves
    db.session.flush()
    assert (("三个月内将离开", State.INFO) in told(world, date(2026, 6, 30))) is there


def test_a_contact_who_has_left_is_to_be_replaced(world):
    file = walked(world, Step.CONTACTS)
    gone = world.members["韩志远"]
    life.record(gone, EventKind.DIED, PartialDate(2026, 9, 1))
    assert ("另行指定培养联系人", State.LATE) in told(world, date(2026, 11, 16))
    helper = next(h for h in queries.helpers_of(EVERYTHING, file) if h.name == "韩志远")
    supporters.replace(helper, [world.people["王毛方"]], on=PartialDate(2026, 9, 10), why="去世")
    assert ("另行指定培养联系人", State.LATE) not in told(world, date(2026, 11, 16))


def test_what_has_come_to_nothing_is_owed_no_more(world):
    file = walked(world, Step.BOOKLET)
    vote(world, file, Step.ACCEPTED, yes=3, no=4)
    assert ("支部党员大会讨论接收", State.LATE) not in told(world, date(2026, 12, 1))


def test_a_closed_file_owes_nothing(world):
    file = opened(world)
    steps.close_file(file, "本人撤回申请")
    assert told(world, date(2026, 11, 16)) == set()


def test_the_statements_do_not_grow_with_people_or_branches(world, statements):
    walked(world, Step.CONTACTS)
    db.session.commit()
    branches = [world.here, world.there]
    assert [branch.name for branch in branches]
    statements()
    duties.findings(branches[:1], clock.today())
    few = len(statements())
    for number in range(5):
        opened(world, f"申请人{number}")
    db.session.flush()
    statements()
    duties.findings(branches, clock.today())
    assert len(statements()) == few <= 6


def test_limits_count_from_what_was_recorded(world):
    file = opened(world)
    assert last(file, Step.APPLY).taken_on == PartialDate.of(ON[Step.APPLY])
    assert one(world, ON[Step.APPLY] + timedelta(days=1), "谈话").since == ON[Step.APPLY]


def test_nothing_is_owed_of_steps_that_were_passed_over_long_ago(world):
    file = walked(world, Step.CONFIRMATION_APPROVED)
    for step in (Step.PROSPECT, Step.OATH, Step.CONFIRMATION_ASKED):
        db.session.delete(last(file, step))
    db.session.flush()
    assert told(world, date(2030, 1, 1)) == set()
