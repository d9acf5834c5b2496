"""Merging and dividing branches: who goes where, what follows them, what stays, all or nothing."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.access.policy import Can
from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.core.errors import Refused
from app.development import queries as files
from app.development.actions import requests
from app.development.models import RequestState
from app.members import queries as registry
from app.members.life import actions as life
from app.members.life import queries as events
from app.members.transfers import actions as transfers
from app.organizations import queries as tree
from app.organizations.models import Organization
from app.rules.dates import PartialDate
from app.rules.development.steps import Step
from app.rules.life import EventKind
from app.rules.members import Relation, Standing
from app.rules.organizations import UnitType
from app.structure import people, queries, undoing
from app.structure.models import Act
from tests.development.made import walked
from tests.meetings.made import PRESENT, meeting
from tests.structure.conftest import PAPER, TODAY

NEW = {"name": "教工第三党支部", "code": "CS-03", "unit_type": UnitType.TEACHER}
WHOLE = ("张淼燊", "李喆昇", "王毛方", "郑一诺")


def divided(world, *names, **changes):
    chosen = {world.members[name].id for name in names or WHOLE}
    return people.split(world.here, chosen, **NEW | PAPER | changes)


def new_of(act):
    return next(one.organization for one in act.parts if one.part == "made")


def names(branch):
    return {m.name for m in registry.of_branch(EVERYTHING, branch.id)}


def at_there(world):
    """A meeting of the branch `there`, in which one of its own took part."""
    one = world.people["孙翀"].id
    facts = {"attendance": {one: PRESENT}, "chair_id": one, "recorder_id": one}
    return meeting(world, branch=world.there, **facts)


def told(member):
    return [(e.kind, e.organization.name) for e in events.of_member(EVERYTHING, member.id)]


def test_who_is_chosen_goes_and_who_is_not_stays(world):
    act = divided(world)
    assert names(new_of(act)) == set(WHOLE)
    assert names(world.here) == {"周敏", "韩志远", "欧阳懿", "杜怡可", "陈思齐"}
    assert told(world.members["王毛方"]) == [
        (EventKind.LEFT, "教工第一党支部"), (EventKind.CAME, "教工第三党支部"),
    ]  # fmt: skip


def test_the_day_before_they_still_belong_to_the_old_branch(world):
    new = new_of(divided(world))
    then = events.of_branch_on(EVERYTHING, world.here, TODAY - timedelta(1))
    assert {m.name for m, _ in then} >= set(WHOLE)
    assert {m.name for m, _ in events.of_branch_on(EVERYTHING, new, TODAY)} == set(WHOLE)


def test_records_stay_with_the_old_branch_and_its_people_read_them(world, client_of):
    made = meeting(world).id
    divided(world)
    db.session.commit()
    for login, status in [("secretary", 200), ("faculty", 200), ("committee_member", 403)]:
        assert client_of(login).get(f"/meetings/{made}").status_code == status, login


def test_posts_of_those_who_leave_end_and_the_others_stay(world):
    divided(world)
    held = {p.person.name: p.ended_on for p in tree.posts(EVERYTHING, world.here)}
    assert held == {
        "郑一诺": TODAY - timedelta(1), "韩志远": None, "周敏": None, "钱彧": None,
    }  # fmt: skip
    db.session.commit()
    assert not world.accounts["committee_member"].may(Can.MEETINGS_LOG)


def test_a_file_goes_along_and_contacts_who_stay_end(world):
    file = walked(world, Step.CONTACTS)
    assert files.serving(EVERYTHING, [file.id])
    act = divided(world, *WHOLE, file.member.name)
    there = Scope(frozenset({new_of(act).path}))
    assert files.file(there, file.id) is file
    serving = {one.name for one in files.serving(EVERYTHING, [file.id])}
    assert serving <= set(WHOLE)


def test_what_waits_at_the_superior_is_to_be_sent_again(world):
    file = walked(world, Step.PROSPECT)
    [request] = requests.submit_request(file, Step.PROSPECT_LISTED)
    divided(world, *WHOLE, file.member.name)
    assert request.state is RequestState.WITHDRAWN


def test_who_is_abroad_or_stopped_stays_so(world):
    abroad, stopped = world.members["王毛方"], world.members["李喆昇"]
    life.record(abroad, EventKind.ABROAD, PartialDate(2026, 3, 1), basis="公派")
    stopped.standing = Standing.STOPPED
    divided(world)
    assert (abroad.relation, abroad.standing, abroad.standing_on) == (
        Relation.ABROAD, Standing.NORMAL, None,
    )  # fmt: skip
    assert (stopped.standing, stopped.organization.code) == (Standing.STOPPED, "CS-03")


@pytest.mark.parametrize("chosen", [(), None])
def test_both_branches_need_people(world, chosen):
    ids = {m.id for m in world.members.values()} if chosen is None else set()
    with pytest.raises(Refused) as refused:
        people.split(world.here, ids, **NEW, **PAPER)
    assert refused.value.field == "people"


def test_a_part_of_less_than_three_full_members_is_asked_about(world):
    with pytest.raises(Refused, match="正式党员 2 人，不足 3 人"):
        divided(world, "张淼燊", "李喆昇")
    assert divided(world, "张淼燊", "李喆昇", reason="驻外项目组。").reason


def test_a_transfer_under_way_is_finished_first(world):
    transfers.propose(world.members["李喆昇"], world.there)
    with pytest.raises(Refused, match="李喆昇的组织关系转接还没有办完"):
        divided(world)


def test_nobody_is_taken_along_from_before_he_came(world):
    came = transfers.propose(world.members["林祎"], world.here)
    transfers.receive(came, TODAY)
    with pytest.raises(Refused, match="林祎在这一天之后才转来"):
        divided(world, *WHOLE, "林祎", done_on=date(2026, 11, 10))


def test_an_error_in_the_middle_leaves_nothing(app, world, monkeypatch):
    db.session.commit()
    organizations = db.session.scalar(select(func.count()).select_from(Organization))

    def fails(*_):
        raise RuntimeError("the power went out")

    fails.together = fails
    monkeypatch.setitem(app.extensions, "transfer_listeners", [fails])
    with pytest.raises(RuntimeError):
        divided(world)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Organization)) == organizations
    assert names(world.here) >= set(WHOLE)
    assert db.session.scalar(select(Act)) is None
    assert told(world.members["王毛方"]) == []


def test_a_merged_branch_is_gone_and_its_people_are_in_the_other(world):
    act = people.merge(world.there, world.here, **PAPER)
    db.session.commit()
    assert {"孙翀", "吴赟", "林祎", "周敏"} <= names(world.here)
    assert world.there.dissolved_on == TODAY
    assert world.there not in tree.branches(EVERYTHING, TODAY)
    assert act.facts == {"people": 5}
    assert not world.accounts["sibling"].may(Can.MEETINGS_LOG)
    assert world.accounts["secretary"].may(Can.MEMBERS_VIEW, world.members["孙翀"].audit_path)


def test_the_records_of_a_merged_branch_are_read_by_the_committee_above(world, client_of):
    made = at_there(world).id
    people.merge(world.there, world.here, **PAPER)
    db.session.commit()
    assert client_of("faculty").get(f"/meetings/{made}").status_code == 200
    assert client_of("sibling").get(f"/meetings/{made}").status_code == 403


def test_two_branches_become_a_new_one(world):
    act = people.merge(world.there, world.here, **NEW, **PAPER)
    new = new_of(act)
    assert len(names(new)) == 14
    assert (world.here.dissolved_on, world.there.dissolved_on) == (TODAY, TODAY)
    assert new.founded_on == TODAY


def test_a_merger_that_grows_too_large_is_asked_about(world, crowd):
    with pytest.raises(Refused, match="一般不超过 30 人"):
        people.merge(world.there, world.here, **PAPER)


def test_a_merger_is_taken_back_with_people_groups_and_posts(world):
    act = people.merge(world.there, world.here, **PAPER)
    undoing.take_back(act, "登记错了。")
    db.session.commit()
    assert names(world.there) == {"孙翀", "吴赟", "赵堃", "钱彧", "林祎"}
    assert world.there.dissolved_on is None
    assert told(world.members["林祎"]) == []
    assert tree.posts(EVERYTHING, world.there)[0].ended_on is None
    assert world.accounts["sibling"].organization == world.there


def test_a_split_on_which_something_was_built_is_not_taken_back(world):
    act = divided(world)
    life.record(world.members["王毛方"], EventKind.REWARDED, PartialDate(2026, 11, 16), basis="奖")
    with pytest.raises(Refused, match="王毛方在这之后又有记录"):
        undoing.take_back(act, "登记错了。")


def test_a_split_with_files_says_why_it_is_not_taken_back(world):
    act = divided(world, *WHOLE, "陈思齐")
    with pytest.raises(Refused, match="发展档案已经随转"):
        undoing.take_back(act, "登记错了。")


def test_a_split_by_mistake_leaves_no_branch_behind(world):
    undoing.take_back(divided(world), "登记错了。")
    db.session.commit()
    assert tree.by_code(EVERYTHING, "CS-03") is None
    assert names(world.here) >= set(WHOLE)


def test_the_account_goes_with_the_person(world):
    act = people.merge(world.there, world.here, **PAPER)
    assert world.accounts["stranger"].organization == world.here
    assert len(queries.of_organization(EVERYTHING, world.here)) == 1
    assert act.main.organization == world.there


def test_fifty_people_move_in_a_handful_of_statements(world, crowd, statements):
    chosen = {m.id for m in crowd}
    statements()
    few = divided(world, reason="规模过大。")
    first = len(statements())
    people.split(
        world.here, chosen, name="大支部", code="CS-09", unit_type=UnitType.OTHER, **PAPER,
        reason="规模过大。",
    )  # fmt: skip
    many = len(statements())
    assert few
    assert many <= first + 4
    assert many <= 45
