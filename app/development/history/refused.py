"""The rows that could not be taken, as a workbook to correct and bring in again."""

from app.access.scope import Scope
from app.core import clock
from app.development.history.judging import judge
from app.development.models import HistoryImport
from app.members.importing.stored import unpacked
from app.members.roster.refused import refused_workbook


def refused_file(imported: HistoryImport, scope: Scope) -> bytes:
    """Each refused row as it was, its faulty cells marked, with why."""
    sheets = unpacked(imported.preview["table"])
    history, judged = judge(imported.organization, sheets, scope, clock.today())
    refused = [(one.row.person, one.problems) for one in judged if one.kind == "refused"]
    return refused_workbook(history.table, refused)
