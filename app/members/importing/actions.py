"""Every change of an import: reading, choosing, correcting, confirming, undoing, giving up."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from sqlalchemy import delete, update

from app.core import audit, clock, keys
from app.core.db import db, short_transaction
from app.core.errors import Refused, StaleEdit
from app.members.importing import applying, preview, undoing
from app.members.importing.judging import Judged, judge
from app.members.importing.stored import packed, unpacked
from app.members.models import Import
from app.members.roster.table import RosterError
from app.members.roster.workbook import read_table

KEPT = timedelta(days=30)


def digest_of(content: bytes) -> str:
    """Tells the same file again without keeping it."""
    return keys.fingerprint(sha256(content).hexdigest())


def read(organization, content: bytes, filename: str, account_id: int | None = None) -> Import:
    """Read and judge a file into an import that is not stored yet. Raises `RosterError`."""
    sheets = read_table(BytesIO(content), filename)
    judged = judge(organization, sheets, {}, today=clock.today())
    return Import(
        organization_id=organization.id,
        account_id=account_id,
        filename=filename[:200],
        digest=digest_of(content),
        made_at=clock.now(),
        counts=judged.counts,
        table=packed(sheets),
        choices={},
        preview=preview.of(judged),
    )


def imported_by_command(organization, file: Path) -> Import:
    """An import that is confirmed at once and keeps nothing of the file."""
    imported = Import(
        organization=organization,
        filename=file.name[:200],
        digest=digest_of(file.read_bytes()),
        made_at=clock.now(),
        choices={},
    )
    db.session.add(imported)
    return imported


def start(imported: Import) -> int:
    """Store a freshly read import at once; its id."""
    with short_transaction() as own:
        own.add(imported)
    return imported.id


def judged(imported: Import, choices: dict | None = None) -> Judged:
    """The import's rows against today's record, under its own or other choices."""
    choices = imported.choices if choices is None else choices
    return judge(imported.organization, unpacked(imported.table), choices, today=clock.today())


def choose(imported: Import, version: int, **changed) -> None:
    """Change some of `sheet`, `heading`, `columns`, `cells`, `branches`, judge again and store at
    once. Refused where the file then makes no sense; StaleEdit if another page was quicker."""
    if imported.state != "open":
        raise Refused("这次导入已经办完，不能再改。")
    choices = {**imported.choices, **changed}
    try:
        found = judged(imported, choices)
    except RosterError as error:
        raise Refused(str(error)) from error
    _store(imported.id, version, choices, found)


def confirm(imported: Import, *, reason: str = "") -> bool:
    """Write the previewed rows, once. False: the record has changed since the preview, so the
    preview is made anew and nothing is written."""
    if imported.state != "open":
        raise Refused("这次导入已经办完。")
    found = judged(imported)
    if not agrees(imported, found, preview.of(found)):
        return False
    write(imported, found, reason=reason)
    return True


def agrees(imported: Import, found: Judged, shown: dict) -> bool:
    """Whether the rows, which `shown` shows, come out as they were previewed; if not, that is the
    new preview. Refused where there is nothing to write or something left to say."""
    if found.open_places:
        raise Refused(f"还有 {len(found.open_places)} 个支部没有说明对应哪一个，请先选择。")
    if shown != imported.preview:
        imported.preview, imported.counts = shown, found.counts
        db.session.flush()
        return False
    if not found.counts["new"] + found.counts["updated"]:
        raise Refused("没有可以导入的行。请改正不能导入的行，或放弃这次导入。")
    return True


def write(imported: Import, found: Judged, *, reason: str = "") -> None:
    """Write a judged import and keep what undoing needs."""
    audit.because(reason or f"导入名册“{imported.filename}”")
    applying.keep(imported, applying.apply(imported.organization, found))
    settle(imported, found.counts)


def settle(imported: Import, counts: dict) -> None:
    """Everything is written."""
    imported.confirmed_at, imported.counts = clock.now(), counts
    _record("确认导入", imported, counts)


def undo(imported: Import) -> None:
    """Take a confirmed import back as far as nothing was built on it; the rest is listed."""
    if imported.state != "confirmed":
        raise Refused("这次导入没有可撤销的内容。")
    audit.because(f"撤销导入“{imported.filename}”")
    settle_undone(imported, undoing.undo(imported))


def settle_undone(imported: Import, kept: list[list[str]]) -> None:
    """Everything is taken back but what is kept, as [name, reason]."""
    imported.undone_at = clock.now()
    imported.trail = {"kept": kept}
    _forget_content(imported)
    _record("撤销导入", imported, {"kept": len(kept)})


def drop(imported: Import) -> None:
    """Give up an import that was not confirmed; nothing of the file stays."""
    if imported.state != "open":
        raise Refused("这次导入已经办完。")
    imported.undone_at = clock.now()
    _forget_content(imported)
    db.session.flush()


def forget_old() -> None:
    """Drop what files said 30 days after they were read; what undoing needs stays. For the daily
    job."""
    before = clock.now() - KEPT
    db.session.execute(delete(Import).where(Import.confirmed_at.is_(None), Import.made_at < before))
    db.session.execute(
        update(Import)
        .where(Import.confirmed_at < before, Import.table.is_not(None))
        .values(table=None, preview=None, choices={})
    )


def _store(import_id, version, choices, found) -> None:
    with short_transaction() as own:
        imported = own.get(Import, import_id)
        if imported is None or imported.version != version or imported.state != "open":
            raise StaleEdit
        imported.choices, imported.counts = choices, found.counts
        imported.preview = preview.of(found)


def _forget_content(imported: Import) -> None:
    imported.table = imported.preview = None
    imported.choices = {}


def _record(verb: str, imported: Import, changes: dict) -> None:
    db.session.flush()
    audit.record(
        verb,
        "名册",
        imported.filename,
        subject_id=imported.id,
        path=imported.organization.path,
        changes=changes,
    )
