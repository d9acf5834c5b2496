"""What the file will be once a row is written: the rows it will hold, and the case they make.

The rows are of the shape that app.development.rows reads from the database, so that one function
makes the case of both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from app.development.cases import case_of
from app.development.history.merging import Known
from app.development.history.told import ATTRIBUTES, Told
from app.development.rows import Gathered
from app.rules.development.case import Case

_EMPTY = dict.fromkeys(ATTRIBUTES.values()) | {
    "done_by": "",
    "reason": "",
    "place": "",
    "number": "",
}


@dataclass(frozen=True)
class Around:
    """What the registry knows besides the files: local rules by organisation, events by member,
    and whom a helper's name means: (organisation, name) → the person, or None."""

    local: Mapping[int, frozenset[str]] = field(default_factory=dict)
    events: Mapping[int, list[Any]] = field(default_factory=dict)
    helper: Mapping[tuple[int, str], Any] = field(default_factory=dict)


def case_after(person, known: Known, new: Told, around: Around) -> Case:
    """The case of that person once `new` is added to what is known."""
    file = known.file or _empty_file(person)
    key = file.id
    rows = Gathered(
        files=[file],
        steps={key: [*known.steps, *(_step_row(n, told) for n, told in enumerate(new.steps))]},
        helpers={
            key: [*known.helpers, *(_helper_row(told, person, around) for told in new.helpers)]
        },
        leaves={key: [*known.leaves, *_leaf_rows(new)]},
        notices={key: [*known.notices, *(_notice_row(n, t) for n, t in enumerate(new.notices))]},
        events=dict(around.events),
        local=dict(around.local),
    )
    case = case_of(file, rows)
    if new.floating or new.leaves_on:
        case = replace(
            case,
            floating=case.floating or bool(new.floating),
            leaves_on=new.leaves_on or case.leaves_on,
        )
    return case


def _empty_file(person):
    """As a row of File joined with its member, of a file that is still to be opened."""
    return SimpleNamespace(
        id=0,
        leaves_on=None,
        floating=False,
        **{
            name: getattr(person, name)
            for name in (
                "member_id",
                "person_id",
                "organization_id",
                "stage",
                "standing",
                "name",
                "birth",
                "path",
                "temporary",
                "branch",
                "has_committee",
            )
        },
    )


def _step_row(number, told):
    """Rows not written yet have ids of their own below zero."""
    facts = _EMPTY | told.facts
    return SimpleNamespace(id=-1 - number, step=int(told.step), turn=told.turn, **facts)


def _helper_row(told, person, around: Around):
    known = around.helper.get((person.organization_id, told.name))
    facts = {
        name: getattr(known, name, None)
        for name in (
            "person_id",
            "member_id",
            "organization_id",
            "stage",
            "standing",
            "standing_on",
            "confirmed_on",
        )
    }
    return SimpleNamespace(
        role=told.role, name=told.name, since_on=told.since_on, until_on=told.until_on, **facts
    )


def _leaf_rows(new: Told):
    for review in new.reviews:
        yield SimpleNamespace(what="review", code=review.kind.value, on=review.on.iso, number=0)
    for paper in new.papers:
        yield SimpleNamespace(what="paper", code=paper.code, on="", number=0)


def _notice_row(number, told):
    return SimpleNamespace(
        id=-1 - number,
        opinion_id=None,
        settled_on=None,
        **told._asdict(),
    )
