"""Every change of a history import: reading, confirming, undoing, giving up."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO

from sqlalchemy import delete, update

from app.access.scope import Scope
from app.core import audit, clock, keys
from app.core.db import db, short_transaction
from app.core.errors import Refused
from app.development.history import applying, preview, undoing
from app.development.history.columns import MOST
from app.development.history.judging import Judged, judge
from app.development.models import HistoryImport
from app.members.importing.stored import unpacked
from app.members.roster.workbook import read_table
from app.organizations.models import Organization

KEPT = timedelta(days=30)
AT_ONCE = 300
"""People up to whom a press of the button does the work; above, the queue does."""
UNIT = 100  # people written together
AS_IS = "有与规定不符的内容。确是当时的原样，请勾选“照原样录入”再确认；写错的，请先在表里改好。"


def read(
    organization: Organization,
    content: bytes,
    filename: str,
    scope: Scope,
    account_id: int | None = None,
) -> HistoryImport:
    """Read and judge a workbook into an import that is not stored yet. Raises `RosterError`."""
    sheets = read_table(BytesIO(content), filename, columns=MOST)
    history, judged = judge(organization, sheets, scope, clock.today())
    imported = _made(organization, content, filename, judged)
    imported.account_id, imported.preview = account_id, preview.of(sheets, history, judged)
    return imported


def look(
    organization: Organization, content: bytes, filename: str
) -> tuple[HistoryImport, list[Judged]]:
    """The same for the command line: nothing of the file is kept."""
    scope = Scope(frozenset({organization.path}))
    sheets = read_table(BytesIO(content), filename, columns=MOST)
    _, judged = judge(organization, sheets, scope, clock.today())
    return _made(organization, content, filename, judged), judged


def _made(organization, content, filename, judged) -> HistoryImport:
    return HistoryImport(
        organization_id=organization.id,
        filename=filename[:200],
        digest=keys.fingerprint(sha256(content).hexdigest()),
        made_at=clock.now(),
        counts=preview.counts(judged),
    )


def import_at_once(imported: HistoryImport, judged: list[Judged], *, as_is: bool) -> None:
    """Store and write an import that was only looked at."""
    _refuse_unready(imported, as_is=as_is)
    db.session.add(imported)
    db.session.flush()
    rows = [one for one in judged if one.kind == "ready"]
    for start in range(0, len(rows), UNIT):
        write(imported, rows[start : start + UNIT])


def start(imported: HistoryImport) -> int:
    """Store a freshly read import at once; its id."""
    with short_transaction() as own:
        own.add(imported)
    return imported.id


def state_of(imported: HistoryImport) -> str:
    """open, confirmed, undone, or dropped (given up before anything was written)."""
    if imported.undone_at:
        return "undone" if imported.confirmed_at else "dropped"
    return "confirmed" if imported.confirmed_at else "open"


def ready(imported: HistoryImport, scope: Scope) -> list[Judged]:
    """The rows that may be written today, judged anew."""
    sheets = unpacked(imported.preview["table"])
    _, judged = judge(imported.organization, sheets, scope, clock.today())
    return [one for one in judged if one.kind == "ready"]


def check(imported: HistoryImport, scope: Scope, *, as_is: bool) -> bool:
    """Refuse what may not be confirmed. False: the record has changed since the preview, which is
    made anew, and nothing may be written yet."""
    if state_of(imported) != "open":
        raise Refused("这次导入已经办完。")
    sheets = unpacked(imported.preview["table"])
    history, judged = judge(imported.organization, sheets, scope, clock.today())
    fresh = preview.of(sheets, history, judged)
    if fresh["rows"] != imported.preview["rows"]:
        imported.preview, imported.counts = fresh, preview.counts(judged)
        db.session.flush()
        return False
    _refuse_unready(imported, as_is=as_is)
    return True


def _refuse_unready(imported, *, as_is):
    if not imported.counts["ready"]:
        raise Refused("没有可以导入的人。请在表里改好后重新上传，或放弃这次导入。")
    if imported.counts["wrong"] and not as_is:
        raise Refused(AS_IS, "as_is")


def write(imported: HistoryImport, rows: list[Judged]) -> None:
    """Write some rows and add them to the trail; the first ones mark the import as confirmed."""
    audit.because(f"导入发展历史“{imported.filename}”")
    people = (imported.trail or {}).get("people", [])
    imported.trail = {"people": [*people, *applying.apply(imported, rows)]}
    if imported.confirmed_at is None:
        imported.confirmed_at = clock.now()
        _record("确认导入", imported, {"rows": imported.counts["ready"]})
    db.session.flush()


def undo(imported: HistoryImport, most: int | None = None) -> bool:
    """Take an import back, or the next `most` people of it; whether it is all undone now. Of whom
    the file was built upon, the trail keeps names and reasons."""
    if state_of(imported) != "confirmed":
        raise Refused("这次导入没有可撤销的内容。")
    audit.because(f"撤销发展历史导入“{imported.filename}”")
    trail = imported.trail
    some = trail["people"][:most] if most else trail["people"]
    kept = [*trail.get("kept", []), *undoing.undo(imported, some)]
    left = trail["people"][len(some) :]
    imported.trail = {"people": left, "kept": kept}
    if not left:
        imported.undone_at, imported.preview = clock.now(), None
        _record("撤销导入", imported, {"kept": len(kept)})
    db.session.flush()
    return not left


def drop(imported: HistoryImport) -> None:
    """Give up an import that was not confirmed; nothing of the file stays."""
    if state_of(imported) != "open":
        raise Refused("这次导入已经办完。")
    imported.undone_at, imported.preview = clock.now(), None
    db.session.flush()


def forget_old() -> None:
    """Drop what files said 30 days after they were read; what undoing needs stays. For the daily
    round."""
    before = clock.now() - KEPT
    db.session.execute(
        delete(HistoryImport).where(
            HistoryImport.confirmed_at.is_(None), HistoryImport.made_at < before
        )
    )
    db.session.execute(
        update(HistoryImport)
        .where(HistoryImport.confirmed_at < before, HistoryImport.preview.is_not(None))
        .values(preview=None)
    )


def _record(verb: str, imported: HistoryImport, changes: dict) -> None:
    db.session.flush()
    audit.record(
        verb,
        "发展历史",
        imported.filename,
        subject_id=imported.id,
        path=imported.organization.path,
        changes=changes,
    )
