"""The roster of an organisation's people as it is printed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RosterRow:
    """One person; a date known to the month comes as text, such as 1998年7月."""

    name: str
    sex: str
    ethnicity: str
    born: date | str
    education: str
    joined: date | str
    confirmed: date | str
    stage: str
    work: str
    party_post: str = ""
    group: str = ""


@dataclass(frozen=True)
class MemberRoster:
    title: str
    organization: str
    filled: date | str
    rows: tuple[RosterRow, ...]
    totals: tuple[tuple[str, int], ...]


def member_roster(
    *, organization: str, filled: date | str, rows: Iterable[RosterRow], title: str = "党员花名册"
) -> MemberRoster:
    """The roster in the order given, with the number of people of each stage."""
    rows = tuple(rows)
    totals = tuple(Counter(row.stage for row in rows).most_common())
    return MemberRoster(title, organization, filled, rows, totals)


HEADINGS = (
    "姓名", "性别", "民族", "出生日期", "学历", "入党日期", "转正日期", "人员类别",
    "工作单位及职务", "党小组", "党支部",
)  # fmt: skip


def roster_row(member, party_post: str = "") -> RosterRow:
    """A member and the person behind it as one line of the roster; dates as far as known."""
    person = member.person
    return RosterRow(
        name=person.name,
        sex=person.gender.label if person.gender else "",
        ethnicity=person.ethnicity,
        born=_known(person.birth),
        education=person.education,
        joined=_known(member.joined_on),
        confirmed=_known(member.confirmed_on),
        stage=member.stage.label,
        work=person.job,
        party_post=party_post,
        group=member.group.name if member.group else "",
    )


def table_row(row: RosterRow, branch: str) -> list[str]:
    """The same line for a workbook, under HEADINGS."""
    return [
        row.name, row.sex, row.ethnicity, row.born, row.education, row.joined, row.confirmed,
        row.stage, row.work, row.group, branch,
    ]  # fmt: skip


def _known(day):
    return str(day) if day else ""
