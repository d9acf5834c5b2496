"""Opinions through the browser: who may raise, read, give, answer and publish them."""

import re
from datetime import date, time

import pytest
from sqlalchemy import func, select

from app.affairs import letters, receiving, throttle
from app.affairs.models import RaisedOpinion
from app.ballots.envelopes import Envelope
from app.core.audit import AuditEntry
from app.core.db import Base, db
from app.rectification.models import Item
from app.rules.affairs import OpinionState as State
from tests.affairs.made import bring, letter, signed
from tests.affairs.test_letters import open_box

SECRET = "周末才有空看书"


@pytest.fixture(autouse=True)
def fresh_throttles():
    for one in (throttle.LETTERS, throttle.CODES):
        one._forget()


def rows():
    """{table: how many rows} of everything."""
    db.session.rollback()
    return {
        name: db.session.scalar(select(func.count()).select_from(table))
        for name, table in Base.metadata.tables.items()
    }


def write(browser, **changes):
    page = browser.get("/affairs/anonymous").text
    slip = re.search(r'name="slip" value="([^"]+)"', page)[1]
    return browser.post(
        "/affairs/anonymous", data={"subject": "活动室", "text": SECRET, "slip": slip} | changes
    )


def code_in(answer):
    return re.search(r'id="code">([^<]+)<', answer.text)[1]


def test_a_member_raises_an_opinion_that_the_secretary_reads(client_of, world):
    answer = client_of("member").post("/affairs/new", data={"subject": "活动室", "text": SECRET})
    assert answer.status_code == 303
    [opinion] = db.session.scalars(select(RaisedOpinion))
    page = client_of("secretary").get(f"/affairs/{opinion.id}").text
    assert SECRET in page
    assert "欧阳懿" in page


@pytest.mark.parametrize("login", ["faculty", "committee", "liaison", "committee_member", "admin"])
def test_nobody_but_the_secretary_opens_an_opinion(client_of, world, login):
    opinion = signed(world)
    db.session.commit()
    assert client_of(login).get(f"/affairs/{opinion.id}").status_code == 403


def test_a_branch_beside_does_not_find_it(client_of, world):
    opinion = signed(world)
    db.session.commit()
    assert client_of("sibling").get(f"/affairs/{opinion.id}").status_code == 404


def test_the_committee_above_sees_numbers_and_what_is_late_but_no_word(client_of, world):
    signed(world, State.ASSIGNED)
    db.session.commit()
    page = client_of("faculty").get("/affairs/counts").text
    assert "教工第一党支部" in page
    assert "活动室" not in page
    trail = client_of("faculty").get("/audit/").text
    assert SECRET not in trail
    assert "活动室" not in trail


def test_an_anonymous_letter_changes_nothing_but_the_day_s_box(client_of, world):
    browser = client_of("member")
    browser.get("/affairs/anonymous")
    before = rows()
    assert write(browser).status_code == 200
    changed = {name: n - before[name] for name, n in rows().items() if n != before[name]}
    assert changed == {"ballot_envelope": 1, "ballot_box": 1, "affairs_letterbox": 1}
    assert write(browser).status_code == 200
    assert rows()["ballot_box"] == before["ballot_box"] + 1


def test_the_page_of_a_letter_carries_no_mark_and_no_draft(client_of):
    page = client_of("member").get("/affairs/anonymous").text
    assert 'name="once"' not in page
    assert "data-draft" not in page
    assert "hx-post" not in page


def test_the_code_is_shown_once_and_opens_the_answer_without_a_login(client_of, world):
    code = code_in(write(client_of("member")))
    nobody = client_of(None)
    assert "没有找到" in nobody.post("/affairs/code", data={"code": code}).text
    open_box()
    assert SECRET in nobody.post("/affairs/code", data={"code": code}).text
    [opinion] = db.session.scalars(select(RaisedOpinion))
    bring(world, opinion, State.ANSWERED)
    db.session.commit()
    assert "每周六上午开放" not in nobody.post("/affairs/code", data={"code": code}).text
    client_of("secretary").post(f"/affairs/{opinion.id}/tell")
    assert "每周六上午开放" in nobody.post("/affairs/code", data={"code": code}).text


