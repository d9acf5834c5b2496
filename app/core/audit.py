"""Who changed what, when, from what to what, and why; written with the change itself.

Models that carry `Audited` are followed by the session: no action can forget to leave a trace.
Ballots never carry it.
"""

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import zip_longest

from sqlalchemy import JSON, Index, Integer, String, Text, event, insert, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock
from app.core.db import Base, db
from app.core.types import Encrypted, EncryptedJson, Moment, TreePath

CREATED, CHANGED, REMOVED = "新增", "修改", "删除"
HIDDEN = "（不显示）"
TOLD = "audit_told"
"""In a session's `info`: the paths of events told by hand since its last commit."""


class AuditEntry(Base):
    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor_id: Mapped[int | None] = mapped_column(Integer, index=True)
    actor_name: Mapped[str] = mapped_column(String(100))
    verb: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    label: Mapped[str] = mapped_column(String(200))
    path: Mapped[str | None] = mapped_column(TreePath, index=True)
    changes: Mapped[dict] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text)


class Audited:
    """A model whose every change is recorded.

    `audit_name` is its word on the page; `audit_secret` names columns whose values stay out of
    the trail, `audit_unseen` those that say nothing; `audit_label` and `audit_path` say which
    one it is and under which organisation.
    """

    audit_name = ""
    audit_secret: frozenset[str] = frozenset()
    audit_unseen: frozenset[str] = frozenset()
    audit_reaches_below = False
    """Whether a change concerns every organisation below its own as well."""

    @property
    def audit_label(self) -> str:
        return str(getattr(self, "name", "") or "")

    @property
    def audit_path(self) -> str | None:
        return getattr(self, "path", None)


@dataclass
class Acting:
    """On whose behalf and for what reason this context writes."""

    id: int | None = None
    name: str = "命令行"
    reason: str = ""


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


def acting(account_id: int | None = None, name: str = "命令行") -> None:
    """From here on in this context, changes are this account's; a reason given before is gone."""
    _acting.set(Acting(account_id, name))


def because(reason: str | None) -> None:
    """The reason the person gave; it goes with every change of this request."""
    actor = _acting.get() or Acting()
    _acting.set(Acting(actor.id, actor.name, (reason or "").strip()))


def record(verb: str, subject: str, label: str = "", *, subject_id=None, path=None, changes=None):
    """An event that is no change of a row: a login, an ID number shown, an export."""
    row = _entry(verb, subject, subject_id, label, path, changes or {})
    _tell([row])
    db.session.execute(insert(AuditEntry), [row])


def record_all(
    verb: str,
    subject: str,
    told: Sequence[tuple[int, str, str | None]],
    changes: Sequence[dict] = (),
) -> None:
    """The same event of many: (subject id, label, path) of each, in one statement; `changes` are
    each one's own, for rows that were written without the session."""
    each = zip_longest(told, changes, fillvalue={})
    rows = [_entry(verb, subject, *one, changed) for one, changed in each]
    if rows:
        _tell(rows)
        db.session.execute(insert(AuditEntry), rows)


def _tell(rows):
    """Keep where rows were written without the session: see app.findings.keeping."""
    db.session().info.setdefault(TOLD, set()).update(row["path"] for row in rows if row["path"])


def row_of(verb: str, subject: str, label: str = "", *, path=None, reason="") -> AuditEntry:
    """The same as `record`, as an object for a `short_transaction`."""
    return AuditEntry(**_entry(verb, subject, None, label, path, {}) | {"reason": reason})


@event.listens_for(Session, "after_flush")
def _follow(session, _flush):
    rows = [_traced(CREATED, o, _created(o)) for o in session.new if isinstance(o, Audited)]
    rows += [_traced(REMOVED, o, _created(o)) for o in session.deleted if isinstance(o, Audited)]
    for changed in (o for o in session.dirty if isinstance(o, Audited)):
        differences = _differences(changed)
        if differences:
            rows.append(_traced(CHANGED, changed, differences))
    if rows:
        session.execute(insert(AuditEntry), rows)


def _traced(verb, row, changes):
    return _entry(verb, row.audit_name, row.id, row.audit_label, row.audit_path, changes)


def _entry(verb, subject, subject_id, label, path, changes):
    actor = _acting.get() or Acting()
    return {
        "at": clock.now(),
        "actor_id": actor.id,
        "actor_name": actor.name,
        "verb": verb,
        "subject": subject,
        "subject_id": subject_id,
        "label": label[:200],
        "path": path,
        "changes": changes,
        "reason": actor.reason,
    }


def _created(row):
    values = {name: _shown(row, name, getattr(row, name)) for name in _columns(row)}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _differences(row):
    changes = {}
    renewed = inspect(row).info.pop("renewed", None)
    for name in _columns(row):
        history = inspect(row).attrs[name].history
        if name == renewed and not history.deleted:
            continue  # flagged for a new version, not changed
        if history.has_changes():
            before = history.deleted[0] if history.deleted else None
            after = history.added[0] if history.added else None
            if before != after:
                changes[name] = [_shown(row, name, before), _shown(row, name, after)]
    return changes


def _columns(row):
    skipped = {"id", "version", "path"} | row.audit_unseen
    return [a.key for a in inspect(row).mapper.column_attrs if a.key not in skipped]


def _shown(row, name, value):
    column = inspect(row).mapper.columns[name]
    if name in row.audit_secret or isinstance(column.type, Encrypted | EncryptedJson):
        return HIDDEN if value else None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return str(value)
