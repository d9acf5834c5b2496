"""Does the jobs: one at a time each, found again after a crash, laid down when the server ends."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from flask import Flask, current_app
from sqlalchemy import select

from app.access.policy import Can
from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db, reads_only, unit_of_work
from app.core.errors import Refused
from app.jobs import queue as queues
from app.jobs import results
from app.jobs.context import HALT, Context, Halted, StopAsked
from app.jobs.models import Job, JobState
from app.jobs.own import UNDER_WAY

ATTEMPTS = 3
ROUND = 20  # seconds between looks for jobs that nobody works on
WORKERS = 2
LAY_DOWN = 8  # seconds that running jobs get to reach the end of their unit

INTERRUPTED = f"处理时中断了 {ATTEMPTS} 次。可以再做一次；若还是这样，请告诉系统管理员。"
NO_LONGER = "您已不再负责这些组织，没有办理。如仍由您负责，请重新提交。"
FAULT = "系统出错了，没有做完。已做完的部分保留；可以再做一次，若还是这样，请告诉系统管理员。"


def perform(job_id: int) -> None:
    """Do one job, unless it has ended or somebody is at it. Needs an application context."""
    with _held(job_id) as free:
        if not free or (context := _begin(job_id)) is None:
            return
        try:
            current_app.extensions["jobs"][context.kind](context, context.arguments)
        except StopAsked:
            _end(job_id, JobState.STOPPED)
        except Halted:
            _end(job_id, JobState.WAITING)
        except Refused as refused:
            _end(job_id, JobState.FAILED, refused.message)
        except Exception:
            db.session.rollback()
            current_app.logger.exception("job %s failed", job_id)
            _end(job_id, JobState.FAILED, FAULT)
        else:
            _end(job_id, JobState.DONE)


def work_off() -> int:
    """Do everything that waits, here and now, oldest first; how many were done."""
    done = 0
    while job_ids := _to_do():
        for job_id in job_ids:
            perform(job_id)
            done += 1
        if HALT.is_set():
            break
    return done


def serve(app: Flask, ended=lambda: False) -> None:
    """Work until `ended()` says so or HALT is set; then let running jobs lay themselves down."""

    def in_context(job_id):
        with app.app_context():
            perform(job_id)

    queue, task = queues.made(app, in_context)
    queue.on_shutdown("close")(queue.storage.close)  # each thread has a connection of its own
    consumer = queue.create_consumer(workers=WORKERS, periodic=False, max_delay=1.0)
    for _, worker in consumer.worker_threads:
        worker.start()
    last = 0.0
    while not ended() and not HALT.wait(0.5):
        if time.monotonic() - last > ROUND:
            last = time.monotonic()
            _look_round(app, queue, task)
    HALT.set()
    consumer.stop_flag.set()
    until = time.monotonic() + LAY_DOWN
    for _, worker in consumer.worker_threads:
        worker.join(max(until - time.monotonic(), 0))
    queue.storage.close()


def _look_round(app, queue, task) -> None:
    """Queue what waits or was interrupted and is neither queued nor being worked on."""
    queued = {one.args[0] for one in queue.pending()}
    with app.app_context():
        reads_only(True)
        for job_id in _to_do():
            if job_id not in queued:
                with _held(job_id) as free:
                    if free:
                        task(job_id)


def _to_do() -> list[int]:
    reads_only(True)
    query = select(Job.id).where(Job.state.in_(UNDER_WAY)).order_by(Job.id)
    found = list(db.session.scalars(query))
    db.session.rollback()
    return found


@contextmanager
def _held(job_id) -> Iterator[bool]:
    """Whether this process now holds the job; the lock dies with the process that has it."""
    path = results.lock_of(job_id)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
        path.unlink(missing_ok=True)


def _begin(job_id) -> Context | None:
    """Mark the job as running; None when there is nothing to do."""
    with unit_of_work():
        job = db.session.get(Job, job_id, with_for_update=True)
        if job is None or job.state.ended:
            return None
        if job.attempts >= ATTEMPTS or job.stop_asked:
            job.state = JobState.STOPPED if job.stop_asked else JobState.FAILED
            job.message, job.ended_at = "" if job.stop_asked else INTERRUPTED, clock.now()
            return None
        if not (scope := _still_held(job)):
            job.state, job.message, job.ended_at = JobState.FAILED, NO_LONGER, clock.now()
            return None
        job.state, job.attempts = JobState.RUNNING, job.attempts + 1
        job.started_at = job.started_at or clock.now()
        asked = job.asked
        context = Context(job, scope, day=date.fromisoformat(asked["day"]))
        context.kind, context.arguments = job.kind, asked["arguments"]
    audit.acting(context.account_id, asked["actor"])
    reads_only(True)
    return context


def _still_held(job) -> Scope:
    """Of what the owner looked after when asking, what is still the owner's today: work may wait
    while a post ends, and be begun again days later."""
    if (needs := job.asked.get("needs")) is None:
        return Scope()
    held = current_app.extensions["scope_of"](job.account_id, Can(needs))
    return Scope(frozenset(root for root in job.asked["scope"] if held.covers(root)))


def _end(job_id, state: JobState, message: str | None = None) -> None:
    db.session.rollback()
    with unit_of_work():
        job = db.session.get(Job, job_id)
        job.state = state
        if message is not None:
            job.message = message
        if state is JobState.WAITING:
            job.attempts -= 1  # laid down in order, not interrupted
            return
        job.ended_at = clock.now()
        if state is JobState.DONE:
            job.asked, job.message = None, ""
    audit.acting()


def halt_when_orphaned(parent: int):
    """For `serve`: true once the process that began this one is gone."""
    return lambda: os.getppid() != parent


def halt_on(*signals) -> None:
    """These signals let running jobs lay themselves down. For a worker's main thread."""
    import signal

    for number in signals:
        signal.signal(number, lambda *_: threading.Thread(target=HALT.set).start())
