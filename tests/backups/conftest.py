"""A filled instance to back up, and empty ones to restore into."""

import os
import uuid
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from app import create_app
from app.backups import rows
from app.ballots import actions as ballots
from app.ballots import counting
from app.ballots.models import Box
from app.ballots.questionnaire import Answers, Item, Questionnaire
from app.core.db import db, instance_path, reads_only
from app.core.drafts import Draft
from app.core.once import Submission
from app.evaluations.models import Campaign, Kind
from app.funds import paying
from app.meetings.models import Attachment, Meeting
from app.rules.meetings import MeetingKind
from tests.funds import made as money

ID_NUMBER = "990101198505050000"
PAPER = Questionnaire(("7", "8"), (Item("overall", ("good", "fair"), True),), own_left_out=False)


@pytest.fixture
def full(world):
    """Something in every kind of column and file; box 1 is counted, box 2 still open."""
    people = world.people
    people["张淼燊"].id_number = ID_NUMBER
    meeting = Meeting(
        organization=world.here, kind=MeetingKind.COMMITTEE, title="支委会", due=3, present=3,
        held_on=date(2026, 11, 5), started_at=time(15, 30), place="会议室", chair=people["周敏"],
        recorder=people["郑一诺"], submitted_at=datetime.now(UTC), content="换行\n和“引号”",
    )  # fmt: skip
    moment = datetime.now(UTC)
    db.session.add_all(
        [
            Attachment(
                meeting=meeting, name="签到表.pdf", media_type="application/pdf", size=4,
                sha256="0" * 64, stored="sheet", added_at=moment,
            ),
            Draft(account_id=1, address="/x", title="草稿", fields={"a": ["乙"]}, at=moment),
            Submission(mark="mark", location="/evaluations/1", at=moment),
            Campaign(
                organization=world.here, kind=Kind.MEMBER_REVIEW, year=2026, title="评议",
                opens_on=date(2026, 11, 1), closes_on=date(2026, 11, 30), minimum=3,
            ),
        ]
    )  # fmt: skip
    request = money.approved(world, money.line(money.budget(world)))
    paying.cancel(money.paid(world, request), why="记错了", by=None)  # a row never changed again
    world.there.parent_id = world.here.id  # as if moved: a row that comes before its parent
    world.here.parent_id, world.college.parent_id = world.university.id, world.there.id
    instance_path("uploads", "sheet").write_bytes(b"%PDF")
    instance_path("uploads", "coming.part").write_bytes(b"%P")
    counted, still_open = ballots.open_box(PAPER, 3), ballots.open_box(PAPER, 3)
    db.session.commit()
    for voter in "123":
        for box in (counted, still_open):
            _vote(box, voter)
    ballots.close(counted.id)
    counting.count(counted.id, PAPER, 3)
    db.session.commit()
    yield world
    for file in instance_path("uploads", "sheet").parent.iterdir():
        file.unlink()


def _vote(box, voter):
    answers = Answers({subject: {"overall": "good"} for subject in PAPER.subjects})
    ballots.cast(box.id, PAPER, voter, answers)


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "full.backup"


SERVER = os.environ.get("TEST_DATABASE_URL")


KINDS = ["SQLite", "PostgreSQL"] if SERVER else ["SQLite"]


@pytest.fixture(params=KINDS)
def empty(request, tmp_path, app):
    """The application over an instance folder and a database that hold nothing at all, once on
    every kind of database there is."""
    yield from _application(request.param, tmp_path)


@pytest.fixture
def blank(tmp_path, app):
    """The same, only on the kind of database that these tests run on."""
    yield from _application(KINDS[-1], tmp_path)


def _application(kind, tmp_path):
    if kind == "PostgreSQL":
        yield from _on_postgresql(tmp_path, SERVER)
    else:
        yield _over(tmp_path, f"sqlite:///{tmp_path / 'restored.sqlite'}")


def _on_postgresql(tmp_path, server):
    name = f"restored_{uuid.uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    url = engine.url.set(database=name).render_as_string(hide_password=False)
    yield _over(tmp_path, url)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def _over(tmp_path, url):
    return create_app(TESTING=True, INSTANCE=tmp_path / "restored", SQLALCHEMY_DATABASE_URI=url)


@pytest.fixture
def within():
    """within(app, action, …) does it as a command over that application would."""

    def run(application, action, *arguments):
        with application.app_context():
            reads_only(False)
            try:
                return action(*arguments)
            finally:
                db.session.remove()
                db.engine.dispose()

    return run


def content() -> dict[str, list[bytes]]:
    """{table: every row as it lies in the database}."""
    with db.engine.connect() as connection:
        return {
            table.name: list(rows.lines(connection, table)) for table in db.metadata.sorted_tables
        }


def boxes() -> list[Box]:
    return list(db.session.scalars(select(Box).order_by(Box.id)))
