"""Counting: all envelopes of a closed box are opened together, split apart, mixed and destroyed.

Opening only reads, then one transaction writes: after a crash a box is either not counted, and can
be, or counted. The key goes with the commit; should the machine stop between the two, `settle`
finishes at the next visit. Knows how many voted, never who.
"""

import secrets
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from nacl.public import PrivateKey
from sqlalchemy import func, insert, select, update

from app.ballots import envelopes, keyfiles
from app.ballots.models import (
    OVER,
    Box,
    BoxState,
    CountedEnvelope,
    CountedMark,
    CountedText,
    Level,
)
from app.ballots.questionnaire import Answers, Questionnaire, unpack
from app.core.db import batches, db, is_postgresql, short_transaction
from app.core.errors import Refused

Shown = Callable[[Mapping[str, int]], Mapping[str, str | None]]
BATCH = 10_000


def as_one(numbers: Mapping[str, int]) -> dict[str, str | None]:
    """Every group's votes among all others'."""
    return dict.fromkeys(numbers, "")


def count(
    box_id: int,
    paper: Questionnaire,
    voters: int,
    *,
    keys: Sequence[PrivateKey] = (),
    shown: Shown = as_one,
    opened: Sequence[Answers | None] | None = None,
) -> Box:
    """Open, split, mix and store. `voters` is how many votes this box acknowledged.

    `keys` are the tellers' at the strict level; an ordinary box finds its own. `shown` gives for
    {group: valid ballots} the group that each is shown as, None where it is shown nowhere.
    `opened` is what `opening` gave for this closed box, if that was done before. Refused unless the
    box is closed, holds one envelope a voter and at least the minimum.
    """
    box = db.session.get(Box, box_id, with_for_update=True, populate_existing=True)
    number = _check(box, paper, voters)
    ballots = list(opened if opened is not None else opening(box, paper, keys))
    if len(ballots) != number:
        raise Refused("票箱在开启时有变动，没有计票，请再试一次。")
    valid = [ballot for ballot in ballots if ballot]
    if len(valid) < box.minimum:
        raise Refused(f"有效票不足 {box.minimum} 张，不能计票。请销毁后改用纸票。")
    groups = shown(Counter(ballot.group for ballot in valid))
    published = [ballot for ballot in valid if groups[ballot.group] is not None]
    _store(box, paper, published, groups)
    envelopes.destroy(box)
    box.state, box.ballots, box.invalid = BoxState.COUNTED, len(published), number - len(valid)
    box.withheld = len(valid) - len(published)
    keyfiles.doom(*box.key_names)
    db.session.flush()
    return box


def opening(
    box: Box, paper: Questionnaire, keys: Sequence[PrivateKey] = ()
) -> Iterator[Answers | None]:
    """Every ballot of a closed box in plain, None for what is no valid one; changes nothing. What
    it gives stays in memory: stopped half way, nothing of it is left. Refused while people vote."""
    if box.state is not BoxState.CLOSED:
        raise Refused("只有停止投票以后、还没有计票的票箱才能计票。")
    if envelopes.number(box) < box.minimum:
        raise Refused(f"收到的票不足 {box.minimum} 张，不能计票；可以延长时间，或者改用纸票。")
    for packed in envelopes.opened(box, keys or _own_keys(box)):
        try:
            yield unpack(paper, packed) if packed is not None else None
        except ValueError:
            yield None


def _check(box, paper, voters) -> int:
    """How many envelopes there are to be opened."""
    if box.state is not BoxState.CLOSED:
        raise Refused("只有停止投票以后、还没有计票的票箱才能计票。")
    number = envelopes.number(box)
    if number < box.minimum:
        raise Refused(f"收到的票不足 {box.minimum} 张，不能计票；可以延长时间，或者改用纸票。")
    if number != voters or paper.digest != box.questionnaire_digest:
        raise Refused("票数与参评回执不符，票箱可能被动过，不能计票。请销毁后改用纸票。")
    return number


def _own_keys(box) -> list[PrivateKey]:
    if box.level is Level.STRICT:
        raise Refused("严格级的票箱要由两名计票人同时输入口令才能开启。")
    keys = [keyfiles.read(name) for name in box.key_names]
    if not all(keys):
        raise Refused("票箱的钥匙不在这台服务器上，选票无法开启。请销毁后改用纸票。")
    return keys


def settle(box: Box) -> None:
    """Finish a destruction: the key is gone, this is recorded, and what held envelopes is swept.

    Does nothing for a box that is still needed or was settled before.
    """
    if not box.over or box.key_name is None:
        return
    box_id, names = box.id, box.key_names
    with short_transaction() as session:
        for name in names:
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
    """{(subject, item, mark): votes} of all groups; empty unless the box is counted."""
    found = Counter()
    for (_, *what), votes in tally_by_group(box).items():
        found[tuple(what)] += votes
    return dict(found)


def tally_by_group(box: Box) -> dict[tuple[str, str, str, str], int]:
    """{(group, subject, item, mark): votes}; empty unless the box is counted."""
    if box.state is not BoxState.COUNTED:
        return {}
    columns = CountedMark.group, CountedMark.subject, CountedMark.item, CountedMark.mark
    query = select(*columns, func.count()).where(CountedMark.box_id == box.id).group_by(*columns)
    return {tuple(what): votes for *what, votes in db.session.execute(query)}


def words(box: Box) -> list[CountedText]:
    """What voters wrote, in an order that means nothing; empty unless the box is counted."""
    if box.state is not BoxState.COUNTED:
        return []
    query = select(CountedText).where(CountedText.box_id == box.id).order_by(CountedText.id)
    return list(db.session.scalars(query))


def numbers(box: Box) -> list[str]:
    """The numbers of all envelopes that were counted, in alphabetical order."""
    query = select(CountedEnvelope.number).where(CountedEnvelope.box_id == box.id)
    return list(db.session.scalars(query.order_by(CountedEnvelope.number)))


def _store(box, paper, ballots, groups):
    """Marks, words and envelope numbers, each kind mixed for itself under fresh random names."""
    mixing = secrets.SystemRandom()
    kinds = [
        (group, subject, item.code, mark)
        for group in sorted({groups[ballot.group] for ballot in ballots})
        for subject in paper.subjects
        for item in paper.asked
        for mark in item.marks
    ]
    place = {kind: n for n, kind in enumerate(kinds)}
    marks = array("L", (place[kind] for ballot in ballots for kind in _marks(ballot, groups)))
    mixing.shuffle(marks)
    _insert(CountedMark, box, ("group", "subject", "item", "mark"), (kinds[n] for n in marks))
    words = [
        (subject, item, text)
        for ballot in ballots
        for subject, given in ballot.texts.items()
        for item, text in given.items()
    ]
    mixing.shuffle(words)
    _insert(CountedText, box, ("subject", "item", "text"), words)
    for some in batches(sorted(envelopes.numbers(box)), BATCH):
        rows = [{"box_id": box.id, "number": one} for one in some]
        db.session.execute(insert(CountedEnvelope), rows)


def _marks(ballot, groups):
    group = groups[ballot.group]
    for subject, given in ballot.marks.items():
        for item, mark in given.items():
            yield group, subject, item, mark


def _insert(model, box, names, rows):
    for some in batches(rows, BATCH):
        named = [
            dict(zip(names, row, strict=True)) | {"box_id": box.id, "id": secrets.token_bytes(16)}
            for row in some
        ]
        db.session.execute(insert(model), named)


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
