"""What a branch owes in each period of a year, by kind and size and by what happened to it."""

from datetime import date

import pytest

from app.access.scope import EVERYTHING
from app.core import audit, clock
from app.core.db import db
from app.findings.engine import State, owed
from app.meetings import duties
from app.members.life import actions as life
from app.organizations import actions as organizations
from app.organizations import queries as tree
from app.rules.dates import PartialDate
from app.rules.life import EventKind
from app.rules.meetings import MeetingKind
from app.rules.members import Stage
from app.rules.organizations import OrganizationKind as Kind
from app.rules.organizations import PostKind, UnitType
from tests.meetings.made import PRESENT, meeting
from tests.world import add_member

K = MeetingKind
EVERY_MONTH = list(range(1, 13))
QUARTERS = [1, 2, 3, 4]
YEAR_END = date(2026, 12, 31)


@pytest.fixture
def old(world):
    """The portal was set up before the year began."""
    with clock.travel(date(2025, 12, 1)):
        audit.record("建立", "实例")
    return world


def branch(world, *, full=0, seats=0, groups=0, founded=date(2020, 3, 1), dissolved=None):
    number = len(world.members)
    made = organizations.create(
        code=f"B{number}", name=f"第{number}党支部", kind=Kind.BRANCH, unit_type=UnitType.OTHER,
        parent=world.college, founded_on=founded, dissolved_on=dissolved,
    )  # fmt: skip
    names = [f"人{number}之{n}" for n in range(full)]
    for name in names:
        add_member(world, made, name)
    for name in names[:seats]:
        organizations.appoint(
            made, world.people[name], kind=PostKind.COMMITTEE_MEMBER, started_on=date(2024, 3, 1)
        )
    for n in range(groups):
        organizations.create(
            code=f"{made.code}-{n}", name=f"第{n}党小组", kind=Kind.GROUP,
            unit_type=UnitType.OTHER, parent=made, founded_on=founded,
        )  # fmt: skip
    db.session.flush()
    return made


def periods(made, kind, day=YEAR_END, until=YEAR_END):
    found = duties.of_branches([made], day, until=until)
    return [one.period.number for one in found if one.kind is kind]


SIZES = [
    # full members, seats, groups: committee meetings, group meetings
    (2, 0, 0, [], []),
    (3, 0, 0, [], []),
    (6, 0, 0, [], []),
    (6, 3, 0, EVERY_MONTH, []),
    (7, 0, 0, EVERY_MONTH, []),
    (7, 3, 0, EVERY_MONTH, []),
    (20, 3, 2, EVERY_MONTH, sorted(EVERY_MONTH * 2)),
    (50, 5, 1, EVERY_MONTH, EVERY_MONTH),
]


@pytest.mark.parametrize(("full", "seats", "groups", "committee", "group"), SIZES)
def test_a_branch_owes_by_its_size(old, full, seats, groups, committee, group):
    made = branch(old, full=full, seats=seats, groups=groups)
    assert periods(made, K.COMMITTEE) == committee
    assert sorted(periods(made, K.GROUP)) == group
    assert periods(made, K.ASSEMBLY) == QUARTERS
    assert periods(made, K.THEME_DAY) == EVERY_MONTH
    assert periods(made, K.LIFE) == [1]
    assert periods(made, K.PARTY_CLASS) == []


@pytest.mark.parametrize("kind", [Kind.COMMITTEE, Kind.GENERAL_BRANCH])
def test_what_is_no_branch_owes_no_meeting(old, kind):
    made = organizations.create(
        code="X", name="党组织", kind=kind, unit_type=UnitType.OTHER, parent=old.university
    )
    assert duties.findings([made], YEAR_END) == []


def test_a_branch_founded_in_may_owes_from_may_and_from_the_second_quarter(old):
    made = branch(old, full=8, seats=3, founded=date(2026, 5, 20))
    assert periods(made, K.COMMITTEE) == EVERY_MONTH[4:]
    assert periods(made, K.ASSEMBLY) == [2, 3, 4]
    assert periods(made, K.LIFE) == [1]


@pytest.mark.parametrize(
    ("ended", "months", "quarters"),
    [
        ("2026-09-10", 8, [1, 2]),
        ("2026-09-30", 8, [1, 2]),
        ("2026-10-01", 9, [1, 2, 3]),
    ],
)
def test_a_branch_merged_in_september_owes_nothing_that_ended_after_it(
    old, ended, months, quarters
):
    made = branch(old, full=8, seats=3, dissolved=date.fromisoformat(ended))
    assert periods(made, K.THEME_DAY) == EVERY_MONTH[:months]
    assert periods(made, K.ASSEMBLY) == quarters
    assert periods(made, K.LIFE) == []


