"""The shapes every rule uses: a cited value in force on a day, and a verdict with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple, Self


class Labelled(StrEnum):
    """A stable code for the database with a Chinese `.label` for people."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Strength(StrEnum):
    """How binding a rule is. MUST refuses; everything else warns or informs."""

    MUST = "必须"
    NORMALLY = "一般"
    MAY = "可以"
    LOCAL = "地方"
    CAMPAIGN = "专项"
    CONVENTION = "约定"  # decided by this product, no regulation behind it
    NOTE = "说明"  # states a fact, asks for nothing


@dataclass(frozen=True)
class Cite:
    """Where a rule stands. No article when the article's number was not seen in a text."""

    document: str
    article: str = ""

    def __str__(self):
        return f"{self.document}{self.article}"


class Version(NamedTuple):
    since: date | None  # None: in force throughout, the first day is not on record
    value: Any
    cite: Cite


@dataclass(frozen=True)
class Dated:
    """A value fixed by regulation: {in force from: (value, citation)}, None for "since ever"."""

    table: Mapping[date | None, tuple[Any, Cite]]

    @cached_property
    def versions(self) -> list[Version]:
        """Oldest first."""
        ordered = sorted(self.table.items(), key=lambda item: item[0] or date.min)
        return [Version(since, value, cite) for since, (value, cite) in ordered]

    def version(self, day: date) -> Version:
        """The version in force on the day; LookupError before the first one."""
        begun = [v for v in self.versions if (v.since or date.min) <= day]
        if not begun:
            raise LookupError(f"no rule in force on {day}")
        return begun[-1]

    def on(self, day: date) -> Any:
        return self.version(day).value

    def cite(self, day: date) -> Cite:
        return self.version(day).cite


@dataclass(frozen=True)
class Rule:
    """One row of the rulebook. `text` is plain Chinese for the page of rules."""

    id: str
    title: str
    text: str
    unit: str
    strength: Strength
    dated: Dated

    def on(self, day: date) -> Any:
        return self.dated.on(day)

    def cite(self, day: date) -> Cite:
        return self.dated.cite(day)

    def in_force(self, day: date) -> bool:
        return (self.dated.versions[0].since or date.min) <= day

    def nearest(self, day: date) -> Version:
        """The version of the day, or the first on record for records older than it."""
        return self.dated.version(day) if self.in_force(day) else self.dated.versions[0]

    def reason(self, day: date, message: str, strength: Strength | None = None) -> "Reason":
        """A reason that stands on this rule; strength only where it differs from the rule's."""
        return Reason(message, self.id, self.nearest(day).cite, strength or self.strength)


@dataclass(frozen=True)
class Reason:
    """Why not, and what would make it right. Without a rule it is a contradiction of facts."""

    message: str
    rule_id: str = ""
    cite: Cite | None = None
    strength: Strength = Strength.MUST

    def __str__(self):
        return f"{self.message}（{self.cite}）" if self.cite else self.message


@dataclass(frozen=True)
class Verdict:
    """True when nothing speaks against it. Refusals stop an act, warnings ask for a reason."""

    reasons: tuple[Reason, ...] = ()

    def __bool__(self):
        return not self.reasons

    def __add__(self, other: "Verdict") -> "Verdict":
        return Verdict(self.reasons + other.reasons)

    @property
    def refusals(self) -> tuple[Reason, ...]:
        return tuple(r for r in self.reasons if r.strength is Strength.MUST)

    @property
    def warnings(self) -> tuple[Reason, ...]:
        return tuple(r for r in self.reasons if r.strength is not Strength.MUST)


FINE = Verdict()


def against(*reasons: Reason | None) -> Verdict:
    """The verdict of these reasons; None stands for a point on which all is well."""
    return Verdict(tuple(r for r in reasons if r is not None))


@dataclass(frozen=True)
class Share:
    """A share of a whole, judged with whole numbers only: 半数以上 includes it, 超过半数 does"
    " not."""

    numerator: int
    denominator: int
    inclusive: bool

    def met(self, part: int, whole: int) -> bool:
        left, right = part * self.denominator, whole * self.numerator
        return left >= right if self.inclusive else left > right

    def least(self, whole: int) -> int:
        """The smallest part that meets the share."""
        part = whole * self.numerator // self.denominator
        return part if self.met(part, whole) else part + 1

    def __str__(self):
        return f"{'≥' if self.inclusive else '>'}{self.numerator}/{self.denominator}"


@dataclass(frozen=True)
class Ceiling:
    """The share of a whole that is not to be exceeded, in whole numbers."""

    numerator: int
    denominator: int

    def most(self, whole: int) -> int:
        return whole * self.numerator // self.denominator

    def __str__(self):
        return f"≤{self.numerator}/{self.denominator}"
