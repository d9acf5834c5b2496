"""Acts that rewrite many rows at once leave no kept finding behind that lies."""

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core.db import db, reads_only, unit_of_work
from app.findings import keeping, queries
from app.findings.engine import State
from app.findings.models import Kept
from app.organizations import actions as organizations
from app.rules.organizations import OrganizationKind, UnitType
from app.structure import actions, people

TODAY = date(2026, 11, 16)
PAPER = {"basis": "校党委会议决定", "number": "星科党〔2026〕8号", "reason": "便于管理。"}


@pytest.fixture
def kept(world):
    world.other = organizations.create(
        code="ME", name="机械工程学院党委", kind=OrganizationKind.COMMITTEE,
        unit_type=UnitType.OTHER, parent=world.university,
    )  # fmt: skip
    db.session.commit()
    with unit_of_work():
        keeping.keep_everything(TODAY)
    return world


def move_branch(world):
    actions.move(world.here, world.other, done_on=TODAY, **PAPER)


def move_college(world):
    actions.move(world.other, world.college, done_on=TODAY, **PAPER)


def split(world):
    chosen = {world.members[name].id for name in ("欧阳懿", "张淼燊", "李喆昇")}
    people.split(
        world.here, chosen=chosen, code="CS-03", name="教工第三党支部", unit_type=UnitType.TEACHER,
        done_on=TODAY, **PAPER,
    )  # fmt: skip


@pytest.mark.storage
@pytest.mark.parametrize("act", [move_branch, move_college, split])
def test_kept_findings_equal_a_recount_after(kept, act):
    with unit_of_work():
        act(kept)
    reads_only(True)
    organizations_ = [kept.university, kept.college, kept.other, kept.here, kept.there]
    read = queries.instances(EVERYTHING, organizations_, TODAY, set(State))
    fresh = keeping.fresh(organizations_, TODAY)
    assert {key: set(found) for key, found in read.items()} == {
        key: set(found) for key, found in fresh.items()
    }
    paths = dict(db.session.execute(select(Kept.organization_id, Kept.path)).all())
    assert all(paths[one.id] == one.path for one in organizations_)
    db.session.rollback()
