"""Imports for tests: small rosters on their way in, by the command's and the pages' own actions."""

from io import BytesIO

from sqlalchemy import select

from app.core.db import db, unit_of_work
from app.members.importing import actions
from app.members.models import Import, Member
from app.people.models import Person
from tests.members.roster.files import HEADINGS, id_number, person, workbook

OLD = {"入党日期": "2010.06", "转正日期": "2011.06"}


def roster(*rows) -> bytes:
    return workbook([HEADINGS, *rows])


def newcomer(number: int = 1, **given) -> list:
    """A person nobody knows; each number another one."""
    own = {
        "姓名": f"新来{'甲乙丙丁戊己庚辛'[number - 1]}",
        "身份证号": id_number(serial=2 * number + 11),
    }
    return person(**(own | OLD | given))


def started(organization, *rows, account=None) -> int:
    """The id of an import that waits for its confirmation."""
    read = actions.read(organization, roster(*rows), "名册.xlsx", account and account.id)
    return actions.start(read)


def confirmed(organization, *rows, branches=None) -> int:
    """The id of an import that was confirmed; unknown branches answered as given."""
    import_id = started(organization, *rows)
    if branches:
        actions.choose(of(import_id), of(import_id).version, branches=branches)
    with unit_of_work():
        assert actions.confirm(of(import_id))
    return import_id


def undone(import_id: int) -> list:
    with unit_of_work():
        actions.undo(of(import_id))
    return of(import_id).trail["kept"]


def of(import_id: int) -> Import:
    return db.session.scalar(select(Import).where(Import.id == import_id))


def member(name: str) -> Member | None:
    return db.session.scalar(select(Member).join(Member.person).where(Person.name == name))


def upload(client, organization, content: bytes, filename: str = "名册.xlsx"):
    data = {"organization_id": organization.id, "file": (BytesIO(content), filename)}
    return client.post("/members/imports/new", data=data)
