"""Holds back a flood of letters and of guessed codes without writing down who sends.

Counts stand in this process's memory under a hash that only this process can make, and are thrown
away together every hour; no times, no names, nothing on disk.
"""

import hashlib
import hmac
import secrets
import time
from collections import Counter

HOUR = 3600


class Throttle:
    """At most `most` acts an hour of each sender."""

    def __init__(self, most: int):
        self.most = most
        self._forget()

    def allows(self, sender: str) -> bool:
        """Whether one more act is allowed; it is counted."""
        if time.monotonic() - self._since > HOUR:
            self._forget()
        mark = hmac.new(self._key, sender.encode(), hashlib.sha256).digest()
        self._counts[mark] += 1
        return self._counts[mark] <= self.most

    def _forget(self):
        self._key, self._since = secrets.token_bytes(32), time.monotonic()
        self._counts: Counter = Counter()


LETTERS, CODES = Throttle(5), Throttle(60)
