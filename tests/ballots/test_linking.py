"""The linking attack: with all that is on disk nobody matches voters to ballots better than chance,
and for each protection, what its removal would betray."""

import random
import secrets

import pytest
from sqlalchemy import text

from app.backups import actions as backups
from app.ballots import actions, counting, envelopes, keyfiles, receipts, tellers
from app.ballots.actions import Seal
from app.ballots.envelopes import Envelope
from app.ballots.models import CountedMark, Level
from app.ballots.questionnaire import Answers, Item, Questionnaire, judged_by
from app.core.db import db, is_postgresql, unit_of_work
from tests.ballots import attacker

pytestmark = pytest.mark.storage

PASSPHRASES = ("北湖 秋水 青砖 九月", "单车 白杨 石桥 十里")
NUMBERS = [30, pytest.param(200, marks=pytest.mark.slow)]
SUBJECTS = tuple(f"v{n:03}" for n in range(12))
PAPER = Questionnaire(
    SUBJECTS, (Item("overall", ("a", "b", "c"), True),), own_left_out=True, text_most=40
)


class Evening:
    """Voters in a known order, each alone in a transaction, each with words of his own."""

    def __init__(self, level, number):
        self.voters = [f"v{n:03}" for n in range(number)]
        # Fresh words each time: old ones may lie in the files of an earlier test.
        fresh = secrets.token_hex(8)
        self.markers = [
            f"word-{voter}-{fresh}{'言' * (n % 3)}" for n, voter in enumerate(self.voters)
        ]
        self.seals, self.keys = (), ()
        if level is Level.STRICT:
            made = [tellers.make(passphrase)[:2] for passphrase in PASSPHRASES]
            self.seals = [Seal(*one) for one in made]
            self.keys = [tellers.unlock(*m, p) for m, p in zip(made, PASSPHRASES, strict=True)]
        with unit_of_work():
            self.box = actions.open_box(PAPER, 5, self.seals)
        self.secret = [bytes(key) for key in self.keys or [keyfiles.read(self.box.key_name)]]

    def vote(self, after_tenth=lambda: None):
        if not is_postgresql():  # what is asked here is what is written, not when it is safe
            db.session.rollback()
            raw = db.engine.raw_connection()
            raw.driver_connection.execute("PRAGMA synchronous=OFF")
            raw.close()
        chance = random.Random(7)
        for n, voter in enumerate(self.voters, 1):
            subjects = judged_by(PAPER, voter)
            marks = {s: {"overall": chance.choice("abc")} for s in subjects}
            answers = Answers(marks, {subjects[-1]: {"text": self.markers[n - 1]}})
            with unit_of_work():
                actions.cast(self.box.id, PAPER, voter, answers)
            if n % 10 == 0:
                after_tenth()
        self.names = list(db.session.scalars(db.select(Envelope.id)))

    def count(self):
        with unit_of_work():
            actions.close(self.box.id)
            counting.count(self.box.id, PAPER, len(self.voters), keys=self.keys)
            actions.forget_voters(self.box)
        counting.settle(self.box)
        db.session.expire_all()

    def turns_of_envelopes(self) -> list[int]:
        """When each envelope came, in the order of storage; an ordinary box's key opens them."""
        opener = envelopes.SealedBox(keyfiles.read(self.box.key_name))
        stored = [opener.decrypt(bytes(one)) for one in attacker.storage_order(Envelope, "sealed")]
        return [
            next(n for n, marker in enumerate(self.markers) if marker.encode() in plain)
            for plain in stored
        ]

    def betrayed_while_voting(self, app) -> set[str]:
        """What a copy of the disk tells while people vote, the keys of the server included."""
        disk, found = attacker.everything(app), set()
        if attacker.reads(disk, self.markers):
            found.add("plain text")
        if attacker.finds(disk, self.secret):
            found.add("key")
        if attacker.tells_by_length():
            found.add("length")
        return found

    def betrayed_after_counting(self, app) -> set[str]:
        """What all that is kept afterwards tells, to somebody with copies of every tenth vote."""
        disk, found = attacker.everything(app), set()
        if attacker.finds(disk, self.secret):
            found.add("key")
        if attacker.words_keep_their_order(self.markers):
            found.add("order")
        if attacker.pages_keep_their_order(app, self.markers):
            found.add("order on pages")
        if attacker.finds_whole_ballots(list(SUBJECTS), self.voters):
            found.add("whole ballots")
        if attacker.names_are_shared(self.names):
            found.add("names")
        return found


