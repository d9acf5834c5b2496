"""Fifty ask for one room in the same second, from threads with connections of their own: one has
it, and whoever comes later is told."""

import threading
from datetime import time

import pytest

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.rules.venues import Span
from app.venues import queries
from tests.venues.made import DAY, room

ASKING, THREADS = 50, 8
"""Fewer threads than the pool has connections, as any server has: each asks again and again."""
TYPED = {
    "title": "支部学习", "day": DAY.isoformat(), "starts": "15:00", "ends": "17:00", "people": "20",
    "every": "once",
}  # fmt: skip


@pytest.mark.storage
def test_of_fifty_who_ask_at_once_one_has_the_room(app, world, client_of):
    venue = room(world).id
    db.session.commit()
    address = f"/venues/{venue}/book"
    browsers = [client_of("secretary") for _ in range(ASKING)]
    ready, answers = threading.Barrier(THREADS), []
    clock_day, typed = clock.today(), TYPED | {"organization_id": str(world.here.id)}
    db.session.rollback()

    def ask(mine):
        ready.wait(timeout=60)
        for browser in mine:
            with app.app_context(), clock.travel(clock_day):
                answer = browser.post(address, data=typed)
            answers.append((answer.status_code, answer.get_data(as_text=True)))

    threads = [
        threading.Thread(target=ask, args=(browsers[n::THREADS],), daemon=True)
        for n in range(THREADS)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=120)
    assert sorted(status for status, _ in answers) == [303] + [422] * (ASKING - 1)
    assert all("已有人约" in text for status, text in answers if status == 422)
    db.session.expire_all()
    [held] = queries.between(EVERYTHING, DAY, DAY)
    assert held.span == Span(time(15), time(17))
