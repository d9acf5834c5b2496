"""The ground of every test: a migrated database for each worker, an app, people, clients."""

import os
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import create_engine, event, exists, select, text

from app import create_app
from app.core import clock
from app.core.db import db, reads_only
from tests import world as world_of_tests
from tests.page import CheckingClient

TODAY = date(2026, 11, 16)


@pytest.fixture(scope="session")
def instance(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def database_url(instance):
    """SQLite in the instance, or a database of this worker's own on TEST_DATABASE_URL's server."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        yield f"sqlite:///{instance / 'test.sqlite'}"
        return
    name = f"portal_{uuid.uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    yield engine.url.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_app(instance, database_url):
    """The application over a database built by migrating, once for the session."""
    app = create_app(
        TESTING=True,
        INSTANCE=instance,
        SQLALCHEMY_DATABASE_URI=database_url,
        SECRET_KEY="tests",
        WTF_CSRF_ENABLED=False,
        SERVER_NAME="portal.test",
    )
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(migrated_app, request):
    """The application with every table empty, on a Monday in November 2026."""
    with migrated_app.app_context(), clock.travel(TODAY):
        reads_only(False)
        _empty_tables(new_files=bool(request.node.get_closest_marker("storage")))
        yield migrated_app
        db.session.rollback()


def _empty_tables(*, new_files: bool):
    """Nothing is left of another test; with `new_files` not even dead rows in PostgreSQL's pages,
    which takes a quarter of a second."""
    tables = list(reversed(db.metadata.sorted_tables))
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            (_truncate if new_files else _delete_what_is_there)(connection, tables)
            return
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        kept = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%DELETE ON%'"
        ).all()
        for name, _ in kept:  # what is never deleted is emptied here all the same
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for table in tables:
            connection.execute(table.delete())
        for _, statement in kept:
            connection.exec_driver_sql(statement)


def _truncate(connection, tables):
    names = ", ".join(f'"{table.name}"' for table in tables)
    connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))


def _delete_what_is_there(connection, tables):
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    full = connection.execute(select(*(exists(select(1).select_from(one)) for one in tables))).one()
    for table, rows in zip(tables, full, strict=True):
        if rows:
            connection.execute(table.delete())
    used = "SELECT setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences"
    connection.execute(text(f"{used} WHERE last_value IS NOT NULL"))


@pytest.fixture
def world(app):
    """The small cast of tests/world.py, committed."""
    return world_of_tests.build()


@pytest.fixture
def client_of(app, world):
    """client_of("secretary") is that person's browser, logged in; client_of(None) is nobody's.

    Every page it opens is checked for the house rules of HTML.
    """

    def client(login=None):
        browser = CheckingClient(app)
        if login:
            account = world.accounts[login]
            moment = datetime.now(UTC).timestamp()
            with browser.session_transaction() as session:
                session.update(
                    _user_id=str(account.id),
                    _fresh=True,
                    epoch=account.epoch,
                    started=moment,
                    seen=moment,
                )
        return browser

    return client


@pytest.fixture
def statements(app):
    """statements() is the list of SQL statements sent since it was last called."""
    sent = []

    def note(_connection, _cursor, statement, *_):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield lambda: [sent.pop(0) for _ in range(len(sent))]
    event.remove(db.engine, "before_cursor_execute", note)
