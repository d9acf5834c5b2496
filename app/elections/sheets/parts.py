"""Values of an election's papers: who stands, what was counted, the method, the timetable.

Signatures and seals are left to the pen.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Sitting:
    """What all letters of one election share: `seats` of the committee (0: none), `deputies`."""

    branch: str
    superior: str
    kind: str
    seats: int
    deputies: int
    secretary: bool
    body: str


@dataclass(frozen=True)
class LeftOut:
    name: str
    why: str


@dataclass(frozen=True)
class Elected:
    """Somebody elected; `duty` is 书记 or what a member looks after."""

    name: str
    duty: str
    votes: int


@dataclass(frozen=True)
class Line:
    """One name on the report of a count; `tied`: equal votes leave it open (EL-16)."""

    name: str
    yes: int
    no: int
    abstain: int
    elected: bool
    written: bool = False
    tied: bool = False


@dataclass(frozen=True)
class Count:
    """One round as counted; `again`: among people of equal votes, where the most votes elect."""

    title: str
    held: date | str
    due: int
    present: int
    handed_out: int
    collected: int
    invalid: int
    seats: int
    least: int
    lines: tuple[Line, ...]
    outcome: str
    again: bool = False

    @property
    def valid(self) -> int:
        return self.collected - self.invalid


@dataclass(frozen=True)
class TallyReport:
    """监票计票报告单 of one round; `void` says when and why its count was made void."""

    branch: str
    count: Count
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    void: str = ""


@dataclass(frozen=True)
class Ballot:
    """选票, `copies` of them, two a side: names in the order the clause asks."""

    branch: str
    title: str
    names: tuple[str, ...]
    seats: int
    order: str
    copies: int = 2
    held: date | str = ""


@dataclass(frozen=True)
class ElectionMethod:
    """选举办法, one numbered paragraph a matter."""

    branch: str
    title: str
    paragraphs: tuple[str, ...]
    day: date | str = ""


@dataclass(frozen=True)
class TimeLine:
    day: date | str
    what: str
    cite: str
    done: str = ""


@dataclass(frozen=True)
class Timetable:
    """换届时间表."""

    branch: str
    title: str
    rows: tuple[TimeLine, ...]
