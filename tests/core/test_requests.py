"""What one request may do to the database: commit once, act once, and never write on GET."""

import threading

import pytest
from flask import abort

from app.access.policy import public
from app.access.scope import EVERYTHING
from app.core import once
from app.core.audit import AuditEntry
from app.core.db import db, reads_only, short_transaction, unit_of_work
from app.core.errors import Refused
from app.core.forms import CONTROL, clean_line, clean_text
from app.organizations import queries
from app.organizations.models import Organization


def rename(world_id, name):
    queries.one(EVERYTHING, world_id).name = name


@pytest.fixture
def view(app):
    """view(function, methods) puts a public view at /probe for this test alone."""
    made = {}

    def put(function):
        app.view_functions["home.healthz"] = public(function)
        made["was"] = True

    before = app.view_functions["home.healthz"]
    yield put
    app.view_functions["home.healthz"] = before


def test_a_get_that_writes_is_a_bug(client_of, world, view):
    view(lambda: rename(world.here.id, "改了") or "ok")
    with pytest.raises(RuntimeError, match="changed state"):
        client_of("admin").get("/healthz")
    assert queries.one(EVERYTHING, world.here.id).name == "教工第一党支部"


def test_a_refused_change_leaves_nothing_behind(client_of, world):
    fields = {"name": "换了名字", "code": "CS-02", "unit_type": "teacher"}
    answer = client_of("faculty").post(f"/organizations/{world.here.id}/edit", data=fields)
    assert answer.status_code == 422
    assert queries.one(EVERYTHING, world.here.id).name == "教工第一党支部"


def test_every_change_tells_who_when_and_from_what_to_what(client_of, world):
    fields = {"name": "教工第一支部", "code": "CS-01", "unit_type": "teacher"}
    client_of("faculty").post(f"/organizations/{world.here.id}/edit", data=fields)
    entry = db.session.query(AuditEntry).filter_by(actor_name="吴赟", verb="修改").one()
    assert entry.changes["name"] == ["教工第一党支部", "教工第一支部"]
    assert entry.path == world.here.path


def test_a_refusal_by_the_policy_is_recorded(client_of):
    assert client_of("member").get("/members/").status_code == 403
    assert db.session.query(AuditEntry).filter_by(verb="被拒绝").one().label == "GET /members/"


def test_a_unit_of_work_is_done_whole_or_not_at_all(app, world):
    def half():
        with unit_of_work():
            rename(world.here.id, "一半")
            db.session.flush()
            raise Refused("停")

    with pytest.raises(Refused):
        half()
    assert queries.one(EVERYTHING, world.here.id).name == "教工第一党支部"


@pytest.mark.storage
def test_eight_writers_at_once_all_succeed(migrated_app, app, world):
    db.session.rollback()
    faults = []

    def write(number):
        try:
            with migrated_app.app_context(), unit_of_work():
                branch = queries.one(EVERYTHING, 3)
                db.session.add(
                    Organization(
                        code=f"W{number}", name=f"并发{number}", path=f"/w{number}/",
                        kind=branch.kind, unit_type=branch.unit_type,
                    )
                )  # fmt: skip
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len([o for o in queries.tree(EVERYTHING) if o.code.startswith("W")]) == 8


def test_a_short_transaction_commits_whatever_becomes_of_the_request(app, world):
    here = world.here.id
    with short_transaction() as session:
        session.get(Organization, here).remark = "已提交"
    db.session.rollback()
    assert queries.one(EVERYTHING, world.here.id).remark == "已提交"


@pytest.mark.parametrize("dirt", ["\x00", "\x1b", "\u200b", "\u202e", "\ufeff", "\ud800"])
def test_invisible_characters_are_cleaned_from_every_text(dirt):
    assert clean_line(f"周{dirt}敏") == "周敏"
    assert clean_text(f"第一段{dirt}\r\n第二段") == "第一段\n第二段"


def test_rare_characters_are_no_dirt():
    assert clean_line("䶮𬭩𠅤㛃") == "䶮𬭩𠅤㛃"
    assert not CONTROL.search("䶮𬭩𠅤㛃·")


@pytest.mark.parametrize("code", [400, 404, 413])
def test_error_pages_are_plain_chinese(client_of, view, code):
    view(lambda: abort(code))
    page = client_of(None).get("/healthz")
    assert page.status_code == code
    assert "工作台" in page.text


def test_every_answer_carries_the_closed_policy(client_of):
    for address in ("/login", "/static/css/app.css", "/healthz"):
        with client_of(None).get(address) as answer:
            headers = answer.headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "script" not in headers["Content-Security-Policy"]
        assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_an_upload_beyond_the_limit_is_refused_in_plain_words(app, client_of):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    try:
        page = client_of("faculty").post("/organizations/new", data={"remark": "长" * 2000})
    finally:
        app.config["MAX_CONTENT_LENGTH"] = 32 * 1024 * 1024
    assert page.status_code == 413
    assert "太大" in page.text


def test_a_form_without_the_sessions_mark_is_refused(app, client_of, world):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        fields = {"name": "换了名字", "code": "CS-01", "unit_type": "teacher"}
        page = client_of("faculty").post(f"/organizations/{world.here.id}/edit", data=fields)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert page.status_code == 400
    assert queries.one(EVERYTHING, world.here.id).name == "教工第一党支部"


@pytest.mark.parametrize("number", ["2147483648", "99999999999999999999999"])
def test_a_number_no_row_can_have_is_simply_not_found(client_of, number):
    assert client_of("secretary").get(f"/members/{number}").status_code == 404


@pytest.mark.parametrize("name", ["from", "organization", "parent", "before", "year", "person"])
@pytest.mark.parametrize(
    "address",
    ["/members/", "/members/new", "/members/roster.xlsx", "/members/imports", "/accounts/",
     "/evaluations/", "/audit/", "/debriefs/", "/organizations/new", "/meetings/",
     "/meetings/year"],
)  # fmt: skip
def test_numbers_beyond_any_column_ask_for_nothing(client_of, address, name):
    answer = client_of("faculty").get(f"{address}?{name}={'9' * 30}")
    assert answer.status_code in {200, 303, 404}  # 303: the year of many is another page


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_beyond_any_calendar_ask_for_nothing(client_of, day):
    assert client_of("faculty").get(f"/audit/?until={day}&since={day}").status_code == 200


@pytest.mark.storage
def test_a_mark_is_noted_though_others_wrote_since_the_page_was_read(migrated_app, app, world):
    here = world.here.id

    def write():
        with migrated_app.app_context(), unit_of_work():
            queries.one(EVERYTHING, here).remark = "别人写的"

    with app.test_request_context("/accounts/drafts", method="POST", data={"once": "一次"}):
        db.session.rollback()
        reads_only(True)
        assert queries.one(EVERYTHING, here)
        other = threading.Thread(target=write)
        other.start()
        other.join()
        assert once.stop_the_second() is None
        db.session.rollback()
        reads_only(False)


def test_an_address_that_only_takes_a_form_leads_to_the_page_it_stands_on(client_of, world):
    member = world.members["欧阳懿"]
    answer = client_of("secretary").get(f"/dues/people/{member.id}/pay")
    assert (answer.status_code, answer.location) == (303, f"/dues/people/{member.id}")
    assert client_of("secretary").post(f"/dues/people/{member.id}").status_code == 405
