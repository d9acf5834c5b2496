"""A made-up institution of any size, written in bulk: for measuring, not for looking at.

What it holds is proportioned as in the demo world: branches of forty, one in eight on the way into
the Party, five years of meetings, of which one in fifteen was not held.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count, islice

from sqlalchemy import insert

from app.accounts.models import Account
from app.accounts.passwords import DEMO_PASSWORD, hash_password
from app.core import clock
from app.core.audit import CREATED, AuditEntry
from app.core.db import db
from app.development.models import File, StepTaken
from app.meetings.models import Attendance, Meeting
from app.members.models import Member
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.dates import PartialDate, Period, PeriodKind, periods_between
from app.rules.development.case import Outcome
from app.rules.development.steps import Step
from app.rules.meetings import MeetingKind as Kind
from app.rules.members import Stage, Standing
from app.rules.organizations import OrganizationKind, PostKind, UnitType

YEARS = 5
A_BRANCH = 40
FULL, PROBATIONARY = 34, 3
IN_A_COLLEGE = 15
SEATS = 5
GROUPS = 3
MISSED = 15  # one meeting in so many was not held
BATCH = 20_000
FAMILIES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
    "明华伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞",
)
PLACES = ("会议室 302", "党员活动室", "学院报告厅")


class Scale:
    """Everything below one university committee: `branches` branches as of `today`."""

    def __init__(self, branches: int, today: date):
        self.number, self.today = branches, today
        self.chance = random.Random(20261116)
        self.began = today.replace(year=today.year - YEARS)
        self.ids = {model: count(1) for model in (Organization, Person, Member, Meeting, File)}
        self.names = self._pool()

    def build(self) -> None:
        """Everything, in the caller's one transaction, into empty tables."""
        db.session.execute(insert(AuditEntry), [self._beginning()])
        top, colleges = self._tree_above()
        for number in range(self.number):
            self._branch(number, colleges[number // IN_A_COLLEGE])
        self._accounts(top, colleges[0])

    def _pool(self):
        """Sort keys of names are worked out once for each of some hundreds."""
        made = [Person(name=family + given) for family in FAMILIES for given in GIVEN]
        keys = ("name", "pinyin", "initials", "strokes")
        return [{key: getattr(one, key) for key in keys} for one in made]

    def _beginning(self):
        with clock.travel(self.began):
            at = clock.now()
        return {
            "at": at, "actor_name": "演示数据", "verb": CREATED, "subject": "实例", "label": "",
            "changes": {}, "reason": "",
        }  # fmt: skip

    def _tree_above(self):
        top = self._organization(None, "SC", "测量大学党委", OrganizationKind.COMMITTEE)
        number = -(-self.number // IN_A_COLLEGE)
        colleges = [
            self._organization(top, f"SC-{n:03}", f"第{n}学院党委", OrganizationKind.COMMITTEE)
            for n in range(1, number + 1)
        ]
        return top, colleges

    def _organization(self, parent, code, name, kind):
        key = next(self.ids[Organization])
        row = {
            "id": key, "parent_id": parent and parent["id"], "code": code, "name": name,
            "path": f"{parent['path'] if parent else '/'}{key}/", "kind": kind,
            "unit_type": UnitType.RESEARCH, "founded_on": self.began, "registered_on": self.began,
            "elected_on": self.today.replace(year=self.today.year - 1),
        }  # fmt: skip
        db.session.execute(insert(Organization), [row])
        return row

    def _branch(self, number, college):
        code = f"{college['code']}-{number:04}"
        branch = self._organization(college, code, f"第{number}党支部", OrganizationKind.BRANCH)
        groups = [
            self._organization(branch, f"{code}-{n}", f"第{n}党小组", OrganizationKind.GROUP)
            for n in range(1, GROUPS + 1)
        ]
        people = list(self._people(branch, groups))
        self._posts(branch, people)
        meetings = list(self._meetings(branch, groups, people))
        _write(Meeting, (one for one, _ in meetings))
        _write(Attendance, self._attendance(meetings))

    def _people(self, branch, groups) -> list[int]:
        ids = list(islice(self.ids[Person], A_BRANCH))
        names = self.chance.sample(self.names, A_BRANCH)
        _write(Person, [{"id": key} | name for key, name in zip(ids, names, strict=True)])
        members, files, steps = [], [], []
        for place, key in enumerate(ids):
            member = next(self.ids[Member])
            stage, reached = self._stage(place)
            members.append(
                {
                    "id": member, "person_id": key, "organization_id": branch["id"],
                    "group_id": groups[place % GROUPS]["id"] if stage.in_party else None,
                    "stage": stage, "standing": Standing.NORMAL,
                    "applied_on": PartialDate(2015, 9, 1),
                    "joined_on": PartialDate(2017, 6, 1) if stage.in_party else None,
                    "confirmed_on": PartialDate(2018, 6, 1) if stage is Stage.FULL else None,
                }
            )  # fmt: skip
            if reached:
                files.append(self._file(member))
                steps += self._steps(files[-1]["id"], reached)
        for model, rows in ((Member, members), (File, files), (StepTaken, steps)):
            _write(model, rows)
        return ids[: FULL + PROBATIONARY]

    def _stage(self, place):
        """(stage, the last step taken); who was full long ago has no file here."""
        if place < FULL:
            return Stage.FULL, None
        if place < FULL + PROBATIONARY:
            return Stage.PROBATIONARY, Step.OATH
        return (Stage.ACTIVIST, Step.CONTACTS) if place % 2 else (Stage.APPLICANT, Step.TALK)

    def _file(self, member):
        return {
            "id": next(self.ids[File]), "member_id": member, "opened_on": self.today,
            "touched_at": clock.now(),
        }  # fmt: skip

    def _steps(self, file_id, reached) -> Iterator[dict]:
        """A month apart, the last some weeks ago."""
        last = self.today - timedelta(days=self.chance.randint(20, 160))
        for number in range(1, reached + 1):
            on = PartialDate.of(last - timedelta(days=30 * (reached - number)))
            yield {
                "file_id": file_id, "step": number, "taken_on": on, "outcome": Outcome.PASSED,
                "recorded_at": clock.now(),
            }  # fmt: skip

    def _posts(self, branch, people):
        kinds = [PostKind.SECRETARY] + [PostKind.COMMITTEE_MEMBER] * (SEATS - 1)
        _write(
            Post,
            [
                {"organization_id": branch["id"], "person_id": person, "kind": kind,
                 "started_on": self.began}
                for kind, person in zip(kinds, people, strict=False)
            ],
        )  # fmt: skip

    def _meetings(self, branch, groups, people):
        """(row, who was on its list) in the order of the days."""
        until = self.today - timedelta(days=5)
        for month in periods_between(PeriodKind.MONTH, self.began, until):
            yield from self._held(branch, month, Kind.COMMITTEE, people[:SEATS])
            yield from self._held(branch, month, Kind.THEME_DAY, people)
            for place, group in enumerate(groups):
                yield from self._held(branch, month, Kind.GROUP, people[place::GROUPS], group)
            if month.number % 3 == 0:
                yield from self._held(branch, month, Kind.ASSEMBLY, people)
            if month.number in {4, 10}:
                yield from self._held(branch, month, Kind.PARTY_CLASS, people)
            if month.number == 12:
                yield from self._held(branch, month, Kind.LIFE, people)

    def _held(self, branch, month: Period, kind, present, group=None):
        day = month.start + timedelta(days=self.chance.randint(0, 25))
        if not self.began <= day <= self.today - timedelta(days=5):
            return
        if self.chance.randrange(MISSED) == 0:
            return
        away = self.chance.randrange(3)
        yield {
            "id": next(self.ids[Meeting]), "organization_id": branch["id"],
            "group_id": group and group["id"], "kind": kind,
            "title": f"{month.label}{kind.label}", "held_on": day,
            "place": self.chance.choice(PLACES), "chair_id": present[0], "recorder_id": present[-1],
            "due": len(present), "present": max(len(present) - away, 1),
            "submitted_at": clock.now(),
        }, present  # fmt: skip

    def _attendance(self, meetings):
        for row, people in meetings:
            for position, person in enumerate(people):
                came = position < row["present"]
                yield {
                    "meeting_id": row["id"], "person_id": person, "position": position,
                    "code": "present" if came else "personal", "counted": True,
                }  # fmt: skip

    def _accounts(self, top, college):
        """The demo's logins, over the whole, the first college and the first branch."""
        officers = list(islice(self.ids[Person], 2))
        names = self.names[:2]
        _write(Person, [{"id": key} | name for key, name in zip(officers, names, strict=True)])
        posts = zip(officers, (top, college), strict=True)
        _write(
            Post,
            [
                {"organization_id": one["id"], "person_id": key, "kind": PostKind.OFFICER,
                 "started_on": self.began}
                for key, one in posts
            ],
        )  # fmt: skip
        hashed = hash_password(DEMO_PASSWORD)
        people = {"committee": officers[0], "faculty": officers[1], "secretary": 1, "member": 20}
        _write(
            Account,
            [
                {"username": login, "person_id": key, "password_hash": hashed,
                 "organization_id": college["id"]}
                for login, key in people.items()
            ],
        )  # fmt: skip


def _write(model, rows: Iterable[dict]) -> None:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        db.session.execute(insert(model.__table__), batch)
