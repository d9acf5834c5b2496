"""Coming in and being kept out: passwords, throttling, expiry, one-time links."""

import re

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from app.accounts import passwords
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.drafts import Draft
from tests.conftest import TODAY

PASSWORD = "正确的密码-2026"


@pytest.fixture
def known(world):
    """The member's account with a real password."""
    account = world.accounts["member"]
    account.password_hash = passwords.hash_password(PASSWORD)
    db.session.commit()
    return account


def log_in(client, password, username="member", **options):
    fields = {"username": username, "password": password}
    return client.post("/login", data=fields, **options)


def test_the_right_password_opens_the_workspace(client_of, known):
    client = client_of(None)
    assert log_in(client, PASSWORD).status_code == 303
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("username", ["member", "nobody"])
def test_a_wrong_password_and_an_unknown_name_are_told_the_same(client_of, known, username):
    page = log_in(client_of(None), "不对", username)
    assert page.status_code == 422
    assert "登录名或密码不对。" in page.text


def test_the_fifth_failure_locks_the_name_for_a_while(client_of, known):
    client = client_of(None)
    for _ in range(5):
        log_in(client, "不对")
    page = log_in(client, PASSWORD)
    assert page.status_code == 422
    assert re.search(r"请 \d+ 分钟后再试", page.text)


def test_four_failures_do_not_lock(client_of, known):
    client = client_of(None)
    for _ in range(4):
        log_in(client, "不对")
    assert log_in(client, PASSWORD).status_code == 303


def test_a_lock_ends_after_a_quarter_of_an_hour(client_of, known):
    client = client_of(None)
    for _ in range(5):
        log_in(client, "不对")
    with clock.travel(TODAY, 10, 16):
        assert log_in(client, PASSWORD).status_code == 303


def test_guessing_many_names_from_one_address_is_stopped(client_of, known):
    client = client_of(None)
    for number in range(40):
        log_in(client, "不对", f"name{number}")
    assert "分钟后再试" in log_in(client, PASSWORD).text


def test_the_public_demo_password_never_opens_a_real_instance(client_of, known):
    known.password_hash = passwords.hash_password(passwords.DEMO_PASSWORD)
    db.session.commit()
    assert log_in(client_of(None), passwords.DEMO_PASSWORD).status_code == 422


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_way_back_leads_only_into_this_site(client_of, known, target):
    answer = client_of(None).post(
        "/login", query_string={"next": target}, data={"username": "member", "password": PASSWORD}
    )
    assert answer.location == "/"


def test_logins_and_failures_leave_a_trace_without_the_password(client_of, known):
    client = client_of(None)
    log_in(client, "错误的密码串")
    log_in(client, PASSWORD)
    found = select(AuditEntry).where(AuditEntry.subject == "登录").order_by(AuditEntry.id)
    entries = db.session.scalars(found).all()
    assert [entry.verb for entry in entries] == ["登录失败", "登录"]
    assert "错误的密码串" not in str([(e.label, e.reason, e.changes) for e in entries])


def test_a_disabled_account_ends_at_once(client_of, world):
    member = client_of("member")
    assert member.get("/").status_code == 200
    address = f"/accounts/{world.accounts['member'].id}/disable"
    assert client_of("admin").post(address, data={"reason": "离校"}).status_code == 303
    assert member.get("/").status_code == 303


def test_a_new_password_ends_the_sessions_elsewhere(client_of, known):
    here, there = client_of("member"), client_of("member")
    fields = {"current": PASSWORD, "new_password": "另一个密码-77", "repeated": "另一个密码-77"}
    assert here.post("/accounts/me/password", data=fields).status_code == 303
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 303


@pytest.mark.parametrize(
    ("new", "says"),
    [("short-7", "至少 8 位"), ("member-2026", "不要包含登录名"), ("aaaaaaaa", "太容易猜到")],
)
def test_a_weak_new_password_is_refused_at_its_field(client_of, known, new, says):
    fields = {"current": PASSWORD, "new_password": new, "repeated": new}
    page = client_of("member").post("/accounts/me/password", data=fields)
    assert page.status_code == 422
    assert says in page.text


def age(client, seconds):
    with client.session_transaction() as session:
        session["seen"] -= seconds
        session["started"] -= seconds


