"""Sessions: who this browser is, since when, and when that ends."""

from datetime import UTC, datetime

from flask import session
from flask_login import LoginManager, login_user

from app.accounts.models import Account
from app.core import audit
from app.core.db import db

manager = LoginManager()


def start(account: Account) -> None:
    """Begin a session. The same person coming back keeps the forms open in other tabs usable."""
    token = session.get("csrf_token") if session.get("_user_was") == account.id else None
    session.clear()
    if token:
        session["csrf_token"] = token
    login_user(account)
    now = datetime.now(UTC).timestamp()
    session.update(started=now, seen=now, epoch=account.epoch, _user_was=account.id)
    session.permanent = True


def note(verb: str, username: str, account: Account | None, address: str):
    """The audit row of a login or a failed one."""
    path = account.audit_path if account else None
    return audit.row_of(verb, "登录", username[:100], path=path, reason=address)


@manager.user_loader
def _load(account_id):
    account = db.session.get(Account, int(account_id))
    if account is None or account.disabled_at or account.epoch != session.get("epoch"):
        return None
    return account
