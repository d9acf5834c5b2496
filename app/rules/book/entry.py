"""How a row of the rulebook is written down: the value, its document and its articles."""

from typing import Any

from app.rules.base import Dated, Rule, Strength
from app.rules.sources import CONSTITUTION, DEVELOPMENT_2014, DEVELOPMENT_2026, Document


def entry(
    rule_id: str,
    title: str,
    value: Any,
    unit: str,
    strength: Strength,
    document: Document,
    *articles: int | str,
    text: str,
) -> Rule:
    """A rule with one version, in force since its document is."""
    table = {document.in_force: (value, document.cite(*articles))}
    return Rule(rule_id, title, text, unit, strength, Dated(table))


def development(
    rule_id: str,
    title: str,
    value: Any,
    unit: str,
    strength: Strength,
    *articles: int,
    text: str,
    new_in_2026: bool = False,
    constitution: int | None = None,
    item: str = "",
) -> Rule:
    """A rule of the 细则 by its articles of 2026, with the version of 2014 unless it is new.

    `constitution` is the article of the 党章 that ruled before 2014; `item` (第四项) follows
    the last article in both versions.
    """
    table = {DEVELOPMENT_2026.in_force: (value, DEVELOPMENT_2026.cite(*articles, item))}
    if not new_in_2026:
        then = [article_of_2014(number) for number in articles]
        table[DEVELOPMENT_2014.in_force] = (value, DEVELOPMENT_2014.cite(*then, item))
    if constitution:
        table[CONSTITUTION.in_force] = (value, CONSTITUTION.cite(constitution))
    return Rule(rule_id, title, text, unit, strength, Dated(table))


def article_of_2014(number: int) -> int:
    """DEV-V2: 2014 §19–40 became 2026 §18–39; §1–17 and §41–44 kept their numbers."""
    return number + 1 if 18 <= number <= 39 else number
