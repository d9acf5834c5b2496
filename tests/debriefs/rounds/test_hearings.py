"""One branch in a round, from the report given to the feedback confirmed, and who sees what."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.db import db
from app.debriefs.models import DebriefStatus
from app.debriefs.rounds.models import Hearing
from app.rectification.models import Item
from app.rules.evaluations import DebriefMark
from tests.conftest import TODAY
from tests.debriefs.records import report
from tests.debriefs.rounds.made import heard, held

STEPS = {
    "delivered": {"deliver-delivered_on": "2026-11-16", "deliver-minutes": "9"},
    "comment": {"comment-text": "走访再多一些", "comment-by": "吴赟"},
    "overall": {"overall-overall": "good", "overall-opinion": "履职到位"},
}


def only():
    return db.session.scalars(select(Hearing)).one()


def address(made, branch, step):
    return f"/debriefs/rounds/{made.id}/branches/{branch.id}/{step}"


def test_a_report_is_heard_commented_judged_and_told(client_of, world):
    made, client = held(world), client_of("faculty")
    report(world, status=DebriefStatus.SUBMITTED)
    for step, fields in STEPS.items():
        assert client.post(address(made, world.here, step), data=fields).status_code == 303
    client.post(address(made, world.here, "feedback"))
    hearing = only()
    assert (hearing.delivered_on, hearing.minutes) == (date(2026, 11, 16), 9)
    assert (hearing.comment, hearing.commented_by) == ("走访再多一些", "吴赟")
    assert (hearing.overall, hearing.told_on) == (DebriefMark.GOOD, TODAY)


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_said_of_a_report_that_was_not_submitted(client_of, world, step):
    made = held(world)
    report(world)
    page = client_of("faculty").post(address(made, world.here, step), data=STEPS[step])
    assert page.status_code == 422
    assert db.session.scalars(select(Hearing)).all() == []


@pytest.mark.parametrize(("ahead", "status"), [(0, 303), (1, 422)])
def test_a_report_is_not_heard_on_a_day_to_come(client_of, world, ahead, status):
    made = held(world)
    report(world, status=DebriefStatus.SUBMITTED)
    fields = {"deliver-delivered_on": (TODAY + timedelta(days=ahead)).isoformat()}
    answer = client_of("faculty").post(address(made, world.here, "delivered"), data=fields)
    assert answer.status_code == status


def test_the_secretary_sees_the_comment_at_once_and_the_opinion_once_told(client_of, world):
    made = held(world)
    debrief, _ = heard(world, made)
    client = client_of("secretary")
    page = client.get(f"/debriefs/{debrief.id}").text
    assert "联系青年教师再多一些" in page
    assert "履职到位" not in page
    client_of("faculty").post(address(made, world.here, "feedback"))
    assert "履职到位" in client.get(f"/debriefs/{debrief.id}").text


@pytest.mark.parametrize("login", ["committee_member", "liaison"])
def test_nobody_else_in_the_branch_or_beside_it_reads_comment_and_opinion(client_of, world, login):
    debrief, _ = heard(world, held(world), told=True)
    page = client_of(login).get(f"/debriefs/{debrief.id}")
    assert page.status_code == 200
    assert "联系青年教师再多一些" not in page.text
    assert "履职到位" not in page.text


def test_an_opinion_that_was_told_is_not_changed(client_of, world):
    made = held(world)
    heard(world, made, told=True)
    page = client_of("faculty").post(address(made, world.here, "overall"), data=STEPS["overall"])
    assert "已经反馈给本人" in page.text


def test_there_is_nothing_to_tell_without_an_opinion(client_of, world):
    made = held(world)
    report(world, status=DebriefStatus.SUBMITTED)
    page = client_of("faculty").post(address(made, world.here, "feedback"))
    assert "还没有综合评价" in page.text


def test_the_secretary_confirms_once(client_of, world):
    debrief, _ = heard(world, held(world), told=True)
    client, confirm = client_of("secretary"), f"/debriefs/{debrief.id}/confirm"
    assert client.post(confirm, data={"reply": ""}).status_code == 422
    assert client.post(confirm, data={"reply": "认真整改"}).status_code == 303
    assert only().reply == "认真整改"
    assert client.post(confirm, data={"reply": "再来"}).status_code == 422


def test_what_the_comment_found_joins_the_list_of_the_branch(client_of, world):
    made = held(world)
    debrief, _ = heard(world, made)
    fields = {"problem-problem": "走访少", "problem-measure": "每月两名"}
    client = client_of("faculty")
    late = client.post(
        address(made, world.here, "items"), data=fields | {"problem-due_on": "2026-11-15"}
    )
    assert "时限已经过了" in late.text
    client.post(address(made, world.here, "items"), data=fields | {"problem-due_on": "2026-11-16"})
    item = db.session.scalars(select(Item)).one()
    assert (item.source_id, item.source_part, item.responsible) == (debrief.id, 0, "周敏")
    assert item.organization_id == world.here.id


def test_a_report_that_was_heard_is_not_returned(client_of, world):
    debrief, _ = heard(world, held(world))
    page = client_of("faculty").post(f"/debriefs/{debrief.id}/return", data={"reason": "改"})
    assert "已经听取述职" in page.text


def test_a_returned_report_names_the_section(client_of, world):
    debrief = report(world, status=DebriefStatus.SUBMITTED)
    client_of("faculty").post(
        f"/debriefs/{debrief.id}/return", data={"reason": "再具体些", "field": "problems"}
    )
    page = client_of("secretary").get(f"/debriefs/{debrief.id}/edit").text
    assert "退回的是这一部分：再具体些" in page


def test_feedback_is_printed_once_there_is_an_opinion(client_of, world):
    made = held(world)
    paper = address(made, world.here, "feedback.pdf")
    assert client_of("faculty").get(paper).status_code == 303
    heard(world, made)
    assert client_of("faculty").get(paper).data.startswith(b"%PDF")


def test_a_stale_comment_is_not_saved_over_another(client_of, world):
    made = held(world)
    heard(world, made)
    fields = STEPS["comment"] | {"comment-version": "1"}
    page = client_of("faculty").post(address(made, world.here, "comment"), data=fields)
    assert page.status_code == 422
    assert only().comment == "联系青年教师再多一些。"
