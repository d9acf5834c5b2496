"""Kinds of work that tests ask for, and a worker that does what waits."""

import pytest

from app.access.policy import Can
from app.core.db import db, reads_only
from app.core.errors import Refused
from app.jobs import actions, worker
from app.jobs.context import HALT
from app.jobs.models import Job
from app.organizations.models import Organization

NEEDS = Can.MEMBERS_VIEW


def count(context, arguments):
    """`arguments["units"]` units, each of which renames the branch; may fall over at one."""
    context.expects(arguments["units"])
    for number in range(context.done, arguments["units"]):
        with context.unit():
            branch = db.session.get(Organization, arguments["branch"])
            branch.remark = f"{branch.remark}{number}"
            if number == arguments.get("refuse_at"):
                raise Refused("第三步需要先补材料。")
            if number == arguments.get("fall_at"):
                raise RuntimeError("秘密的原因")
        if number == arguments.get("halt_after"):
            HALT.set()
    context.answer("结果".encode(), "结果.txt", "text/plain")


@pytest.fixture
def kinds(app, monkeypatch):
    """Only the kind `count` exists."""
    monkeypatch.setitem(app.extensions, "jobs", {"count": count})


@pytest.fixture
def asked(kinds, world):
    """asked(units=3) is a job the secretary asked for, committed."""

    def ask(who="secretary", **arguments):
        account = world.accounts[who]
        arguments = {"units": 3, "branch": world.here.id} | arguments
        reads_only(False)
        job = actions.start(
            "count", "数一数", arguments, account=account, needs=NEEDS, back="/members/"
        )
        db.session.commit()
        return job

    return ask


@pytest.fixture(autouse=True)
def _not_halted():
    yield
    HALT.clear()


def fresh(job) -> Job:
    """The job as it now lies in the database."""
    db.session.rollback()
    return db.session.get(Job, job.id, populate_existing=True)


def done(job) -> Job:
    worker.work_off()
    return fresh(job)
