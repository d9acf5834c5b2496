"""What is kept of letters without a name: nothing that leads to a person, a day or an order."""

import logging
from datetime import date

import pytest
from sqlalchemy import DateTime, Time, func, select, text
from sqlalchemy.exc import DBAPIError

from app.affairs import letters
from app.affairs.letters import Letter
from app.affairs.models import Letterbox, RaisedOpinion, Remark
from app.ballots import counting, keyfiles
from app.ballots.envelopes import Envelope
from app.ballots.models import Box
from app.core.audit import AuditEntry
from app.core.db import db, is_postgresql, unit_of_work
from app.core.once import Submission
from app.rules.affairs import OpinionState
from tests.affairs.made import TODAY, bring, letter
from tests.ballots.test_storage import everything, inversions, order_in_storage

pytestmark = pytest.mark.storage

WRITERS = [f"w{n:02}" for n in range(30)]
TOMORROW = date(2026, 11, 17)


def marker(writer):
    return f"marker-{writer}"


def slip(writer):
    return f"slip-of-{writer}-".ljust(32, "x")


@pytest.fixture
def written(world, caplog):
    """Thirty letters in a known order, each alone in a transaction."""
    caplog.set_level(logging.DEBUG)
    here = world.here.id
    for writer in WRITERS:
        with unit_of_work():
            letter(here, marker(writer), slip(writer))
    return world


@pytest.fixture
def copied(written):
    """What an attacker copied on the day itself: the envelopes and the day's key."""
    [box] = db.session.scalars(select(Box))
    sealed = list(db.session.scalars(select(Envelope.sealed)))
    return sealed, bytes(keyfiles.read(box.key_name))


def open_box(day=TOMORROW):
    with unit_of_work():
        count = letters.open_all(day)
    counting.settle_all()
    db.session.expire_all()
    return count


def stored(order_by=None):
    query = select(RaisedOpinion.text)
    return list(db.session.scalars(query.order_by(order_by) if order_by is not None else query))


def chance(order):
    """Beyond these bounds thirty in a random order fall once in ten thousand times."""
    return 0.2 < inversions(order) < 0.8


def test_before_opening_no_plain_text_is_kept_or_said_anywhere(app, written, caplog):
    kept = everything(app)
    assert not [w for w in WRITERS if marker(w).encode() in kept or slip(w).encode() in kept]
    assert "marker-" not in caplog.text
    assert db.session.scalar(select(func.count()).select_from(RaisedOpinion)) == 0


def test_every_letter_is_sealed_to_one_length(written):
    letter(written.here.id, "长" * 2900, slip("long"))
    lengths = {len(sealed) for sealed in db.session.scalars(select(Envelope.sealed))}
    assert lengths == {letters.SIZE + 48}


def test_the_longest_letter_of_the_longest_characters_fits(world):
    letter(world.here.id, "𠮷" * letters.MOST_TEXT)
    letter(world.here.id, '"' * letters.MOST_TEXT, slip("quotes"))


def test_a_day_s_letters_stay_closed_on_that_day(written):
    assert open_box(TODAY) == 0
    assert open_box(TOMORROW) == 30
    assert open_box(TOMORROW) == 0


def test_no_order_in_storage_tells_the_order_of_writing(written):
    open_box()
    ids = order_in_storage(RaisedOpinion, "id")
    texts = dict(db.session.execute(select(RaisedOpinion.id, RaisedOpinion.text)).all())
    assert sorted(texts.values()) == [marker(w) for w in WRITERS]
    assert chance([texts[one] for one in ids])
    for column in (RaisedOpinion.id, RaisedOpinion.code_hash):
        assert chance(stored(column))


def test_rows_of_one_day_come_from_one_transaction(written):
    open_box()
    if is_postgresql():
        query = text("SELECT DISTINCT xmin::text FROM raised_opinion")
        assert len(db.session.scalars(query).all()) == 1


def test_rows_carry_no_time_not_even_within_what_is_encrypted(written):
    """A Fernet token begins with its version and the second of its making."""
    open_box()
    raw = db.session.execute(text("SELECT subject, text FROM raised_opinion")).all()
    tokens = [bytes(cell) for row in raw for cell in row]
    assert {token[:8] for token in tokens} == {b"gAAAAAAA"}
    clocks = [
        c.name for c in RaisedOpinion.__table__.columns if isinstance(c.type, (DateTime, Time))
    ]
    assert clocks == []
    assert set(db.session.scalars(select(RaisedOpinion.asked_on))) == {date(2026, 11, 30)}


def test_after_opening_neither_envelopes_nor_key_are_left(app, copied, written):
    sealed, private = copied
    open_box()
    kept = everything(app)
    assert private not in kept
    assert not [s for s in sealed if s[:64] in kept or s[-64:] in kept]
    assert db.session.scalar(select(func.count()).select_from(Letterbox)) == 0


def test_nothing_of_a_letter_leads_to_who_wrote_it(written):
    open_box()
    for row in db.session.scalars(select(RaisedOpinion)):
        assert (row.author_id, row.person_id, row.organization_id) == (None, None, written.here.id)


def test_letters_leave_no_trail_and_no_mark_of_a_submission(written):
    before = db.session.scalar(select(func.count()).select_from(AuditEntry))
    letter(written.here.id, "再来一条", slip("more"))
    db.session.commit()
    open_box()
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before
    assert db.session.scalar(select(func.count()).select_from(Submission)) == 0


@pytest.mark.parametrize("model", [RaisedOpinion, Remark])
def test_neither_table_has_a_hidden_row_number(app, model):
    with pytest.raises(DBAPIError, match="rowid"):
        db.session.execute(text(f"SELECT rowid FROM {model.__tablename__}"))


def test_a_letter_sent_twice_is_one_opinion(world):
    for _ in range(2):
        letter(world.here.id)
    open_box()
    assert stored() == ["没有名字的话"]


def test_the_code_is_kept_as_a_keyed_hash_and_read_however_it_is_typed(app, world):
    code = letter(world.here.id)
    open_box()
    assert code.encode() not in everything(app)
    [kept] = db.session.scalars(select(RaisedOpinion.code_hash))
    assert letters.hash_of(f" {code.lower().replace('-', ' ')}") == kept


def test_a_follow_up_finds_its_opinion_and_opens_it_again(world):
    code = letter(world.here.id)
    open_box()
    [opinion] = db.session.scalars(select(RaisedOpinion))
    bring(world, opinion, OpinionState.TOLD)
    letters.put(Letter(letters.hash_of(code), "", "还没有解决"), date(2026, 12, 1))
    db.session.commit()
    before = db.session.scalar(select(func.count()).select_from(AuditEntry))
    open_box(date(2026, 12, 2))
    assert opinion.state is OpinionState.RAISED
    assert opinion.asked_on == date(2026, 12, 31)
    assert [one.text for one in opinion.remarks] == ["每周六上午开放。", "还没有解决"]
    assert opinion.remarks[-1].said_on is None
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before


def test_who_says_by_code_that_it_is_settled_closes_it(world):
    code = letter(world.here.id)
    open_box()
    [opinion] = db.session.scalars(select(RaisedOpinion))
    bring(world, opinion, OpinionState.TOLD)
    letters.put(Letter(letters.hash_of(code), "", "", None, True), TODAY)
    open_box()
    assert opinion.state is OpinionState.CLOSED


def test_a_box_without_its_key_is_given_up_and_the_round_goes_on(written):
    [box] = db.session.scalars(select(Box))
    keyfiles.destroy(box.key_name)
    assert open_box() == 0
    assert stored() == []
