"""What branches owe: by make and day, set-based, with the facts that explain it."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING, Scope
from app.core import audit, clock
from app.core.db import db
from app.findings.engine import State, owed
from app.meetings import actions, duties, queries, years
from app.meetings.attendance import AttendanceCode, Mark
from app.meetings.models import Meeting
from app.organizations import actions as organizations
from app.rules.meetings import DueState, MeetingKind
from app.rules.organizations import OrganizationKind, UnitType
from tests.meetings.made import PRESENT, meeting

TODAY = date(2026, 11, 16)


@pytest.fixture
def old(world):
    """The same world, but the portal was set up in January."""
    with clock.travel(date(2026, 1, 5)):
        audit.record("建立", "实例")
    return world


def of(branch, day=TODAY):
    found = owed(duties.findings([branch], day))
    return {(f.what, f.state): f for f in found}


def group(world, name="第一党小组"):
    made = organizations.create(
        code=name, name=name, kind=OrganizationKind.GROUP, unit_type=UnitType.OTHER,
        parent=world.here,
    )  # fmt: skip
    for member in list(world.members.values())[:3]:
        member.group_id = made.id
    db.session.flush()
    return made


def test_a_new_instance_owes_from_its_first_day(world):
    states = {f.state for f in owed(duties.findings([world.here], TODAY))}
    assert State.LATE not in states
    assert ("支委会", State.OPEN) in of(world.here)


def test_months_over_make_one_finding_a_kind_with_the_oldest_first(old):
    found = of(old.here)["主题党日", State.LATE]
    assert found.since == date(2026, 1, 1)
    assert found.due == date(2026, 1, 31)
    assert found.why.startswith("1月、2月、3月、4月、5月、6月等 10 次还没有记录。")
    assert "until=2026-01-31" in found.press_url


def test_a_branch_founded_in_the_year_owes_from_then(old):
    old.here.founded_on = date(2026, 9, 20)
    db.session.flush()
    assert of(old.here)["主题党日", State.LATE].why.startswith("9月、10月还没有记录。")


def test_a_recorded_meeting_settles_its_period_only(old):
    meeting(old, held_on=date(2026, 10, 9), late_reason="补录")
    why = of(old.here)["支委会", State.LATE].why
    assert "10月" not in why.partition("上次")[0]
    assert "9 次" in why


def test_a_withdrawn_meeting_settles_nothing(world):
    made = meeting(world)
    assert ("支委会", State.OPEN) not in of(world.here)
    actions.withdraw(made, why="记重了")
    assert ("支委会", State.OPEN) in of(world.here)


@pytest.mark.parametrize(("day", "state"), [(24, State.OPEN), (25, State.SOON), (30, State.SOON)])
def test_five_days_before_the_month_ends_it_is_soon(world, day, state):
    assert ("支委会", state) in of(world.here, date(2026, 11, day))


def test_the_day_after_the_month_it_is_late(world):
    assert ("支委会", State.LATE) in of(world.here, date(2026, 12, 1))


def test_the_reason_tells_of_the_last_meeting(world):
    marks = {world.people["周敏"].id: PRESENT,
             world.people["郑一诺"].id: Mark(AttendanceCode.SICK)}  # fmt: skip
    meeting(world, held_on=date(2026, 10, 27), attendance=marks, late_reason="补录")
    finding = of(world.here)["支委会", State.OPEN]
    assert finding.why == "11月还没有记录。上次：10月27日，会议室 302，应到 2 人，到 1 人。"
    assert finding.cite == "《中国共产党支部工作条例（试行）》第十二条"


def test_a_small_branch_without_committee_owes_no_committee_meetings(world):
    assert "支委会" not in {what for what, _ in of(world.there)}


def test_every_group_owes_its_own_meeting(world):
    first, second = group(world), group(world, "第二党小组")
    member = world.people["周敏"].id
    meeting(world, MeetingKind.GROUP, group=second, attendance={member: PRESENT})
    whats = {what for what, _ in of(world.here)}
    assert "党小组会（第一党小组）" in whats
    assert "党小组会（第二党小组）" not in whats
    assert f"group={first.id}" in of(world.here)["党小组会（第一党小组）", State.OPEN].press_url


def test_only_branches_owe_meetings(world):
    assert duties.findings([world.college, world.university], TODAY) == []


def test_the_statements_do_not_grow_with_branches(world, statements):
    branches = [world.here, world.there]
    assert [branch.name for branch in branches]  # loaded again after the commit
    statements()
    duties.findings(branches[:1], TODAY)
    alone = len(statements())
    assert alone <= 8
    duties.findings(branches, TODAY)
    assert len(statements()) == alone


def test_what_a_press_opens_exists(client_of, world):
    db.session.commit()
    for finding in owed(duties.findings([world.here], TODAY)):
        assert client_of("secretary").get(finding.press_url).status_code == 200


def test_the_year_shows_done_owed_and_not_owed(old):
    meeting(old)
    rows = {row.label: row.cells for row in years.rows(EVERYTHING, old.here, 2026, TODAY)}
    looks = [cell.look for cell in rows["支委会"]]
    assert looks == ["late"] * 10 + ["done", "na"]
    assert [cell.span for cell in rows["支部党员大会"]] == [3, 3, 3, 3]
    assert rows["组织生活会"][0].look == "owed"
    assert "党小组会" not in rows


def test_a_record_from_before_the_portal_is_shown_though_not_owed(world):
    meeting(world, held_on=date(2026, 3, 9), late_reason="补录纸质记录")
    rows = {row.label: row.cells for row in years.rows(EVERYTHING, world.here, 2026, TODAY)}
    assert [c.look for c in rows["支委会"]][:4] == ["na", "na", "done", "na"]


def test_a_year_gone_by_is_judged_as_a_whole(old):
    told = duties.of_branches([old.here], date(2027, 2, 1), until=date(2026, 12, 31))
    assert {one.state for one in told} == {DueState.LATE}
    assert db.session.query(Meeting).count() == 0


def test_own_attendance_is_found_within_the_scope(world):
    meeting(world)
    person = world.people["周敏"].id
    assert [one.code for one in queries.of_person(EVERYTHING, person, 2026)] == ["present"]
    assert queries.of_person(Scope(frozenset({world.there.path})), person, 2026) == []
    assert queries.of_person(EVERYTHING, person, 2025) == []


def test_the_year_in_numbers_counts_what_stands(world):
    meeting(world)
    actions.withdraw(meeting(world, MeetingKind.THEME_DAY), why="记重了")
    facts = queries.year_facts(EVERYTHING, world.here, 2026)
    assert facts.held == {MeetingKind.COMMITTEE: 1}
    assert (facts.due, facts.present) == (3, 3)
    assert facts.resolutions == [(date(2026, 11, 10), "研究11月学习安排", "26日下午集中学习。")]


def test_a_group_owes_only_from_the_day_it_was_entered(old):
    made = group(old)
    told = duties.of_branches([old.here], TODAY, until=TODAY)
    assert {one.period.label for one in told if one.group is made} == {"2026年11月"}
