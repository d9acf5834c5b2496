"""The life of a box: opened with a fresh key, voted into, closed, extended, destroyed unopened."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.ballots import codes, envelopes, keyfiles, receipts
from app.ballots.models import Box, BoxState, Level
from app.ballots.questionnaire import Answers, Questionnaire, pack
from app.core.db import db
from app.core.errors import Refused
from app.rules.evaluations import check_minimum


@dataclass(frozen=True)
class Seal:
    """A teller's lock on a strict box: the file of the locked private key, and the public key."""

    key_name: str
    public_key: bytes


def open_box(paper: Questionnaire, minimum: int, seals: Sequence[Seal] = ()) -> Box:
    """A box for this questionnaire; the minimum is frozen here. Refused below the floor. With the
    seals of two tellers it is strict; without, the server keeps the key."""
    if refusals := check_minimum(minimum).refusals:
        raise Refused(refusals[0].message, "minimum")
    level = Level.STRICT if seals else Level.ORDINARY
    seals = seals or [Seal(*keyfiles.make())]
    name = "+".join(seal.key_name for seal in seals)
    public = b"".join(seal.public_key for seal in seals)
    box = Box(
        level=level,
        minimum=minimum,
        questionnaire_digest=paper.digest,
        size=paper.size,
        public_key=public,
        key_name=name,
        state=BoxState.OPEN,
    )
    db.session.add(box)
    db.session.flush()
    return box


def cast(box_id: int, paper: Questionnaire, voter: str, answers: Answers) -> str:
    """Seal one vote and note its voter; both or neither. Returns the number for the voter.
    Refused after closing and a second time.

    Closing waits for votes on their way, and votes for closing, by the lock on the box's row.
    """
    box = _taking_votes(box_id, paper)
    if not receipts.give(box, voter):
        raise Refused("您已经投过票，一人一票，这一次没有计入。")
    return envelopes.put(box, pack(paper, answers))


def cast_by_code(box_id: int, paper: Questionnaire, code: str, answers: Answers) -> str:
    """The same for whoever holds a code of this box; it counts in the code's group."""
    box = _taking_votes(box_id, paper)
    found = codes.find(code)
    if found is None or found.box_id != box.id:
        raise Refused("没有这个投票码，请对照投票码条再输一次。")
    if not receipts.give(box, found.voter):
        raise Refused("这个投票码已经用过，一码一票，这一次没有计入。")
    return envelopes.put(box, pack(paper, replace(answers, group=found.group)))


def forget_voters(box: Box) -> None:
    """Clear who took part; how many did stays in the box's own figures."""
    receipts.clear(box)
    codes.clear(box)


def close(box_id: int) -> Box:
    """Take no more votes."""
    return _move(box_id, BoxState.OPEN, BoxState.CLOSED)


def reopen(box_id: int) -> Box:
    """Take votes again; only below the minimum, where nothing can be known yet."""
    box = _locked(box_id)
    if box.state is BoxState.CLOSED and envelopes.number(box) >= box.minimum:
        raise Refused("票数已经够了，请计票，不能再延长。")
    return _move(box_id, BoxState.CLOSED, BoxState.OPEN)


def destroy(box_id: int) -> Box:
    """Destroy the envelopes unopened, and their key with the commit."""
    box = _locked(box_id)
    if box.state is not BoxState.CLOSED:
        raise Refused("请先结束投票；已经计票的不再需要销毁。")
    envelopes.destroy(box)
    box.state = BoxState.DESTROYED
    keyfiles.doom(*box.key_names)
    return box


def _taking_votes(box_id, paper) -> Box:
    box = _locked(box_id, read=True)
    if box.state is not BoxState.OPEN:
        raise Refused("投票已经结束，不再收票。")
    if paper.digest != box.questionnaire_digest:
        raise Refused("这张票不属于本次投票，请重新打开页面填写。")
    return box


def _move(box_id, before, after):
    box = _locked(box_id)
    if box.state is not before:
        raise Refused(f"票箱现在是“{box.state.label}”，不能这样操作。")
    box.state = after
    return box


def _locked(box_id, *, read=False) -> Box:
    query = select(Box).where(Box.id == box_id).with_for_update(read=read)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()
