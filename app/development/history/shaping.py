"""The case that a file will make once a row is written; the database makes the same afterwards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.development.cases import deed_of
from app.development.history.told import ATTRIBUTES, Told
from app.development.models import StepTaken
from app.rules.dates import PartialDate
from app.rules.development.case import Case, Helper, Move, Notice, Review
from app.rules.life import EventKind, Punishment
from app.rules.members import Stage, Standing

_EMPTY = dict.fromkeys(ATTRIBUTES.values()) | {"done_by": "", "reason": ""}


@dataclass(frozen=True)
class Around:
    """What the registry knows besides the files: local rules by organisation, moves and
    punishments by member, and whom a helper's name means: (organisation, name) → the person."""

    local: Mapping[int, frozenset[str]] = field(default_factory=dict)
    events: Mapping[int, list[Any]] = field(default_factory=dict)
    helper: Mapping[tuple[int, str], Any] = field(default_factory=dict)


def case_after(person, known: Case | None, new: Told, around: Around) -> Case:
    """The case of that person once `new` is added to what is known, if a file is known at all."""
    case = known or _empty(person, around)
    papers = (case.papers or frozenset()) | {paper.code for paper in new.papers}
    reviews = (*case.reviews, *(Review(told.kind, told.on) for told in new.reviews))
    notices = (*case.notices, *(_notice(told) for told in new.notices))
    return replace(
        case,
        deeds=(*case.deeds, *(_deed(told) for told in new.steps)),
        helpers=(*case.helpers, *(_helper(told, person, around) for told in new.helpers)),
        reviews=tuple(sorted(reviews, key=lambda review: review.on.iso)),
        notices=tuple(sorted(notices, key=lambda notice: notice.posted_on)),
        papers=papers or None,
        floating=case.floating or bool(new.floating),
        leaves_on=case.leaves_on or new.leaves_on,
    )


def _empty(person, around: Around) -> Case:
    return Case(
        name=person.name,
        birth=person.birth,
        stage=person.stage,
        standing=person.standing,
        moves=tuple(_moves(around.events.get(person.member_id, ()))),
        has_committee=person.has_committee,
        temporary_branch=person.temporary,
        local=around.local.get(person.organization_id, frozenset()),
    )


def _deed(told):
    return deed_of(StepTaken(step=int(told.step), turn=told.turn, **(_EMPTY | told.facts)))


def _notice(told) -> Notice:
    return Notice(told.kind, told.posted_on, told.until_on, 2 if told.second_place else 1)


def _helper(told, person, around: Around) -> Helper:
    helper = Helper(told.role, told.name, told.since_on, told.until_on)
    known = around.helper.get((person.organization_id, told.name))
    if known is None:
        return helper
    events = around.events.get(known.member_id, ())
    return replace(
        helper,
        full=known.stage is Stage.FULL,
        full_since=known.confirmed_on if known.stage is Stage.FULL else None,
        left_on=_left_on(known, person, events),
        punishments=tuple(
            Punishment(e.punishment, e.happened_on, e.until, e.ended_on)
            for e in events
            if e.kind is EventKind.PUNISHED
        ),
    )


def _left_on(known, person, events) -> PartialDate | None:
    if known.standing is not Standing.NORMAL and known.standing_on:
        return PartialDate.of(known.standing_on)
    if known.organization_id == person.organization_id:
        return None
    left = [
        e.happened_on
        for e in events
        if e.kind is EventKind.LEFT and e.organization_id == person.organization_id
    ]
    return left[-1] if left else None


def _moves(events) -> Iterator[Move]:
    """Leaving and coming make one move; whoever left and came nowhere is outside."""
    source = None
    for event in events:
        if event.kind is EventKind.PUNISHED:
            continue
        if event.kind is EventKind.CAME:
            yield Move(event.happened_on, source.branch if source else "", event.branch)
        elif source:
            yield Move(source.happened_on, source.branch)
        source = event if event.kind is EventKind.LEFT else None
    if source:
        yield Move(source.happened_on, source.branch)
