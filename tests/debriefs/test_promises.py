"""Promises: written row by row, followed from submission on, brought in line when revised."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.core.db import db
from app.debriefs.models import Debrief, DebriefPromise, DebriefStatus
from app.organizations import actions as organizations
from app.rectification import queries as rectification
from app.rules.rectification import ItemState, SourceKind
from tests.debriefs.records import report

NONE = {"once": ""}
"""A form from which every row was taken out."""


def row(place, measure, due="2027-06-30", **more):
    fields = {"problem": "问题", "measure": measure, "responsible": "周敏", "due_on": due} | more
    return {f"promises-{place}-{name}": value for name, value in fields.items()}


def items(debrief):
    found = rectification.of_source(EVERYTHING, SourceKind.DEBRIEF, [debrief.id])
    return found.get(debrief.id, [])


def submit(client, debrief, **fields):
    return client.post(f"/debriefs/{debrief.id}/submit", data=fields)


def test_rows_are_kept_by_number_and_blank_ones_left_out(client_of, world):
    debrief = report(world)
    fields = row(0, "改过的措施", number="1") | row(1, "新的措施") | row(2, "", "", problem="")
    answer = client_of("secretary").post(f"/debriefs/{debrief.id}/promises", data=fields)
    assert answer.status_code == 303
    found = db.session.scalars(select(DebriefPromise).order_by(DebriefPromise.number)).all()
    assert [(one.number, one.measure) for one in found] == [(1, "改过的措施"), (2, "新的措施")]


def test_a_number_is_never_used_twice(client_of, world):
    debrief, client = report(world), client_of("secretary")
    client.post(f"/debriefs/{debrief.id}/promises", data=NONE)
    client.post(f"/debriefs/{debrief.id}/promises", data=row(0, "新的措施"))
    assert db.session.scalars(select(DebriefPromise.number)).all() == [2]


@pytest.mark.parametrize(("due", "status"), [("2026-12-31", 422), ("2027-01-01", 303)])
def test_a_promise_is_for_the_years_after_the_report(client_of, world, due, status):
    address = f"/debriefs/{report(world).id}/promises"
    assert client_of("secretary").post(address, data=row(0, "措施", due)).status_code == status


def test_a_row_that_was_begun_says_what_it_lacks_and_keeps_what_was_typed(client_of, world):
    address = f"/debriefs/{report(world).id}/promises"
    page = client_of("secretary").post(address, data=row(0, "写了一半", ""))
    assert page.status_code == 422
    assert "请填写这一项" in page.text
    assert "写了一半" in page.text


def test_every_promise_of_a_submitted_report_is_followed(client_of, world):
    debrief = report(world)
    submit(client_of("secretary"), debrief, version="1")
    [item] = items(debrief)
    assert (item.source_part, item.due_on, item.responsible) == (1, date(2027, 6, 30), "周敏")
    assert item.source_address == f"/debriefs/{debrief.id}"


def test_a_revised_report_brings_the_list_in_line(client_of, world):
    debrief, client = report(world), client_of("secretary")
    submit(client, debrief, version="1")
    client_of("faculty").post(
        f"/debriefs/{debrief.id}/return", data={"reason": "措施不具体", "field": "promises"}
    )
    page = client.get(f"/debriefs/{debrief.id}/promises").text
    assert "措施不具体" in page
    fields = row(0, "每月走访三名", number="1", due_on="2027-03-31") | row(1, "另一条")
    client.post(f"/debriefs/{debrief.id}/promises", data=fields)
    submit(client, debrief)
    found = {one.source_part: one for one in items(debrief)}
    assert (found[1].measure, found[1].due_on) == ("每月走访三名", date(2027, 3, 31))
    assert found[2].measure == "另一条"
    client_of("faculty").post(f"/debriefs/{debrief.id}/return", data={"reason": "再并一条"})
    client.post(f"/debriefs/{debrief.id}/promises", data=row(0, "每月走访三名", number="1"))
    submit(client, debrief)
    assert {one.source_part: one.state for one in items(debrief)} == {
        1: ItemState.OPEN, 2: ItemState.DROPPED,
    }  # fmt: skip


def test_without_promises_it_is_sent_only_with_a_reason_that_is_kept(client_of, world):
    debrief, client = report(world), client_of("secretary")
    client.post(f"/debriefs/{debrief.id}/promises", data=NONE)
    page = submit(client, debrief)
    assert page.status_code == 422
    assert "还没有逐条列出" in page.text
    assert submit(client, debrief, note="支部即将撤销").status_code == 303
    kept = db.session.scalars(select(Debrief)).one()
    assert (kept.status, kept.note) == (DebriefStatus.SUBMITTED, "支部即将撤销")
    assert "支部即将撤销" in client_of("faculty").get(f"/debriefs/{debrief.id}").text


def test_the_share_of_problems_is_asked_for_where_the_school_has_it_on(client_of, world):
    debrief, client = report(world, performance="长" * 97), client_of("secretary")
    assert "三分之一" not in client.get(f"/debriefs/{debrief.id}/submit").text
    organizations.set_local_rule(
        world.college, "EV-06", True, since=date(2026, 1, 1), reason="学校要求"
    )
    db.session.commit()
    assert "不足全文" in client.get(f"/debriefs/{debrief.id}/submit").text
    assert "占 1%" in client.get(f"/debriefs/{debrief.id}/edit").text


def test_the_list_of_promises_is_a_paper_for_whoever_may_read_the_report(client_of, world):
    debrief = report(world)
    address = f"/debriefs/{debrief.id}/promises.pdf"
    assert client_of("secretary").get(address).data.startswith(b"%PDF")
    assert client_of("faculty").get(address).status_code == 303


def test_rows_changed_meanwhile_are_not_overwritten_unseen(client_of, world):
    debrief, client = report(world), client_of("secretary")
    address = f"/debriefs/{debrief.id}/promises"
    client.post(address, data=row(0, "甲改的", number="1", version="") | {"version": "1"})
    second = client.post(address, data=row(0, "乙改的", number="1") | {"version": "1"})
    assert second.status_code == 422
    assert db.session.scalars(select(DebriefPromise.measure)).one() == "甲改的"


def test_one_writes_the_texts_while_another_writes_the_promises(client_of, world):
    """Both opened the report before either saved: nothing of either is lost."""
    debrief = report(world)
    writer, other = client_of("secretary"), client_of("secretary")
    texts = {"problems": "新写的问题", "version": version(writer, f"/debriefs/{debrief.id}/edit")}
    rows = row(0, "新写的措施", number="1") | {
        "version": version(other, f"/debriefs/{debrief.id}/promises")
    }
    assert writer.post(f"/debriefs/{debrief.id}/edit", data=texts).status_code == 303
    assert other.post(f"/debriefs/{debrief.id}/promises", data=rows).status_code == 303
    db.session.expire_all()
    assert debrief.problems == "新写的问题"
    assert [one.measure for one in debrief.promises] == ["新写的措施"]


def test_two_who_write_the_promises_notice_each_other(client_of, world):
    debrief = report(world)
    address = f"/debriefs/{debrief.id}/promises"
    writer, other = client_of("secretary"), client_of("secretary")
    opened = {"version": version(writer, address)}
    assert writer.post(address, data=row(0, "先写的措施", number="1") | opened).status_code == 303
    page = other.post(address, data=row(0, "后写的措施", number="1") | opened)
    assert page.status_code in {409, 422}
    assert "后写的措施" in page.text
    db.session.expire_all()
    assert [one.measure for one in debrief.promises] == ["先写的措施"]


def version(client, address):
    """The edition in the form as it was opened."""
    return re.search(r'name="version" value="(\d+)"', client.get(address).text)[1]
