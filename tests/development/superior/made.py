"""Requests for tests: files as far as they were submitted, waiting at the college's committee."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core.db import db
from app.development.models import File, Request, StepTaken
from app.development.superior import queries
from app.members.models import Member
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.development.steps import STEPS, Step
from app.rules.members import Stage, Standing
from tests.development.made import ON

STAGES = {Step.ACTIVIST: Stage.ACTIVIST, Step.PROSPECT_LISTED: Stage.PROSPECT,
          Step.APPROVED: Stage.PROBATIONARY}  # fmt: skip


def submitted(world, file, step, on=date(2026, 11, 2), *, committee=None):
    """A request of that file's, as the branch would have made it."""
    made = Request(
        file=file, step=step, organization=committee or world.college, submitted_on=on,
        submitted_at=datetime(on.year, on.month, on.day, tzinfo=UTC),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def many(world, number, *, until=Step.EXAMINED, step=Step.PREREVIEW, branch=None):
    """That many people with plain step rows up to `until`, each waiting for `step`."""
    now = datetime(2026, 11, 2, tzinfo=UTC)
    stage = next((s for k, s in reversed(STAGES.items()) if k <= until), Stage.APPLICANT)
    made = []
    for n in range(number):
        member = Member(
            person=Person(name=f"甲{n}", birth=PartialDate(1999, 5, 1)),
            organization=branch or world.here, stage=stage, standing=Standing.NORMAL,
            activist_on=PartialDate.of(ON[Step.ACTIVIST]) if until >= Step.ACTIVIST else None,
        )  # fmt: skip
        file = File(member=member, opened_on=now.date(), touched_at=now)
        db.session.add(file)
        for one in Step:
            if one <= until and not STEPS[one].lasting:
                on = PartialDate.of(ON[one])
                db.session.add(StepTaken(file=file, step=one, taken_on=on, recorded_at=now))
        db.session.flush()
        if step:
            made.append(submitted(world, file, step))
    db.session.commit()
    return made


def again(request):
    """The request as it now stands."""
    db.session.rollback()
    return db.session.scalar(select(Request).where(Request.id == request.id))


def step_of(file_id, step):
    db.session.rollback()
    return queries.steps_taken(EVERYTHING, [file_id]).get((file_id, step))
