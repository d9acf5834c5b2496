"""The form of a meeting in a browser without script."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.drafts import Draft
from app.meetings.models import Meeting
from tests.meetings.made import VOTERS, fields, meeting


@pytest.fixture
def address(world):
    return f"/meetings/new?organization={world.here.id}&kind=committee"


def recorded(app):
    return db.session.scalar(select(func.count()).select_from(Meeting))


def test_the_form_opens_as_the_last_meeting_was(client_of, world, address):
    meeting(world, held_on=date(2026, 11, 9))
    db.session.commit()
    text = client_of("secretary").get(address).text
    assert 'value="会议室 302"' in text
    assert 'value="2026年11月支部委员会"' in text
    assert f'<option selected value="{world.people["郑一诺"].id}">郑一诺' in text
    assert "应到 3 人，实到 3 人" in text


def test_the_usual_hour_is_left_out_until_it_has_come(client_of, world, address):
    meeting(world)
    db.session.commit()
    assert 'value="15:00"' not in client_of("secretary").get(address).text
    with clock.travel(date(2026, 11, 16), 15, 0):
        assert 'value="15:00"' in client_of("secretary").get(address).text


def test_a_period_that_is_over_opens_on_its_last_day(client_of, address):
    text = client_of("secretary").get(f"{address}&until=2026-10-31").text
    assert 'value="2026-10-31"' in text
    assert 'value="2026年10月支部委员会"' in text


@pytest.mark.parametrize(("typed", "kept"), [
    ("2026年11月支部委员会", "2026年10月支部委员会"), ("研究发展党员工作", "研究发展党员工作"),
])  # fmt: skip
def test_a_name_that_nobody_touched_follows_the_day(client_of, world, address, typed, kept):
    sent = fields(world, title=typed, held_on="2026-10-30", late_reason="出差")
    assert client_of("secretary").post(address, data=sent).status_code == 303
    assert db.session.scalar(select(Meeting.title)) == kept


def test_an_address_that_leaves_it_open_leads_to_the_most_urgent(client_of, world):
    answer = client_of("secretary").get("/meetings/new")
    assert answer.status_code == 303
    assert f"organization={world.here.id}" in answer.location
    assert client_of("secretary").get(answer.location).status_code == 200


def test_a_submitted_form_makes_a_record_and_ends_its_draft(app, client_of, world, address):
    secretary = client_of("secretary")
    secretary.post(address, data=fields(world) | {"later": "1"})
    answer = secretary.post(address, data=fields(world))
    assert answer.status_code == 303
    text = secretary.get(answer.location).text
    assert "26日下午集中学习。" in text
    assert db.session.scalar(select(Draft)) is None


def test_one_more_item_keeps_what_was_typed(client_of, world, address):
    answer = client_of("secretary").post(address, data=fields(world) | {"more": "1"})
    assert answer.status_code == 200
    assert 'name="items-1-title"' in answer.text
    assert "26日下午集中学习。" in answer.text


def test_the_vote_is_worked_out_before_it_is_saved(app, client_of, world):
    address = f"/meetings/new?organization={world.here.id}&kind=assembly"
    typed = fields(world, names=VOTERS) | {
        "items-0-matter": "accept", "items-0-yes": "7", "check": "1",
    }  # fmt: skip
    answer = client_of("secretary").post(address, data=typed)
    assert answer.status_code == 200
    assert "通过（赞成须超过半数应到会人数，即至少 4 票）" in answer.text
    assert 'href="/findings/rules#DEV-15">《中国共产党发展党员工作细则》' in answer.text
    assert 'href="/findings/rules#DEV-16"' in answer.text
    assert recorded(app) == 0


def test_a_refused_vote_says_why_at_its_field_with_its_rule(client_of, world):
    address = f"/meetings/new?organization={world.here.id}&kind=assembly"
    typed = fields(world, names=VOTERS[:3]) | {
        f"attendance-{world.people[name].id}": "absent" for name in VOTERS[3:]
    }
    subject = str(world.people["陈思齐"].id)
    typed |= {"items-0-matter": "accept", "items-0-subject_id": subject, "items-0-yes": "3"}
    answer = client_of("secretary").post(address, data=typed)
    assert answer.status_code == 422
    assert "还差 1 人" in answer.text
    assert 'href="/findings/rules#DEV-15"' in answer.text
    assert 'id="items-0-present-error"' in answer.text


def test_the_form_pressed_twice_acts_once(app, client_of, world, address):
    secretary = client_of("secretary")
    first = secretary.post(address, data=fields(world, once="mark"))
    second = secretary.post(address, data=fields(world, once="mark"))
    assert first.location == second.location
    assert recorded(app) == 1


def test_markup_and_control_characters_arrive_as_plain_text(app, client_of, world, address):
    typed = fields(world, title="<b>标题</b>\x07", **{"items-0-title": "<script>x</script>"})
    answer = client_of("secretary").post(address, data=typed)
    text = client_of("secretary").get(answer.location).text
    assert "&lt;b&gt;标题&lt;/b&gt;" in text
    assert "<script>x" not in text
    assert db.session.scalar(select(Meeting.title)) == "<b>标题</b>"


@pytest.mark.parametrize("value", ["9" * 30, "abc", "-1"])
def test_a_figure_that_is_no_number_is_refused_at_its_field(client_of, world, address, value):
    typed = fields(world) | {"items-0-matter": "committee", "items-0-yes": value}
    answer = client_of("secretary").post(address, data=typed)
    assert answer.status_code == 422
    assert 'id="items-0-yes-error"' in answer.text


@pytest.mark.parametrize(
    "query", ["kind=nothing", "kind=group", "organization=999999", "organization=x", "kind="]
)
def test_an_address_that_names_nothing_is_not_found(client_of, query):
    assert client_of("secretary").get(f"/meetings/new?{query}").status_code == 404


def test_an_organisation_that_is_no_branch_records_no_meetings(client_of, world):
    answer = client_of("secretary").get(f"/meetings/new?organization={world.college.id}")
    assert answer.status_code == 404


@pytest.mark.parametrize("value", ["9" * 25, "²", "-1", "0"])
def test_a_branch_number_that_no_row_has_is_not_found(client_of, value):
    secretary = client_of("secretary")
    assert secretary.get(f"/meetings/new?kind=committee&organization={value}").status_code == 404


def test_set_aside_keeps_everything_and_is_listed(app, client_of, world, address):
    secretary = client_of("secretary")
    answer = secretary.post(
        address, data={"title": "没写完", "later": "1", "items-0-title": "半句"}
    )
    assert answer.location.endswith("/meetings/")
    assert "教工第一党支部 2026年11月支部委员会" in secretary.get("/meetings/").text
    assert 'value="半句"' in secretary.get(address).text
    assert recorded(app) == 0


@pytest.mark.parametrize("button", ["check", "more", "sent"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("items-0-matter", "bogus"),
        ("attendance-1", "bogus"),
        ("chair_id", "999999"),
        ("held_on", "9999-99-99"),
        ("held_on", "0001-01-01"),
        ("held_on", "9999-12-31"),
        ("started_at", "25:61"),
        ("items-0-yes", "9" * 40),
        ("items-99999999-title", "x"),
    ],
)
def test_nonsense_by_hand_is_answered_at_the_form(client_of, world, address, button, name, value):
    typed = fields(world) | {name: value, button: "1"}
    answer = client_of("secretary").post(address, data=typed)
    assert answer.status_code in ({422, 303} if button == "sent" else {200})
