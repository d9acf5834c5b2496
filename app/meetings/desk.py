"""The desk at which a meeting is recorded: which one this address means, and the form it opens."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from werkzeug.datastructures import MultiDict

from app.access.scope import Scope
from app.core import clock, drafts
from app.findings.engine import owed
from app.meetings import duties, filled, judging, people, queries
from app.meetings.attendance import Tally, tally
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind, is_late_entry
from app.rules.organizations import OrganizationKind
from app.rules.votes import ABOUT_PEOPLE, Matter


@dataclass(frozen=True)
class Place:
    """Which meeting is recorded: of which branch, of what kind, of which group if of one."""

    branch: Organization
    kind: MeetingKind
    group: Organization | None


def most_urgent(scope: Scope, args: Mapping[str, str], today: date) -> str | None:
    """Where an address that leaves the kind open leads: to the form of what is most urgent.

    None when there is no such branch.
    """
    branch = _branch(scope, args.get("organization"), today)
    if branch is None:
        return None
    found = owed(duties.findings([branch], today))
    return found[0].press_url if found else duties.form_address(branch, MeetingKind.ASSEMBLY)


def place(scope: Scope, args: Mapping[str, str], today: date) -> Place | None:
    """What an address asks to record; None when there is no such branch, kind or group."""
    branch = _branch(scope, args.get("organization"), today)
    kind = kind_named(args.get("kind"))
    if branch is None or kind is None:
        return None
    if kind is not MeetingKind.GROUP:
        return Place(branch, kind, None)
    group = pick(people.groups(scope, branch), args.get("group"))
    return Place(branch, kind, group) if group else None


def opened(scope: Scope, chosen: Place, person_id: int, args: MultiDict[str, str]) -> filled.Filled:
    """The form of a new meeting, filled in as it most likely was (see filled.opening).

    An address may name a period (`until`) and a vote: `matter`, with a `subject` (person id) for
    each person it is about.
    """
    now, last_day = clock.here(clock.now()).replace(tzinfo=None), until(args)
    day = min(last_day or now.date(), now.date())
    everybody = people.of_branch(scope, chosen.branch, chosen.kind, day, chosen.group)
    return filled.opening(
        chosen.kind,
        people=everybody,
        now=now,
        until=last_day,
        last=queries.last(scope, chosen.branch, chosen.kind, chosen.group),
        group=chosen.group,
        chair_id=people.leader(scope, chosen.group or chosen.branch, day),
        recorder_id=person_id,
        items=_asked_about(args, everybody),
    )


def other_kinds(scope: Scope, chosen: Place) -> list[tuple[str, str, bool]]:
    """(label, address, is it this one) for every meeting this branch may record."""
    links = []
    for kind in MeetingKind:
        groups = people.groups(scope, chosen.branch) if kind is MeetingKind.GROUP else [None]
        for group in groups:
            label = group.name if group else kind.label
            here = kind is chosen.kind and group == chosen.group
            links.append((label, duties.form_address(chosen.branch, kind, group), here))
    return links


def judged(form) -> dict:
    """{item's place in the form: (judgement of its vote as typed so far, its grounds)}."""
    counts, day = counted(form), form.held_on.data or clock.today()
    found = {}
    for number, entry in enumerate(form.items.entries):
        if judgement := judging.judge_item(form.kind, day, entry.form.data, counts):
            matter = Matter(entry.form.matter.data)
            found[number] = judgement, judging.grounds(form.kind, matter, day)
    return found


def counted(form) -> Tally:
    """The list as it stands in the form; strangers are not counted."""
    marks = {key: mark for key, mark in form.attendance.data.items() if key in form.people}
    return tally(marks, form.people)


def is_late(form) -> bool:
    """Whether the day in the form is so long ago that a reason will be asked for."""
    now = clock.here(clock.now()).replace(tzinfo=None)
    day = form.held_on.data
    return bool(day) and is_late_entry(datetime.combine(day, time()), now)


def open_drafts(account_id: int) -> list[drafts.Draft]:
    """What this person began on the pages of meetings and has not submitted."""
    return [one for one in drafts.listed(account_id) if one.address.startswith("/meetings/")]


def kind_named(text: str | None) -> MeetingKind | None:
    return MeetingKind(text) if text in set(MeetingKind) else None


def number(text: str | None, most: int = 2**31 - 1) -> int | None:
    """A positive number an address names; None for anything no row could have."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 10:
        return None
    return int(text) if 0 < int(text) <= most else None


def halves(text: str | None) -> float | None:
    """Study hours an address names, in steps of a half; None for anything else."""
    if not text or not re.fullmatch(r"[0-9]{1,2}(\.[05])?", text):
        return None
    return float(text) or None


def until(args: Mapping[str, str]) -> date | None:
    """The end of the period the form was opened for, if the address names one."""
    try:
        return date.fromisoformat(args.get("until", ""))
    except ValueError:
        return None


def pick(choices: Sequence[Organization], wanted) -> Organization | None:
    """The one of that id, or the first where none is asked for."""
    if wanted is None:
        return next(iter(choices), None)
    return next((one for one in choices if str(one.id) == str(wanted)), None)


def _asked_about(args, everybody):
    matter = args.get("matter")
    if matter not in ABOUT_PEOPLE:
        return None
    ids = [number(text) for text in args.getlist("subject")]
    names = {key: everybody[key].name for key in ids if key in everybody}
    return filled.votes_about(Matter(matter), names)


def _branch(scope, wanted, today):
    if wanted is None:
        return next(iter(organizations.branches(scope, today)), None)
    found = organizations.one(scope, number(wanted) or 0)
    return found if found and found.kind is OrganizationKind.BRANCH else None
