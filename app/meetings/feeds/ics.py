"""Events as an iCalendar file (RFC 5545): plain events in, bytes out; knows no meeting.

Times are the branches' wall clock and carry their zone, which the file describes (VTIMEZONE):
every program then shows the same hour, abroad too. A day without an hour is a whole-day event.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from app.core.clock import HERE

MEDIA_TYPE = "text/calendar"
PRODUCT = "-//Branchbook//Zhibu Shouce//ZH"
REFRESH = timedelta(hours=6)
OFFSET = timedelta(hours=8)
USUAL = timedelta(hours=1)  # how long a meeting is shown where its end is not known


@dataclass(frozen=True)
class Entry:
    """`uid` names the event for ever, `changed` is when it was last changed (aware). Without
    `starts` it is the whole day; `cancelled` keeps it in the file, struck out."""

    uid: str
    title: str
    day: date
    changed: datetime
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    text: str = ""
    link: str = ""
    cancelled: bool = False
    sequence: int = 0


def feed(entries: Sequence[Entry], name: str) -> bytes:
    """The whole calendar under its name; the same events give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.calendar_name = name
    calendar.add("x-wr-timezone", str(HERE))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    if any(one.starts for one in entries):
        calendar.add_component(_zone())
    for one in entries:
        calendar.add_component(_event(one))
    return calendar.to_ical()


def _zone():
    """China has kept one offset since 1991; no event of ours is older."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", str(HERE))
    standard.add("dtstart", datetime(1992, 1, 1))  # noqa: DTZ001 – a zone's own times have none
    standard.add("tzoffsetfrom", OFFSET)
    standard.add("tzoffsetto", OFFSET)
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(one):
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", one.changed.astimezone(UTC))
    event.add("last-modified", one.changed.astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("summary", ("已取消：" if one.cancelled else "") + one.title)
    if one.starts:
        begins = datetime.combine(one.day, one.starts, HERE)
        ends = datetime.combine(one.day, one.ends, HERE) if one.ends else begins + USUAL
        event.add("dtstart", begins)
        event.add("dtend", ends)
    else:
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    for name, value in (("location", one.place), ("description", one.text), ("url", one.link)):
        if value:
            event.add(name, value)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    return event
