"""Anonymous letters: sealed as they come, opened together with all others of their day, mixed.

Of the request that brings a letter nothing is kept but an envelope of one length, sealed to the
day's key. At night the day's envelopes are opened in one transaction, in random order, and the
key is destroyed with it: what old pages, logs and backups hold of the order stays closed for ever.
Nothing here knows a person or an account.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from nacl.public import PrivateKey
from sqlalchemy import func, insert, select, update

from app.affairs.models import Letterbox, RaisedOpinion, Remark, RemarkKind
from app.ballots import envelopes, keyfiles
from app.ballots.models import Box, BoxState
from app.core import keys
from app.core.db import db
from app.core.errors import Refused
from app.findings import keeping
from app.organizations.models import Organization
from app.rules.affairs import NEXT, OpinionState, Origin, counted_from

SIZE = 16_384
"""Bytes of every envelope; a letter of the longest text with the longest characters fits."""
MOST_SUBJECT, MOST_TEXT = 60, 3000
NOT_COUNTED = 3
"""The minimum that a box of votes must have; letters are opened however few they are."""
_GROUP, _LENGTH = 4, 24


class Letter(NamedTuple):
    """As it lies in its envelope. `organization_id` is empty for a follow-up, which finds its
    opinion by the hash of the code; `settled` says that nothing more is wished; `about_id` is the
    branch whose secretary is meant, where somebody above is to see to it."""

    code_hash: str
    subject: str
    text: str
    organization_id: int | None = None
    settled: bool = False
    about_id: int | None = None


def fresh_slip() -> str:
    """What makes one rendering of the page one letter: pressed twice, it has one code."""
    return secrets.token_urlsafe(24)


def code_of(slip: str) -> str:
    """The code that whoever wrote on this slip is given: 24 signs in groups of four."""
    if len(slip) < _LENGTH:
        raise Refused("页面不完整，请重新打开后再写。")
    signs = keys.fingerprint(f"opinion code {slip}")[:_LENGTH].upper()
    return "-".join(signs[n : n + _GROUP] for n in range(0, _LENGTH, _GROUP))


def hash_of(code: str) -> str:
    """The keyed hash under which a code is kept, however it was typed."""
    signs = "".join(c for c in code.upper() if c.isalnum())
    return keys.fingerprint(f"opinion {signs}")


def put(letter: Letter, day: date) -> None:
    """Seal one letter into the day's box."""
    packed = json.dumps(letter, ensure_ascii=False).encode()
    envelopes.put(_box_of(day), packed)


def open_all(day: date) -> int:
    """Open the boxes of all days before this one; how many letters came out. Safe to run again:
    the nightly round calls it, within a unit of work."""
    count = 0
    for letterbox in db.session.scalars(select(Letterbox).where(Letterbox.day < day)).all():
        count += _open(letterbox, day)
    db.session.flush()
    return count


def _box_of(day) -> Box:
    box_id = db.session.scalar(select(Letterbox.box_id).where(Letterbox.day == day))
    if box_id is not None:
        query = select(Box).where(Box.id == box_id).with_for_update(read=True)
        return db.session.scalars(query).one()
    name, public = keyfiles.make()
    box = Box(
        minimum=NOT_COUNTED, questionnaire_digest="", size=SIZE, public_key=public, key_name=name
    )
    db.session.add(box)
    db.session.flush()
    db.session.execute(insert(Letterbox).values(day=day, box_id=box.id))
    return box


def _open(letterbox, day):
    query = select(Box).where(Box.id == letterbox.box_id).with_for_update()
    box = db.session.scalars(query.execution_options(populate_existing=True)).one()
    key = keyfiles.read(box.key_name)
    letters = _read(box, key) if key else []
    secrets.SystemRandom().shuffle(letters)
    _store(letters, counted_from(letterbox.day), day)
    envelopes.destroy(box)
    box.state = BoxState.COUNTED
    keyfiles.doom(box.key_name)
    db.session.delete(letterbox)
    return len(letters)


