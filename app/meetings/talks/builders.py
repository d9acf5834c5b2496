"""Fills the register of talks and the holes by name."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.meetings.talks.coverage import Matrix
from app.meetings.talks.models import Talk
from app.meetings.talks.sheets import Reach, TalkRegister, TalkRow
from app.rules.talks import PairKind


class Hole(NamedTuple):
    """A talk still to come: the person to open the form with, and the other where it is one."""

    words: str
    person_id: int
    other_id: int | None = None


def holes(matrix: Matrix) -> list[tuple[PairKind, int, list[Hole]]]:
    """(kind, how many are owed, those still to come) of each kind of pairs owed at all."""
    told, names = matrix.found, matrix.names
    missing = [Hole(f"{names[a]}、{names[b]}", a, b) for a, b in told.missing]
    found = [(PairKind.COMMITTEE, told.pairs, missing)]
    if any(line.seen is not None for line in matrix.lines):
        unvisited = [Hole(names[one], one) for one in told.unvisited]
        found.append((PairKind.MIXED, told.asked, unvisited))
    if told.mutual:
        found.append((PairKind.MEMBERS, told.asked, [Hole(names[one], one) for one in told.alone]))
    return [entry for entry in found if entry[1]]


def register(
    matrix: Matrix, talks: Sequence[Talk], *, organization: str, year: int, day: date
) -> TalkRegister:
    """The paper: what the year reaches, then its talks, the earliest first."""
    reaches = [
        Reach(kind.label, owed, owed - len(still), tuple(hole.words for hole in still))
        for kind, owed, still in holes(matrix)
    ]
    rows = tuple(row(talk) for talk in reversed(talks))
    return TalkRegister(f"{year}年谈心谈话记录", organization, day, tuple(reaches), rows)


def row(talk: Talk) -> TalkRow:
    """One talk; who sits on the committee or stands first is named first."""
    return TalkRow(
        talk.talked_on, talk.first.name, talk.second.name, talk.kind.label, talk.occasion.label
    )


def cells(number: int, talk: Talk) -> list:
    """The same for a workbook, under sheets.HEADINGS."""
    one = row(talk)
    return [number, one.day.isoformat(), one.first, one.second, one.kind, one.occasion]
