"""Every change of a job by a person: asking for it, stopping it, asking again; and the tidying."""

from datetime import timedelta

from sqlalchemy import delete, select

from app.access.policy import Can
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.jobs import results
from app.jobs.models import Job, JobState
from app.jobs.queue import send_after_commit

KEPT = timedelta(days=7)
UNDER_WAY_AT_MOST = 5


def start(
    kind: str,
    title: str,
    arguments: dict,
    *,
    account,
    needs: Can,
    path: str | None = None,
    back: str = "",
) -> Job:
    """Ask for long work; it begins once this request is committed.

    `kind` is registered in app.features.JOBS; `arguments` are plain values, kept encrypted;
    `needs` is the right that gives the work its scope, asked for again when it begins; `path` is
    the organisation it is about, `back` the address of the page to return to.
    """
    under_way = select(Job.id).where(
        Job.account_id == account.id, Job.state.in_([JobState.WAITING, JobState.RUNNING])
    )
    if len(db.session.scalars(under_way).all()) >= UNDER_WAY_AT_MOST:
        raise Refused(f"您已有 {UNDER_WAY_AT_MOST} 项工作在处理，请等其中一项完成。")
    job = Job(
        kind=kind,
        title=title[:120],
        account_id=account.id,
        path=path,
        back=back[:200],
        asked={
            "arguments": arguments,
            "needs": needs.value,
            "scope": sorted(account.scope_for(needs).roots),
            "actor": account.name,
            "day": clock.today().isoformat(),
        },
        made_at=clock.now(),
    )
    db.session.add(job)
    db.session.flush()
    send_after_commit(job.id)
    return job


def stop(job: Job) -> None:
    """Waiting work never begins; running work ends after the unit it is at."""
    if job.state.ended:
        raise Refused("这项工作已经结束。")
    job.stop_asked = True
    if job.state is JobState.WAITING:
        job.state, job.ended_at = JobState.STOPPED, clock.now()
    db.session.flush()


def again(job: Job) -> None:
    """Go on with stopped or failed work where it was left."""
    if job.state not in {JobState.STOPPED, JobState.FAILED} or job.asked is None:
        raise Refused("这项工作不能再做一次。")
    job.state, job.stop_asked, job.attempts = JobState.WAITING, False, 0
    job.message, job.ended_at = "", None
    db.session.flush()
    send_after_commit(job.id)


def forget_old() -> None:
    """Drop jobs a week after they ended, and their files. For the daily round."""
    db.session.execute(delete(Job).where(Job.ended_at < clock.now() - KEPT))
    results.sweep(set(db.session.scalars(select(Job.stored).where(Job.stored != ""))))