def _read(box: Box, key: PrivateKey) -> list[Letter]:
    """Every letter once; an envelope that does not open holds none."""
    packed = [one for one in envelopes.opened(box, [key]) if one is not None]
    return list(dict.fromkeys(Letter(*json.loads(one)) for one in packed))


def _store(letters: Iterable[Letter], asked_on: date, day: date) -> None:
    """Opinions first, so that a follow-up of the same day finds its own."""
    standing = Organization.dissolved_on.is_(None) | (Organization.dissolved_on > day)
    known = set(db.session.scalars(select(Organization.id).where(standing)))
    raised: dict[str, dict] = {}
    follow_ups = []
    for letter in letters:
        if letter.organization_id in known and letter.code_hash not in raised:
            raised[letter.code_hash] = _opinion(letter, asked_on)
        else:
            follow_ups.append(letter)
    taken = select(RaisedOpinion.code_hash).where(RaisedOpinion.code_hash.in_(raised))
    for code_hash in db.session.scalars(taken).all():
        raised.pop(code_hash)
    rows = with_ids(RaisedOpinion, raised.values())
    if rows:
        db.session.execute(insert(RaisedOpinion.__table__), sorted(rows, key=lambda row: row["id"]))
    _follow(follow_ups, asked_on)
    touched = {row["organization_id"] for row in rows}
    paths = select(Organization.path).where(Organization.id.in_(touched))
    for path in db.session.scalars(paths):
        keeping.touch(below=path)


def _opinion(letter, asked_on):
    return {
        "organization_id": letter.organization_id,
        "about_id": letter.about_id,
        "origin": Origin.ANONYMOUS,
        "code_hash": letter.code_hash,
        "asked_on": asked_on,
        "subject": letter.subject,
        "text": letter.text,
        "state": OpinionState.RAISED,
        "due_reason": "",
        "ended_why": "",
        "public_question": "",
        "public_answer": "",
        "version": 1,
    }


def _follow(letters: list[Letter], asked_on: date) -> None:
    """What was written with a code: added to its opinion, which is open again unless settled."""
    found = {
        one.code_hash: one
        for one in db.session.scalars(
            select(RaisedOpinion).where(
                RaisedOpinion.code_hash.in_({one.code_hash for one in letters})
            )
        )
    }
    last = dict(
        db.session.execute(
            select(Remark.opinion_id, func.max(Remark.position))
            .where(Remark.opinion_id.in_({one.id for one in found.values()}))
            .group_by(Remark.opinion_id)
        ).all()
    )
    rows = []
    for letter in letters:
        opinion = found.get(letter.code_hash)
        if opinion is None:
            continue
        if letter.text:
            last[opinion.id] = last.get(opinion.id, 0) + 1
            rows.append(
                {
                    "opinion_id": opinion.id,
                    "position": last[opinion.id],
                    "kind": RemarkKind.FOLLOW_UP,
                    "text": letter.text,
                    "said_by": "",
                }
            )
        _move(opinion, letter.settled, asked_on)
    if rows:
        db.session.execute(insert(Remark.__table__), with_ids(Remark, rows))


def _move(opinion, settled, asked_on):
    """Without the session's trail: it would tell the night in which the letter was opened."""
    then = OpinionState.CLOSED if settled else OpinionState.RAISED
    if then not in NEXT[opinion.state] or opinion.state is OpinionState.RAISED:
        return
    changed: dict = {"state": then, "version": opinion.version + 1}
    changed["closed_on"] = asked_on if settled else None
    if not settled:
        changed["asked_on"] = asked_on
    db.session.execute(
        update(RaisedOpinion.__table__).where(RaisedOpinion.id == opinion.id).values(changed)
    )
    db.session.expire(opinion)
    keeping.touch(below=opinion.organization.path)


def with_ids(model: type, rows: Iterable[Mapping]) -> list[dict]:
    """The same rows, each under a random id that no row of the model has."""
    rows = list(rows)
    while True:
        ids = {1 + secrets.randbelow(2**31 - 1) for _ in rows}
        taken = db.session.scalar(select(func.count()).where(model.id.in_(ids))) if ids else 0
        if len(ids) == len(rows) and not taken:
            return [{**row, "id": one} for row, one in zip(rows, ids, strict=True)]
