"""Puts together what two people made of one form, from the ground both began on. Pure.

A form is {field name: list of posted texts}. What only one of them changed is taken; what both
changed alike is taken; what they changed differently is a conflict: mine stays in the form, theirs
is handed back to be shown. Agenda items that both added stand one after the other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Fields = Mapping[str, list[str]]
UNSHARED = {"csrf_token", "once", "version", "why", "more", "check", "later", "share", "save"}
ITEM = re.compile(r"items-(\d+)-(.+)")


@dataclass(frozen=True)
class Merged:
    """`conflicts` is {field name: what the others have there}."""

    fields: dict[str, list[str]]
    conflicts: dict[str, list[str]]


def merge(base: Fields, mine: Fields, theirs: Fields) -> Merged:
    """What the form holds afterwards. An absent field and an empty one are the same."""
    mine = _behind(mine, count(base), count(theirs))
    fields, conflicts = {}, {}
    for name in dict.fromkeys([*theirs, *mine, *base]):
        if name in UNSHARED:
            continue
        old, own, other = (_text(form.get(name)) for form in (base, mine, theirs))
        if own in (old, other):
            kept = other
        else:
            kept = own
            if other != old:
                conflicts[name] = other
        if kept:
            fields[name] = kept
    return Merged(fields, conflicts)


def shared(fields: Fields) -> dict[str, list[str]]:
    """The fields of a posted form that are the record's, without the form's own."""
    return {name: list(values) for name, values in fields.items() if name not in UNSHARED}


def count(fields: Fields) -> int:
    """How many agenda items the form has, those left blank at the end not counted."""
    numbers = [int(m[1]) for name in fields if (m := ITEM.fullmatch(name)) and _text(fields[name])]
    return max(numbers, default=-1) + 1


def _behind(mine, base, theirs):
    """My fields with the items that I added numbered behind those the others have added."""
    if theirs <= base:
        return dict(mine)
    moved = {}
    for name, values in mine.items():
        match = ITEM.fullmatch(name)
        if match and int(match[1]) >= base:
            name = f"items-{int(match[1]) - base + theirs}-{match[2]}"  # noqa: PLW2901
        moved[name] = values
    return moved


def _text(values):
    """Lines compare alike whatever the browser ends them with; nothing typed is nothing."""
    texts = [text.replace("\r\n", "\n").strip() for text in values or []]
    return texts if any(texts) else []