@pytest.mark.parametrize(
    ("confirmed", "first"),
    [("2026-08-01", 8), ("2026-08-02", 9), ("2026-08-31", 9), ("2026-09-01", 9)],
)
def test_the_seventh_full_member_brings_committee_meetings_from_the_next_month_on(
    old, confirmed, first
):
    made = branch(old, full=6)
    day = date.fromisoformat(confirmed)
    member = add_member(old, made, "第七位", Stage.FULL)
    member.confirmed_on = PartialDate.of(day)
    db.session.flush()
    assert periods(made, K.COMMITTEE) == EVERY_MONTH[first - 1 :]


def test_the_seventh_who_leaves_ends_them_with_that_month(old):
    made = branch(old, full=7)
    member = next(m for m in old.members.values() if m.organization_id == made.id)
    with clock.travel(date(2026, 8, 20)):
        life.record(member, EventKind.DIED, PartialDate(2026, 8, 15))
    assert periods(made, K.COMMITTEE) == EVERY_MONTH[:8]


def test_a_committee_elected_in_june_meets_from_july_on(old):
    made = branch(old, full=5)
    person = next(m for m in old.members.values() if m.organization_id == made.id).person
    organizations.appoint(
        made, person, kind=PostKind.COMMITTEE_MEMBER, started_on=date(2026, 6, 10)
    )
    assert periods(made, K.COMMITTEE) == EVERY_MONTH[6:]


def test_a_secretary_changed_in_july_changes_nothing_of_what_is_owed(old):
    def told():
        owed_ = duties.of_branches([old.here], YEAR_END, until=YEAR_END)
        return [(one.kind, one.period) for one in owed_]

    before = told()
    [post] = tree.posts_of(EVERYTHING, old.people["周敏"].id, date(2026, 7, 1))
    organizations.end_post(post, ended_on=date(2026, 7, 14))
    organizations.appoint(
        old.here, old.people["韩志远"], kind=PostKind.SECRETARY, started_on=date(2026, 7, 15)
    )
    assert told() == before


@pytest.mark.parametrize(
    ("held", "done"), [("2026-09-30", True), ("2026-10-01", False), ("2026-06-30", False)]
)
def test_the_quarters_last_day_still_counts(old, held, done):
    meeting(old, K.ASSEMBLY, held_on=date.fromisoformat(held), late_reason="补录")
    found = {one.subject: one.state for one in duties.findings([old.here], date(2026, 11, 16))}
    assert (found["meetings/assembly/2026-Q3"] is State.DONE) is done


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-12-16", State.OPEN), ("2026-12-17", State.SOON), ("2026-12-31", State.SOON)],
)
def test_a_quarter_is_marked_from_two_weeks_before_its_last_day(old, day, state):
    found = {one.subject: one.state for one in duties.findings([old.here], date.fromisoformat(day))}
    assert found["meetings/assembly/2026-Q4"] is state


def test_in_a_leap_year_february_ends_on_the_29th(old):
    found = {one.subject: one for one in duties.findings([old.here], date(2028, 2, 29))}
    february = found["meetings/committee/2028-02"]
    assert (february.due, february.state) == (date(2028, 2, 29), State.SOON)
    found = {one.subject: one for one in duties.findings([old.here], date(2028, 3, 1))}
    assert found["meetings/committee/2028-02"].state is State.LATE


@pytest.mark.parametrize(("day", "asked"), [("2027-03-31", True), ("2027-04-01", False)])
def test_what_the_year_left_open_is_asked_for_through_the_first_quarter(old, day, asked):
    found = owed(duties.findings([old.here], date.fromisoformat(day)))
    whole = [one for one in found if one.what == "组织生活会" and one.due == YEAR_END]
    assert bool(whole) is asked
    if asked:
        assert whole[0].why.startswith("2026年还没有记录")


def test_the_year_once_is_not_asked_for_before_november(old):
    found = {one.subject: one.state for one in duties.findings([old.here], date(2026, 10, 31))}
    assert found["meetings/life/2026"] is State.AHEAD
    found = {one.subject: one.state for one in duties.findings([old.here], date(2026, 11, 1))}
    assert found["meetings/life/2026"] is State.SOON


def test_a_group_without_its_meeting_is_late_though_the_other_met(old):
    made = branch(old, full=7, seats=1, groups=2)
    groups = tree.children(EVERYTHING, made, Kind.GROUP)
    member = next(m for m in old.members.values() if m.organization_id == made.id)
    member.group_id = groups[0].id
    db.session.flush()
    meeting(
        old, K.GROUP, branch=made, group=groups[0], held_on=date(2026, 10, 9),
        late_reason="补录", attendance={member.person_id: PRESENT},
        chair_id=member.person_id, recorder_id=member.person_id,
    )  # fmt: skip
    found = {one.subject: one.state for one in duties.findings([made], date(2026, 11, 16))}
    assert found[f"meetings/group/{groups[0].id}/2026-10"] is State.DONE
    assert found[f"meetings/group/{groups[1].id}/2026-10"] is State.LATE