def test_pressing_twice_gives_one_code_and_one_opinion(client_of, world):
    browser = client_of("member")
    slip = "one-slip-that-was-rendered-once"
    first, second = (code_in(write(browser, slip=slip)) for _ in range(2))
    assert first == second
    open_box()
    assert db.session.scalar(select(func.count()).select_from(RaisedOpinion)) == 1


def test_a_refused_letter_keeps_what_was_typed_and_stores_nothing(client_of, world):
    answer = write(client_of("member"), subject="")
    assert answer.status_code == 422
    assert SECRET in answer.text
    assert db.session.scalar(select(func.count()).select_from(Envelope)) == 0


@pytest.mark.parametrize(("number", "status"), [(5, 200), (6, 429)])
def test_five_letters_an_hour_are_taken_and_no_sixth(client_of, world, number, status):
    browser = client_of("member")
    answers = [write(browser).status_code for _ in range(number)]
    assert answers[-1] == status
    assert client_of("probationer").get("/affairs/anonymous").status_code == 200
    assert write(client_of("probationer")).status_code == 200


def test_guessed_codes_are_held_back(client_of, world):
    nobody = client_of(None)
    answers = [nobody.post("/affairs/code", data={"code": str(n)}).status_code for n in range(61)]
    assert answers[59:] == [200, 429]


def test_who_has_no_branch_cannot_write_one(client_of):
    assert client_of("applicant").get("/affairs/anonymous").status_code == 403


def test_a_fault_while_a_letter_is_in_memory_does_not_tell_its_words(client_of, monkeypatch):
    def break_down(letter, day):
        raise ValueError(letter.text)

    monkeypatch.setattr(letters, "put", break_down)
    with pytest.raises(RuntimeError, match="ValueError") as fault:
        write(client_of("member"))
    assert SECRET not in str(fault.value)
    assert fault.value.__cause__ is None


def test_the_way_from_giving_to_publishing(client_of, world):
    opinion = signed(world)
    db.session.commit()
    secretary, helper = client_of("secretary"), client_of("committee_member")
    person = world.people["郑一诺"].id
    secretary.post(f"/affairs/{opinion.id}/assign", data={
        "assign-person_id": person, "assign-due_on": "2026-12-01",
    })  # fmt: skip
    assert SECRET in helper.get("/affairs/given").text
    assert SECRET not in client_of("probationer").get("/affairs/given").text
    helper.post("/affairs/given", data={
        "opinion": opinion.id, f"answer-{opinion.id}-text": "周六上午开放。",
    })  # fmt: skip
    member = client_of("member")
    assert "周六上午开放" not in member.get("/affairs/mine").text
    secretary.post(f"/affairs/{opinion.id}/tell")
    assert "周六上午开放" in member.get("/affairs/mine").text
    secretary.post(f"/affairs/{opinion.id}/publish", data={
        "publish-question": "活动室何时开放", "publish-answer": "周六上午。",
    })  # fmt: skip
    shown = client_of("probationer").get("/affairs/open").text
    assert "活动室何时开放" in shown
    assert "欧阳懿" not in shown
    assert SECRET not in shown
    member.post("/affairs/mine", data={
        "opinion": opinion.id, f"respond-{opinion.id}-settled": "yes",
    })  # fmt: skip
    db.session.expire_all()
    assert opinion.state is State.CLOSED


def test_nobody_answers_what_was_given_to_another(client_of, world):
    opinion = signed(world, State.ASSIGNED)
    db.session.commit()
    client_of("committee_member").post("/affairs/given", data={
        "opinion": opinion.id, f"answer-{opinion.id}-text": "我来答。",
    })  # fmt: skip
    db.session.expire_all()
    assert (opinion.state, opinion.answers) == (State.ASSIGNED, [])


def test_not_content_without_a_word_is_refused_at_the_field(client_of, world):
    opinion = signed(world, State.TOLD)
    db.session.commit()
    answer = client_of("member").post("/affairs/mine", data={
        "opinion": opinion.id, f"respond-{opinion.id}-settled": "no",
    })  # fmt: skip
    assert answer.status_code == 422
    assert "请写明还有什么没有解决" in answer.text


