"""An item from its source to its end: what changes, what is refused, what is kept."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access.scope import EVERYTHING, Scope
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused, explained
from app.rectification import actions, queries
from app.rectification.models import Source
from app.rectification.queries import Filter
from app.rules.rectification import ItemState, SourceKind
from tests.rectification.made import item

TODAY = date(2026, 11, 16)


def test_a_person_or_a_body_answers_for_it(world):
    assert item(world).responsible == "韩志远"
    other = item(world, person=None, responsible="支委会")
    assert (other.responsible, other.responsible_id) == ("支委会", None)


def test_without_a_problem_nothing_is_raised(world):
    with pytest.raises(Refused):
        item(world, problem="  ")


def test_a_source_leads_nowhere_outside(world):
    with pytest.raises(Refused):
        item(world, source=Source(SourceKind.INSPECTION, 5, "督查", "https://example.org/"))


def test_items_are_found_by_the_thing_that_raised_them(world):
    first = item(world, source=Source(SourceKind.INSPECTION, 5, "第一次督查", "/x", 2))
    second = item(world, source=Source(SourceKind.INSPECTION, 5, "第一次督查", "/x", 1))
    item(world, source=Source(SourceKind.INSPECTION, 6, "第二次督查", "/x"))
    item(world, source=Source(SourceKind.DEBRIEF, 5, "述职", "/x"))
    found = queries.of_source(EVERYTHING, SourceKind.INSPECTION, [5, 7])
    assert found == {5: [second, first]}
    there = Scope(frozenset({world.there.path}))
    assert queries.of_source(there, SourceKind.INSPECTION, [5]) == {}
    assert queries.of_source(EVERYTHING, SourceKind.INSPECTION, []) == {}


def test_an_item_goes_its_way_to_acceptance(world):
    one = item(world)
    one.raised_on = date(2026, 11, 1)
    actions.tell(one, text="已列表", told_on=date(2026, 11, 10), by="韩志远")
    actions.finish(one, done_on=date(2026, 11, 12), text="都补上了", by="韩志远")
    actions.accept(one, by=world.people["周敏"], name="教工第一党支部 周敏", note="属实")
    db.session.expire_all()
    assert one.state is ItemState.ACCEPTED
    assert [note.text for note in one.notes] == ["已列表", "都补上了"]
    assert (one.done_on, one.accepted_on) == (date(2026, 11, 12), TODAY)


def test_the_responsible_do_not_accept_their_own(world):
    one = item(world)
    actions.finish(one, done_on=TODAY, text="", by="韩志远")
    with pytest.raises(Refused, match="责任人不验收"):
        actions.accept(one, by=world.people["韩志远"], name="韩志远")


def test_what_is_open_is_not_accepted(world):
    with pytest.raises(Refused):
        actions.accept(item(world), by=world.people["周敏"], name="周敏")


def test_returned_it_is_open_again_with_the_reason_in_the_trail(world):
    one = item(world)
    actions.finish(one, done_on=TODAY, text="", by="韩志远")
    actions.reopen(one, why="还差两次")
    assert (one.state, one.done_on, one.ended_why) == (ItemState.OPEN, None, "还差两次")
    reasons = db.session.scalars(select(AuditEntry.reason).where(AuditEntry.subject == "整改事项"))
    assert "还差两次" in list(reasons)


def test_a_day_to_come_is_refused(world):
    one = item(world)
    with pytest.raises(Refused):
        actions.tell(one, text="x", told_on=date(2026, 11, 17), by="")
    with pytest.raises(Refused):
        actions.finish(one, done_on=date(2026, 11, 17), text="", by="")


def test_a_dropped_item_takes_no_notes_and_no_change_until_taken_up_again(world):
    one = item(world)
    actions.drop(one, why="房间收回了")
    with pytest.raises(Refused):
        actions.tell(one, text="x", told_on=TODAY, by="")
    facts = {"problem": "改了", "goal": "", "measure": "", "person": None, "responsible": "支委会"}
    with pytest.raises(Refused):
        actions.edit(one, due_on=TODAY, **facts)
    actions.reopen(one, why="换了房间")
    actions.edit(one, due_on=TODAY, **facts)
    assert (one.problem, one.responsible) == ("改了", "支委会")


@pytest.mark.storage
def test_the_database_itself_keeps_done_and_its_day_together(world):
    one = item(world)
    one.done_on = date(2026, 11, 1)
    with pytest.raises(IntegrityError) as broken:
        db.session.flush()
    assert explained(broken.value).field == "done_on"


def test_the_list_has_the_late_on_top_and_the_ended_below(world):
    ended = item(world, problem="完了", due_on=date(2026, 10, 1))
    actions.drop(ended, why="x")
    far = item(world, problem="以后", due_on=date(2026, 12, 30))
    late = item(world, problem="超期", due_on=date(2026, 11, 1))
    done = item(world, problem="办结", due_on=date(2026, 10, 2))
    actions.finish(done, done_on=TODAY, text="", by="")
    assert queries.listed(EVERYTHING, Filter(), 10) == [late, far, done, ended]
    assert queries.listed(EVERYTHING, Filter(late_on=TODAY), 10) == [late]
    assert queries.listed(EVERYTHING, Filter(open=True), 10) == [late, far, done]
    numbers = queries.numbers(EVERYTHING, Filter(), TODAY)
    assert (numbers.items, numbers.open, numbers.late) == (4, 2, 1)


def test_people_offered_are_of_the_organisation_officers_first(world):
    names = [person.name for person in queries.people(EVERYTHING, world.here, TODAY)]
    assert set(names[:3]) == {"周敏", "郑一诺", "韩志远"}
    assert "孙翀" not in names
    assert queries.people(Scope(), world.here, TODAY) == []
