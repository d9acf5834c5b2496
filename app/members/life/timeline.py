"""A person's life as it is read: events, dates without an event, and posts, newest first."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from app.members.life.models import Event
from app.members.models import Member
from app.organizations.models import Post
from app.rules.dates import PartialDate
from app.rules.life import DATE_OF, ENDABLE, KIND_OF, EventKind


class Entry(NamedTuple):
    """One line of the card. `place` is the branch or the organ, `event` what may be corrected."""

    on: PartialDate
    title: str
    detail: str = ""
    place: str = ""
    event: Event | None = None


def of(
    member: Member, events: Sequence[Event], posts: Sequence[Post]
) -> list[tuple[int, list[Entry]]]:
    """[(year, entries)], the newest first."""
    entries = [*_events(events), *_dates(member, events), *_posts(posts)]
    entries.sort(key=lambda entry: (entry.on.latest, entry.event.id if entry.event else 0))
    entries.reverse()
    return [(year, list(some)) for year, some in groupby(entries, key=lambda e: e.on.year)]


def held(posts: Iterable[Post], day: date) -> list[Post]:
    """Those of the posts that are held that day."""
    return [p for p in posts if p.started_on <= day and (p.ended_on is None or p.ended_on >= day)]


def running(events: Iterable[Event]) -> list[Event]:
    """What lasts and has not ended: abroad, floating, to be mended in time, under a punishment.
    Somebody lost is found with the next contact."""
    events = list(events)
    contacts = [event.happened_on for event in events if event.kind is EventKind.CONTACT]
    return [
        event
        for event in events
        if event.kind in ENDABLE
        and event.ended_on is None
        and not (event.kind is EventKind.LOST and any(c >= event.happened_on for c in contacts))
    ]


def _events(events):
    for event in events:
        yield Entry(event.happened_on, event.label, _detail(event), event.organization.name, event)


def _detail(event):
    chosen = event.ground or event.stop_ground or event.care
    parts = [
        chosen and chosen.label,
        event.since and f"自{event.since}起",
        event.until and f"至{event.until}",
        event.ended_on and f"{event.ended_on}结束",
        event.basis,
        event.organ,
        event.paper,
        event.note,
    ]
    return "，".join(part for part in parts if part)


def _dates(member, events):
    told = {(event.kind, event.happened_on) for event in events}
    for stage, column in DATE_OF.items():
        day = getattr(member, column)
        if day and (KIND_OF[stage], day) not in told:
            yield Entry(day, KIND_OF[stage].label)


def _posts(posts):
    for post in posts:
        place = post.organization.name
        yield Entry(PartialDate.of(post.started_on), f"任{post.label}", post.basis, place)
        if post.ended_on:
            yield Entry(PartialDate.of(post.ended_on), f"不再任{post.label}", "", place)
