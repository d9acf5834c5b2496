"""What the database itself keeps, on SQLite and PostgreSQL: no path from a ballot to its voter."""

import logging
import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.ballots import actions, counting, envelopes, keyfiles
from app.ballots.envelopes import Envelope
from app.ballots.models import CountedMark, CountedText
from app.ballots.receipts import Receipt
from app.core.audit import AuditEntry
from app.core.db import Base, db, is_postgresql, unit_of_work
from app.core.errors import Refused
from tests.ballots.conftest import PAPER, ballot

pytestmark = pytest.mark.storage

VOTERS = [f"v{n:02}" for n in range(30)]


def marker(voter):
    return f"marker-{voter}"


@pytest.fixture
def voted(box, caplog):
    """Thirty voters in a known order, each alone in a transaction, each with a text of his own."""
    caplog.set_level(logging.DEBUG)
    for voter in VOTERS:
        with unit_of_work():
            actions.cast(box.id, PAPER, voter, ballot("abc"[int(voter[1:]) % 3], marker(voter)))
    return box


@pytest.fixture
def sealed(voted):
    """The envelopes as an attacker copied them while people voted, with the names of their keys."""
    return list(db.session.scalars(select(Envelope.sealed)))


def count(box):
    with unit_of_work():
        actions.close(box.id)
        counting.count(box.id, PAPER, len(VOTERS))
    counting.settle(box)
    db.session.expire_all()


def everything(app):
    """Every byte this instance keeps in files, and on PostgreSQL every row of every table."""
    db.session.rollback()
    files = [p for p in app.config["INSTANCE"].rglob("*") if p.is_file()]
    kept = b"\n".join(p.read_bytes() for p in files)
    rows = (
        str(tuple(bytes(v) if isinstance(v, memoryview) else v for v in row))
        for table in Base.metadata.tables.values()
        for row in db.session.execute(select(table))
    )
    return kept + "\n".join(rows).encode()


def order_in_storage(model, column):
    """The rows' values in the order in which the database itself keeps them."""
    if is_postgresql():
        query = f"SELECT {column} FROM {model.__tablename__} ORDER BY ctid"
    else:
        query = f"SELECT {column} FROM {model.__tablename__}"
    return list(db.session.scalars(text(query)))


def inversions(order):
    """0 for the order of voting, 1 for its reverse, about a half for chance."""
    pairs = [(a, b) for i, a in enumerate(order) for b in order[i + 1 :]]
    return sum(a > b for a, b in pairs) / len(pairs)


def test_before_counting_no_plain_text_is_kept_or_said_anywhere(app, voted, caplog):
    kept = everything(app)
    assert not [v for v in VOTERS if marker(v).encode() in kept]
    assert "marker-" not in caplog.text


def test_every_envelope_has_one_length(voted):
    lengths = {len(sealed) for sealed in db.session.scalars(select(Envelope.sealed))}
    assert lengths == {PAPER.size + 48}


def test_after_counting_no_envelope_is_left_even_in_old_pages(app, sealed, voted):
    assert len(sealed) == len(VOTERS)
    count(voted)
    kept = everything(app)
    assert not [s for s in sealed if s[:64] in kept or s[-64:] in kept]
    if is_postgresql():
        assert db.session.scalar(text("SELECT pg_relation_size('ballot_envelope')")) == 0


def test_after_counting_a_copied_envelope_stays_closed(app, sealed, voted):
    name = voted.key_name
    private = bytes(keyfiles.read(name))
    count(voted)
    assert keyfiles.read(name) is None
    assert voted.key_name is None
    assert private not in everything(app)
    for row in sealed:
        envelope = {"box_id": voted.id, "id": secrets.token_bytes(16), "sealed": row}
        db.session.execute(Envelope.__table__.insert(), [envelope])
    with pytest.raises(Refused, match="才能计票"):
        counting.count(voted.id, PAPER, len(VOTERS))


def test_the_order_of_counted_rows_says_nothing_of_the_order_of_voting(voted):
    count(voted)
    texts = order_in_storage(CountedText, "text")
    assert sorted(texts) == [marker(v) for v in VOTERS]
    assert 0.2 < inversions(texts) < 0.8, "thirty in voting order by chance: beyond 1 in 10 000"
    by_id = select(CountedText.text).order_by(CountedText.id)
    assert 0.2 < inversions(list(db.session.scalars(by_id))) < 0.8


def test_counted_rows_share_no_name_and_come_from_one_transaction(voted):
    count(voted)
    marks = list(db.session.scalars(select(CountedMark.id)))
    texts = list(db.session.scalars(select(CountedText.id)))
    assert len({*marks, *texts}) == len(marks) + len(texts) == 30 * 3 + 30
    if is_postgresql():
        for model in (CountedMark, CountedText):
            query = text(f"SELECT DISTINCT xmin::text FROM {model.__tablename__}")
            assert len(db.session.scalars(query).all()) == 1


@pytest.mark.parametrize("model", [Envelope, Receipt, CountedMark, CountedText])
def test_no_ballot_table_has_a_hidden_row_number(app, model):
    with pytest.raises(DBAPIError, match="rowid"):
        db.session.execute(text(f"SELECT rowid FROM {model.__tablename__}"))


def test_receipts_keep_no_order_on_sqlite_and_only_their_own_on_postgresql(app, box):
    """On PostgreSQL whoever reads raw pages sees in what order people voted, and nothing else."""
    for voter in ("v3", "v1", "v2"):
        actions.cast(box.id, PAPER, voter, ballot())
    stored = ["v3", "v1", "v2"] if is_postgresql() else ["v1", "v2", "v3"]
    assert order_in_storage(Receipt, "voter") == stored


def test_voting_leaves_no_trace_in_the_audit_trail(app, voted):
    before = len(db.session.scalars(select(AuditEntry)).all())
    count(voted)
    assert len(db.session.scalars(select(AuditEntry)).all()) == before == 0


def test_eight_voters_at_once_are_all_taken_and_each_once(app, box):
    box_id = box.id
    db.session.commit()

    def vote(voter):
        with app.app_context(), unit_of_work():
            try:
                actions.cast(box_id, PAPER, voter, ballot())
            except Refused:
                return "refused"
        return "taken"

    presses = [v for v in VOTERS[:24] for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(vote, presses))
    assert answers.count("taken") == 24
    assert answers.count("refused") == 24
    assert envelopes.number(box) == 24
