"""A secretary's yearly report and the list of its promises as they are printed (rulebook 6)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.printing.words import numeral, paragraphs

NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")
SUBHEADING = re.compile(r"^（[一二三四五六七八九十]+）")


@dataclass(frozen=True)
class Block:
    """One paragraph: level 1 is a heading 一、, level 2 a heading （一）, level 0 running text."""

    level: int
    text: str


@dataclass(frozen=True)
class DebriefReport:
    title: str
    post: str
    author: str
    held: date | str
    blocks: tuple[Block, ...]


def debrief_report(
    *,
    year: int,
    post: str,
    author: str,
    held: date | str,
    opening: str,
    sections: Iterable[tuple[str, str]],
) -> DebriefReport:
    """The report from (heading, text) sections: headings are numbered, text is split.

    A short line of the text that opens with （一） becomes a heading of the second level.
    """
    blocks = [*_text(opening)]
    for number, (heading, text) in enumerate(sections, 1):
        title = NUMBERED.sub("", heading.strip())
        blocks += [Block(1, f"{numeral(number)}、{title}"), *_text(text)]
    return DebriefReport(f"{year}年度抓基层党建工作述职报告", post, author, held, tuple(blocks))


@dataclass(frozen=True)
class PromiseRow:
    """One measure: `origin` says whether the secretary promised it or the comment asked for it."""

    origin: str
    problem: str
    measure: str
    responsible: str
    due: date | str
    outcome: str


@dataclass(frozen=True)
class PromiseList:
    title: str
    organization: str
    secretary: str
    filled: date | str
    rows: tuple[PromiseRow, ...]


def promise_list(
    *,
    year: int,
    organization: str,
    secretary: str,
    filled: date | str,
    rows: Iterable[PromiseRow],
) -> PromiseList:
    """The measures that follow from one report, promised ones first."""
    title = f"{year}年度述职整改措施清单"
    return PromiseList(title, organization, secretary, filled, tuple(rows))


def _text(text):
    for line in paragraphs(text):
        short = len(line) <= 28 and not line.endswith(("。", "；"))
        yield Block(2 if short and SUBHEADING.match(line) else 0, line)
