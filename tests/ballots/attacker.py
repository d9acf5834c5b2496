"""An attacker who has every byte on disk, knows in which order people voted and who is judged."""

import os
from base64 import b32encode, b64encode
from pathlib import Path

from sqlalchemy import text

from app.ballots.envelopes import Envelope
from app.ballots.models import CountedMark, CountedText
from app.core.db import Base, db, is_postgresql

PAGE = 4096
LEAST_PAIRS = 60
"""Below this many pairs on a common page an order is no evidence."""


def everything(app) -> bytes:
    """Database, write-ahead log, logs, queue, keys, temporary files: all this instance keeps."""
    db.session.rollback()
    files = [p for p in app.config["INSTANCE"].rglob("*") if p.is_file()]
    if is_postgresql():
        files += _of_the_cluster()
    kept = b"\n".join(p.read_bytes() for p in files if p.exists())
    return kept + b"\n".join(_rows() if is_postgresql() else ())


def _rows():
    """Every value of every table: PostgreSQL may have compressed it on its pages."""
    for table in Base.metadata.tables.values():
        for row in db.session.execute(db.select(table)):
            yield from (bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode()
                        for v in row)  # fmt: skip
    db.session.rollback()


def _of_the_cluster() -> list[Path]:
    data = Path(os.environ["TEST_POSTGRES_DATA"])
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        oid = connection.exec_driver_sql(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).scalar()
    return [*(data / "base" / str(oid)).iterdir(), *(data / "pg_wal").glob("0*")]


def reads(disk: bytes, markers: list[str]) -> bool:
    """Whether any voter's words stand there in plain."""
    return any(marker.encode() in disk for marker in markers)


def finds(disk: bytes, keys: list[bytes]) -> bool:
    """Whether any private key stands there, in any writing."""
    written = [w for key in keys for w in (key, key.hex().encode(), b64encode(key), b32encode(key))]
    return any(one in disk for one in written)


def tells_by_length() -> bool:
    """Whether envelopes differ in length, as their contents do."""
    return len({len(one) for one in db.session.scalars(db.select(Envelope.sealed))}) > 1


def storage_order(model, column: str) -> list:
    """The rows' values in the order in which the database itself keeps them."""
    by = " ORDER BY ctid" if is_postgresql() else ""
    query = text(f"SELECT {column} FROM {model.__tablename__}{by}")
    return list(db.session.scalars(query))


def order_is_kept(order: list) -> bool:
    """Whether a list of things numbered by time is more in order, or in reverse, than chance:
    beyond four standard deviations of what shuffling does to that many."""
    n = len(order)
    if n < 2:
        return False
    agree = sum(a < b for i, a in enumerate(order) for b in order[i + 1 :])
    pairs = n * (n - 1) / 2
    spread = (n * (n - 1) * (2 * n + 5) / 72) ** 0.5
    return abs(agree - pairs / 2) > 4 * spread


def words_keep_their_order(markers: list[str]) -> bool:
    """Whether the counted words lie in the order of voting: by storage, or by their random name."""
    turn = {marker: n for n, marker in enumerate(markers)}
    by_name = db.select(CountedText.text).order_by(CountedText.id)
    orders = [storage_order(CountedText, "text"), list(db.session.scalars(by_name))]
    return any(order_is_kept([turn[t] for t in order if t in turn]) for order in orders)


def pages_keep_their_order(app, markers: list[str]) -> bool:
    """Whether, on the raw pages of SQLite, words lie as they came: a page fills from its end, so
    of two cells on one page the earlier lies behind."""
    if is_postgresql():
        return False
    db.session.rollback()
    raw = db.engine.raw_connection()
    raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()
    found = Path(db.engine.url.database).read_bytes()
    places: dict[int, list[tuple[int, int]]] = {}
    for n, marker in enumerate(markers):
        at = found.find(marker.encode())
        if at >= 0:
            places.setdefault(at // PAGE, []).append((-at, n))
    agree = pairs = variance = 0
    for cells in map(sorted, places.values()):
        n, turns = len(cells), [turn for _, turn in cells]
        agree += sum(a < b for i, a in enumerate(turns) for b in turns[i + 1 :])
        pairs += n * (n - 1) / 2
        variance += n * (n - 1) * (2 * n + 5) / 72
    return pairs >= LEAST_PAIRS and abs(agree - pairs / 2) > 4 * variance**0.5


def finds_whole_ballots(subjects: list[str], voters: list[str]) -> bool:
    """Whether rows that lie together judge everybody but one, who then is their author: in as many
    places, apart from each other, as there are authors. Eleven of twelve fall together by chance
    once in 1 551 places, so that 200 shuffled ballots show one or two and, rarely, six."""
    orders = [storage_order(CountedMark, "subject")]
    orders.append(list(db.session.scalars(db.select(CountedMark.subject).order_by(CountedMark.id))))
    authors = {frozenset(subjects) - {voter} for voter in voters if voter in subjects}
    size = len(subjects) - 1
    for order in orders:
        found = n = 0
        while n + size <= len(order):
            betrays = frozenset(order[n : n + size]) in authors
            found, n = found + betrays, n + (size if betrays else 1)
        if found >= len(authors):
            return True
    return False


def names_are_shared(envelope_ids: list[bytes]) -> bool:
    """Whether a counted row has an envelope's name, or shares half its name with another."""
    names = [
        bytes(one)
        for model in (CountedMark, CountedText)
        for one in db.session.scalars(db.select(model.id))
    ]
    halves = [name[:8] for name in names]
    return len(set(halves)) < len(halves) or bool(set(names) & set(envelope_ids))
