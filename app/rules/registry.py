"""Every rule of the package by its id; feeds the command line, the page of rules and 依据 chips."""

from collections.abc import Mapping
from datetime import timedelta

from app.rules.base import Ceiling, Labelled, Rule, Share, Strength
from app.rules.book import (
    affairs,
    branches,
    conventions,
    debriefs,
    development,
    dues,
    education,
    elections,
    funds,
    pledges,
    training,
    universities,
    venues,
)
from app.rules.sources import LOCAL, Document

BOOKS = (
    branches, education, development, elections, debriefs, pledges, universities, affairs,
    venues, funds, dues, training, conventions,
)  # fmt: skip
_RULES: dict[str, Rule] = {rule.id: rule for book in BOOKS for rule in book.RULES}
MEASURES = {"天", "学时", "个月", "次"}  # names in a value that follow their number: 3 天


def all_rules() -> list[Rule]:
    return list(_RULES.values())


def rule(rule_id: str) -> Rule:
    """KeyError for an id that the book does not hold."""
    return _RULES[rule_id]


def local_rules(section: str = "") -> list[Rule]:
    """What only some provinces and schools ask and is off unless switched on, of one section
    (DEV, ED, EV, FU, PL) or of all."""
    return [
        one
        for one in all_rules()
        if one.strength is Strength.LOCAL
        and one.dated.versions[-1].cite.document == LOCAL.title
        and one.id.startswith(section)
    ]


def as_rows() -> list[dict]:
    """A plain row (JSON-able) per version; dates are ISO texts or None when not known / open."""
    return [row for one in all_rules() for row in _rows(one)]


def _rows(one: Rule) -> list[dict]:
    versions = one.dated.versions
    ends = [later.since - timedelta(days=1) for later in versions[1:]] + [None]
    return [
        {
            "id": one.id,
            "title": one.title,
            "value": _plain(version.value),
            "unit": one.unit,
            "strength": str(one.strength),
            "document": version.cite.document,
            "article": version.cite.article,
            "in_force_from": version.since and version.since.isoformat(),
            "in_force_until": end and end.isoformat(),
            "text": one.text,
        }
        for version, end in zip(versions, ends, strict=True)
    ]


def _plain(value):
    if isinstance(value, (Share, Ceiling)):
        return str(value)
    if isinstance(value, Document):
        return value.title
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, Mapping):
        return "；".join(_part(name, _plain(part)) for name, part in value.items())
    if isinstance(value, tuple):
        return "、".join(map(str, value)) or "无"
    return value


def _part(name, part):
    return f"{part} {name}" if name in MEASURES else f"{name} {part}"
