"""Makes, renews and switches off a person's private calendar address."""

import secrets

from app.access.scope import EVERYTHING
from app.accounts import passwords
from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.meetings.feeds import queries
from app.meetings.feeds.models import CalendarFeed


def renew(account: Account) -> str:
    """A new token; the address before it opens nothing from now on."""
    token = secrets.token_urlsafe(24)
    feed = queries.of_account(EVERYTHING, account.id) or CalendarFeed(account=account)
    feed.token_hash, feed.made_at = passwords.token_hash(token), clock.now()
    db.session.add(feed)
    db.session.flush()
    return token


def switch_off(account: Account) -> None:
    """The address opens nothing any more."""
    if feed := queries.of_account(EVERYTHING, account.id):
        db.session.delete(feed)
        db.session.flush()
