"""Asks the linter before a file changes: what refuses it, what wants a reason; marks the change."""

from collections.abc import Iterable
from datetime import timedelta

from app.calendars.queries import calendar
from app.core import clock
from app.core.errors import Refused
from app.development.models import File
from app.rules.development.case import Case
from app.rules.development.faults import Fault
from app.rules.development.linter import objections

FIELDS = {"on": "taken_on", "until": "until_on", "notice": "until_on", "votes": "items"}
"""The linter's names of fields where a form calls them otherwise."""


class Objected(Refused):
    """The linter objects; `faults` are all it has to say, `asked` whether a reason answers it."""

    def __init__(self, faults: Iterable[Fault], *, asked: bool = False):
        self.faults, self.asked = tuple(faults), asked
        told = "；".join(str(fault.reason) for fault in self.faults) + "。"
        field = "reason" if asked else field_of(self.faults[0])
        super().__init__(told + ("如属实，请写明理由。" if asked else ""), field)


def field_of(fault: Fault) -> str:
    """The form's field that the fault belongs to."""
    return FIELDS.get(fault.field, fault.field)


def settle(before: Case, after: Case, reason: str = "") -> None:
    """Refuse a change that brings a contradiction; what is only unusual or late needs a reason."""
    found = objections(before, after, clock.today(), calendar())
    if refusing := [fault for fault in found if fault.refuses]:
        raise Objected(refusing)
    if found and not reason:
        raise Objected(found, asked=True)


def touch(file: File) -> None:
    """Mark the file as changed, whatever inside it was: its version is the one guard against
    two people changing it at once."""
    now = clock.now()
    if file.touched_at is not None and now <= file.touched_at:
        now = file.touched_at + timedelta(microseconds=1)
    file.touched_at = now
