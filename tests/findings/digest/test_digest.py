"""The daily letter: only where a server is set, only to those who owe and asked, nobody's name."""

import smtplib
from datetime import date

import pytest

from app.core import audit, clock
from app.core.db import db
from app.findings.digest import actions, letter
from app.findings.digest.models import Digest
from app.findings.engine import Finding, State

TODAY = date(2026, 11, 16)


class Server:
    """Stands in for a mail server; `refuses` addresses."""

    sent, refuses = [], set()

    def __init__(self, host, port, timeout):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def send_message(self, message):
        if message["To"] in self.refuses:
            raise smtplib.SMTPRecipientsRefused({})
        self.sent.append(message)


@pytest.fixture
def post(app, monkeypatch):
    monkeypatch.setattr(smtplib, "SMTP", Server)
    monkeypatch.setattr(Server, "sent", [])
    monkeypatch.setattr(Server, "refuses", set())
    monkeypatch.setitem(app.config, "SMTP_HOST", "mail.test")
    monkeypatch.setitem(app.config, "PUBLIC_URL", "http://portal.test/")
    return Server


@pytest.fixture
def old(world):
    with clock.travel(date(2026, 1, 5)):
        audit.record("建立", "实例")
    db.session.commit()
    return world


def wish(world, login, address="zhou@example.edu.cn"):
    actions.ask_for(world.accounts[login], address)
    db.session.commit()


def test_nothing_leaves_the_house_where_no_server_is_set(old, post, app, monkeypatch):
    monkeypatch.setitem(app.config, "SMTP_HOST", "")
    wish(old, "secretary")
    assert actions.send_all(TODAY) == 0
    assert post.sent == []


def test_who_owes_and_asked_gets_one_letter_a_day(old, post):
    wish(old, "secretary")
    assert (actions.send_all(TODAY), actions.send_all(TODAY)) == (1, 0)
    assert actions.send_all(date(2026, 11, 17)) == 1
    text = post.sent[0].get_content()
    assert "支委会：1月31日已超期（依据《中国共产党支部工作条例（试行）》第十二条）" in text
    assert "http://portal.test/findings/" in text


def test_the_letter_says_of_every_branch_what_the_page_says(old, post):
    wish(old, "secretary")
    actions.send_all(TODAY)
    assert "超期" in post.sent[0]["Subject"]


@pytest.mark.parametrize("who", ["member", "committee", "stranger"])
def test_who_owes_nothing_is_left_in_peace(old, post, who):
    wish(old, who)
    assert actions.send_all(TODAY) == 0


def test_a_refused_letter_holds_up_no_other_and_is_tried_again(old, post):
    post.refuses = {"bad@example.edu.cn"}
    wish(old, "secretary", "bad@example.edu.cn")
    wish(old, "sibling")
    assert actions.send_all(TODAY) == 1
    post.refuses = set()
    assert actions.send_all(TODAY) == 1


def test_no_name_but_the_readers_stands_in_it():
    told = Finding(
        rule_id="DEV-26", cite="《细则》", organization_id=1, path="/1/", subject="x",
        what="沈砚：预备期满", why="沈砚的预备期满。", since=TODAY, due=TODAY, state=State.LATE,
        press_label="", press_url="", person_id=7,
    )  # fmt: skip
    text = letter.text_of("周敏", [told, told], TODAY, "http://portal.test/")
    assert "沈砚" not in text
    assert "2 件" in text


def test_a_person_asks_for_it_and_ends_it_again(client_of, old):
    secretary = client_of("secretary")
    assert secretary.post("/findings/digest", data={"address": "周敏"}).status_code == 422
    secretary.post("/findings/digest", data={"address": "zhou@example.edu.cn"})
    assert db.session.get(Digest, old.accounts["secretary"].id).address == "zhou@example.edu.cn"
    secretary.post("/findings/digest", data={"address": ""})
    assert db.session.query(Digest).count() == 0