@pytest.mark.parametrize("number", NUMBERS)
def test_while_people_vote_a_strict_box_tells_nothing(app, number):
    evening, told = Evening(Level.STRICT, number), []
    evening.vote(after_tenth=lambda: told.append(evening.betrayed_while_voting(app)))
    assert told == [set()] * (number // 10)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("level", Level)
def test_after_the_count_neither_level_tells_anything(app, level, number):
    evening = Evening(level, number)
    evening.vote()
    evening.count()
    assert evening.betrayed_after_counting(app) == set()
    assert receipts.numbers([evening.box.id]) == {}


def test_an_ordinary_box_has_its_key_on_the_server_as_the_page_says(app):
    evening = Evening(Level.ORDINARY, 10)
    evening.vote()
    assert evening.betrayed_while_voting(app) == {"key"}


@pytest.mark.parametrize("level", Level)
def test_backups_after_every_tenth_vote_do_not_differ_by_a_vote(app, level, tmp_path):
    evening, written = Evening(level, 30), []

    def back_up():
        file = tmp_path / f"{len(written)}.zip"
        manifest = backups.backup(file)
        written.append(manifest["tables"])
        assert not attacker.finds(file.read_bytes(), evening.secret)

    back_up()
    evening.vote(after_tenth=back_up)
    assert len(written) == 4
    assert all(one == written[0] for one in written)


# ── each protection taken away ──────────────────────────────────────────────────────────────────


def test_without_sealing_words_stand_in_plain(app, monkeypatch):
    monkeypatch.setattr(envelopes.SealedBox, "encrypt", lambda _box, plain: plain)
    evening = Evening(Level.STRICT, 30)
    evening.vote()
    assert "plain text" in evening.betrayed_while_voting(app)


def test_without_padding_lengths_tell(app, monkeypatch):
    monkeypatch.setattr(envelopes, "sodium_pad", lambda plain, _size: plain)
    evening = Evening(Level.STRICT, 30)
    evening.vote()
    assert "length" in evening.betrayed_while_voting(app)


def test_without_splitting_a_ballot_names_the_author_it_leaves_out(app, monkeypatch):
    monkeypatch.setattr(counting, "_store", ballot_by_ballot)
    evening = Evening(Level.STRICT, 30)
    evening.vote()
    evening.count()
    assert {"whole ballots", "names"} <= evening.betrayed_after_counting(app)


def test_without_shuffling_the_order_is_kept_in_storage_or_on_a_raw_page(app, monkeypatch):
    monkeypatch.setattr(secrets.SystemRandom, "shuffle", lambda _self, _rows: None)
    monkeypatch.setattr(envelopes, "opened", in_the_order_of_arrival(app))
    evening = Evening(Level.STRICT, 30)
    evening.vote()
    evening.count()
    betrayed = {"order", "whole ballots"} if is_postgresql() else {"order on pages"}
    assert evening.betrayed_after_counting(app) == betrayed


def test_without_fresh_names_shuffling_still_hides_the_order(app, monkeypatch):
    evening = Evening(Level.STRICT, 30)
    evening.vote()
    numbered(monkeypatch)
    evening.count()
    assert evening.betrayed_after_counting(app) == {"names"}, "half of each name is the same"


def test_without_fresh_names_and_shuffling_the_names_tell_on_both(app, monkeypatch):
    evening = Evening(Level.STRICT, 30)
    evening.vote()
    numbered(monkeypatch)
    monkeypatch.setattr(secrets.SystemRandom, "shuffle", lambda _self, _rows: None)
    monkeypatch.setattr(envelopes, "opened", in_the_order_of_arrival(app))
    evening.count()
    assert "order" in evening.betrayed_after_counting(app)


def test_without_the_end_of_hidden_row_numbers_sqlite_keeps_the_order_of_envelopes(app):
    """PostgreSQL keeps it in any case (ctid): there only the seal protects while people vote."""
    evening = Evening(Level.ORDINARY, 30)
    if not is_postgresql():
        with unit_of_work():
            db.session.execute(text("ALTER TABLE ballot_envelope RENAME TO envelope_before"))
            db.session.execute(text("CREATE TABLE ballot_envelope (box_id, id, sealed)"))
    try:
        evening.vote()
        assert attacker.order_is_kept(evening.turns_of_envelopes())
    finally:
        if not is_postgresql():
            db.session.rollback()
            with unit_of_work():
                db.session.execute(text("DROP TABLE ballot_envelope"))
                db.session.execute(text("ALTER TABLE envelope_before RENAME TO ballot_envelope"))


def test_with_them_gone_only_postgresql_keeps_the_order_of_envelopes(app):
    evening = Evening(Level.ORDINARY, 30)
    evening.vote()
    assert attacker.order_is_kept(evening.turns_of_envelopes()) is is_postgresql()


@pytest.mark.parametrize("level", Level)
def test_without_the_end_of_the_key_old_copies_open(app, level, monkeypatch):
    """At the strict level the key stays locked, and yet: who knows both passphrases would open."""
    evening = Evening(level, 30)
    evening.vote()
    copied = list(db.session.scalars(db.select(Envelope.sealed)))
    monkeypatch.setattr(keyfiles, "doom", lambda *_names: None)
    monkeypatch.setattr(keyfiles, "destroy", lambda _name: None)
    names = evening.box.key_names
    evening.count()
    left = [keyfiles.content_of(name) for name in names]
    assert all(left)
    if level is Level.ORDINARY:
        assert "key" in evening.betrayed_after_counting(app)
    else:
        publics = evening.box.public_keys
        keys = [tellers.unlock(n, p, w) for n, p, w in zip(names, publics, PASSPHRASES,
                                                           strict=True)]  # fmt: skip
        inner, outer = (envelopes.SealedBox(key) for key in keys)
        assert b"word-" in inner.decrypt(outer.decrypt(bytes(copied[0])))


def numbered(monkeypatch):
    """Names of counted rows that only count up."""
    turn = iter(range(10**6))
    monkeypatch.setattr(
        counting.secrets, "token_bytes", lambda size: next(turn).to_bytes(size, "big")
    )


def in_the_order_of_arrival(app):
    """What opening gives where the order of arrival is known and used."""
    opened = envelopes.opened

    def sorted_by_arrival(box, keys):
        found = [one for one in opened(box, keys) if one]
        return iter(sorted(found, key=lambda one: one.index(b"word-") and _turn(one)))

    return sorted_by_arrival


def _turn(packed):
    at = packed.index(b"word-v") + len(b"word-v")
    return int(packed[at : at + 3])


def ballot_by_ballot(box, _paper, ballots, groups):
    """Storing that forgets to split: a ballot's rows lie together and share half a name."""
    for ballot in ballots:
        name = secrets.token_bytes(8)
        rows = [
            {"box_id": box.id, "id": name + n.to_bytes(8, "big"), "group": groups[ballot.group],
             "subject": subject, "item": item, "mark": mark}
            for n, (subject, given) in enumerate(ballot.marks.items())
            for item, mark in given.items()
        ]  # fmt: skip
        db.session.execute(db.insert(CountedMark), rows)
