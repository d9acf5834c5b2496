"""The command: one JSON object, nothing written by a dry run, unknown branches listed."""

import json

import pytest
from sqlalchemy import func, select

from app.core.db import db
from app.members.models import Member
from app.organizations.models import Organization
from tests.members.importing.made import member, newcomer, of, roster, undone
from tests.members.roster.files import id_number


@pytest.fixture
def command(app, world, tmp_path):
    def run(content: bytes, *options, organization="CS-01", name="名册.xlsx"):
        file = tmp_path / name
        file.write_bytes(content)
        db.session.rollback()
        return app.test_cli_runner().invoke(
            args=["members", "import", str(file), "--organization", organization, *options]
        )

    return run


def people() -> int:
    return db.session.scalar(select(func.count(Member.id)))


def test_a_dry_run_tells_what_would_happen_and_writes_nothing(command, world):
    before = people()
    wrong = newcomer(2, 身份证号=id_number()[:-1] + ("0" if id_number()[-1] != "0" else "1"))
    answer = command(roster(newcomer(1), wrong, newcomer(1)), "--dry-run", "--json")
    told = json.loads(answer.output)
    assert answer.exit_code == 0
    assert {key: told[key] for key in ("rows", "new", "updated", "duplicate", "refused")} == {
        "rows": 3, "new": 1, "updated": 0, "duplicate": 1, "refused": 1,
    }  # fmt: skip
    refused = [p for p in told["problems"] if p["severity"] == "refuse"]
    assert [(p["row"], p["column"]) for p in refused] == [(3, "E")]
    assert people() == before


def test_an_import_can_be_repeated_and_then_finds_only_duplicates(command):
    assert command(roster(newcomer(1), newcomer(2))).exit_code == 0
    told = json.loads(command(roster(newcomer(1), newcomer(2)), "--json").output)
    assert (told["new"], told["duplicate"], told["imported"]) == (0, 2, False)
    assert member("新来甲").joined_on.iso == "2010-06"


def test_an_unknown_branch_stops_the_command_and_is_listed(command):
    before = people()
    content = roster(newcomer(1, 所在党支部="科研党支部"))
    answer = command(content, organization="CS")
    assert answer.exit_code == 1
    assert "科研党支部" in answer.output
    assert people() == before
    assert command(content, "--dry-run", organization="CS").exit_code == 0


def test_unknown_branches_are_created_when_asked_for(command):
    content = roster(newcomer(1, 所在党支部="科研党支部"))
    assert command(content, "--create-branches", organization="CS").exit_code == 0
    branch = member("新来甲").organization
    assert (branch.name, branch.code, branch.parent.code) == ("科研党支部", "CS-03", "CS")


def test_nothing_is_created_below_a_branch(command):
    content = roster(newcomer(1, 所在党支部="科研党支部"))
    answer = command(content, "--create-branches")
    assert answer.exit_code == 1
    assert "党支部只能设在" in answer.output
    assert not db.session.scalar(select(Organization).where(Organization.name == "科研党支部"))


@pytest.mark.parametrize(
    ("content", "name"), [(b"PK broken", "a.xlsx"), (b"", "a.csv"), (b"a,b\n1,2\n", "a.csv")]
)
def test_a_file_that_cannot_be_read_ends_the_command(command, content, name):
    answer = command(content, name=name)
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")


def test_an_import_by_command_can_be_undone_and_keeps_nothing_of_the_file(command):
    command(roster(newcomer(1)))
    imported = of(1)
    assert imported.table is None
    assert undone(imported.id) == []
    assert member("新来甲") is None
