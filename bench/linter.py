"""What the linter costs over 40 000 people with full files, beside loading the same rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from time import process_time

from sqlalchemy import func, insert, select

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db, reads_only, unit_of_work
from app.development.cases import built
from app.development.history.cells import Cells
from app.development.history.columns import PEOPLE
from app.development.history.example import EXAMPLE
from app.development.history.told import Told, told_of
from app.development.history.values import read_value
from app.development.models import (
    File,
    FileHelper,
    FileNotice,
    FilePaper,
    FileReview,
    StepTaken,
)
from app.development.rows import gather
from app.members.models import Member
from app.members.roster.cells import text_of
from app.organizations import queries as organizations
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.development.linter import lint
from app.rules.members import Stage, Standing
from app.rules.workdays import PACKAGED
from bench.figures import Figure

PEOPLE_WITH_FILES, MADE, CHUNK, ROUNDS = 40_000, 1_000, 2_000, 2
BRANCH = "LT-01"
DAY, BIRTH = date(2026, 11, 16), PartialDate(2000, 1, 1)


def lint_cost(world) -> Iterator[Figure]:
    """Chunk by chunk in one run: the rows of a chunk are loaded, then linted; both summed."""
    with world.app.app_context():
        with unit_of_work():
            first = _fill()
        reads_only(True)
        rounds = [_run(first) for _ in range(ROUNDS)]
    loading, building, linting, found = min(rounds, key=lambda times: times[2] / times[0])
    told = (
        f"{PEOPLE_WITH_FILES} full files, {found} faults: lint {linting:.2f} s ÷ load "
        f"{loading:.2f} s CPU, making cases {building:.2f} s beside, the better of {ROUNDS} rounds"
    )
    yield Figure("lint_cost", told, "×", ratio=round(linting / loading, 2), limit=3)
    with_cases = round((building + linting) / loading, 2)
    yield Figure("lint_cost_with_cases", f"cases and lint ÷ load; {told}", "×", ratio=with_cases)


def _run(first: int) -> tuple[float, float, float, int]:
    """Seconds of loading, of making cases and of linting, and how many faults there are."""
    loading = building = linting = 0.0
    found = 0
    for start in range(first, first + PEOPLE_WITH_FILES, CHUNK):
        a = process_time()
        rows = gather(EVERYTHING, File.id.between(start, start + CHUNK - 1))
        b = process_time()
        cases = [one.case for one in built(rows)]
        c = process_time()
        found += sum(len(lint(case, DAY, PACKAGED)) for case in cases)
        d = process_time()
        loading, building, linting = loading + b - a, building + c - b, linting + d - c
        if len(cases) != min(CHUNK, first + PEOPLE_WITH_FILES - start):
            raise RuntimeError(f"{len(cases)} cases from file {start}")
    return loading, building, linting, found


def _fill() -> int:
    """The template's life for a thousand people, each moved by a day so that dates and faults
    differ, and those copied by the database until there are enough; the id of the first file."""
    branch = organizations.by_code(EVERYTHING, BRANCH)
    person, member, file = (
        db.session.scalar(select(func.max(model.id))) or 0 for model in (Person, Member, File)
    )
    numbers, now = range(1, MADE + 1), clock.now()
    _insert(Person, [{"id": person + n, "name": f"标尺{n}", "birth": BIRTH} for n in numbers])
    belongs = {"organization_id": branch.id, "stage": Stage.FULL, "standing": Standing.NORMAL}
    _insert(Member, [{"id": member + n, "person_id": person + n, **belongs} for n in numbers])
    opened = {"opened_on": DAY, "touched_at": now}
    _insert(File, [{"id": file + n, "member_id": member + n, **opened} for n in numbers])
    for model, rows in _life():
        lives = [(file + n, n) for n in numbers]
        own = ({"file_id": key} | _moved(row, days) for key, days in lives for row in rows)
        _insert(model, own)
    _copy(Person, person, "id")
    _copy(Member, member, "id", "person_id")
    _copy(File, file, "id", "member_id")
    for model, _ in _life():
        _copy(model, file, "file_id")
    return file + 1


def _copy(model, last: int, *moved: str) -> None:
    """The rows made here again and again; `moved` are keys, further on each time, the first of
    them above `last`."""
    table = model.__table__
    columns = [c for c in table.c if c.name in moved or not c.primary_key]
    made = table.c[moved[0]].between(last + 1, last + MADE)
    for times in range(1, PEOPLE_WITH_FILES // MADE):
        values = [c + MADE * times if c.name in moved else c for c in columns]
        db.session.execute(insert(table).from_select(columns, select(*values).where(made)))


def _life() -> list[tuple[type, list[dict]]]:
    told = _told(EXAMPLE)
    now = clock.now()
    steps = [
        {"step": int(one.step), "turn": one.turn, "recorded_at": now} | one.facts
        for one in told.steps
    ]
    named = {name for row in steps for name in row}
    return [
        (
            StepTaken,
            [
                dict.fromkeys(named - {"done_by", "reason", "number", "place"}) | row
                for row in steps
            ],
        ),
        (FileHelper, [one._asdict() for one in told.helpers]),
        (FileReview, [{"kind": one.kind, "reviewed_on": one.on} for one in told.reviews]),
        (FileNotice, [one._asdict() for one in told.notices]),
        (FilePaper, [{"code": one.code, "received_on": DAY} for one in told.papers]),
    ]


def _told(cells: Cells) -> Told:
    values = {
        key: read_value(key, cell, text_of(cell), None, True)
        for key, cell in cells.items()
        if key not in PEOPLE
    }
    return told_of(values, values, DAY)


def _moved(row: dict, days: int) -> dict:
    return {name: _later(value, days) for name, value in row.items()}


def _later(value, days):
    if isinstance(value, PartialDate):
        return PartialDate.of(value.earliest + timedelta(days))
    return value + timedelta(days) if type(value) is date else value


def _insert(model, rows) -> None:
    """Rows of unlike facts side by side: each set of columns is a statement of its own."""
    groups: dict[frozenset, list] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    for some in groups.values():
        db.session.execute(insert(model), some)
