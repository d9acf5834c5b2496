"""Which record settles which planned meeting; plain values in, a mapping out."""

from collections.abc import Iterable, Sequence

from app.meetings.plans.models import PlanEntry
from app.meetings.plans.queries import Recorded
from app.rules.planning import settles


def match(entries: Sequence[PlanEntry], records: Iterable[Recorded]) -> dict[int, Recorded]:
    """{entry id: its record}. A record opened from an entry is that entry's; the others of the
    same kind and group go to the entry of their month, then to one of their period: a meeting
    held a month later within its quarter is still the planned one. Each record settles one."""
    waiting = list(records)
    found: dict[int, Recorded] = {}
    tests = (
        lambda entry, record: record.entry_id == entry.id,
        lambda entry, record: record.entry_id is None and record.held_on.month == entry.month,
        lambda entry, record: (
            record.entry_id is None and settles(entry.kind, entry.month, record.held_on)
        ),
    )
    for fits in tests:
        for entry in entries:
            if entry.id in found:
                continue
            record = next((r for r in waiting if _alike(entry, r) and fits(entry, r)), None)
            if record:
                found[entry.id] = record
                waiting.remove(record)
    return found


def unplanned(records: Iterable[Recorded], matched: dict[int, Recorded]) -> list[Recorded]:
    """What was held without standing in the plan."""
    settled = {record.id for record in matched.values()}
    return [record for record in records if record.id not in settled]


def _alike(entry, record):
    return (entry.kind, entry.group_id) == (record.kind, record.group_id)
