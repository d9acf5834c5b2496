"""A small cast for tests: a university, a college, two branches, and people with accounts."""

from dataclasses import dataclass
from datetime import date

from app.accounts.models import Account
from app.core import audit
from app.core.db import db
from app.members.models import Member
from app.organizations import actions as organizations
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.members import Gender, Stage, Standing
from app.rules.organizations import OrganizationKind as Kind
from app.rules.organizations import PostKind, UnitType

PASSWORD_HASH = "not a hash: tests log in through the session"


@dataclass
class World:
    university: Organization
    college: Organization
    here: Organization
    there: Organization
    people: dict[str, Person]
    members: dict[str, Member]
    accounts: dict[str, Account]


def build() -> World:
    """university › college › two branches, here with a committee and seven full members."""
    audit.acting(name="测试")
    university = organizations.create(
        code="U", name="星城科技大学党委", kind=Kind.COMMITTEE, unit_type=UnitType.OTHER
    )
    college = organizations.create(
        code="CS", name="计算机学院党委", kind=Kind.COMMITTEE, unit_type=UnitType.OTHER,
        parent=university,
    )  # fmt: skip
    here, there = (
        organizations.create(
            code=code, name=name, kind=Kind.BRANCH, unit_type=UnitType.TEACHER, parent=college,
            founded_on=date(2020, 3, 1), elected_on=date(2025, 3, 1),
        )
        for code, name in [("CS-01", "教工第一党支部"), ("CS-02", "教工第二党支部")]
    )  # fmt: skip
    world = World(university, college, here, there, {}, {}, {})
    for name in ("周敏", "郑一诺", "韩志远", "欧阳懿", "张淼燊", "李喆昇", "王毛方"):
        add_member(world, here, name)
    add_member(world, here, "杜怡可", Stage.PROBATIONARY)
    add_member(world, here, "陈思齐", Stage.ACTIVIST)
    for name in ("孙翀", "吴赟", "赵堃", "钱彧"):
        add_member(world, there, name)
    add_member(world, there, "林祎")
    appoint(world, "周敏", here, PostKind.SECRETARY)
    appoint(world, "郑一诺", here, PostKind.COMMITTEE_MEMBER, duty="组织委员")
    appoint(world, "韩志远", here, PostKind.COMMITTEE_MEMBER, duty="宣传委员")
    appoint(world, "孙翀", there, PostKind.SECRETARY)
    appoint(world, "吴赟", college, PostKind.OFFICER)
    appoint(world, "赵堃", university, PostKind.OFFICER)
    appoint(world, "钱彧", here, PostKind.LIAISON)
    for login, name in {
        "secretary": "周敏", "committee_member": "郑一诺", "member": "欧阳懿",
        "probationer": "杜怡可", "applicant": "陈思齐", "sibling": "孙翀", "faculty": "吴赟",
        "committee": "赵堃", "liaison": "钱彧", "stranger": "林祎",
    }.items():  # fmt: skip
        add_account(world, login, world.people[name])
    administrator = Person(name="管理员")
    db.session.add(administrator)
    db.session.flush()
    add_account(world, "admin", administrator, administrator=True)
    db.session.commit()
    return world


def add_member(world, branch, name, stage=Stage.FULL, **facts) -> Member:
    """A person born 1985-05 with a history that fits the stage."""
    person = Person(name=name, gender=Gender.FEMALE, ethnicity="汉族", birth=PartialDate(1985, 5))
    joined = stage in {Stage.FULL, Stage.PROBATIONARY}
    member = Member(
        person=person,
        organization=branch,
        stage=stage,
        standing=Standing.NORMAL,
        applied_on=PartialDate(2008, 9, 1),
        joined_on=(PartialDate(2010, 6) if stage == Stage.FULL else PartialDate(2026, 5, 20))
        if joined
        else None,
        confirmed_on=PartialDate(2011, 6) if stage == Stage.FULL else None,
        **facts,
    )
    db.session.add_all([person, member])
    db.session.flush()
    world.people[name], world.members[name] = person, member
    return member


def appoint(world, name, organization, kind, **facts):
    return organizations.appoint(
        organization, world.people[name], kind=kind, started_on=date(2025, 3, 1), **facts
    )


def add_account(world, login, person, **facts) -> Account:
    branch = next((m.organization for m in world.members.values() if m.person is person), None)
    account = Account(
        username=login, password_hash=PASSWORD_HASH, person=person, organization=branch, **facts
    )
    db.session.add(account)
    db.session.flush()
    world.accounts[login] = account
    return account
