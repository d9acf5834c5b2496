"""Rows that are kept say what a recount says, after every kind of change; without rows, and where
a change cannot be told from the rows, findings are worked out."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.access.scope import EVERYTHING
from app.core import audit, clock
from app.core.db import db, reads_only, unit_of_work
from app.findings import actions as answers
from app.findings import keeping, queries
from app.findings.demands import actions as demands
from app.findings.engine import State
from app.findings.models import AnswerKind, Kept, KeptFinding
from app.meetings import actions as meetings
from app.meetings import records
from app.members import actions as members
from app.members.life import actions as life
from app.members.transfers import actions as transfers
from app.organizations import actions as organizations
from app.rules.dates import PartialDate
from app.rules.life import EventKind
from app.rules.members import Stage
from app.rules.organizations import OrganizationKind, PostKind, UnitType
from tests.development import made as files
from tests.meetings.made import facts, meeting

TODAY = date(2026, 11, 16)


@pytest.fixture
def old(world):
    """The portal was set up in January, and everybody's findings are kept."""
    with clock.travel(date(2026, 1, 5)):
        audit.record("建立", "实例")
    db.session.commit()
    with unit_of_work():
        keeping.keep_everything(TODAY)
    return world


def told(findings):
    return sorted((one.subject, one.state, one.why, one.due, one.answer) for one in findings)


def everybody(world):
    reads_only(True)
    found = [world.university, world.college, world.here, world.there]
    return [one for one in found if one.in_force(TODAY)]


def kept_ids():
    return set(db.session.scalars(select(Kept.organization_id).where(Kept.day == TODAY)))


def recount(world):
    organizations_ = everybody(world)
    kept = queries.instances(EVERYTHING, organizations_, TODAY, set(State))
    fresh = keeping.fresh(organizations_, TODAY)
    rows = select(Kept).where(Kept.day == TODAY)
    summed = {one.id: keeping.summed(one, fresh[one.id]) for one in organizations_}
    for row in db.session.scalars(rows):
        found = {name: getattr(row, name) for name in summed[row.organization_id]}
        assert found == summed[row.organization_id]
    for key, findings in fresh.items():
        assert told(kept[key]) == told(findings)
    db.session.rollback()


def log(world):
    meeting(world)


def correct(world):
    with unit_of_work():
        made = meeting(world)
    with unit_of_work():
        changed = facts(world, title="十一月支委会")
        meetings.correct(made, why="名称", **changed)


def withdraw(world):
    with unit_of_work():
        made = meeting(world)
    with unit_of_work():
        meetings.withdraw(made, why="记重")


def seventh_leaves(world):
    life.record(world.members["王毛方"], EventKind.DIED, PartialDate(2026, 11, 2))


def newcomer(world):
    members.add(
        world.there, name="新来", stage=Stage.FULL, confirmed_on=PartialDate(2026, 3, 1),
        joined_on=PartialDate(2025, 3, 1),
    )  # fmt: skip


def abroad(world):
    life.record(world.members["李喆昇"], EventKind.ABROAD, PartialDate(2020, 3, 1))


def renamed_person(world):
    abroad(world)
    db.session.flush()
    world.people["李喆昇"].name = "李喆升"


def transfer(world):
    transfers.propose(world.members["欧阳懿"], world.there)


def seat_left(world):
    for post in organizations.queries.posts(EVERYTHING, world.here):
        if post.kind is PostKind.COMMITTEE_MEMBER:
            organizations.end_post(post, ended_on=date(2026, 11, 15))


def new_group(world):
    organizations.create(
        code="G", name="第一党小组", kind=OrganizationKind.GROUP, unit_type=UnitType.OTHER,
        parent=world.here, founded_on=date(2026, 3, 1),
    )  # fmt: skip


def renamed_branch(world):
    organizations.edit(world.here, name="教工党支部")


def dissolved(world):
    organizations.edit(world.there, dissolved_on=date(2026, 11, 10))


