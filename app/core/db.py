"""The database handle, naming convention, and the single commit of a request."""

import fcntl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from pathlib import Path

from flask import current_app, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData, event, inspect
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.attributes import flag_modified

CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

_holding = threading.local()
_reading: ContextVar[bool] = ContextVar("reading", default=False)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=CONVENTION)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


_BEFORE_COMMIT: list[Callable[[], None]] = []


def before_commit(act: Callable[[], None]) -> Callable[[], None]:
    """Have `act` called before each commit of a request and of a unit of work, within it."""
    _BEFORE_COMMIT.append(act)
    return act


def _commit():
    for act in _BEFORE_COMMIT:
        act()
    db.session.commit()


def reads_only(answer: bool) -> None:
    """Say whether what follows in this context only reads; otherwise it takes the write lock."""
    _reading.set(answer)


def reading() -> bool:
    """Whether what runs now only reads."""
    return _reading.get()


@contextmanager
def short_transaction():
    """A session of its own that commits at once, whatever becomes of the request.

    For throttling, lockouts, refusals and drafts. The request's own work so far is given up
    first, because on SQLite it holds the one write lock.
    """
    db.session.rollback()
    token = _reading.set(False)
    try:
        with Session(db.engine, expire_on_commit=False) as session, session.begin():
            session.connection()  # take the write lock before the caller reads anything else
            yield session
    finally:
        _reading.reset(token)


@contextmanager
def unit_of_work():
    """A command's or a job's own piece of work: committed at the end, or not done at all."""
    reads_only(False)
    try:
        yield
        _commit()
    except BaseException:
        db.session.rollback()
        raise


@event.listens_for(Session, "after_flush")
def _remember_the_write(session, _flush):
    session.info["wrote"] = True


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget_the_write(session):
    session.info.pop("wrote", None)


def commit_once(response):
    """A request commits once, behind a successful answer. A GET that wrote is a bug."""
    if request.method in SAFE_METHODS:
        db.session.flush()
        if db.session().info.get("wrote"):
            db.session.rollback()
            raise RuntimeError(f"GET {request.path} changed state")
    elif response.status_code < 400:
        _commit()
    else:
        db.session.rollback()
    return response


@event.listens_for(Engine, "connect")
def _prepare_sqlite(dbapi_connection, _record):
    if not _is_sqlite(dbapi_connection):
        return
    dbapi_connection.isolation_level = None  # SQLAlchemy's begin event opens transactions
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=FULL",
        "busy_timeout=30000",
        "secure_delete=ON",
    ):
        dbapi_connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection):
    """Writers queue on one file lock and begin immediate: read-then-write would fail at once."""
    if connection.dialect.name != "sqlite":
        return
    if _reading.get() or getattr(_holding, "line", False):
        connection.exec_driver_sql("BEGIN")  # a second session of the same thread only reads
        return
    file = connection.engine.url.database
    if file and file != ":memory:":
        connection.info["write_lock"] = _wait_in_line(Path(f"{file}.lock"))
        _holding.line = True
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@event.listens_for(Engine, "checkin")
def _leave_the_line(_dbapi_connection, record):
    lock = record.info.pop("write_lock", None)
    if lock:
        _holding.line = False
        lock.close()


def _wait_in_line(file: Path):
    lock = file.open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def _is_sqlite(dbapi_connection) -> bool:
    return type(dbapi_connection).__module__.startswith("sqlite3")


def is_postgresql() -> bool:
    """Whether the instance runs on PostgreSQL (the other choice is SQLite)."""
    return db.engine.dialect.name == "postgresql"


def instance_path(*parts: str) -> Path:
    """A path inside the instance folder, its parents made."""
    path = current_app.config["INSTANCE"].joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def renew(row: Base) -> None:
    """A new version for a stored row although only what hangs on it changes, so that whoever read
    it before is told."""
    if inspect(row).persistent:
        mapper = inspect(type(row))
        key = next(one.key for one in mapper.column_attrs if not one.columns[0].primary_key)
        getattr(row, key)  # an attribute that is not loaded cannot be flagged
        flag_modified(row, key)
        inspect(row).info["renewed"] = key


def batches(values: Iterable, size: int) -> Iterator[list]:
    """The values in pieces of at most `size`, such as fit one statement."""
    turn = iter(values)
    while some := list(islice(turn, size)):
        yield some
