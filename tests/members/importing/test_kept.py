"""What an import keeps and for how long, whom it never touches, and where it is found."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from app.core import clock, drafts
from app.core.db import db, unit_of_work
from app.members.importing import actions
from app.rules.members import Standing
from tests.members.importing.made import (
    confirmed,
    member,
    newcomer,
    of,
    person,
    roster,
    started,
    undone,
    upload,
)
from tests.members.roster.files import id_number

SAME = {"姓名": "张淼燊", "性别": "女", "出生日期": "1985.05", "身份证号": ""}


@pytest.mark.parametrize(("minute", "kept"), [(0, True), (1, False)])
def test_a_confirmed_file_is_forgotten_after_thirty_days_but_can_still_be_undone(
    world, minute, kept
):
    import_id = confirmed(world.here, newcomer(1))
    with clock.travel(date(2026, 12, 16), 10, minute), unit_of_work():
        actions.forget_old()
    db.session.expire_all()
    assert (of(import_id).table is not None) is kept
    assert undone(import_id) == []
    assert member("新来甲") is None


@pytest.mark.parametrize(("minute", "kept"), [(0, True), (1, False)])
def test_an_import_never_confirmed_is_gone_after_thirty_days(world, minute, kept):
    import_id = started(world.here, newcomer(1))
    with clock.travel(date(2026, 12, 16), 10, minute), unit_of_work():
        actions.forget_old()
    db.session.expire_all()
    assert (of(import_id) is not None) is kept


def test_a_roster_does_not_bring_back_who_has_left(world):
    with unit_of_work():
        world.members["张淼燊"].standing = Standing.REMOVED
    import_id = started(world.here, person(**SAME))
    row = of(import_id).preview["rows"][0]
    assert row["kind"] == "refused"
    assert "除名" in row["problems"][-1]["message"]


def test_a_file_that_was_imported_before_says_so(client_of, world):
    client, content = client_of("secretary"), roster(newcomer(1))
    first, second = (
        upload(client, world.here, content).location.removesuffix("/columns") for _ in range(2)
    )
    assert "导入过" not in client.get(second).text
    client.post(f"{first}/confirm")
    assert "导入过" in client.get(second).text


def test_what_was_typed_when_the_session_ended_is_there_after_the_login(client_of, world):
    import_id = started(world.here, newcomer(1))
    address = f"/members/imports/{import_id}/rows/2"
    account = world.accounts["secretary"]
    drafts.keep(account.id, address, MultiDict({"cell-name": "新来的某某"}))
    client = client_of("secretary")
    assert "新来的某某" in client.get(address).text
    client.post(address, data={"version": 1, "cell-name": "新来的某某"})
    assert of(import_id).preview["rows"][0]["name"] == "新来的某某"
    assert drafts.kept(account.id, address) is None


def test_the_registry_leads_to_imports_only_who_may_import(client_of):
    assert "/members/imports" in client_of("secretary").get("/members/").text
    assert "/members/imports" not in client_of("committee_member").get("/members/").text


def test_the_file_is_stored_unreadable(world):
    import_id = started(world.here, newcomer(1))
    raw = db.session.connection().exec_driver_sql(
        f'SELECT "table", preview, choices FROM import WHERE id = {import_id}'
    )
    stored = b"".join(bytes(part) for part in raw.one())
    assert "新来甲".encode() not in stored
    assert id_number(serial=13).encode() not in stored
