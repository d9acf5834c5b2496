"""What a running job holds in its hands: progress, units that commit, and its result."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import update

from app.access.scope import Scope
from app.core.db import db, reads_only, unit_of_work
from app.jobs import results
from app.jobs.models import Job

HALT = threading.Event()
"""Set when this worker is to end: running jobs lay themselves down and wait for the next one."""


class StopAsked(Exception):
    """The owner wants no more of it; what is committed stays."""


class Halted(Exception):
    """The worker ends; the job goes on with the next one."""


class Context:
    """Given to the function of a kind. `scope` is what the owner looked after when asking; `done`
    is how many units earlier attempts committed, so that the function can go on from there."""

    def __init__(self, job: Job, scope: Scope, *, day):
        self.id, self.title, self.account_id = job.id, job.title, job.account_id
        self.scope, self.done, self.day = scope, job.done, day

    def expects(self, total: int, *, afresh: bool = False) -> None:
        """Say how many units there are, those of earlier attempts included; `afresh` when the
        work begins again from nothing."""
        self._note(total=total, **({"done": 0} if afresh else {}))
        self.done = 0 if afresh else self.done

    def says(self, message: str) -> None:
        """A short Chinese sentence on what is being done, without personal data."""
        self._note(message=message)

    @contextmanager
    def unit(self, count: int = 1) -> Iterator[None]:
        """A piece of work that is committed together with its progress, or not at all.

        Leaving it may raise StopAsked or Halted; both are meant to pass through the function.
        """
        if HALT.is_set():
            raise Halted
        db.session.rollback()  # on SQLite what began by reading cannot write once others have
        try:
            with unit_of_work():
                yield
                noted = update(Job).where(Job.id == self.id).values(done=Job.done + count)
                told = db.session.execute(
                    noted.returning(Job.done, Job.stop_asked),
                    execution_options={"synchronize_session": False},
                ).one()
        finally:
            reads_only(True)
        self.done = told.done
        if told.stop_asked:
            raise StopAsked

    def step(self, count: int = 1) -> None:
        """Progress of work that changes nothing in the database, such as filling papers."""
        with self.unit(count):
            pass

    def answer(self, data: bytes, name: str, media_type: str) -> None:
        """The file the owner comes for; kept encrypted until it is a week old."""
        stored = results.keep(data)
        self._note(result=name, media_type=media_type, stored=stored)

    def _note(self, **facts) -> None:
        db.session.rollback()
        try:
            with unit_of_work():
                db.session.execute(
                    update(Job).where(Job.id == self.id).values(**facts),
                    execution_options={"synchronize_session": False},
                )
        finally:
            reads_only(True)
