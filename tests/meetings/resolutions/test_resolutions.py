"""A resolution is given to somebody, shows on the record, and survives a correction."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.errors import Refused
from app.meetings import actions as meetings
from app.meetings.models import AgendaItem
from app.meetings.resolutions import actions
from app.rectification.models import Item
from app.rules.rectification import SourceKind
from tests.meetings.made import fields, meeting

TWO = [
    {"title": "研究学习", "resolution": "26日集中学习。"},
    {"title": "研究走访", "resolution": "月底前走访两名老党员。"},
]


def typed(world, **changes):
    return {
        "responsible_id": str(world.people["韩志远"].id), "due_on": "2026-11-26",
        "task": "联系场地",
    } | changes  # fmt: skip


def numbers(made):
    return [item.number for item in made.items]


def held(world, **changes):
    made = meeting(world, **changes)
    db.session.commit()
    return made


def test_items_are_numbered_in_the_order_of_the_agenda(world):
    assert numbers(meeting(world, items=TWO)) == [1, 2]


def test_a_correction_keeps_numbers_though_the_order_changes(world):
    made = meeting(world, items=TWO)
    first, second = ({**item, "number": n} for n, item in enumerate(TWO, 1))
    facts = {
        "attendance": {a.person_id: a for a in made.attendance}, "chair_id": made.chair_id,
        "recorder_id": made.recorder_id, "held_on": made.held_on, "title": made.title,
        "place": made.place,
    }  # fmt: skip
    new = {"title": "插进来的", "resolution": "好。"}
    meetings.correct(made, items=[second, new, first | {"title": "改了名"}], why="漏记", **facts)
    assert [made.items[0].number, made.items[2].number] == [2, 1]
    fresh = made.items[1].number
    assert fresh not in {1, 2}
    meetings.correct(made, items=[second, new], why="再改", **facts)
    assert made.items[1].number not in {1, 2, fresh}


def test_a_number_of_another_meeting_is_not_taken_over(world):
    made = meeting(world, items=[TWO[0] | {"number": 77}])
    assert numbers(made) == [1]


def test_the_form_gives_a_resolution_to_somebody(client_of, world):
    made = held(world)
    secretary = client_of("secretary")
    path = f"/meetings/{made.id}/follow/1"
    assert "26日下午集中学习。" in secretary.get(path).text
    assert secretary.post(path, data=typed(world)).location.endswith(f"/meetings/{made.id}")
    item = db.session.scalars(select(Item)).one()
    assert (item.source_kind, item.source_id, item.source_part) == (
        SourceKind.RESOLUTION, made.id, 1,
    )  # fmt: skip
    assert (item.problem, item.measure) == ("研究11月学习安排", "联系场地")
    assert (item.responsible, item.raised_on) == ("韩志远", date(2026, 11, 10))
    text = secretary.get(f"/meetings/{made.id}").text
    assert "韩志远，11月26日前" in text
    assert f"/rectification/{item.id}" in text


@pytest.mark.parametrize("name", ["responsible_id", "due_on", "task"])
def test_who_when_and_what_are_all_asked_for(client_of, world, name):
    made = held(world)
    answer = client_of("secretary").post(
        f"/meetings/{made.id}/follow/1", data=typed(world, **{name: ""})
    )
    assert answer.status_code == 422
    assert f'id="{name}-error"' in answer.text


def test_a_day_before_the_meeting_is_refused(world):
    made = meeting(world)
    with pytest.raises(Refused):
        actions.follow(
            made, made.items[0], task="x", due_on=date(2026, 11, 9), responsible="支委会"
        )


def test_a_corrected_meeting_keeps_what_follows_from_it(client_of, world):
    made = held(world)
    secretary = client_of("secretary")
    secretary.post(f"/meetings/{made.id}/follow/1", data=typed(world))
    form = secretary.get(f"/meetings/{made.id}/edit").text
    assert 'name="items-0-number" type="hidden" value="1"' in form
    change = fields(world, version="1", why="写错了", **{
        "items-0-number": "1", "items-0-title": "研究12月学习安排",
    })  # fmt: skip
    assert secretary.post(f"/meetings/{made.id}/edit", data=change).status_code == 303
    text = secretary.get(f"/meetings/{made.id}").text
    assert "研究12月学习安排" in text
    assert "韩志远，11月26日前" in text
    assert "更正前的决议" not in text


def test_a_resolution_taken_out_leaves_what_was_given(client_of, world):
    made = held(world)
    secretary = client_of("secretary")
    secretary.post(f"/meetings/{made.id}/follow/1", data=typed(world))
    change = fields(world, version="1", why="记在了别的会上", **{
        "items-0-number": "", "items-0-title": "别的议题",
    })  # fmt: skip
    assert secretary.post(f"/meetings/{made.id}/edit", data=change).status_code == 303
    assert "更正前的决议" in secretary.get(f"/meetings/{made.id}").text
    assert db.session.scalar(select(AgendaItem.number)) != 1


def test_all_open_resolutions_stand_on_one_page(client_of, world):
    made = held(world)
    secretary = client_of("secretary")
    secretary.post(f"/meetings/{made.id}/follow/1", data=typed(world))
    text = secretary.get("/rectification/?source=resolution&state=open").text
    assert "研究11月学习安排" in text
    assert f'href="/meetings/{made.id}"' in text


def test_the_next_meetings_form_leads_to_what_was_resolved(client_of, world):
    text = client_of("secretary").get("/meetings/new?kind=committee").text
    assert "source=resolution" in text


def test_an_item_that_is_not_there_is_not_found(client_of, world):
    made = held(world)
    assert client_of("secretary").get(f"/meetings/{made.id}/follow/9").status_code == 404
    assert client_of("sibling").get(f"/meetings/{made.id}/follow/1").status_code == 404


def test_a_withdrawn_meeting_gives_nothing_away_any_more(world):
    made = meeting(world)
    meetings.withdraw(made, why="记重了")
    with pytest.raises(Refused):
        actions.follow(
            made, made.items[0], task="x", due_on=date(2026, 11, 30), responsible="支委会"
        )
