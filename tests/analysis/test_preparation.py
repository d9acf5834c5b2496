"""组织生活会的准备: seven steps, each from the record that holds it."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.analysis import actions, duties, preparation, queries
from app.core import clock
from app.core.db import db
from app.evaluations import actions as evaluations
from app.findings.engine import State
from app.rules.meetings import MeetingKind
from tests.analysis.made import handed, opened
from tests.meetings.made import VOTERS, meeting
from tests.meetings.talks.made import everybody

TODAY = date(2026, 11, 16)
TITLES = ["会前学习", "谈心谈话", "征求意见", "对照检查", "组织生活会", "整改清单", "民主评议党员"]
WRITERS = ("周敏", "郑一诺", "韩志远", "欧阳懿", "张淼燊", "李喆昇", "王毛方", "杜怡可")


def steps(made, due=8):
    found = preparation.of_round(EVERYTHING, made, due, TODAY)
    return {step.title: step for step in found.steps}


def test_at_first_nothing_is_done_and_each_step_has_its_article(world):
    found = steps(opened(world))
    assert list(found) == TITLES
    assert not any(step.done for step in found.values())
    assert {title: step.rule_id for title, step in found.items()} == dict(
        zip(TITLES, ["BR-19", "BR-21", "BR-19", "BR-19", "BR-19", "BR-19", "BR-20"], strict=True)
    )
    assert found["组织生活会"].cite(TODAY) == "《中国共产党支部工作条例（试行）》第十七条"


def test_each_step_is_done_by_its_own_record(world):
    made = opened(world)
    actions.note(
        made, due_on=made.due_on, study_on=TODAY, study_note="党章", opinions_on=TODAY,
        opinions_note="",
    )  # fmt: skip
    everybody(world)
    for name in WRITERS:
        handed(world, made, name)
    meeting(world, MeetingKind.LIFE, names=VOTERS, title="组织生活会", items=[], content="查摆。")
    check = queries.check(EVERYTHING, made, world.people["欧阳懿"].id)
    actions.list_problems(check, ["走访宿舍少"], due_on=date(2027, 3, 1), measure="")
    found = steps(made)
    assert [title for title, step in found.items() if step.done] == TITLES[:-1]
    assert found["会前学习"].words == "11月16日：党章。"


@pytest.mark.parametrize(("handed_in", "done"), [(7, False), (8, True)])
def test_the_checks_are_complete_when_everybody_has_written(world, handed_in, done):
    made = opened(world)
    for name in WRITERS[:handed_in]:
        handed(world, made, name)
    assert steps(made)["对照检查"].done is done


def test_the_evaluation_of_the_year_is_linked(world):
    made = opened(world)
    [campaign] = evaluations.prepare(
        [world.here], kind="member_review", year=2026, title="", minimum=5, opens_on=TODAY,
        closes_on=date(2026, 11, 25),
    )  # fmt: skip
    step = steps(made)["民主评议党员"]
    assert step.address == f"/evaluations/{campaign.id}"
    assert not step.done


def test_the_page_has_a_press_for_each_step(client_of, world):
    made = opened(world)
    db.session.commit()
    secretary = client_of("secretary")
    page = secretary.get(f"/analysis/{made.id}").text
    for step in steps(made).values():
        assert step.address.replace("&", "&amp;") in page
        assert secretary.get(step.address).status_code == 200, step.address


def test_the_page_asks_few_statements(client_of, world, statements):
    made = opened(world)
    db.session.commit()
    officer = client_of("faculty")
    statements()
    assert officer.get(f"/analysis/{made.id}").status_code == 200
    assert len(statements()) <= 16


def found(world, day=TODAY):
    return [one for one in duties.findings([world.here], day) if one.line == "analysis"]


def test_without_a_round_nothing_is_owed(world):
    assert found(world) == []


@pytest.mark.parametrize(("day", "state"), [
    (date(2026, 11, 22), State.OPEN), (date(2026, 11, 23), State.SOON),
    (date(2026, 11, 30), State.SOON), (date(2026, 12, 1), State.LATE),
])  # fmt: skip
def test_an_open_round_presses_by_the_branchs_own_day(world, day, state):
    opened(world)
    [one] = found(world, day)
    assert (one.state, one.subject, one.cite) == (state, "analysis/2026", "")
    assert one.why == "对照检查交了 0 份，应交 8 份，11月30日前交齐。"


def test_a_round_is_done_when_all_have_written_or_it_is_closed(world):
    made = opened(world)
    for name in WRITERS:
        handed(world, made, name)
    assert [one.state for one in found(world)] == [State.DONE]
    other = opened(world, branch=world.there)
    actions.close(other)
    [one] = duties.findings([world.there], TODAY)
    assert one.state is State.DONE
    with clock.travel(date(2027, 1, 5)):
        assert list(duties.findings([world.there], date(2027, 1, 5))) == []


def test_one_statement_tells_of_all(world, statements):
    opened(world)
    opened(world, branch=world.there)
    branches = [world.here, world.there]
    assert [branch.name for branch in branches]
    statements()
    assert len(list(duties.findings(branches, TODAY))) == 2
    assert len(statements()) == 1
