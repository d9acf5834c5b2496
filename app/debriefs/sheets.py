"""A secretary's yearly report as it is printed (rulebook 6)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.clock import here
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


def of_debrief(debrief, day: date) -> DebriefReport:
    """The paper of one report, dated the day it was submitted or, before that, `day`."""
    opening = f"现将本人{debrief.year}年度履行党支部书记职责、抓党建工作的情况报告如下。"
    return debrief_report(
        year=debrief.year,
        post=f"{debrief.organization.name}书记",
        author=debrief.person.name,
        held=here(debrief.submitted_at).date() if debrief.submitted else day,
        opening=opening,
        sections=debrief.sections,
    )


def _text(text):
    for line in paragraphs(text):
        short = len(line) <= 28 and not line.endswith(("。", "；"))
        yield Block(2 if short and SUBHEADING.match(line) else 0, line)
