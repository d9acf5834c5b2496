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
