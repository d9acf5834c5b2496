"""Every SELECT on private calendar addresses. The scope comes first, always."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.access.scope import Scope
from app.accounts import passwords
from app.accounts.models import Account
from app.core.db import db
from app.meetings.feeds.models import CalendarFeed


def of_account(scope: Scope, account_id: int) -> CalendarFeed | None:
    """A person's own address, if there is one."""
    query = select(CalendarFeed).where(CalendarFeed.account_id == account_id)
    return db.session.scalar(query) if scope else None


def by_token(scope: Scope, token: str) -> Account | None:
    """Whose calendar the token opens; nobody's once the account is disabled."""
    query = (
        select(CalendarFeed)
        .join(CalendarFeed.account)
        .options(joinedload(CalendarFeed.account))
        .where(
            CalendarFeed.token_hash == passwords.token_hash(token), Account.disabled_at.is_(None)
        )
    )
    feed = db.session.scalar(query) if scope else None
    return feed and feed.account
