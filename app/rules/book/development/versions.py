"""How a row of the 细则 is written down whose content differs between 2014 and 2026."""

from typing import Any

from app.rules.base import Dated, Rule, Strength
from app.rules.book.entry import article_of_2014
from app.rules.sources import DEVELOPMENT_2014, DEVELOPMENT_2026


def changed(
    rule_id: str,
    title: str,
    unit: str,
    strength: Strength,
    *articles: int,
    then: Any,
    now: Any,
    text: str,
) -> Rule:
    """A rule by its articles of 2026: `then` is the value of the version of 2014, `now` of 2026."""
    earlier = [article_of_2014(number) for number in articles]
    table = {
        DEVELOPMENT_2014.in_force: (then, DEVELOPMENT_2014.cite(*earlier)),
        DEVELOPMENT_2026.in_force: (now, DEVELOPMENT_2026.cite(*articles)),
    }
    return Rule(rule_id, title, text, unit, strength, Dated(table))
