"""Migrations as code: one head, pinned; the models' own schema; up, down and up again."""

import ast
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, text

from app import create_app
from app.config import CHECKOUT
from app.core.db import db

FOLDER = CHECKOUT / "migrations"


@pytest.fixture
def empty_app(tmp_path, database_url):
    """An application over a database without any table, of the kind under test."""
    if database_url.startswith("sqlite"):
        url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
        yield _app(tmp_path, url)
        return
    name = f"empty_{tmp_path.name.replace('-', '_')[:40].lower()}"
    engine = create_engine(database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'"))
    app = _app(tmp_path, engine.url.set(database=name).render_as_string(hide_password=False))
    yield app
    with app.app_context():
        db.engine.dispose()
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()


def _app(folder, url):
    return create_app(INSTANCE=folder, SQLALCHEMY_DATABASE_URI=url, SECRET_KEY="tests")


def test_there_is_one_head_and_it_is_the_pinned_one():
    heads = ScriptDirectory(str(FOLDER)).get_heads()
    assert heads == [(FOLDER / "HEAD").read_text("utf-8").strip()]


@pytest.mark.storage
def test_up_down_and_up_again_ends_at_the_models_schema(empty_app):
    with empty_app.app_context():
        upgrade()
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, db.metadata) == []
        db.engine.dispose()


@pytest.mark.storage
def test_tables_of_ballots_keep_no_order_of_their_own(empty_app):
    with empty_app.app_context():
        upgrade()
        if db.engine.dialect.name == "sqlite":
            ballots = [
                t for t in db.metadata.tables if t.startswith("ballot_") and t != "ballot_box"
            ]
            with db.engine.connect() as connection:
                for table in ballots:
                    made = connection.execute(
                        text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}
                    ).scalar_one()
                    assert "WITHOUT ROWID" in made, table
        db.engine.dispose()


@pytest.mark.parametrize("path", sorted((FOLDER / "versions").glob("*.py")), ids=lambda p: p.stem)
def test_a_migration_imports_nothing_of_the_application(path: Path):
    tree = ast.parse(path.read_text("utf-8"))
    names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    names += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    assert not [name for name in names if name == "app" or name.startswith("app.")]
