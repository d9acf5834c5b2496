"""Every SELECT on jobs: a job is seen by whoever asked for it, and by nobody else."""

from sqlalchemy import func, select

from app.core.db import db
from app.jobs.models import Job, JobState

UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


def listed(account_id: int, *, start: int, limit: int) -> list[Job]:
    """The newest first."""
    query = (
        select(Job).where(Job.account_id == account_id).order_by(Job.made_at.desc(), Job.id.desc())
    )
    return list(db.session.scalars(query.offset(start).limit(limit)))


def one(account_id: int, job_id: int, *, lock: bool = False) -> Job | None:
    """`lock`: nobody else changes it until this request ends."""
    query = select(Job).where(Job.account_id == account_id, Job.id == job_id)
    return db.session.scalar(query.with_for_update() if lock else query)


def under_way(account_id: int, kind: str, back: str) -> Job | None:
    """A job of that kind about the thing at address `back` that has not ended."""
    query = select(Job).where(
        Job.account_id == account_id, Job.kind == kind, Job.back == back, Job.state.in_(UNDER_WAY)
    )
    return db.session.scalar(query.order_by(Job.id.desc()).limit(1))


def waiting_before(job: Job) -> int:
    """How many jobs of anybody come before this one."""
    query = select(func.count()).where(Job.state.in_(UNDER_WAY), Job.id < job.id)
    return db.session.scalar(query)
