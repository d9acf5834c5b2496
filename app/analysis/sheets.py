"""A member's comparison check as it is printed: plain values, no records."""

from dataclasses import dataclass
from datetime import date

from app.printing.words import paragraphs


@dataclass(frozen=True)
class Part:
    """One heading with its paragraphs; what was left empty is not printed."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class ComparisonCheck:
    title: str
    organization: str
    name: str
    day: date | str
    parts: tuple[Part, ...]
    opinion: tuple[str, ...] = ()
    opinion_day: date | str = ""


def comparison_check(
    *,
    year: int,
    organization: str,
    name: str,
    day: date | str,
    sections: list[tuple[str, str]],
    opinion: str = "",
    opinion_day: date | str = "",
) -> ComparisonCheck:
    """The paper from (heading, text) sections in order."""
    return ComparisonCheck(
        f"{year}年度党性分析材料",
        organization,
        name,
        day,
        tuple(Part(heading, paragraphs(text)) for heading, text in sections if text.strip()),
        paragraphs(opinion),
        opinion_day,
    )
