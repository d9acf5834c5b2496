"""Acts on one organisation and what follows: access, posts, names, the past, taking back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.access.policy import Can
from app.access.scope import EVERYTHING, Scope
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Refused
from app.organizations import actions as organizations
from app.organizations import queries as tree
from app.organizations.models import Organization
from app.rules.organizations import OrganizationKind, PostKind, UnitType
from app.structure import actions, history, queries, undoing
from app.structure.models import Act
from tests.meetings.made import meeting
from tests.structure.conftest import PAPER, TODAY
from tests.world import add_member

NEW = {
    "name": "研究生第一党支部", "code": "CS-21", "kind": OrganizationKind.BRANCH,
    "unit_type": UnitType.GRADUATE,
}  # fmt: skip


def secretary_of(branch, day=TODAY):
    return [p.person.name for p in tree.posts(EVERYTHING, branch, day) if p.kind == "secretary"]


def names(scope, day):
    return [node.name for node in queries.tree(scope, day)[0]]


def test_a_branch_set_up_stands_from_its_day_with_its_paper(world):
    act = actions.set_up(world.college, full=5, number="计党发〔2026〕9号", **NEW, **PAPER)
    made = act.main.organization
    assert (made.founded_on, made.parent, act.superior) == (TODAY, world.college, world.college)
    assert act.number == "计党发〔2026〕9号"
    assert made.name not in names(EVERYTHING, TODAY - timedelta(1))


def test_below_three_full_members_a_reason_is_asked_and_kept(world):
    with pytest.raises(Refused, match="不足 3 人"):
        actions.set_up(world.college, full=2, **NEW, **PAPER)
    act = actions.set_up(world.college, full=2, reason="实验室独立运行。", **NEW, **PAPER)
    assert act.reason == "实验室独立运行。"


def test_below_three_a_joint_branch_is_set_up_without_a_reason(world):
    facts = NEW | {"unit_type": UnitType.JOINT, "units": 3}
    assert actions.set_up(world.college, full=2, **facts, **PAPER).main.organization.units == 3


def test_a_temporary_branch_without_an_end_is_refused_at_its_field(world):
    with pytest.raises(Refused) as refused:
        actions.set_up(world.college, full=4, temporary=True, **NEW, **PAPER)
    assert refused.value.field == "ends_on"


def test_a_new_name_leaves_the_old_one_on_its_days(world):
    actions.rename(world.here, "软件工程系党支部", **PAPER)
    db.session.commit()
    assert "软件工程系党支部" in names(EVERYTHING, TODAY)
    assert "教工第一党支部" in names(EVERYTHING, TODAY - timedelta(1))


def test_no_name_is_given_before_the_organisation_is_known_to_be(world):
    with pytest.raises(Refused, match="成立日期") as refused:
        actions.rename(world.here, "甲党支部", **PAPER | {"done_on": date(2020, 2, 29)})
    assert refused.value.field == "done_on"
    assert actions.rename(world.here, "甲党支部", **PAPER | {"done_on": date(2020, 3, 1)})
    assert world.college.founded_on is None
    day = world.college.registered_on
    early = PAPER | {"done_on": day - timedelta(1)}
    with pytest.raises(Refused, match="成立日期不详") as refused:
        actions.rename(world.college, "计算机与软件学院党委", **early)
    assert refused.value.field == "done_on"
    assert actions.rename(world.college, "计算机与软件学院党委", **PAPER | {"done_on": day})


def test_a_list_of_names_tells_what_each_act_gave_and_years_with_acts_alone(world):
    first = actions.rename(world.here, "甲党支部", **PAPER | {"done_on": date(2022, 5, 1)})
    actions.rename(world.here, "乙党支部", **PAPER)
    assert history.told(first) == "由“教工第一党支部”更名为“甲党支部”"
    assert queries.years(EVERYTHING) == [2026, 2022]


def test_a_moved_branch_takes_its_access_its_groups_and_its_records_along(world, second):
    group = organizations.create(
        code="G1", name="第一党小组", kind=OrganizationKind.GROUP, unit_type=UnitType.TEACHER,
        parent=world.here,
    )  # fmt: skip
    made, faculty = meeting(world), world.accounts["faculty"]
    db.session.commit()
    actions.move(world.here, second, **PAPER)
    db.session.commit()
    assert world.here.path == f"{second.path}{world.here.id}/"
    assert group.path == f"{world.here.path}{group.id}/"
    assert world.there.path.startswith(world.college.path)
    assert not faculty.may(Can.MEETINGS_VIEW, made.organization.path)
    assert world.accounts["committee"].may(Can.MEETINGS_VIEW, made.organization.path)
    assert world.accounts["secretary"].may(Can.MEETINGS_LOG, made.organization.path)


def test_pages_follow_a_move_at_once(world, second, client_of):
    made = meeting(world).id
    db.session.commit()
    assert client_of("faculty").get(f"/meetings/{made}").status_code == 200
    actions.move(world.here, second, **PAPER)
    db.session.commit()
    assert client_of("faculty").get(f"/meetings/{made}").status_code == 404
    assert client_of("secretary").get(f"/meetings/{made}").status_code == 200
    assert client_of("committee").get(f"/meetings/{made}").status_code == 200


def test_the_trail_of_before_a_move_stays_where_it_was_left(world, second):
    db.session.commit()
    before = db.session.scalars(select(AuditEntry.path).order_by(AuditEntry.id)).all()
    actions.move(world.here, second, **PAPER)
    db.session.commit()
    assert db.session.scalars(select(AuditEntry.path).order_by(AuditEntry.id)).all()[
        : len(before)
    ] == before  # fmt: skip


def test_the_past_of_a_moved_branch_is_told_with_what_it_belonged_to(world, second):
    actions.move(world.here, second, **PAPER)
    db.session.commit()
    scope = Scope(frozenset({world.here.path}))
    _, above = queries.tree(scope, TODAY - timedelta(1))
    assert list(above.values()) == ["计算机学院党委"]


@pytest.mark.parametrize("place", ["university", "here"])
def test_nothing_moves_below_itself_or_where_its_kind_cannot_stand(world, second, place):
    with pytest.raises(Refused):
        actions.move(world.college, getattr(world, place), **PAPER)


def test_a_branch_with_people_is_not_dissolved(world):
    with pytest.raises(Refused, match="还有 5 人"):
        actions.dissolve(world.there, **PAPER)


def test_a_dissolved_branch_ends_its_posts_and_its_access(world):
    empty = actions.set_up(world.college, full=3, **NEW, **PAPER).main.organization
    person = world.people["林祎"]
    organizations.appoint(empty, person, kind=PostKind.SECRETARY, started_on=date(2026, 11, 16))
    db.session.commit()
    stranger = world.accounts["stranger"]
    assert stranger.may(Can.MEETINGS_LOG, empty.path)
    del stranger._roles
    actions.dissolve(empty, **PAPER)
    db.session.commit()
    assert not stranger.may(Can.MEETINGS_LOG, empty.path)
    assert empty not in tree.branches(EVERYTHING, TODAY)
    assert tree.posts(EVERYTHING, empty)[0].ended_on == TODAY


def test_a_college_with_branches_is_not_dissolved(world):
    with pytest.raises(Refused, match="2 个下级组织"):
        actions.dissolve(world.college, **PAPER)


def test_there_are_never_two_secretaries(world):
    actions.change_secretary(world.here, world.members["欧阳懿"], **PAPER)
    assert secretary_of(world.here) == ["欧阳懿"]
    assert secretary_of(world.here, TODAY - timedelta(1)) == ["周敏"]


def test_a_secretary_of_less_than_a_year_is_asked_about(world):
    young = add_member(world, world.here, "新转正")
    young.confirmed_on = type(young.confirmed_on)(2026, 3, 1)
    with pytest.raises(Refused, match="一般应有 1 年以上党龄"):
        actions.change_secretary(world.here, young, **PAPER)
    assert actions.change_secretary(world.here, young, reason="由上级选派。", **PAPER).reason


def test_a_post_can_stay_vacant_but_not_be_left_twice(world):
    actions.change_secretary(world.here, None, **PAPER)
    assert secretary_of(world.here) == []
    with pytest.raises(Refused, match="现在没有书记"):
        actions.change_secretary(world.here, None, **PAPER)


def test_acts_of_before_the_last_one_are_refused(world):
    actions.rename(world.here, "甲党支部", **PAPER)
    with pytest.raises(Refused, match="不能早于"):
        actions.rename(world.here, "乙党支部", **PAPER | {"done_on": date(2026, 11, 15)})


def test_a_name_given_by_mistake_is_taken_back(world):
    undoing.take_back(actions.rename(world.here, "甲党支部", **PAPER), "登记错了。")
    db.session.commit()
    assert world.here.name == "教工第一党支部"
    assert db.session.scalar(select(Act)) is None


def test_the_address_of_an_act_taken_back_never_opens_another(world):
    act = actions.rename(world.here, "甲党支部", **PAPER)
    db.session.commit()
    number = act.id
    undoing.take_back(act, "登记错了。")
    db.session.commit()
    assert actions.rename(world.here, "乙党支部", **PAPER).id > number


def test_an_act_is_not_taken_back_before_the_later_one(world):
    first = actions.rename(world.here, "甲党支部", **PAPER)
    actions.rename(world.here, "乙党支部", **PAPER)
    with pytest.raises(Refused, match="先撤回后来的变动"):
        undoing.take_back(first, "登记错了。")


def test_a_move_is_taken_back_with_every_path(world, second):
    before = world.here.path
    undoing.take_back(actions.move(world.here, second, **PAPER), "登记错了。")
    db.session.commit()
    assert (world.here.path, world.here.parent) == (before, world.college)


def test_a_branch_nobody_entered_anything_in_goes_when_its_founding_is_taken_back(world):
    act = actions.set_up(world.college, full=5, **NEW, **PAPER)
    undoing.take_back(act, "登记错了。")
    db.session.commit()
    assert tree.by_code(EVERYTHING, "CS-21") is None


def test_a_branch_with_people_stays_when_its_founding_is_to_be_taken_back(world):
    act = actions.set_up(world.college, full=5, **NEW, **PAPER)
    add_member(world, act.main.organization, "新来的")
    db.session.commit()
    with pytest.raises(Refused, match="已有新的记录"):
        undoing.take_back(act, "登记错了。")


def test_a_secretary_changed_by_mistake_is_back(world):
    act = actions.change_secretary(world.here, world.members["欧阳懿"], **PAPER)
    undoing.take_back(act, "登记错了。")
    db.session.commit()
    assert secretary_of(world.here) == ["周敏"]
    assert all(p.person.name != "欧阳懿" for p in tree.posts(EVERYTHING, world.here))


def test_a_dissolution_taken_back_gives_the_branch_and_its_posts_back(world):
    empty = organizations.create(parent=world.college, founded_on=date(2026, 1, 1), **NEW)
    post = organizations.appoint(
        empty, world.people["林祎"], kind=PostKind.SECRETARY, started_on=date(2026, 1, 1)
    )
    act = actions.dissolve(empty, **PAPER)
    assert post.ended_on == TODAY - timedelta(1)
    undoing.take_back(act, "登记错了。")
    db.session.commit()
    assert (empty.dissolved_on, post.ended_on) == (None, None)


def test_a_move_is_the_same_few_statements_however_much_stands_below(world, second, statements):
    statements()
    actions.move(world.here, second, **PAPER)
    few = len(statements())
    for n in range(20):
        organizations.create(
            code=f"G{n}", name=f"第{n}党小组", kind=OrganizationKind.GROUP,
            unit_type=UnitType.TEACHER, parent=world.here,
        )  # fmt: skip
    db.session.commit()
    statements()
    actions.move(world.here, world.college, **PAPER)
    assert len(statements()) <= few + 3
    paths = db.session.scalars(select(Organization.path)).all()
    assert len(paths) == len(set(paths))
