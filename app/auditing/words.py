"""What the trail's columns and values are called on the page; the trail itself holds plain codes.

Enumerations and references are read off the models, so only names of columns stand here.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple

from app.auditing.fields import FIELDS, INNER
from app.auditing.own_fields import OWN
from app.core.audit import CHANGED, HIDDEN, REMOVED, Audited, AuditEntry
from app.core.db import Base
from app.core.filters import moment
from app.core.types import Code, Fen, Moment, MonthNumber
from app.rules.development.steps import PAPERS
from app.rules.dues import months
from app.rules.money import yuan

OTHER_SUBJECTS = ("登录", "页面", "共同记录")
"""Subjects of events that are no change of a row."""

NAMED = {"organization", "person"}
"""Tables whose rows are told by name instead of number."""


class Line(NamedTuple):
    """One field of one change; an absent value is an empty text."""

    label: str
    before: str
    after: str


@cache
def models() -> dict[str, type]:
    """{subject: model} of everything that leaves a trail."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    return {model.audit_name: model for model in classes if issubclass(model, Audited)}


def subjects() -> list[str]:
    """What changes can be about, for the filter."""
    return sorted(models()) + list(OTHER_SUBJECTS)


def references(entries: list[AuditEntry]) -> dict[str, set[int]]:
    """The ids that these changes mention, by the table they belong to."""
    found: dict[str, set[int]] = {}
    for entry in entries:
        for column, values in entry.changes.items():
            if table := _target(entry.subject, column):
                pair = values if isinstance(values, list) else [values]
                found.setdefault(table, set()).update(v for v in pair if isinstance(v, int))
    return found


def lines(entry: AuditEntry, names: Mapping[tuple[str, int], str]) -> list[Line]:
    """The change field by field; `names` is {(table, id): name} of what it mentions."""
    told = []
    for column, values in entry.changes.items():
        if column in INNER:
            continue
        if entry.verb == CHANGED:
            before, after = values
        else:
            before, after = (values, None) if entry.verb == REMOVED else (None, values)
        label = OWN.get((entry.subject, column)) or FIELDS.get(column, column)
        plain = (_plain(entry.subject, column, value) for value in (before, after))
        say = (_said(entry.subject, column, value, names) for value in plain)
        told.append(Line(label, *say))
    return told


def _plain(subject, column, value):
    """Lists and the codes of papers in words; everything else as it is."""
    if (subject, column) == ("档案材料", "code") and value in PAPERS:
        return PAPERS[value][1].name
    return "、".join(str(one) for one in value) if isinstance(value, list) else value


def _said(subject, column, value, names):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if table := _target(subject, column):
        return names.get((table, value), f"编号 {value}")
    return _by_type(_type(subject, column), value)


def _by_type(kind, value):
    """A value as its column's type tells it; a secret stays what it was shown as."""
    if value == HIDDEN:
        return value
    if isinstance(kind, Code) and value in set(kind.enum):
        return kind.enum(value).label
    if isinstance(kind, Fen):
        return yuan(value) + " 元"
    if isinstance(kind, MonthNumber):
        return months.name(value)
    if isinstance(kind, Moment):
        return moment(datetime.fromisoformat(value))
    return str(value)


def _column(subject, column):
    model = models().get(subject)
    return model.__table__.columns.get(column) if model else None


def _type(subject, column):
    found = _column(subject, column)
    return None if found is None else found.type


def _target(subject, column):
    """The table a column refers to, if it is one of NAMED."""
    found = _column(subject, column)
    keys = () if found is None else found.foreign_keys
    return next((key.column.table.name for key in keys if key.column.table.name in NAMED), None)
