"""A secretary's yearly report and its ballot as they are printed (rulebook 6 and 8.3)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.evaluations.sheets import Turnout
from app.printing.words import numeral, paragraphs

NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")
SUBHEADING = re.compile(r"^（[一二三四五六七八九十]+）")

GRADES = ("好", "较好", "一般", "差")
ITEMS = (
    "政治建设、理论武装",
    "履行第一责任人职责",
    "组织生活（三会一课等）落实",
    "党员发展教育管理",
    "围绕中心发挥作用、服务师生",
    "上年度问题整改",
    "廉洁自律",
)


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


@dataclass(frozen=True)
class Judged:
    """A secretary; counts hold one row of votes by grade for each item, the overall one last."""

    branch: str
    secretary: str
    counts: tuple[tuple[int, ...], ...] | None = None


@dataclass(frozen=True)
class DebriefBallot:
    """Blank without a turnout; with one, the result that may be shown."""

    title: str
    organization: str
    held: date | str
    judged: tuple[Judged, ...]
    items: tuple[str, ...] = ITEMS
    grades: tuple[str, ...] = GRADES
    turnout: Turnout | None = None

    @property
    def counted(self) -> bool:
        return self.turnout is not None


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


def debrief_ballot(
    *,
    year: int,
    organization: str,
    held: date | str,
    judged: Iterable[Judged],
    turnout: Turnout | None = None,
) -> DebriefBallot:
    """The ballot, or with a turnout its result; every judged one then needs its counts."""
    judged = tuple(judged)
    if turnout is not None and any(one.counts is None for one in judged):
        raise ValueError("a counted ballot needs counts for everyone judged")
    title = f"{year}年度党支部书记述职评议测评{'结果' if turnout else '表'}"
    return DebriefBallot(title, organization, held, judged, turnout=turnout)


def _text(text):
    for line in paragraphs(text):
        short = len(line) <= 28 and not line.endswith(("。", "；"))
        yield Block(2 if short and SUBHEADING.match(line) else 0, line)