def test_an_idle_session_ends_and_what_was_typed_is_kept(client_of, world):
    client = client_of("secretary")
    address = f"/members/{world.members['张淼燊'].id}/edit"
    with client.session_transaction() as session:
        session["csrf_token"] = "mark of this session"
    signed = URLSafeTimedSerializer("tests", salt="wtf-csrf-token").dumps("mark of this session")
    age(client, 9 * 3600)
    fields = {"name": "张淼燊", "remark": "打了一半的备注", "csrf_token": signed}
    answer = client.post(address, data=fields)
    assert answer.status_code == 303
    assert "/login" in answer.location
    assert db.session.scalars(select(Draft)).one().address == address
    again = client_of("secretary").get(address)
    assert "打了一半的备注" in again.text
    assert "已恢复您上次没有提交的内容" in again.text


def test_nothing_is_kept_of_a_post_from_another_site(client_of, world):
    client = client_of("secretary")
    age(client, 9 * 3600)
    client.post(f"/members/{world.members['张淼燊'].id}/edit", data={"remark": "外站提交"})
    assert not db.session.scalars(select(Draft)).all()


def test_after_a_button_of_its_own_the_login_leads_back_to_the_page(client_of, world):
    address = f"/accounts/{world.accounts['member'].id}"
    answer = client_of(None).post(
        f"{address}/disable", headers={"Referer": f"http://portal.test{address}"}
    )
    assert answer.location.endswith(f"next={address}")


def test_a_session_in_use_goes_on(client_of):
    client = client_of("secretary")
    age(client, 50 * 60)
    assert client.get("/").status_code == 200


def test_a_session_ends_after_twelve_hours_even_in_use(client_of):
    client = client_of("secretary")
    with client.session_transaction() as session:
        session["started"] -= 12 * 3600 + 60
    assert client.get("/").status_code == 303


def test_an_administrator_makes_a_second_one_and_never_unmakes_the_self(client_of, world):
    member, admin = world.accounts["member"], world.accounts["admin"]
    client = client_of("admin")
    client.post(f"/accounts/{member.id}/administrator", data={"reason": "两人值守"})
    assert client_of("member").get("/accounts/").status_code == 200
    client.post(f"/accounts/{admin.id}/administrator")
    assert client.get("/accounts/").status_code == 200


def test_a_copied_cookie_opens_nothing_after_logout(client_of, known):
    client, thief = client_of(None), client_of(None)
    log_in(client, PASSWORD)
    thief.set_cookie("branchbook", client.get_cookie("branchbook", "portal.test").value,
                     domain="portal.test")  # fmt: skip
    assert thief.get("/accounts/me").status_code == 200
    client.post("/logout")
    assert thief.get("/accounts/me").status_code == 303


def test_guessing_the_present_password_from_an_open_session_is_stopped(client_of, known):
    client = client_of("member")
    fields = {"current": "不对", "new_password": "另一个密码-77", "repeated": "另一个密码-77"}
    for _ in range(5):
        assert client.post("/accounts/me/password", data=fields).status_code == 422
    assert client.post("/accounts/me/password", data=fields).status_code == 429


@pytest.mark.parametrize("address", ["/login", "/static/x", "/accounts/join/abc", "/members/"])
def test_nothing_is_kept_for_addresses_that_are_no_form_of_ones_own(client_of, address):
    fields = {"_address": address, "name": "x"}
    assert client_of("secretary").post("/accounts/drafts", data=fields).status_code == 400


def test_a_person_keeps_at_most_thirty_drafts(client_of, world):
    client = client_of("secretary")
    for number in range(33):
        fields = {"_address": f"/meetings/new?kind=theme_day&n={number}", "title": "草稿"}
        assert client.post("/accounts/drafts", data=fields).status_code == 200
    assert len(db.session.scalars(select(Draft)).all()) == 30


def test_a_draft_too_large_is_refused(client_of):
    fields = {"_address": "/meetings/new", "content": "长" * 200_000}
    assert client_of("secretary").post("/accounts/drafts", data=fields).status_code == 400


@pytest.mark.parametrize(("wanted", "led"), [
    ("/logout", "/"), ("/nowhere", "/"), ("/accounts/me", "/accounts/me"),
    ("/meetings/?year=2026", "/meetings/?year=2026"),
])  # fmt: skip
def test_the_login_leads_to_pages_alone(client_of, world, wanted, led):
    world.accounts["member"].password_hash = passwords.hash_password("我的密码-2026")
    db.session.commit()
    answer = client_of(None).post(
        f"/login?next={wanted}", data={"username": "member", "password": "我的密码-2026"}
    )
    assert answer.location == led