def local_rule(world):
    organizations.set_local_rule(
        world.university, "DEV-L5", True, since=date(2026, 1, 1), reason="学校规定"
    )


def applicant(world):
    files.opened(world)


def answered(world):
    [late] = _late(world, "meetings/theme_day/2026-08")
    answers.answer(world.here, late, AnswerKind.NOT_APPLICABLE, reason="暑假集中外出。")


def answer_taken_back(world):
    with unit_of_work():
        [late] = _late(world, "meetings/assembly/2026-Q3")
        said = answers.answer(
            world.here, late, AnswerKind.DONE_LATE, record=("/meetings/1", "十月的大会")
        )
    with unit_of_work():
        answers.take_back(said)


def returned(world):
    with unit_of_work():
        made = meeting(world)
    with unit_of_work():
        record = records.returnable(EVERYTHING, made.id)
        demands.send_back(world.college, record, field="日期", reason="日期不对。")


def _late(world, subject):
    found = keeping.fresh([world.here], TODAY)[world.here.id]
    return [one for one in found if one.subject == subject]


CHANGES = [
    log, correct, withdraw, seventh_leaves, newcomer, abroad, renamed_person, transfer, seat_left,
    new_group, renamed_branch, dissolved, local_rule, applicant, answered, answer_taken_back,
    returned,
]  # fmt: skip


@pytest.mark.storage
@pytest.mark.parametrize("change", CHANGES)
def test_kept_rows_equal_a_recount_after(old, change):
    with unit_of_work():
        change(old)
    recount(old)


@pytest.mark.storage
@pytest.mark.parametrize("change", CHANGES)
def test_a_commit_outside_any_unit_of_work_leaves_no_row_that_lies_after(old, change):
    reads_only(False)
    change(old)
    db.session.commit()
    recount(old)


def test_a_change_makes_the_rows_of_the_branch_and_of_those_above_anew(old):
    before = kept_ids()
    with unit_of_work():
        log(old)
    assert kept_ids() == before
    assert {old.here.id, old.college.id, old.university.id} <= before


def test_a_change_that_was_undone_leaves_the_rows_as_they_were(old):
    rows = select(func.count()).select_from(KeptFinding)
    before = db.session.scalar(rows)
    reads_only(False)
    log(old)
    db.session.rollback()
    assert db.session.scalar(rows) == before
    recount(old)


def test_rows_of_yesterday_are_not_read_today(old):
    with clock.travel(date(2026, 12, 1)):
        found = queries.of_organizations(EVERYTHING, [old.here], date(2026, 12, 1))[old.here.id]
    assert "等 11 次还没有记录" in next(one.why for one in found if one.what == "支委会")


def test_more_than_can_be_done_at_once_is_left_to_the_daily_round(old, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_AT_ONCE", 1)
    with unit_of_work():
        log(old)
    assert old.here.id not in kept_ids()
    recount(old)
    with unit_of_work():
        keeping.keep_everything(TODAY)
    assert old.here.id in kept_ids()


def test_the_daily_round_does_what_is_missing_only(old):
    with unit_of_work():
        assert keeping.keep_everything(TODAY) == 0
        assert keeping.keep_everything(TODAY, anew=True) == 4


def test_the_pages_say_the_same_with_rows_and_without(client_of, old):
    pages = [("secretary", "/"), ("committee", "/"), ("committee", "/findings/"),
             ("committee", f"/findings/{old.here.id}"), ("committee", "/findings/year"),
             ("committee", "/findings/?state=soon")]  # fmt: skip
    kept = [client_of(who).get(address).text for who, address in pages]
    reads_only(False)
    for table in (Kept, KeptFinding):
        db.session.query(table).delete()
    db.session.commit()
    worked = [client_of(who).get(address).text for who, address in pages]
    strip = lambda text: "\n".join(  # noqa: E731
        line for line in text.splitlines() if 'type="hidden"' not in line
    )
    for made, read in zip(worked, kept, strict=True):
        assert strip(made).splitlines() == strip(read).splitlines()
