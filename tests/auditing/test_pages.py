"""Who sees which changes, and how they are narrowed."""

from datetime import date

import pytest
from sqlalchemy import select

from app.auditing.queries import PAGE
from app.core import audit, clock
from app.core.audit import AuditEntry
from app.core.db import db


@pytest.fixture
def changed(world):
    """A change in each branch, by different people on different days, and one without a path."""
    for person, member, day in (
        ("周敏", "张淼燊", date(2026, 10, 5)),
        ("孙翀", "林祎", date(2026, 10, 6)),
    ):
        with clock.travel(day, 0, 30):
            audit.acting(1, person)
            audit.because(f"{person}的原因")
            world.members[member].remark = f"{member}的备注"
            db.session.commit()
    audit.acting(1, "系统")
    audit.record("登录失败", "登录", "somebody")
    db.session.commit()
    return world


def test_a_change_is_shown_with_who_what_and_why(client_of, changed):
    page = client_of("faculty").get("/audit/?subject=党员&person=周敏").text
    for word in ("2026-10-05 00:30", "周敏", "张淼燊的备注", "备注", "周敏的原因"):
        assert word in page


def test_what_has_no_organisation_is_shown_to_the_administrator_alone(client_of, changed):
    assert "登录失败" in client_of("admin").get("/audit/?subject=登录").text
    assert "登录失败" not in client_of("committee").get("/audit/?subject=登录").text


def test_only_the_own_subtree_is_shown(client_of, changed):
    audit.record("新增", "党组织", "学校机关", path=changed.university.path)
    db.session.commit()
    assert "学校机关" in client_of("committee").get("/audit/").text
    assert "学校机关" not in client_of("faculty").get("/audit/").text


@pytest.mark.parametrize("login", ["secretary", "committee_member", "member", "liaison"])
def test_a_branch_has_no_trail_to_read(client_of, login):
    assert client_of(login).get("/audit/").status_code == 403


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("since=2026-10-05&until=2026-10-05", {"张淼燊的备注"}),
        ("since=2026-10-06&until=2026-10-06", {"林祎的备注"}),
        ("since=2026-10-05&until=2026-10-06", {"张淼燊的备注", "林祎的备注"}),
        ("since=2026-10-07&subject=党员&person=周敏", set()),
        ("person=孙", {"林祎的备注"}),
        ("since=gibberish&person=周敏", {"张淼燊的备注"}),
    ],
)
def test_the_trail_is_narrowed_by_day_and_person(client_of, changed, asked, seen):
    page = client_of("faculty").get(f"/audit/?{asked}").text
    assert {text for text in ("张淼燊的备注", "林祎的备注") if text in page} == seen


def test_older_pages_follow_without_gap_or_repetition(client_of, world):
    db.session.execute(AuditEntry.__table__.delete())
    for number in range(PAGE + 1):
        audit.record("新增", "党员", f"第{number}号。", path=world.here.path)
    db.session.commit()
    client = client_of("faculty")
    oldest = db.session.scalar(select(AuditEntry.id).order_by(AuditEntry.id).limit(1))
    first = client.get("/audit/").text
    assert "第1号。" in first
    assert "第0号。" not in first
    assert f"before={oldest + 1}" in first
    second = client.get(f"/audit/?before={oldest + 1}").text
    assert "第0号。" in second
    assert "第1号。" not in second
    assert "更早的" not in second


def test_a_members_changes_include_the_persons_own_facts(client_of, world):
    world.people["张淼燊"].phone = "010-0000"
    db.session.commit()
    page = client_of("faculty").get(f"/audit/members/{world.members['张淼燊'].id}").text
    assert "010-0000" in page
    assert "林祎" not in page


def test_an_id_number_never_stands_in_the_trail(client_of, world):
    world.people["张淼燊"].id_number = "990101198505050000"
    db.session.commit()
    page = client_of("admin").get(f"/audit/members/{world.members['张淼燊'].id}").text
    assert "（不显示）" in page
    assert "19850505" not in page


def test_the_trail_takes_few_statements(client_of, world, statements):
    client = client_of("admin")
    statements()
    client.get("/audit/")
    assert len([s for s in statements() if s.startswith("SELECT")]) <= 8
