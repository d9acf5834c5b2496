"""Who may vote, once, for whom; what a bad ballot meets; nothing of it is kept."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select

from app.access.policy import Can
from app.ballots import envelopes, receipts
from app.ballots.envelopes import Envelope
from app.ballots.models import Box
from app.core import clock, drafts
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.once import Submission
from app.evaluations import actions, queries
from app.evaluations.models import Kind
from tests.evaluations.conftest import TODAY, VOTERS, cast, fields, opened
from tests.world import add_account, add_member


def votes():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Envelope))


@pytest.fixture
def ballot(campaign, world):
    return fields(campaign, world.people["欧阳懿"])


@pytest.fixture
def address(campaign):
    return f"/evaluations/{campaign.id}/vote"


def test_a_second_vote_is_refused_and_said_so(address, ballot, client_of):
    browser = client_of("member")
    assert browser.post(address, data=ballot).status_code == 200
    second = browser.post(address, data=ballot)
    assert second.status_code == 409
    assert "一人一票" in second.text
    assert votes() == 1


def test_of_two_tabs_the_first_counts_and_the_other_is_told_so(address, ballot, client_of):
    browser = client_of("member")
    assert "交票" in browser.get(address).text
    assert "交票" in browser.get(address).text, "the second tab, opened before the first was sent"
    assert browser.post(address, data=ballot).status_code == 200
    late = browser.post(address, data=ballot)
    assert late.status_code == 409
    assert "一人一票" in late.text
    assert votes() == 1


@pytest.mark.parametrize(("login", "status"), [
    (None, 303), ("sibling", 404), ("stranger", 404), ("applicant", 404), ("admin", 404),
    ("faculty", 404), ("liaison", 404),
])  # fmt: skip
def test_only_members_of_the_branch_vote(address, ballot, client_of, login, status):
    assert client_of(login).get(address).status_code == status
    assert client_of(login).post(address, data=ballot).status_code == status
    assert votes() == 0


def test_whoever_joins_after_opening_does_not_vote(campaign, world, address, client_of):
    person = add_member(world, world.here, "新来者").person
    add_account(world, "late", person)
    db.session.commit()
    data = fields(campaign, person)
    answer = client_of("late").post(address, data=data)
    assert answer.status_code == 403
    assert "参评名单里没有您" in answer.text
    assert votes() == 0


@pytest.mark.parametrize(("day", "taken"), [(15, False), (16, True), (23, True), (24, False)])
def test_votes_are_taken_from_the_first_to_the_last_day(address, ballot, client_of, day, taken):
    with clock.travel(date(2026, 11, day)):
        answer = client_of("member").post(address, data=ballot)
    assert answer.status_code == (200 if taken else 409)
    assert votes() == taken


def test_after_closing_no_vote_is_taken(campaign, address, ballot, client_of):
    actions.close(campaign)
    db.session.commit()
    assert client_of("member").post(address, data=ballot).status_code == 409
    assert "不在投票时间" in client_of("member").get(address).text


def _without_one(ballot, _world):
    name = next(iter(ballot))
    return {k: v for k, v in ballot.items() if k != name}


def _himself(ballot, world):
    return ballot | {f"{world.people['欧阳懿'].id}.overall": "excellent"}


def _stranger(ballot, world):
    return ballot | {f"{world.people['林祎'].id}.overall": "excellent"}


def _unknown_grade(ballot, _world):
    return ballot | {next(iter(ballot)): "superb"}


def _long_text(ballot, world):
    return ballot | {f"{world.people['周敏'].id}.text": "好" * 100_000}


def _forged_question(ballot, world):
    return ballot | {f"{world.people['周敏'].id}.salary": "excellent"}


def _forged_field(ballot, _world):
    return ballot | {"group": "g9"}


@pytest.mark.parametrize("spoil", [
    _without_one, _himself, _stranger, _unknown_grade, _long_text, _forged_question, _forged_field,
])  # fmt: skip
def test_a_bad_ballot_goes_back_with_all_that_was_typed(address, ballot, world, client_of, spoil):
    words = {f"{world.people['郑一诺'].id}.text": "记在这里的话"}
    answer = client_of("member").post(address, data=spoil(ballot | words, world))
    assert answer.status_code == 422
    assert "记在这里的话" in answer.text
    assert answer.text.count(" checked") >= 6
    assert votes() == 0
    assert not receipts.numbers([1])


def test_somebody_left_out_is_told_at_the_person(address, ballot, world, client_of):
    left_out = world.people["周敏"].id
    del ballot[f"{left_out}.overall"]
    answer = client_of("member").post(address, data=ballot).text
    assert f'<a href="#p{left_out}">周敏</a>' in answer
    assert "这一项还没有填完" in answer


def test_markup_in_a_remark_comes_back_as_text(address, ballot, world, client_of):
    ballot[f"{world.people['周敏'].id}.text"] = "<script>alert(1)</script>" + "好" * 300
    assert "<script>alert" not in client_of("member").post(address, data=ballot).text


def test_voting_leaves_no_draft_audit_mark_or_word(address, ballot, world, client_of, caplog):
    caplog.set_level(logging.DEBUG)
    ballot |= {f"{world.people['周敏'].id}.text": "不该留下的话", "once": ""}
    del ballot["once"]
    before = db.session.scalar(select(func.count()).select_from(AuditEntry))
    browser = client_of("member")
    assert browser.post(address, data=ballot).status_code == 200
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before
    for model in (drafts.Draft, Submission):
        assert db.session.scalar(select(func.count()).select_from(model)) == 0
    assert "不该留下的话" not in caplog.text
    with browser.session_transaction() as session:
        assert set(session) == {"_user_id", "_fresh", "epoch", "started", "seen"}


def test_a_fault_while_voting_tells_nothing_of_the_ballot(
    address, ballot, world, client_of, app, monkeypatch, caplog
):
    def fail(*_):
        raise ValueError("不该留下的话")

    monkeypatch.setattr(envelopes, "put", fail)
    monkeypatch.setattr(app, "testing", False)
    answer = client_of("member").post(address, data=ballot)
    assert answer.status_code == 500
    assert "不该留下的话" not in caplog.text + answer.text
    assert "ballot was not taken" in caplog.text
    assert votes() == 0


@pytest.mark.storage
def test_eight_voters_at_once_pressing_twice_are_each_taken_once(
    app, campaign, world, address, client_of
):
    known = {account.person_id for account in world.accounts.values()}
    for name in VOTERS:
        if world.people[name].id not in known:
            add_account(world, f"voter-{name}", world.people[name])
    db.session.commit()
    logins = {a.person_id: login for login, a in world.accounts.items()}
    presses = [
        (client_of(logins[person.id]), fields(campaign, person))
        for person in (world.people[name] for name in VOTERS)
        for _ in range(2)
    ]
    db.session.rollback()

    def press(browser, data):
        with app.app_context(), clock.travel(TODAY):
            return browser.post(address, data=data).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, *zip(*presses, strict=True)))
    assert sorted(answers) == [200] * 8 + [409] * 8
    assert votes() == 8


def test_a_vote_changes_no_row_but_the_receipt_and_the_envelope(campaign, world, statements):
    db.session.rollback()
    statements()
    cast(world, campaign, ["欧阳懿"])
    writes = [s for s in statements() if s.split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert len(writes) == 2
    assert db.session.get(Box, campaign.box_id).ballots is None


def test_an_open_evaluation_is_to_be_filled_until_it_is(campaign, world):
    account, person = world.accounts["member"], world.people["欧阳懿"]
    scope = account.scope_for(Can.EVALUATIONS_FILL)
    assert queries.to_fill(scope, person.id, TODAY) == [campaign]
    cast(world, campaign, ["欧阳懿"])
    assert queries.to_fill(scope, person.id, TODAY) == []
    assert queries.to_fill(scope, world.people["林祎"].id, TODAY) == []


def test_the_secretary_does_not_judge_himself(world, client_of):
    review = opened(world, kind=Kind.SECRETARY_REVIEW)
    assert client_of("secretary").get(f"/evaluations/{review.id}/vote").status_code == 403
    assert client_of("member").get(f"/evaluations/{review.id}/vote").status_code == 200
