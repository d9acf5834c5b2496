"""Undoing: everything goes where nothing was built on it, and what stays says why."""

from datetime import date

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.core.db import db, unit_of_work
from app.members import actions as members
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.organizations import PostKind
from tests.meetings.made import PRESENT, facts, meeting
from tests.members.importing.made import confirmed, member, newcomer, of, person, undone

CREATE = {"科研党支部": {"verb": "create", "unit": "research"}}


def test_new_people_and_their_branch_are_gone_after_undoing(world):
    import_id = confirmed(world.college, newcomer(1, 所在党支部="科研党支部"), branches=CREATE)
    assert member("新来甲").organization.name == "科研党支部"
    assert undone(import_id) == []
    assert member("新来甲") is None
    assert not db.session.scalar(select(Person).where(Person.name == "新来甲"))
    assert not db.session.scalar(select(Organization).where(Organization.name == "科研党支部"))


def test_a_member_edited_since_stays_and_is_named(world):
    import_id = confirmed(world.here, newcomer(1), newcomer(2))
    with unit_of_work():
        member("新来甲").person.phone = "13900000000"
    assert undone(import_id) == [["新来甲", "导入后又修改过"]]
    assert member("新来甲")
    assert member("新来乙") is None


def test_a_member_with_a_post_stays_and_so_does_the_new_branch(world):
    import_id = confirmed(world.college, newcomer(1, 所在党支部="科研党支部"), branches=CREATE)
    with unit_of_work():
        one = member("新来甲")
        members.appoint(
            one, one.organization, kind=PostKind.SECRETARY, started_on=date(2026, 11, 1)
        )
    assert ["新来甲", "已有职务"] in undone(import_id)
    kept = dict(of(import_id).trail["kept"])
    assert kept.keys() == {"新来甲", "科研党支部"}


@pytest.mark.parametrize("part", ["attendance", "chair"])
def test_a_member_who_was_at_a_meeting_stays(world, part):
    import_id = confirmed(world.here, newcomer(1))
    new = member("新来甲").person_id
    with unit_of_work():
        at = {"attendance": facts(world)["attendance"] | {new: PRESENT}}
        meeting(world, **(at if part == "attendance" else at | {"chair_id": new}))
    assert undone(import_id) == [["新来甲", "已有会议记录"]]


def test_a_member_with_an_account_stays(world):
    import_id = confirmed(world.here, newcomer(1))
    with unit_of_work():
        account = Account(username="new", password_hash="x", person=member("新来甲").person)
        db.session.add(account)
    assert undone(import_id) == [["新来甲", "已有账号"]]


def test_updated_fields_are_set_back_only_where_unchanged_since(world):
    known = world.members["张淼燊"]
    row = person(
        姓名="张淼燊",
        性别="女",
        出生日期="1985.05",
        身份证号="",
        入党日期="2010.07",
        转正日期="2011.07",
    )
    import_id = confirmed(world.here, row)
    db.session.refresh(known)
    assert (known.joined_on, known.confirmed_on) == (PartialDate(2010, 7), PartialDate(2011, 7))
    with unit_of_work():
        known.confirmed_on = PartialDate(2011, 8)
    assert undone(import_id) == [["张淼燊", "导入后又修改过，有 1 项没有改回"]]
    assert (known.joined_on, known.confirmed_on) == (PartialDate(2010, 6), PartialDate(2011, 8))


def test_undoing_drops_what_the_file_said(world):
    import_id = confirmed(world.here, newcomer(1))
    assert of(import_id).table
    undone(import_id)
    one = of(import_id)
    assert (one.table, one.preview, one.choices, one.state) == (None, None, {}, "undone")
