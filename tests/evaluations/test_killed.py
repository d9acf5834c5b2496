"""The server is killed while everybody votes; what it acknowledged is there once, and a retry
counts nobody twice."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from flask_migrate import upgrade

from app.ballots import counting, envelopes, receipts
from app.config import CHECKOUT
from app.core import clock
from app.core.db import db, unit_of_work
from app.evaluations import actions
from app.evaluations.models import Campaign
from bench import evening
from bench.world import TODAY, open_instance

pytestmark = pytest.mark.slow
VOTERS, THREADS, KILL_AFTER = 120, 8, 40


@contextmanager
def served(home):
    """(port, kill): two workers over `home` in a process group of their own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bench.served", str(home), str(port)]
    server = subprocess.Popen(command, cwd=CHECKOUT, stderr=subprocess.DEVNULL,
                              start_new_session=True)  # fmt: skip

    def kill():
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()

    try:
        for _ in range(300):
            try:
                evening._ask(port, "GET", "/healthz", "")
                break
            except OSError:
                time.sleep(0.1)
        yield port, kill
    finally:
        if server.poll() is None:
            kill()


def test_every_acknowledged_vote_is_counted_once(tmp_path, monkeypatch):
    monkeypatch.setattr(evening, "VOTERS", VOTERS)
    app = open_instance(tmp_path)
    with app.app_context():
        upgrade()
        clock.set_epoch(app.config["INSTANCE"] / "clock.json", TODAY)
        with unit_of_work():
            campaign = evening._campaign()
            address, ballot = f"/evaluations/{campaign.id}/vote", evening._ballot(campaign)
    cookies = {n: evening._cookie(app, f"v{n}") for n in range(VOTERS)}
    acknowledged, answers = set(), {}

    def vote(port, n, kill=None):
        try:
            cookie, token = evening._opened(port, cookies[n], address)
            fields = ballot | {"csrf_token": token}
            answers[n], _, _ = evening._ask(port, "POST", address, cookie, fields)
        except (OSError, http.client.HTTPException, RuntimeError):
            return
        if answers[n] == 200:
            acknowledged.add(n)
            if kill and len(acknowledged) == KILL_AFTER:
                kill()

    with served(tmp_path) as (port, kill), ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda n: vote(port, n, kill), cookies))
    before = set(acknowledged)
    assert KILL_AFTER <= len(before) < VOTERS
    with served(tmp_path) as (port, _), ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda n: vote(port, n), set(cookies) - before))
    with app.app_context():
        box = db.session.get(Campaign, evening.campaign_id(address)).box
        assert envelopes.number(box) == receipts.numbers([box.id])[box.id] == VOTERS
        with unit_of_work():
            campaign = db.session.get(Campaign, evening.campaign_id(address))
            actions.close(campaign)
            actions.count(campaign, TODAY)
        counting.settle(db.session.get(Campaign, campaign.id).box)
        assert db.session.get(Campaign, campaign.id).box.ballots == VOTERS
        db.session.rollback()
        db.engine.dispose()
