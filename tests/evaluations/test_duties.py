"""The yearly 民主评议 as a finding (BR-20): from 60 days before the year's end, and late after."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.core.audit import AuditEntry
from app.core.db import db
from app.evaluations import actions
from app.evaluations.duties import findings
from app.findings.engine import State, owed
from tests.evaluations.conftest import TODAY, counted, opened, prepared


@pytest.mark.parametrize(("day", "reminds"), [
    (date(2026, 10, 30), False), (date(2026, 10, 31), False), (date(2026, 11, 1), True),
    (date(2026, 11, 2), True), (date(2026, 12, 31), True),
])  # fmt: skip
def test_the_reminder_comes_sixty_days_before_the_years_end(world, day, reminds):
    found = owed(findings([world.here, world.college], day))
    assert [f.state for f in found] == ([State.SOON] if reminds else [])


def test_next_year_it_is_late(world):
    (found,) = owed(findings([world.here], date(2027, 1, 1)))
    assert found.state is State.LATE
    assert found.due == date(2026, 12, 31)
    assert "year=2026" in found.press_url


def test_a_counted_evaluation_settles_it(world):
    counted(world)
    assert owed(findings([world.here], TODAY)) == []
    (found,) = findings([world.here], TODAY)
    assert (found.state, found.record_url) == (State.DONE, found.press_url)


@pytest.mark.parametrize(("make", "why"), [(prepared, "还没有开始"), (opened, "正在投票")])
def test_one_on_its_way_is_named(world, make, why):
    campaign = make(world)
    (found,) = findings([world.here], TODAY)
    assert why in found.why
    assert found.press_url == f"/evaluations/{campaign.id}"


def test_a_round_given_up_does_not_settle_it(world):
    campaign = opened(world)
    actions.close(campaign)
    actions.destroy(campaign)
    (found,) = findings([world.here], TODAY)
    assert found.press_label == "组织评议"


def test_years_before_the_portal_are_not_asked_for(world):
    assert owed(findings([world.here], date(2026, 3, 1))) == []
    begun = datetime(2025, 12, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    db.session.query(AuditEntry).update({AuditEntry.at: begun})
    (found,) = owed(findings([world.here], date(2026, 3, 1)))
    assert found.why == "2025年还没有开展。"
    assert owed(findings([world.here], date(2026, 4, 1))) == []


def test_many_branches_cost_the_same_statements(world, statements):
    db.session.commit()
    paths = [world.here, world.there]
    assert paths[0].path
    assert paths[1].path
    statements()
    findings(paths, TODAY)
    assert len([s for s in statements() if s.startswith("SELECT")]) <= 3
