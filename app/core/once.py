"""A form submitted twice acts once: its mark is stored with what it changed."""

import secrets
from datetime import datetime, timedelta

from flask import g, request
from sqlalchemy import String, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import SAFE_METHODS, Base, db, is_postgresql, reading
from app.core.types import Moment
from app.core.web import go

KEPT = timedelta(days=2)


class Submission(Base):
    __tablename__ = "submission"
    __table_args__ = {"info": {"backup": False}}  # noqa: RUF012

    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    location: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(Moment, index=True)


def fresh_mark() -> str:
    """A mark for one rendering of one form."""
    return secrets.token_urlsafe(16)


def stop_the_second():
    """Before an unsafe request: if its mark was already used, go where the first one went.

    On PostgreSQL a second request waits here for the first to end; on SQLite it waited for the
    write lock.
    """
    mark = "" if request.method in SAFE_METHODS else request.form.get("once", "")[:64]
    if not mark:
        return None
    if reading():  # SQLite refuses to write at once after what was read before others wrote
        db.session.rollback()
    dialect = postgresql if is_postgresql() else sqlite
    insert = dialect.insert(Submission).values(mark=mark, location="", at=clock.now())
    first = insert.on_conflict_do_nothing().returning(Submission.mark)
    if db.session.scalar(first):
        g._once = mark
        return None
    location = db.session.scalar(select(Submission.location).where(Submission.mark == mark))
    return go(location or request.path)


def remember(response):
    """After a success: keep where it led, for the same form pressed again."""
    if (mark := g.pop("_once", None)) and response.status_code < 400:
        location = response.headers.get("HX-Redirect") or response.headers.get("Location", "")
        if submission := db.session.get(Submission, mark):
            submission.location = location[:500]
    return response


def forget_old() -> None:
    """Drop marks older than two days; the daily job calls this."""
    db.session.execute(delete(Submission).where(Submission.at < clock.now() - KEPT))


def init_app(app):
    """Forms get their marks from the template global `fresh_mark`."""
    app.jinja_env.globals["fresh_mark"] = fresh_mark
