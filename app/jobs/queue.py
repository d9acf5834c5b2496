"""The queue: carries numbers of jobs from requests to workers. What a job is, its table tells."""

from flask import Flask, current_app
from huey import PostgresHuey, SqliteHuey
from huey.serializer import SignedSerializer
from sqlalchemy import event, make_url
from sqlalchemy.orm import Session

from app.core.db import db, instance_path

NAME = "portal"
_WAITING = "jobs_to_queue"


def made(app: Flask, perform):
    """(queue, task) over the instance's own file, or over the PostgreSQL database of several
    machines. `perform(job_id)` does the work; messages are signed, because reading one runs it.

    A connection is opened here: make it in the process that uses it, never before a fork.
    """
    signed = SignedSerializer(secret=app.config["SECRET_KEY"], salt="jobs")
    common = {"results": False, "serializer": signed, "immediate": False}
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    if url.get_backend_name() == "postgresql":
        dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        queue = PostgresHuey(NAME, dsn=dsn, table_prefix="queue", **common)
    else:
        with app.app_context():
            file = instance_path("queue.sqlite")
        queue = SqliteHuey(NAME, filename=str(file), fsync=True, timeout=30, **common)

    # Named after this function wherever it is made: that is how a message finds its worker.
    @queue.task(name="job")
    def carry(job_id):
        perform(job_id)

    return queue, carry


def send(app: Flask, job_ids) -> None:
    """Put jobs into the queue. What is lost on the way is found again by the worker's round."""
    queue, task = made(app, _not_here)
    try:
        for job_id in job_ids:
            task(job_id)
    finally:
        queue.storage.close()


def send_after_commit(job_id: int) -> None:
    """Put the job into the queue once the request's work is committed, and not before."""
    db.session().info.setdefault(_WAITING, []).append(job_id)


@event.listens_for(Session, "after_commit")
def _committed(session):
    if job_ids := session.info.pop(_WAITING, None):
        app = current_app._get_current_object()
        try:
            send(app, job_ids)
        except Exception:  # the work is safe in its table; the worker's round finds it
            app.logger.exception("jobs %s were not queued", job_ids)


@event.listens_for(Session, "after_rollback")
def _given_up(session):
    session.info.pop(_WAITING, None)


def _not_here(job_id):
    raise RuntimeError(f"job {job_id} belongs to a worker")
