"""谈心谈话 (BR-21): kinds of pairs, and what a branch's year still lacks.

The article names three kinds of pairs, each generally once a year, and says no more. It is read so:
between committee members every pair; between committee and members each ordinary member with at
least one of the committee; between members each ordinary member with at least one other. That every
ordinary member talk with every other cannot be meant: thirty people would owe 435 talks.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from app.rules.base import Labelled, Verdict, against
from app.rules.registry import rule

BASIS = "BR-21"


class PairKind(Labelled):
    COMMITTEE = "committee", "支委之间"
    MIXED = "mixed", "支委和党员之间"
    MEMBERS = "members", "党员之间"


class Talked(NamedTuple):
    """Two people talked; `kind` is what they were to each other on that day."""

    first: int
    second: int
    kind: PairKind


@dataclass(frozen=True)
class Coverage:
    """How far a year's talks reach. `pairs` are owed between committee members, `missing` those
    not held; `unvisited` are members nobody of the committee talked with, `alone` those who
    talked with no other member. `asked` says of how many members the last two are told; `mutual`
    whether there is another member to talk with at all."""

    pairs: int
    missing: tuple[tuple[int, int], ...]
    asked: int
    unvisited: tuple[int, ...]
    alone: tuple[int, ...]
    mutual: bool

    @property
    def owes(self) -> bool:
        """Whether there is anybody to talk with."""
        return bool(self.pairs or self.asked)

    @property
    def whole(self) -> bool:
        return not (self.missing or self.unvisited or self.alone)


def pair_kind(first_sits: bool, second_sits: bool) -> PairKind:
    """What a pair is by who of the two sits on the committee."""
    if first_sits and second_sits:
        return PairKind.COMMITTEE
    return PairKind.MIXED if first_sits or second_sits else PairKind.MEMBERS


def coverage(
    committee: Collection[int], members: Collection[int], talked: Iterable[Talked]
) -> Coverage:
    """What the talks of a year reach of these people. Who sits on the committee is no ordinary
    member; without a committee nobody owes a talk with it."""
    sits = set(committee)
    plain = sorted(set(members) - sits)
    held, with_committee, with_members = set(), set(), set()
    for first, second, kind in talked:
        held.add((min(first, second), max(first, second)))
        pair = {first, second}
        if kind is not PairKind.MEMBERS or pair & sits:
            with_committee |= pair
        if kind is PairKind.MEMBERS or not pair & sits:
            with_members |= pair
    pairs = list(combinations(sorted(sits), 2))
    mutual = len(plain) > 1
    return Coverage(
        pairs=len(pairs),
        missing=tuple(pair for pair in pairs if pair not in held),
        asked=len(plain) if sits or mutual else 0,
        unvisited=tuple(one for one in plain if sits and one not in with_committee),
        alone=tuple(one for one in plain if mutual and one not in with_members),
        mutual=mutual,
    )


def verdict(found: Coverage, day: date) -> Verdict:
    """The kinds of pairs that are short, each a warning (BR-21 is 一般)."""
    basis = rule(BASIS)
    said = (
        found.missing and f"支委之间还差 {len(found.missing)} 对",
        found.unvisited and f"还有 {len(found.unvisited)} 名党员没有同支委谈过",
        found.alone and f"还有 {len(found.alone)} 名党员没有同其他党员谈过",
    )
    return against(*(basis.reason(day, words) if words else None for words in said))
