"""The pages of items: who sees and does what, the steps, the ledger, one's own items."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db
from app.rectification import actions
from app.rectification.models import Item
from app.rules.rectification import ItemState
from tests.rectification.made import fields, item

TODAY = date(2026, 11, 16)


def only():
    db.session.expire_all()
    return db.session.scalars(select(Item)).one()


def kept(world, **changes):
    one = item(world, **changes)
    db.session.commit()
    return one.id


def test_an_item_is_listed_by_a_committee_member(client_of, world):
    browser = client_of("committee_member")
    answer = browser.post("/rectification/new", data=fields(world))
    assert answer.location.endswith(f"/rectification/{only().id}")
    assert "会议记录不及时" in browser.get("/rectification/").text


@pytest.mark.parametrize("name", ["problem", "due_on", "responsible_id"])
def test_what_is_missing_is_said_at_its_field(client_of, world, name):
    answer = client_of("secretary").post("/rectification/new", data=fields(world, **{name: ""}))
    assert answer.status_code == 422
    assert f'id="{name}-error"' in answer.text
    assert db.session.scalar(select(Item)) is None


def test_a_body_is_named_in_words(client_of, world):
    typed = fields(world, responsible_id="", responsible="支委会")
    assert client_of("secretary").post("/rectification/new", data=typed).status_code == 303
    assert only().responsible == "支委会"


def test_a_stale_save_shows_both_texts(client_of, world):
    key = kept(world)
    path = f"/rectification/{key}/edit"
    assert client_of("committee_member").post(
        path, data=fields(world, problem="别人写的", version="1")
    ).status_code == 303  # fmt: skip
    answer = client_of("secretary").post(path, data=fields(world, problem="我写的", version="1"))
    assert answer.status_code == 422
    assert "别人保存的是：别人写的" in answer.text


def test_the_steps_to_the_end_are_pressed_on_the_item(client_of, world):
    key = kept(world)
    secretary = client_of("secretary")
    path = f"/rectification/{key}"
    for step, data in (
        ("progress", {"note-text": "已列表", "note-told_on": "2026-11-16"}),
        ("done", {"done-text": "都补上了", "done-done_on": "2026-11-16"}),
        ("accept", {"accept-note": "属实"}),
    ):
        assert secretary.post(f"{path}/{step}", data=data).status_code == 303, step
    assert only().state is ItemState.ACCEPTED
    assert only().accepted_by == "教工第一党支部 周敏"
    assert "都补上了" in secretary.get(path).text


def test_the_superior_accepts_and_returns(client_of, world):
    key = kept(world)
    actions.finish(db.session.get(Item, key), done_on=TODAY, text="", by="")
    db.session.commit()
    faculty = client_of("faculty")
    back = faculty.post(f"/rectification/{key}/return", data={"back-why": "还差两次"})
    assert back.status_code == 303
    assert only().state is ItemState.OPEN
    faculty.post(f"/rectification/{key}/done", data={"done-done_on": "2026-11-16"})
    faculty.post(f"/rectification/{key}/accept", data={})
    assert only().accepted_by == "计算机学院党委 吴赟"


@pytest.mark.parametrize(("step", "field"), [("progress", "note-text"), ("drop", "drop-why"),
                                             ("done", "done-done_on")])  # fmt: skip
def test_a_step_without_its_words_is_refused_at_the_field(client_of, world, step, field):
    key = kept(world)
    answer = client_of("secretary").post(f"/rectification/{key}/{step}", data={})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert only().state is ItemState.OPEN


@pytest.mark.parametrize(
    ("who", "status"),
    [("secretary", 200), ("committee_member", 200), ("liaison", 200), ("faculty", 200),
     ("sibling", 404), ("member", 403), ("applicant", 403), ("admin", 403)],
)  # fmt: skip
def test_an_item_is_seen_by_the_branch_and_those_above(client_of, world, who, status):
    assert client_of(who).get(f"/rectification/{kept(world)}").status_code == status


def test_a_liaison_reads_and_changes_nothing(client_of, world):
    key = kept(world)
    text = client_of("liaison").get(f"/rectification/{key}").text
    assert "记办结" not in text
    answer = client_of("liaison").post(f"/rectification/{key}/drop", data={"drop-why": "x"})
    assert answer.status_code == 403


def test_a_double_press_notes_once(client_of, world):
    key = kept(world)
    data = {"note-text": "已列表", "note-told_on": "2026-11-16", "once": "mark-1"}
    for _ in range(2):
        client_of("secretary").post(f"/rectification/{key}/progress", data=data)
    assert len(only().notes) == 1


def test_a_member_finds_and_tells_of_what_is_the_own(client_of, world):
    key = kept(world, person=world.people["欧阳懿"])
    other = kept(world, problem="别人的事")
    member = client_of("member")
    text = member.get("/rectification/mine").text
    assert "会议记录不及时" in text
    assert "别人的事" not in text
    posted = {f"note-{key}-text": "已补两次", f"note-{key}-told_on": "2026-11-16"}
    assert member.post(f"/rectification/mine/{key}/progress", data=posted).status_code == 303
    db.session.expire_all()
    assert db.session.get(Item, key).notes[0].told_by == "欧阳懿"
    posted = {f"note-{other}-text": "x", f"note-{other}-told_on": "2026-11-16"}
    member.post(f"/rectification/mine/{other}/progress", data=posted)
    db.session.expire_all()
    assert db.session.get(Item, other).notes == []


def test_the_list_is_narrowed_by_source_organisation_and_state(client_of, world):
    kept(world, problem="这里的")
    kept(world, problem="隔壁的", branch=world.there, person=None, responsible="支委会")
    committee = client_of("committee")
    text = committee.get(f"/rectification/?organization={world.here.id}").text
    assert "这里的" in text
    assert "隔壁的" not in text
    assert "这里的" not in committee.get("/rectification/?source=debrief").text
    assert "这里的" not in committee.get("/rectification/?state=late").text
    assert "隔壁的" not in client_of("secretary").get("/rectification/").text


@pytest.mark.parametrize("query", ["organization=x", "source=zzz", "state=%00", "from=-3"])
def test_a_filter_that_fits_nothing_is_no_fault(client_of, query):
    assert client_of("secretary").get(f"/rectification/?{query}").status_code == 200


def test_the_list_asks_no_more_however_long_it_is(client_of, world, statements):
    def count():
        db.session.commit()
        browser = client_of("committee")
        statements()
        assert browser.get("/rectification/").status_code == 200
        return len(statements())

    item(world)
    few = count()
    for number in range(30):
        item(world, problem=f"第 {number} 项")
    assert count() == few <= 10


def test_the_ledger_comes_as_paper_and_as_table(client_of, world):
    kept(world)
    secretary = client_of("secretary")
    assert secretary.get("/rectification/ledger.pdf").data.startswith(b"%PDF-")
    assert secretary.get("/rectification/ledger.xlsx?state=open").data.startswith(b"PK")