def test_what_is_not_fed_back_is_not_published(client_of, world):
    opinion = signed(world, State.ANSWERED)
    db.session.commit()
    answer = client_of("secretary").post(f"/affairs/{opinion.id}/publish", data={
        "publish-question": "问", "publish-answer": "答",
    })  # fmt: skip
    assert answer.status_code == 422


def test_an_opinion_may_open_an_item_of_rectification(client_of, world):
    opinion = signed(world, State.ASSIGNED)
    db.session.commit()
    client_of("secretary").post(f"/affairs/{opinion.id}/item", data={
        "item-problem": "活动室开放时间少", "item-due_on": "2026-12-20",
    })  # fmt: skip
    [item] = db.session.scalars(select(Item))
    assert (item.problem, item.source_address) == ("活动室开放时间少", f"/affairs/{opinion.id}")
    assert "活动室周末" not in item.source_title


def test_a_reception_day_is_announced_noted_and_a_matter_followed_once(client_of, world):
    secretary = client_of("secretary")
    answer = secretary.post("/affairs/receptions/new", data={
        "held_on": "2026-11-16", "started_at": "15:00", "ended_at": "17:00", "place": "204",
        "receiver_id": world.people["周敏"].id,
    })  # fmt: skip
    address = answer.location
    assert "书记接访" in client_of("member").get("/affairs/open").text
    assert secretary.get(address).status_code == 200
    noted = secretary.post(f"{address}/visits", data={
        "visit-people": "2", "visit-matter": "停车难", "visit-visitor": "",
    })  # fmt: skip
    assert noted.status_code == 303
    page = secretary.get(address).text
    assert "没有留姓名" in page
    follow = re.search(r'action="(/affairs/visits/\d+/follow)"', page)[1]
    first, second = (secretary.post(follow).location for _ in range(2))
    assert first == second
    [opinion] = db.session.scalars(select(RaisedOpinion))
    assert (opinion.by, opinion.text) == ("接访", "停车难")


def test_nobody_is_noted_before_the_day(client_of, world):
    day = receiving.announce(
        world.here, held_on=date(2026, 11, 17), started_at=time(15), ended_at=None, place="204",
        receiver=world.people["周敏"],
    )  # fmt: skip
    db.session.commit()
    answer = client_of("secretary").post(
        f"/affairs/receptions/{day.id}/visits", data={"visit-matter": "停车难"}
    )
    assert answer.status_code == 422
    assert "还没有到" in answer.text
    entry = client_of("member").get(f"/affairs/receptions/{day.id}/entry.ics")
    assert b"SUMMARY" in entry.data


@pytest.mark.parametrize("address", ["ledger.pdf", "ledger.xlsx"])
def test_papers_open(client_of, world, address):
    signed(world, State.CLOSED)
    letter(world.here.id)
    open_box()
    assert client_of("secretary").get(f"/affairs/{address}").status_code == 200
    assert client_of("faculty").get(f"/affairs/{address}").status_code == 403


def test_the_list_has_a_ceiling_of_statements(client_of, world, statements):
    secretary = client_of("secretary")
    signed(world, State.ASSIGNED)
    db.session.commit()
    secretary.get("/affairs/")
    statements()
    secretary.get("/affairs/")
    few = len(statements())
    for number in range(12):
        signed(world, State.ASSIGNED, subject=f"第 {number} 条")
    db.session.commit()
    statements()
    secretary.get("/affairs/")
    assert len(statements()) == few


def test_the_trail_tells_steps_but_no_words(world):
    signed(world, State.TOLD)
    db.session.commit()
    told = str([entry.changes for entry in db.session.scalars(select(AuditEntry))])
    assert SECRET not in told
    assert "每周六上午开放" not in told


def test_a_step_on_a_page_that_has_gone_stale_is_not_taken(client_of, world):
    opinion = signed(world, State.ANSWERED)
    db.session.commit()
    secretary, own = client_of("secretary"), f"/affairs/{opinion.id}"
    opened = re.search(r'name="back-version" value="(\d+)"', secretary.get(own).text)[1]
    assert secretary.post(f"{own}/tell", data={"tell-version": opened}).status_code == 303
    stale = secretary.post(
        f"{own}/close", data={"close-version": opened, "close-why": "已当面说明"}
    )
    assert stale.status_code == 422
    assert "别人已改过这条记录" in stale.text
    assert "已当面说明" in stale.text
