"""Takes a history import back where nothing was built on it, and says what stays and why."""

from collections.abc import Iterable
from typing import Any

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.development.actions.judging import touch
from app.development.history import queries
from app.development.history.applying import MODELS, states_of
from app.development.models import File, FileNotice, HistoryImport, StepTaken
from app.members.importing.queries import pointed_at
from app.rules.dates import PartialDate

GONE, BUILT_ON = "已不在这个组织，或档案已经没有了", "导入后档案又有改动"


def undo(imported: HistoryImport, people: Iterable[dict[str, Any]]) -> list[list[str]]:
    """Remove what the import made of these people; what stays as [name, reason]."""
    scope, people = Scope(frozenset({imported.organization.path})), list(people)
    files = queries.files(scope, file_ids=[one["file"] for one in people])
    states = states_of(scope, files)
    rows = queries.contents(scope, files)
    pointed = _pointed_at(people)
    kept, emptied = [], []
    for one in people:
        if why := _stays(one, files, states, pointed):
            kept.append([one["name"], why])
            continue
        _take_back(one, files[one["file"]], rows[one["file"]])
        if one["opened"]:
            emptied.append(files[one["file"]])
    db.session.flush()
    for file in emptied:
        db.session.delete(file)
    db.session.flush()
    return kept


def _stays(one, files, states, pointed) -> str:
    if one["file"] not in files:
        return GONE
    if states[one["file"]] != one["state"]:
        return BUILT_ON
    own = (*(("steps", n) for n in one["steps"]), *(("notices", n) for n in one["notices"]))
    found = [pointed[part] for part in own if part in pointed]
    if one["opened"]:
        found += [pointed[part] for part in [("file", one["file"])] if part in pointed]
    return f"已有{found[0]}" if found else ""


def _pointed_at(people) -> dict[tuple[str, int], str]:
    """What else points to the rows of the import, so that they cannot go."""
    inside = [model.__table__.c.file_id for model in MODELS.values()]
    found = {}
    for part, model, ids, besides in (
        ("steps", StepTaken, [n for one in people for n in one["steps"]], ()),
        ("notices", FileNotice, [n for one in people for n in one["notices"]], ()),
        ("file", File, [one["file"] for one in people if one["opened"]], inside),
    ):
        for row_id, word in pointed_at(EVERYTHING, model, ids, besides).items():
            found[part, row_id] = word
    return found


def _take_back(one, file: File, rows) -> None:
    made = {MODELS[part]: set(one[part]) for part in MODELS}
    for row in rows:
        if row.id in made.get(type(row), ()):
            db.session.delete(row)
    for name, iso in one["dates"].items():
        if getattr(file.member, name) == PartialDate.parse_iso(iso):
            setattr(file.member, name, None)
    if one["closed"]:
        file.closed_on, file.closed_why = None, ""
    file.floating = file.floating and not one["floating"]
    file.leaves_on = None if one["leaves_on"] else file.leaves_on
    touch(file)
