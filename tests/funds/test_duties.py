"""What is owed of money, told on the day it begins and not the day before."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.findings.engine import State
from app.funds import actions, budgeting, duties, sums
from app.funds.budgeting import Planned
from app.organizations import actions as organizations
from app.rules.funds.checks import usual
from app.rules.funds.kinds import Level, LineKind
from tests.funds import made

TODAY = made.TODAY


def owed(world, day=TODAY, *places):
    return {
        one.subject.split("/")[1]: one for one in duties.findings(list(places) or [world.here], day)
    }


def test_nobody_is_asked_for_a_budget_unless_the_rule_is_switched_on(world):
    assert owed(world) == {}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 1, 20), State.AHEAD), (date(2026, 2, 2), State.OPEN),
        (date(2026, 3, 23), State.OPEN), (date(2026, 3, 24), State.SOON),
        (date(2026, 3, 31), State.SOON), (date(2026, 4, 1), State.LATE),
    ],
)  # fmt: skip
def test_the_yearly_budget_is_asked_for_by_the_end_of_march(world, day, state):
    organizations.set_local_rule(
        world.college, "FU-01", True, since=date(2025, 1, 1), reason="党委会议"
    )
    assert owed(world, day)["budget"].state is state


def test_a_budget_handed_in_settles_it_and_waits_above(world):
    organizations.set_local_rule(
        world.college, "FU-01", True, since=date(2025, 1, 1), reason="党委会议"
    )
    budget = made.drafted(world)
    assert owed(world)["budget"].state is State.LATE
    budgeting.send(budget, by=None)
    found = owed(world)
    assert found["budget"].state is State.DONE
    assert (found["approve-budget"].superior, found["approve-budget"].due) == (
        True, date(2026, 12, 16),
    )  # fmt: skip


def test_a_request_waits_first_for_the_meeting_then_for_whoever_approves(world, line):
    request = made.asked(world, line, 150_000)
    found = owed(world)
    assert (found["decide"].rule_id, found["decide"].due) == ("FU-03", date(2026, 12, 1))
    meeting = made.decision(world)
    actions.decide(
        request, meeting=meeting, item_number=meeting.items[0].number, decision="同意", why=""
    )
    found = owed(world)
    assert "decide" not in found
    assert found["approve"].superior
    assert "等上级党组织审批" in found["approve"].why
    assert found["approve"].due == date(2026, 11, 23)
    assert owed(world, date(2026, 11, 24))["approve"].state is State.LATE


def test_a_small_request_waits_in_the_branch_itself(world, line):
    made.decided(world, line, 100_000)
    found = owed(world)["approve"]
    assert not found.superior
    assert "本组织" in found.why


def test_the_missing_decision_on_dues_cites_the_regulation(world, line):
    made.asked(world, made.line(line.budget, LineKind.DUES), 100)
    found = owed(world)["decide"]
    assert found.binding
    assert "第二十条" in found.cite


def test_a_returned_request_is_told(world, line):
    request = made.decided(world, line)
    actions.send_back(request, by=None, held=Level.SUPERIOR, field="用途", why="改。")
    assert "returned" in owed(world)


def test_money_is_to_be_settled_once_the_activity_is_over(world, line):
    made.approved(world, line, 1_000, activity_on=date(2026, 11, 20))
    assert "settle" not in owed(world, date(2026, 11, 19))
    assert owed(world, date(2026, 11, 20))["settle"].due == date(2026, 12, 20)
    assert owed(world, date(2026, 12, 21))["settle"].state is State.LATE


@pytest.mark.parametrize(("amount", "told"), [(449_999, False), (450_000, True)])
def test_a_line_is_nearly_used_from_the_share_on(world, line, amount, told):
    made.approved(world, line, amount)
    assert ("nearly" in owed(world)) is told


def test_the_share_is_what_the_organisation_above_says(world, line):
    manner = usual(TODAY)
    budgeting.set_manners(
        world.college, None, type(manner)(1, 2, manner.year_end, 50), basis="党委会议"
    )
    made.approved(world, line, 250_000)
    assert "50%" in owed(world)["nearly"].why


def test_a_line_never_used_is_told_from_october_on(world):
    lines = [Planned(LineKind.WORK, "党建工作经费", 500_000)]
    with clock.travel(date(2026, 3, 20)):
        line = made.line(made.budget(world, lines=lines))
    assert "unused" not in owed(world, date(2026, 9, 30))
    assert owed(world, date(2026, 10, 1))["unused"].state is State.INFO
    made.approved(world, line, 100)
    assert "unused" not in owed(world)


def test_no_title_and_no_amount_stands_in_a_finding(world, line):
    made.asked(world, line, 123_400, title="慰问欧阳懿")
    told = owed(world)["decide"]
    assert "欧阳懿" not in told.what + told.why
    assert "1,234" not in told.what + told.why


def test_findings_of_many_cost_as_many_statements_as_of_one(world, line, statements):
    there = made.line(made.budget(world, world.there))
    made.asked(world, line)
    made.asked(world, there)
    db.session.commit()
    counts = []
    for places in ([world.here], [world.here, world.there, world.college]):
        assert all(one.path for one in places)  # read before counting
        statements()
        list(duties.findings(places, TODAY))
        counts.append(len(statements()))
    assert counts[0] == counts[1] <= 8


def test_the_overview_counts_every_organisation_once(world, line):
    rows = sums.overview(EVERYTHING, 2026, limit=100)
    assert [one.organization.code for one in rows] == ["U", "CS", "CS-01", "CS-02"]
    assert sums.totals(EVERYTHING, 2026).given == 860_000
    assert sums.overview(EVERYTHING, 2027, limit=100)[2].state is None
