"""A ballot that was typed and not taken is kept nowhere: no draft, no session, no log, no byte."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from app.core.db import Base, db
from app.core.drafts import Draft
from app.evaluations import actions
from app.evaluations.actions.preparing import Wanted
from app.evaluations.models import Kind, Who
from tests.ballots.attacker import everything, reads
from tests.conftest import TODAY
from tests.evaluations.conftest import fields, opened, prepared

WORDS, MARK = "不该留下的话甲乙丙", "mark of this session"
pytestmark = pytest.mark.storage


def rows():
    """{table: how many rows}; what is encrypted cannot be searched, but it can be counted."""
    db.session.rollback()
    return {
        name: db.session.scalar(select(func.count()).select_from(table))
        for name, table in Base.metadata.tables.items()
    }


def tired(browser):
    """The session's end is long past; the mark that a form of it carries, which is still good."""
    then = (datetime.now(UTC) - timedelta(hours=100)).timestamp()
    with browser.session_transaction() as session:
        session.update(started=then, seen=then, csrf_token=MARK)
    return {"csrf_token": URLSafeTimedSerializer("tests", salt="wtf-csrf-token").dumps(MARK)}


def filled(campaign, world):
    person = world.people["欧阳懿"]
    return fields(campaign, person) | {f"{world.people['周敏'].id}.text": WORDS}


def kept(app, browser, caplog, before):
    """What is different from before, and where the words can be read."""
    after = rows()
    more = {name for name in after if after[name] != before[name]}
    with browser.session_transaction() as session:
        told = str(dict(session))
    places = {"log": caplog.text.encode(), "session": told.encode(), "disk": everything(app)}
    return more, [place for place, found in places.items() if reads(found, [WORDS])]


def test_a_ballot_sent_after_the_session_ended_leaves_nothing(app, world, client_of, caplog):
    caplog.set_level(logging.DEBUG)
    campaign, browser = opened(world), client_of("member")
    ballot, before = filled(campaign, world), rows()
    answer = browser.post(f"/evaluations/{campaign.id}/vote", data=ballot | tired(browser))
    assert answer.status_code == 303
    assert "/login" in answer.location
    assert WORDS not in answer.location
    assert kept(app, browser, caplog, before) == (set(), [])


def test_any_other_page_would_have_kept_it(world, client_of):
    """The proof that the test above sees something."""
    campaign, browser = opened(world), client_of("member")
    address = f"/evaluations/{campaign.id}/self"
    browser.post(address, data={"text": WORDS} | tired(browser))
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 1


def test_a_pause_while_filling_a_ballot_costs_nothing(world, client_of):
    campaign, browser = opened(world), client_of("member")
    with browser.session_transaction() as session:
        session["seen"] = (datetime.now(UTC) - timedelta(hours=3)).timestamp()
    answer = browser.post(f"/evaluations/{campaign.id}/vote", data=filled(campaign, world))
    assert "票已收到" in answer.text


@pytest.mark.parametrize("page", ["vote", "try"])
def test_typing_in_progress_is_not_taken_for_a_ballot(app, world, client_of, caplog, page):
    campaign = opened(world) if page == "vote" else prepared(world)
    db.session.commit()
    browser = client_of("secretary")
    before = rows()
    answer = browser.post(
        "/accounts/drafts",
        data={"_address": f"/evaluations/{campaign.id}/{page}", "text": WORDS},
    )
    assert answer.status_code == 400
    assert kept(app, browser, caplog, before) == (set(), [])


def test_a_trial_leaves_nothing(app, world, client_of, caplog):
    campaign = prepared(world, kind=Kind.MASS_REVIEW)
    db.session.commit()
    browser, before = client_of("secretary"), rows()
    subject = f"o{world.here.id}"
    trial = {f"{subject}.overall": "satisfied", f"{subject}.text": WORDS}
    browser.post(f"/evaluations/{campaign.id}/try", data=trial)
    assert kept(app, browser, caplog, before) == (set(), [])


def test_a_ballot_refused_for_a_fault_leaves_nothing(app, world, client_of, caplog):
    campaign, browser = opened(world), client_of("member")
    ballot, before = filled(campaign, world), rows()
    ballot.pop(next(name for name in ballot if name.endswith(".overall")))
    answer = browser.post(f"/evaluations/{campaign.id}/vote", data=ballot)
    assert answer.status_code == 422
    assert WORDS in answer.text, "the voter has it back"
    assert kept(app, browser, caplog, before) == (set(), [])


def test_a_slip_that_was_typed_wrongly_leaves_nothing(app, world, client_of, caplog):
    campaign = prepared(world, kind=Kind.MASS_REVIEW)
    actions.arrange(campaign, [Wanted("", "群众", Who.CODES, 0, 6)])
    actions.open_campaign(campaign, TODAY)
    actions.issue_codes(campaign, "g1")
    db.session.commit()
    browser, before = client_of(None), rows()
    ballot = {"code": "2222-3333-4444-5555", f"o{world.here.id}.text": WORDS}
    assert browser.post("/evaluations/slip/vote", data=ballot).status_code >= 400
    assert kept(app, browser, caplog, before)[1] == []
