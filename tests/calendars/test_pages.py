"""The working-day calendar: known, loaded and 暂算 years, and who may load one."""

from datetime import date

from app.calendars import actions, queries
from app.calendars.reading import read_text
from app.core.db import db


def load(text="5月1日至5日放假，5月8日上班", year=2027):
    actions.load(year, read_text(text, year), source="通知")
    db.session.commit()


def test_an_unknown_year_is_counted_provisionally_until_it_is_loaded(app):
    posted = date(2027, 4, 30)
    before = queries.calendar().after(posted, 5)
    load()
    after = queries.calendar().after(posted, 5)
    assert (before.last, before.provisional) == (date(2027, 5, 7), True)
    assert (after.last, after.provisional) == (date(2027, 5, 11), False)


def test_the_calendar_takes_one_statement_and_counts_on(app, statements):
    load()
    statements()
    first = queries.calendar()
    assert len([one for one in statements() if one.startswith("SELECT")]) == 1
    assert queries.calendar() is first


def test_a_changed_arrangement_is_counted_at_once(app):
    load()
    load("5月3日放假")
    assert queries.calendar().is_working(date(2027, 5, 4))


def test_without_a_loaded_year_the_package_speaks(app):
    calendar = queries.calendar()
    assert calendar.known(2026)
    assert not calendar.known(2027)


def test_an_administrator_loads_a_year_and_everybody_sees_it(client_of):
    text = "5月1日至5日放假，5月8日上班"
    answer = client_of("admin").post(
        "/calendars/edit?year=2027", data={"text": text, "source": "国办通知"}
    )
    assert answer.status_code == 303
    page = client_of("secretary").get("/calendars/?year=2027").text
    assert "来源：国办通知" in page
    assert "<small>班</small>" in page


def test_an_unread_text_comes_back_with_its_message(client_of):
    answer = client_of("admin").post("/calendars/edit?year=2027", data={"text": "5月3日"})
    assert answer.status_code == 422
    assert "后面没有写" in answer.text


def test_only_an_administrator_loads_a_year(client_of):
    assert client_of("committee").get("/calendars/edit?year=2027").status_code == 403


def test_a_loaded_year_can_be_taken_back(client_of, app):
    load()
    assert client_of("admin").post("/calendars/take-back?year=2027").status_code == 303
    db.session.rollback()
    assert queries.years() == []


def test_a_year_nobody_knows_says_that_it_is_provisional(client_of):
    page = client_of("secretary").get("/calendars/?year=2027").text
    assert "暂算" in page
    assert "还没有公布或没有载入" in page


def test_an_absurd_year_is_not_found(client_of):
    assert client_of("secretary").get("/calendars/?year=9999").status_code == 404
