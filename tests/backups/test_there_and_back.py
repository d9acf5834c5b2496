"""A backup is one moment of everything but uncounted votes, and comes back as it was."""

import json
import stat
import threading
import zipfile

import pytest
from sqlalchemy import func, select

from app.backups import actions
from app.ballots import actions as ballots
from app.ballots import keyfiles, receipts
from app.ballots.models import BoxState, CountedMark
from app.ballots.questionnaire import Answers
from app.core.db import db, instance_path, is_postgresql, reads_only, unit_of_work
from app.core.drafts import Draft
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.members import Stage
from tests.backups.conftest import ID_NUMBER, PAPER, boxes, content

pytestmark = pytest.mark.storage
LEFT_OUT = {"submission", "ballot_envelope"}
VOTING = {"ballot_box", "ballot_receipt"}


def test_every_row_comes_back_as_it_lay(full, file, empty, within):
    before = content()
    actions.backup(file)
    within(empty, actions.restore, file)
    after = within(empty, content)
    for name in before.keys() - LEFT_OUT - VOTING:
        assert after[name] == before[name], name
    assert len(before["audit_entry"]) > 10


def test_encrypted_values_can_be_read_again_with_the_keys_of_the_backup(full, file, empty, within):
    actions.backup(file)
    within(empty, actions.restore, file)
    query = select(Person.id_number).where(Person.name == "张淼燊")
    assert within(empty, db.session.scalar, query) == ID_NUMBER
    assert within(empty, db.session.scalar, select(Draft.fields)) == {"a": ["乙"]}


def test_the_file_holds_no_encrypted_value_in_plain(full, file):
    actions.backup(file)
    with zipfile.ZipFile(file) as archive:
        assert not any(ID_NUMBER.encode() in archive.read(name) for name in archive.namelist())


def test_uploads_come_back_and_half_written_ones_do_not(full, file, empty, within):
    actions.backup(file)
    within(empty, actions.restore, file)
    folder = within(empty, instance_path, "uploads", "sheet").parent
    assert [one.name for one in folder.iterdir()] == ["sheet"]
    assert (folder / "sheet").read_bytes() == b"%PDF"


def test_numbers_count_on_after_a_restore(full, file, empty, within):
    actions.backup(file)
    within(empty, actions.restore, file)
    last = db.session.scalar(select(func.max(Person.id)))

    def add():
        person = Person(name="新来的人")
        with unit_of_work():
            db.session.add(person)
            db.session.flush()
            return person.id

    assert within(empty, add) == last + 1


def test_an_uncounted_vote_is_in_no_part_of_the_file(full, file):
    actions.backup(file)
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        noted = archive.read("tables/ballot_receipt.jsonl").splitlines()
    assert not [name for name in names if "ballots/" in name or "ballot_envelope" in name]
    assert [json.loads(line) for line in noted] == [[1, "1"], [1, "2"], [1, "3"]]


def test_a_vote_changes_nothing_in_a_backup(full, tmp_path):
    """What two backups differ by tells nothing of a vote cast between them."""
    parts = []
    for number in (1, 2):
        file = tmp_path / f"{number}.backup"
        parts.append(actions.backup(file)["parts"])
        box = boxes()[1]
        ballots.cast(box.id, PAPER, f"later{number}", _answers())
        db.session.commit()
    assert parts[0] == parts[1]


def test_an_uncounted_box_comes_back_empty_and_takes_votes_again(full, file, empty, within):
    actions.backup(file)
    assert within(empty, actions.restore, file)["revote"] == 1

    def vote_again():
        box = boxes()[1]
        assert (box.state, receipts.numbers([box.id])) == (BoxState.OPEN, {})
        assert keyfiles.read(box.key_name).public_key.encode() == box.public_key
        with unit_of_work():
            ballots.cast(box.id, PAPER, "1", _answers())
        return receipts.numbers([box.id])

    assert within(empty, vote_again) == {2: 1}


def test_a_counted_box_comes_back_with_its_result(full, file, empty, within):
    actions.backup(file)
    within(empty, actions.restore, file)
    marks = within(empty, db.session.scalar, select(func.count()).select_from(CountedMark))
    assert marks == 6
    assert within(empty, receipts.numbers, [1]) == {1: 3}


def test_what_is_written_during_a_backup_is_in_it_wholly_or_not_at_all(
    full, file, empty, within, app, monkeypatch
):
    copied, copy, branch = [], actions._copy, full.here.id

    def copy_and_let_another_write(archive, connection, table):
        noted = copy(archive, connection, table)
        if table.name in {"person", "audit_entry"}:
            writer = threading.Thread(target=_add_somebody, args=(app, branch, copied))
            writer.start()
            writer.join(20)
        return noted

    monkeypatch.setattr(actions, "_copy", copy_and_let_another_write)
    people = db.session.scalar(select(func.count()).select_from(Person))
    db.session.rollback()
    actions.backup(file)
    assert len(copied) == 2
    within(empty, actions.restore, file)
    assert within(empty, db.session.scalar, select(func.count()).select_from(Person)) == people
    names = select(Person.name).join(Member, Member.person_id == Person.id)
    assert "后来" not in within(empty, lambda: db.session.scalars(names).all())


def test_the_file_is_readable_by_its_owner_alone(full, file):
    actions.backup(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_the_manifest_says_what_is_inside(full, file):
    manifest = actions.backup(file)
    rows = {one["name"]: one["rows"] for one in manifest["tables"]}
    assert rows["organization"] == db.session.scalar(select(func.count()).select_from(Organization))
    assert manifest["database"] == ("postgresql" if is_postgresql() else "sqlite")
    assert manifest["migration"]
    assert not LEFT_OUT & rows.keys()


def _answers():
    return Answers({subject: {"overall": "fair"} for subject in PAPER.subjects})


def _add_somebody(app, organization_id, done):
    with app.app_context():
        reads_only(False)
        with unit_of_work():
            person = Person(name="后来")
            branch = db.session.get(Organization, organization_id)
            db.session.add(Member(person=person, organization=branch, stage=Stage.FULL))
        done.append(person)
