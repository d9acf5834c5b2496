"""What somebody was typing, kept until it is saved; one for each person and page.

Nothing of a ballot ever comes here: voting pages are marked and refused by the gate.
"""

from datetime import datetime

from flask import request
from flask_login import current_user
from sqlalchemy import String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, defer, mapped_column

from app.core import clock
from app.core.db import Base, db, short_transaction
from app.core.types import EncryptedJson, Moment
from app.core.web import this_address

LARGEST = 512 * 1024  # bytes of one draft as it is sent
MOST = 30  # drafts of one person; the oldest make room
UNKEPT = {"csrf_token", "once", "password", "new_password", "repeated", "current"}


class Draft(Base):
    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("account_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int]
    address: Mapped[str] = mapped_column(String(300))
    title: Mapped[str] = mapped_column(String(100))
    fields: Mapped[dict] = mapped_column(EncryptedJson)
    at: Mapped[datetime] = mapped_column(Moment)


def keep(account_id: int, address: str, form, title: str = "") -> datetime:
    """Store the posted fields (a MultiDict) as this person's draft of that page, at once."""
    with short_transaction() as session:
        return _store(session, account_id, address, form, title)


def keep_within(account_id: int, address: str, form, title: str = "") -> datetime:
    """The same together with what else this request changes, or not at all."""
    return _store(db.session, account_id, address, form, title)


def _store(session, account_id, address, form, title):
    fields = {name: form.getlist(name) for name in form if name not in UNKEPT}
    now = clock.now()
    draft = session.scalar(_of(account_id, address)) or Draft(
        account_id=account_id, address=address[:300], title=title[:100]
    )
    draft.fields, draft.at = fields, now
    session.add(draft)
    session.flush()
    newest = select(Draft.id).where(Draft.account_id == account_id)
    kept = session.scalars(newest.order_by(Draft.at.desc(), Draft.id.desc()).limit(MOST)).all()
    session.execute(delete(Draft).where(Draft.account_id == account_id, Draft.id.not_in(kept)))
    return now


def kept(account_id: int, address: str | None = None) -> dict | None:
    """The fields of this person's draft of a page (by default the page being asked for)."""
    draft = db.session.scalar(_of(account_id, address or this_address()))
    return draft and draft.fields


def of_reader() -> dict | None:
    """What the person asking for this page was typing here before, if anything."""
    return kept(current_user.id) if request.method == "GET" else None


def listed(account_id: int) -> list[Draft]:
    """This person's open drafts, newest first; what was typed stays sealed until asked for."""
    query = select(Draft).where(Draft.account_id == account_id).options(defer(Draft.fields))
    return list(db.session.scalars(query.order_by(Draft.at.desc())))


def drop(account_id: int, address: str | None = None) -> None:
    """Forget the draft once what it held is saved, or the person lets it go."""
    db.session.execute(
        delete(Draft).where(
            Draft.account_id == account_id, Draft.address == (address or this_address())
        )
    )


def _of(account_id, address):
    return select(Draft).where(Draft.account_id == account_id, Draft.address == address[:300])
