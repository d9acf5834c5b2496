"""The meeting record as it is printed (rulebook 8.4): plain values, no records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.printing.words import numeral, paragraphs


@dataclass(frozen=True)
class Vote:
    """A vote as announced: written opinions are also counted in yes, no or abstain. `about` says
    on what kind of matter and whether it was secret."""

    due: int
    present: int
    yes: int
    no: int
    abstain: int
    written: int = 0
    outcome: str = ""
    about: str = ""


@dataclass(frozen=True)
class Absence:
    name: str
    reason: str


@dataclass(frozen=True)
class Item:
    heading: str
    discussion: tuple[str, ...] = ()
    resolution: str = ""
    vote: Vote | None = None


@dataclass(frozen=True)
class MeetingRecord:
    """Names carry their own mark where one is needed, such as 周敏（线上）."""

    organization: str
    kind: str
    title: str
    held: date | str
    place: str
    host: str
    recorder: str
    due: int
    present: int
    attendees: tuple[str, ...]
    observers: tuple[str, ...]
    absences: tuple[Absence, ...]
    items: tuple[Item, ...]
    filled: date | str
    late_reason: str = ""
    entered: date | str | None = None
    attachments: tuple[str, ...] = ()
    make_ups: tuple[str, ...] = ()
    hours: str = ""


def item(
    number: int, title: str, *, discussion: str = "", resolution: str = "", vote: Vote | None = None
) -> Item:
    """One agenda item; number counts from 1, discussion is split into paragraphs."""
    return Item(f"{numeral(number)}、{title}", paragraphs(discussion), resolution.strip(), vote)


def absences(people: Iterable[tuple[str, str]]) -> tuple[Absence, ...]:
    """(name, reason) pairs; a missing reason is said to be missing, not left blank."""
    return tuple(Absence(name, reason or "原因待补") for name, reason in people)
