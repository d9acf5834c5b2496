"""Slowing down guesses: failures are counted by login name and by network address."""

from datetime import timedelta

from app.accounts.models import Throttle
from app.core import clock
from app.core.db import db, short_transaction

ALLOWED = {"name": 5, "address": 40}
WINDOW = timedelta(minutes=15)


def locked_minutes(username: str, address: str) -> int:
    """How many minutes this name or address must still wait; 0 when it may try."""
    now = clock.now()
    rows = [db.session.get(Throttle, key) for key in _keys(username, address)]
    waits = [r.locked_until - now for r in rows if r and r.locked_until and r.locked_until > now]
    return max((int(wait.total_seconds() // 60) + 1 for wait in waits), default=0)


def failed(username: str, address: str) -> None:
    """Count a failure against both; the one too many locks for a quarter of an hour."""
    now = clock.now()
    with short_transaction() as session:
        for key in _keys(username, address):
            row = session.get(Throttle, key) or Throttle(key=key, failures=0, since=now)
            if now - row.since > WINDOW:
                row.failures, row.since, row.locked_until = 0, now, None
            row.failures += 1
            if row.failures >= ALLOWED[key.partition(":")[0]]:
                row.locked_until = now + WINDOW
            session.add(row)


def succeeded(username: str) -> None:
    """A right password clears the name's count; the address keeps its own."""
    with short_transaction() as session:
        if row := session.get(Throttle, _keys(username, "")[0]):
            session.delete(row)


def _keys(username, address):
    return [f"name:{username.lower()[:100]}", f"address:{address[:100]}"]
