"""The server is killed in the middle of an act; afterwards nothing is half done."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import func, select

from app import create_app
from app.access.scope import EVERYTHING
from app.core import audit, clock
from app.core.db import db, reads_only, unit_of_work
from app.findings import keeping, queries
from app.findings.demands.models import Demand
from app.findings.engine import State
from app.meetings.models import Attendance, Meeting
from app.organizations import actions as organizations
from app.organizations import queries as tree
from app.organizations.models import Organization
from app.rules.organizations import OrganizationKind, UnitType
from app.structure.models import Act
from tests import world as world_of_tests

TODAY = date(2026, 11, 16)
pytestmark = pytest.mark.slow

# Runs one act in a process of its own and stops, for ever, just before its commit reaches the disk.
CHILD = """
import sys, time
from pathlib import Path
from datetime import date
from sqlalchemy import event
from sqlalchemy.orm import Session
from app import create_app
from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.db import db, unit_of_work
from app.findings import queries
from app.findings.demands import actions as demands
from app.findings.engine import State
from app.organizations import queries as tree
from app.structure import actions as structure
from tests.meetings.made import PRESENT
from app.meetings import actions as meetings
from app.rules.meetings import MeetingKind

def by(code):
    return tree.by_code(EVERYTHING, code)

def save():
    here = by("CS-01")
    people = [p.person_id for p in tree.posts(EVERYTHING, here) if p.kind != "liaison"]
    meetings.submit(here, MeetingKind.COMMITTEE, attendance=dict.fromkeys(people, PRESENT),
        items=[{"title": "研究"}], held_on=date(2026, 11, 10), chair_id=people[0],
        recorder_id=people[0], title="支委会", place="302")

def move():
    structure.move(by("CS"), by("ME"), done_on=date(2026, 11, 16), basis="会议", reason="合并管理")

def urge():
    top = by("U")
    scope = Scope(frozenset({top.path}))
    demands.urge(top, queries.owing(scope, date(2026, 11, 16), State.LATE))

folder, act = Path(sys.argv[1]), sys.argv[2]
app = create_app(INSTANCE=folder, SECRET_KEY="tests",
    SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/portal.sqlite")

@event.listens_for(Session, "before_commit", insert=False)
def wait(session):
    session.flush()
    (folder / "there").touch()
    time.sleep(600)

with app.app_context(), clock.travel(date(2026, 11, 16)):
    with unit_of_work():
        {"save": save, "move": move, "urge": urge}[act]()
"""


@pytest.fixture
def instance(tmp_path):
    """The small cast in an instance of its own, with everybody's findings kept."""
    app = create_app(
        INSTANCE=tmp_path, SECRET_KEY="tests",
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path}/portal.sqlite",
    )  # fmt: skip
    with app.app_context(), clock.travel(TODAY):
        reads_only(False)
        upgrade()
        with clock.travel(date(2026, 1, 5)):
            audit.record("建立", "实例")
        made = world_of_tests.build()
        organizations.create(
            code="ME", name="机械工程学院党委", kind=OrganizationKind.COMMITTEE,
            unit_type=UnitType.OTHER, parent=made.university,
        )  # fmt: skip
        db.session.commit()
        with unit_of_work():
            keeping.keep_everything(TODAY)
        yield tmp_path
        db.session.rollback()
        db.engine.dispose()


def killed_in_the_middle(folder, act):
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), act],
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )
    until = time.monotonic() + 60
    while not (folder / "there").exists():
        assert child.poll() is None, "the act ended by itself"
        assert time.monotonic() < until
        time.sleep(0.05)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()


def number(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize("act", ["save", "move", "urge"])
def test_an_act_killed_before_its_commit_has_not_happened(instance, act):
    before = [number(model) for model in (Meeting, Attendance, Act, Demand)]
    paths = set(db.session.execute(select(Organization.id, Organization.path)).all())
    db.session.rollback()
    killed_in_the_middle(instance, act)
    reads_only(True)
    assert [number(model) for model in (Meeting, Attendance, Act, Demand)] == before
    assert set(db.session.execute(select(Organization.id, Organization.path)).all()) == paths
    everybody = [one for one in tree.tree(EVERYTHING) if one.in_force(TODAY)]
    kept = queries.instances(EVERYTHING, everybody, TODAY, set(State))
    fresh = keeping.fresh(everybody, TODAY)
    assert {key: set(found) for key, found in kept.items()} == {
        key: set(found) for key, found in fresh.items()
    }
    db.session.rollback()
    with unit_of_work():  # nobody holds the lock any more
        keeping.keep_everything(TODAY, anew=True)
