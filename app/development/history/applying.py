"""Writes what was confirmed into files, opened where there was none, and keeps the trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from sqlalchemy import inspect

from app.access.scope import Scope
from app.core import clock
from app.core.db import db
from app.development.actions.judging import touch
from app.development.history import queries
from app.development.history.judging import Judged
from app.development.models import (
    File,
    FileHelper,
    FileNotice,
    FilePaper,
    FileReview,
    HistoryImport,
    StepTaken,
)
from app.rules.dates import PartialDate
from app.rules.development.case import Case, Outcome
from app.rules.development.steps import Step

MODELS = {
    "steps": StepTaken,
    "helpers": FileHelper,
    "reviews": FileReview,
    "notices": FileNotice,
    "papers": FilePaper,
}
ARCHIVED, CANCELLED = "材料已归档", "取消预备党员资格"


@dataclass
class _Made:
    """What became of one row, until it has ids."""

    row: Judged
    file: File
    opened: bool
    closed: bool
    parts: dict[str, list]


def apply(imported: HistoryImport, rows: Iterable[Judged]) -> list[dict[str, Any]]:
    """Write these rows; the trail of each person, for undoing."""
    scope, rows = Scope(frozenset({imported.organization.path})), list(rows)
    members = queries.members(scope, [row.match.person.member_id for row in rows])
    files = queries.files(scope, file_ids=[row.file_id for row in rows if row.file_id])
    made = [
        _write(imported, row, members[row.match.person.member_id], files.get(row.file_id))
        for row in rows
    ]
    db.session.flush()
    states = states_of(scope, [one.file.id for one in made])
    return [_trail(one, states[one.file.id]) for one in made]


def _write(imported, row: Judged, member, file: File | None) -> _Made:
    new, opened = row.merged.new, file is None
    today = clock.today()
    if opened:
        file = File(member=member, opened_on=_opened_on(row.case, today), touched_at=clock.now())
        db.session.add(file)
    parts = {
        "steps": [
            StepTaken(
                file=file, step=int(told.step), turn=told.turn, import_id=imported.id,
                recorded_at=clock.now(), **told.facts,
            )
            for told in new.steps
        ],
        "helpers": [
            FileHelper(
                file=file, person_id=row.helpers.get(told.name), import_id=imported.id,
                **told._asdict(),
            )
            for told in new.helpers
        ],
        "reviews": [
            FileReview(file=file, kind=told.kind, reviewed_on=told.on, import_id=imported.id)
            for told in new.reviews
        ],
        "notices": [
            FileNotice(file=file, import_id=imported.id, **told._asdict()) for told in new.notices
        ],
        "papers": [
            FilePaper(file=file, code=told.code, received_on=_received_on(told, today))
            for told in new.papers
        ],
    }  # fmt: skip
    for some in parts.values():
        db.session.add_all(some)
    closed = _own_facts(file, row, today)
    for name, day in row.dates.filled.items():
        setattr(member, name, day)
    return _Made(row, file, opened, closed, parts)


def _own_facts(file: File, row: Judged, today: date) -> bool:
    """The file's own columns; whether this ended it."""
    new = row.merged.new
    file.floating = file.floating or bool(new.floating)
    file.leaves_on = file.leaves_on or new.leaves_on
    why = _ended(row.case)
    if closed := bool(why) and not file.closed_on:
        file.closed_on, file.closed_why = today, why
    touch(file)
    return closed


def _ended(case: Case) -> str:
    if case.last(Step.ARCHIVED):
        return ARCHIVED
    approved = case.last(Step.CONFIRMATION_APPROVED)
    return CANCELLED if approved and approved.outcome is Outcome.CANCELLED else ""


def _opened_on(case: Case, today: date) -> date:
    days = [deed.on.earliest for deed in case.deeds]
    return min(days, default=today)


def _received_on(told, today: date) -> date:
    return told.on.earliest if told.on else today


def _trail(made: _Made, state: str) -> dict[str, Any]:
    row = made.row
    return {
        "name": row.row.name,
        "member": row.match.person.member_id,
        "file": made.file.id,
        "opened": made.opened,
        "closed": made.closed,
        "floating": bool(row.merged.new.floating),
        "leaves_on": row.merged.new.leaves_on is not None,
        "dates": {name: day.iso for name, day in row.dates.filled.items()},
        "state": state,
    } | {name: [one.id for one in some] for name, some in made.parts.items()}


def states_of(scope: Scope, file_ids: Iterable[int]) -> dict[int, str]:
    """A mark of everything that lies in each file: another one as soon as anything is added,
    changed or taken away."""
    return {
        file_id: sha256("\n".join(sorted(map(_written, rows))).encode()).hexdigest()[:32]
        for file_id, rows in queries.contents(scope, file_ids).items()
    }


def _written(row) -> str:
    columns = inspect(type(row)).column_attrs
    facts = [f"{column.key}={_plain(getattr(row, column.key))}" for column in columns]
    return f"{row.__tablename__} {' '.join(facts)}"


def _plain(value) -> str:
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else repr(value)
