"""The year's talks as a finding: one instance a branch and year, told also done and ahead."""

from datetime import date

import pytest

from app.core import audit, clock
from app.core.db import db
from app.findings.engine import State
from app.meetings.talks import duties
from tests.meetings.talks.made import everybody


def found(world, day, branches=None):
    return {f.subject: f for f in duties.findings(branches or [world.here], day)}


@pytest.mark.parametrize(("day", "state"), [
    (date(2026, 10, 31), State.AHEAD), (date(2026, 11, 1), State.SOON),
    (date(2026, 12, 31), State.SOON), (date(2027, 1, 1), State.LATE),
])  # fmt: skip
def test_it_is_told_ahead_then_from_sixty_days_before_the_years_end_then_late(world, day, state):
    one = found(world, day)["talks/2026"]
    assert (one.state, one.line, one.title) == (state, "talks", "谈心谈话")
    assert one.due == date(2026, 12, 31)


def test_what_is_short_is_told_kind_by_kind_with_the_article(world):
    one = found(world, date(2026, 11, 16))["talks/2026"]
    assert one.why == (
        "2026年：支委之间还差 3 对；还有 5 名党员没有同支委谈过；还有 5 名党员没有同其他党员谈过。"
    )
    assert one.cite == "《中国共产党支部工作条例（试行）》第十九条"
    assert one.press_url == f"/meetings/talks?organization={world.here.id}&year=2026"


def test_once_all_are_held_it_is_done_and_leads_to_the_record(world):
    everybody(world)
    one = found(world, date(2026, 11, 16))["talks/2026"]
    assert (one.state, one.record_url) == (State.DONE, one.press_url)
    assert "talks/2026" not in found(world, date(2027, 1, 2))


def test_a_year_before_the_portal_is_not_asked_for(world):
    assert list(found(world, date(2026, 11, 16))) == ["talks/2026"]
    with clock.travel(date(2025, 12, 31)):
        audit.record("建立", "实例")
    assert found(world, date(2026, 3, 31))["talks/2025"].state is State.LATE
    assert "talks/2025" not in found(world, date(2026, 4, 1))


def test_last_year_is_judged_by_who_was_a_member_then(world):
    with clock.travel(date(2025, 1, 5)):
        audit.record("建立", "实例")
    why = found(world, date(2026, 3, 16))["talks/2025"].why
    assert "4 名党员没有同支委谈过" in why  # 杜怡可 joined in 2026


def test_a_branch_of_one_owes_nothing(world):
    for name in ("吴赟", "赵堃", "钱彧", "林祎"):
        world.members[name].standing = "transferred"
    db.session.flush()
    assert found(world, date(2026, 11, 16), [world.there]) == {}


def test_the_statements_do_not_grow_with_branches(world, statements):
    branches = [world.here, world.there]
    assert [branch.name for branch in branches]
    statements()
    assert len(found(world, date(2026, 11, 16), branches)) == 1
    assert len(statements()) == 3
