"""Sessions: who this browser is, since when, and when that ends."""

import secrets
from datetime import UTC, datetime

from flask import current_app, session
from flask_login import LoginManager, login_user, logout_user
from sqlalchemy import delete, exists, select

from app.accounts.models import Account, EndedSession, Invitation
from app.accounts.passwords import token_hash
from app.core import audit, clock, drafts
from app.core.db import db

manager = LoginManager()
SUCCEEDED = "登录"


def start(account: Account) -> None:
    """Begin a session. The same person coming back keeps the forms open in other tabs usable."""
    token = session.get("csrf_token") if session.get("_user_was") == account.id else None
    session.clear()
    if token:
        session["csrf_token"] = token
    login_user(account)
    now = datetime.now(UTC).timestamp()
    session.update(
        started=now,
        seen=now,
        epoch=account.epoch,
        mark=secrets.token_urlsafe(16),
        _user_was=account.id,
    )
    session.permanent = True


def note(verb: str, username: str, account: Account | None, address: str):
    """The audit row of a login or a failed one."""
    path = account.audit_path if account else None
    row = audit.row_of(verb, "登录", username[:100], path=path, reason=f"来自 {address}")
    if account and verb == SUCCEEDED:
        row.actor_id, row.actor_name = account.id, account.name
    return row


def end() -> None:
    """Log out here, and for whoever copied the cookie."""
    db.session.merge(EndedSession(mark=_own_mark(), at=clock.now()))
    logout_user()
    session.clear()


def forget_old() -> None:
    """Drop what was logged out so long ago that its cookie has expired anyway."""
    oldest = clock.now() - current_app.config["SESSION_ABSOLUTE"]
    db.session.execute(delete(EndedSession).where(EndedSession.at < oldest))


@manager.user_loader
def _load(account_id):
    ended = exists().where(EndedSession.mark == _own_mark())
    told = exists().where(
        Invitation.person_id == Account.person_id,
        Invitation.asked_by != "",
        Invitation.seen_at.is_(None),
    )
    kept = exists().where(drafts.Draft.account_id == Account.id)
    query = select(Account, told, kept).where(Account.id == int(account_id), ~ended)
    account, told, kept = db.session.execute(query).one_or_none() or (None, False, False)
    if account is None or account.disabled_at or account.epoch != session.get("epoch"):
        return None
    account.links_waiting, account.drafts_waiting = told, kept
    return account


def _own_mark():
    return token_hash(session.get("mark", ""))
