"""Fills the paper of a check, and the text that last year's items open it with."""

from collections.abc import Sequence

from app.analysis.models import Check
from app.analysis.sheets import ComparisonCheck, comparison_check
from app.printing.words import numeral, when
from app.rectification.models import Item
from app.rules.analysis import SECTIONS


def paper(check: Check) -> ComparisonCheck:
    """What was handed in with the branch's opinion; headings are numbered as they stand."""
    told = [(section.title, check.texts.get(section.key, "")) for section in SECTIONS]
    told = [(title, text) for title, text in told if text.strip()]
    return comparison_check(
        year=check.round.year,
        organization=check.round.organization.long_name,
        name=check.person.name,
        day=check.submitted_on,
        sections=[(f"{numeral(n)}、{title}", text) for n, (title, text) in enumerate(told, 1)],
        opinion=check.opinion or "",
        opinion_day=check.opinion_on or "",
    )


def past(items: Sequence[Item]) -> str:
    """What became of last year's items of one member, one a line, as a first draft."""
    return "\n".join(f"{item.problem.rstrip('。')}：{_became(item)}。" for item in items)


def _became(item):
    if item.done_on:
        return f"{when(item.done_on)}办结"
    return item.state.label if item.ended else "还没有办结"
