"""History workbooks for tests, brought in by the pages' own actions. All people invented."""

from dataclasses import replace
from io import BytesIO

from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.db import db, unit_of_work
from app.development import cases
from app.development.history import actions, queries
from app.development.history.columns import NAME, PEOPLE, Key
from app.development.history.example import EXAMPLE
from app.development.history.headings import meaning
from app.development.history.judging import Judged, judge
from tests.members.roster.files import read, workbook

HELPERS = {
    "培养联系人1": "周敏",
    "培养联系人2": "韩志远",
    "入党介绍人1": "周敏",
    "入党介绍人2": "韩志远",
}
WHOLE = {key: HELPERS.get(key.label, value) for key, value in EXAMPLE.items() if key not in PEOPLE}
"""A whole life about which nothing can be said, in the branch of `周敏`."""


def row(name: str, **given) -> dict:
    """A row of a few cells, by heading; a heading nobody knows stays what it is."""
    return {NAME: name} | {meaning(heading)[0] or heading: cell for heading, cell in given.items()}


def whole(name: str, **changed) -> dict:
    """The whole life for somebody of that name, with changes by heading."""
    return row(name) | WHOLE | row(name, **changed)


def sheet(*rows: dict) -> bytes:
    """A workbook of these rows under the headings of all of them."""
    keys = list(dict.fromkeys(key for one in rows for key in one))
    headings = [key.label if isinstance(key, Key) else key for key in keys]
    return workbook([headings, *[[one.get(key) for key in keys] for one in rows]])


def judged(world, *rows: dict, organization=None) -> list[Judged]:
    """The rows as they come out, nothing stored."""
    scope = Scope(frozenset({world.college.path}))
    return judge(organization or world.here, read(sheet(*rows)), scope, clock.today())[1]


def started(organization, content: bytes, account=None) -> int:
    """The id of an import that waits for its confirmation."""
    scope = Scope(frozenset({organization.path}))
    made = actions.read(organization, content, "历史.xlsx", scope, account and account.id)
    return actions.start(made)


def confirmed(organization, *rows: dict) -> int:
    """The id of an import that was confirmed as it was."""
    return confirmed_file(organization, sheet(*rows))


def confirmed_file(organization, content: bytes) -> int:
    history_id = started(organization, content)
    with unit_of_work():
        imported = of(history_id)
        actions.write(imported, actions.ready(imported, EVERYTHING))
    return history_id


def undone(history_id: int) -> list:
    """What stays after the import was taken back."""
    with unit_of_work():
        assert actions.undo(of(history_id))
    return of(history_id).trail["kept"]


def of(history_id: int):
    db.session.expire_all()
    return queries.one(EVERYTHING, history_id, whole=True)


def all_cases() -> dict:
    """{name: case} of every file there is; what a case holds in no order is put in one."""
    db.session.expire_all()
    return {found.case.name: in_order(found.case) for found in cases.all_cases(EVERYTHING)}


def in_order(case):
    parts = ("deeds", "helpers", "reviews", "notices")
    return replace(case, **{part: tuple(sorted(getattr(case, part), key=repr)) for part in parts})


def upload(client, organization, content: bytes, filename: str = "历史.xlsx"):
    data = {"organization_id": organization.id, "file": (BytesIO(content), filename)}
    return client.post("/development/history/new", data=data)
