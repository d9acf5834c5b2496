"""What is refused leaves no trace: half files, damaged files, instances in use."""

import json
import zipfile

import pytest
from sqlalchemy import select

from app.backups import actions, archive
from app.backups.archive import Damaged
from app.core.db import db, instance_path
from app.core.errors import Refused
from app.organizations.models import Organization
from app.people.models import Person

pytestmark = pytest.mark.storage


@pytest.fixture
def backed_up(full, file):
    actions.backup(file)
    return file


def rewritten(file, change):
    """The archive once more and sealed, with `change(parts)` applied to {name: content}."""
    with zipfile.ZipFile(file) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    with file.open("w+b") as out:
        with zipfile.ZipFile(out, "w") as target:
            for name, data in parts.items():
                target.writestr(name, data)
            target.comment = archive.UNSEALED
        archive.seal(out)


def command(app, *words):
    return app.test_cli_runner().invoke(args=words)


def nothing_there(blank, within):
    def look():
        people = db.session.scalars(select(Person)).all()
        return people, list(instance_path("uploads", "x").parent.iterdir())

    return within(blank, look) == ([], [])


def test_an_instance_in_use_is_left_alone(backed_up, blank, within):
    within(blank, actions.restore, backed_up)
    with pytest.raises(Refused, match="已经有数据"):
        within(blank, actions.restore, backed_up)


def test_an_instance_that_was_only_started_counts_as_empty(backed_up, blank, within):
    assert within(blank, command, blank, "db", "upgrade").exit_code == 0
    started = within(blank, command, blank, "setup", "first-administrator")
    assert "/accounts/join/" in started.output
    within(blank, actions.restore, backed_up)
    assert len(within(blank, lambda: db.session.scalars(select(Organization)).all())) == 4


def test_uploads_already_there_are_not_mixed_in(backed_up, blank, within):
    within(blank, instance_path, "uploads", "theirs").write_bytes(b"x")
    with pytest.raises(Refused, match="已经有上传的文件"):
        within(blank, actions.restore, backed_up)


@pytest.mark.parametrize("where", [0, 0.02, 0.3, 0.6, 0.98, 1])
def test_a_flipped_byte_is_found(backed_up, blank, within, where):
    data = bytearray(backed_up.read_bytes())
    data[int((len(data) - 1) * where)] ^= 0x01
    backed_up.write_bytes(data)
    with pytest.raises(Refused, match="损坏"):
        within(blank, actions.restore, backed_up)


@pytest.mark.parametrize("kept", [0, 10, 5000])
def test_a_file_cut_short_is_found(backed_up, blank, within, kept):
    backed_up.write_bytes(backed_up.read_bytes()[:kept])
    with pytest.raises(Damaged):
        within(blank, actions.restore, backed_up)


def test_a_changed_row_is_found(backed_up, blank, within):
    def change(parts):
        parts["tables/person.jsonl"] = parts["tables/person.jsonl"].replace(
            "周".encode(), b"\xe5\x90\xb4"
        )

    rewritten(backed_up, change)
    with pytest.raises(Damaged):
        within(blank, actions.restore, backed_up)


@pytest.mark.parametrize("name", ["uploads/more", "../outside", "/etc/outside"])
def test_a_part_that_the_manifest_does_not_know_is_refused(backed_up, blank, within, name):
    rewritten(backed_up, lambda parts: parts.update({name: b"x"}))
    with pytest.raises(Damaged):
        within(blank, actions.restore, backed_up)


def test_a_listed_part_that_leads_outside_is_refused(backed_up, blank, within):
    def change(parts):
        manifest = json.loads(parts["manifest.json"])
        noted = manifest["parts"].pop("uploads/sheet")
        manifest["parts"]["uploads/../../sheet"] = noted
        parts["uploads/../../sheet"] = parts.pop("uploads/sheet")
        parts["manifest.json"] = json.dumps(manifest).encode()

    rewritten(backed_up, change)
    with pytest.raises(Damaged):
        within(blank, actions.restore, backed_up)


def test_a_reference_to_nothing_undoes_the_whole_restore(backed_up, blank, within, monkeypatch):
    def change(parts):
        parts["tables/organization.jsonl"] = b""
        manifest = json.loads(parts["manifest.json"])
        manifest["parts"]["tables/organization.jsonl"] = {
            "sha256": archive.sha256(b"").hexdigest(), "bytes": 0,
        }  # fmt: skip
        for one in manifest["tables"]:
            one["rows"] = 0 if one["name"] == "organization" else one["rows"]
        parts["manifest.json"] = json.dumps(manifest).encode()

    rewritten(backed_up, change)
    with pytest.raises(Damaged):
        within(blank, actions.restore, backed_up)
    assert nothing_there(blank, within)
    assert not list(within(blank, instance_path, "keys", "ballots", "x").parent.iterdir())


def test_a_failure_at_the_last_moment_puts_the_files_back(backed_up, blank, within, monkeypatch):
    session_key = within(blank, instance_path, "keys", "session.key")
    before = session_key.read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(actions.db.session, "commit", fail)
    with pytest.raises(OSError, match="No space"):
        within(blank, actions.restore, backed_up)
    monkeypatch.undo()
    assert session_key.read_bytes() == before
    assert nothing_there(blank, within)
    assert not list(session_key.parent.parent.glob(".restoring-*"))


def test_a_backup_of_another_schema_is_refused(backed_up, blank, within):
    def change(parts):
        manifest = json.loads(parts["manifest.json"]) | {"migration": "9999"}
        parts["manifest.json"] = json.dumps(manifest).encode()

    rewritten(backed_up, change)
    with pytest.raises(Refused, match="9999"):
        within(blank, actions.restore, backed_up)


def test_an_existing_file_is_never_written_over(full, file):
    file.write_bytes(b"precious")
    with pytest.raises(Refused, match="换一个文件名"):
        actions.backup(file)
    assert file.read_bytes() == b"precious"


def test_an_instance_never_started_has_nothing_to_back_up(file, blank, within):
    with pytest.raises(Refused, match="还没有启动过"):
        within(blank, actions.backup, file)
    assert not file.exists()


def test_a_backup_that_fails_leaves_no_file(full, file, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(actions.files, "chunks", fail)
    with pytest.raises(OSError, match="No space"):
        actions.backup(file)
    assert list(file.parent.iterdir()) == []


def test_the_commands_speak_plainly(full, file, blank, within, app):
    made = command(app, "backup", str(file))
    assert (made.exit_code, "已备份到" in made.output) == (0, True)
    again = command(app, "backup", str(file))
    assert (again.exit_code, "换一个文件名" in again.output) == (1, True)
    restored = within(blank, command, blank, "restore", str(file))
    assert (restored.exit_code, "重新投票" in restored.output) == (0, True)
    missing = within(blank, command, blank, "restore", f"{file}x")
    assert (missing.exit_code, "没有找到" in missing.output) == (1, True)
