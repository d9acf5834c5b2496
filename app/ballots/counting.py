"""Counting: all envelopes of a closed box are opened together, split apart, mixed and destroyed.

One transaction: after a crash a box is either not counted, and can be, or counted. The key goes
with the commit; should the machine stop between the two, `settle` finishes at the next visit.
Knows how many voted, never who.
"""

import secrets

from sqlalchemy import func, insert, select, update

from app.ballots import envelopes, keyfiles
from app.ballots.models import OVER, Box, BoxState, CountedMark, CountedText
from app.ballots.questionnaire import Questionnaire, unpack
from app.core.db import db, is_postgresql, short_transaction
from app.core.errors import Refused


def count(box_id: int, paper: Questionnaire, voters: int) -> Box:
    """Open, split, mix and store. `voters` is the number of receipts given for this box.

    Refused unless the box is closed, holds one envelope a receipt and at least the minimum.
    """
    box = db.session.get(Box, box_id, with_for_update=True, populate_existing=True)
    if box.state is not BoxState.CLOSED:
        raise Refused("只有停止投票以后、还没有计票的票箱才能计票。")
    number = envelopes.number(box)
    if number < box.minimum:
        raise Refused(f"收到的票不足 {box.minimum} 张，不能计票；可以延长时间，或者改用纸票。")
    if number != voters or paper.digest != box.questionnaire_digest:
        raise Refused("票数与参评回执不符，票箱可能被动过，不能计票。请销毁后改用纸票。")
    key = keyfiles.read(box.key_name)
    if key is None:
        raise Refused("票箱的钥匙不在这台服务器上，选票无法开启。请销毁后改用纸票。")
    ballots = [_unpacked(paper, packed) for packed in envelopes.opened(box, key)]
    valid = [ballot for ballot in ballots if ballot]
    if len(valid) < box.minimum:
        raise Refused(f"有效票不足 {box.minimum} 张，不能计票。请销毁后改用纸票。")
    _store(box, valid)
    envelopes.destroy(box)
    box.state, box.ballots, box.invalid = BoxState.COUNTED, len(valid), number - len(valid)
    keyfiles.doom(box.key_name)
    db.session.flush()
    return box


def settle(box: Box) -> None:
    """Finish a destruction: the key is gone, this is recorded, and what held envelopes is swept.

    Does nothing for a box that is still needed or was settled before.
    """
    if not box.over or box.key_name is None:
        return
    box_id, name = box.id, box.key_name
    with short_transaction() as session:
        keyfiles.destroy(name)
        session.execute(update(Box).where(Box.id == box_id).values(key_name=None))
    _sweep()


def settle_all() -> int:
    """Finish every destruction that a stop of the machine left open; for the server's start."""
    left = select(Box).where(Box.key_name.is_not(None), Box.state.in_(OVER))
    boxes = db.session.scalars(left).all()
    for box in boxes:
        settle(box)
    return len(boxes)


def tally(box: Box) -> dict[tuple[str, str, str], int]:
    """{(subject, item, mark): votes}; empty unless the box is counted."""
    if box.state is not BoxState.COUNTED:
        return {}
    columns = CountedMark.subject, CountedMark.item, CountedMark.mark
    query = select(*columns, func.count()).where(CountedMark.box_id == box.id).group_by(*columns)
    return {
        (subject, item, mark): votes for subject, item, mark, votes in db.session.execute(query)
    }


def texts(box: Box) -> dict[str, list[str]]:
    """{subject: remarks} in an order that means nothing; empty unless the box is counted."""
    if box.state is not BoxState.COUNTED:
        return {}
    query = select(CountedText).where(CountedText.box_id == box.id).order_by(CountedText.id)
    found = {}
    for row in db.session.scalars(query):
        found.setdefault(row.subject, []).append(row.text)
    return found


def _unpacked(paper, packed):
    try:
        return unpack(paper, packed) if packed is not None else None
    except ValueError:
        return None


def _store(box, ballots):
    marks = [
        {"subject": subject, "item": item, "mark": mark}
        for ballot in ballots
        for subject, given in ballot.marks.items()
        for item, mark in given.items()
    ]
    remarks = [
        {"subject": subject, "text": text}
        for ballot in ballots
        for subject, text in ballot.texts.items()
    ]
    for table, rows in ((CountedMark, marks), (CountedText, remarks)):
        secrets.SystemRandom().shuffle(rows)
        if rows:
            named = [row | {"box_id": box.id, "id": secrets.token_bytes(16)} for row in rows]
            db.session.execute(insert(table), named)


def _sweep():
    """Empty what may hold old envelopes: SQLite's write-ahead log, PostgreSQL's dead rows.

    A reader in the way only delays it to the next time; what stays is sealed and has no key.
    """
    if is_postgresql():
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ballot_envelope")
        return
    raw = db.engine.raw_connection()
    try:
        raw.driver_connection.execute("PRAGMA busy_timeout=1000")
        raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raw.driver_connection.execute("PRAGMA busy_timeout=30000")
    finally:
        raw.close()
