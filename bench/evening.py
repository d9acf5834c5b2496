"""An evening when everybody votes: real workers, durable commits, forty answers a ballot; and what
opening and adding up forty thousand ballots costs."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from flask_migrate import upgrade
from sqlalchemy import select, text

from app.accounts.models import Account
from app.ballots import actions as boxes
from app.ballots import counting, envelopes, receipts
from app.ballots.questionnaire import Answers, Item, Questionnaire, field_name, pack
from app.config import CHECKOUT
from app.core import clock
from app.core.db import db, unit_of_work
from app.evaluations import actions
from app.evaluations.models import Campaign, Kind
from app.members.models import Member
from app.organizations import actions as organizations
from app.people.models import Person
from app.rules.members import Stage, Standing
from app.rules.organizations import OrganizationKind, UnitType
from bench.figures import Figure, medians, taken, versus
from bench.world import TODAY, open_instance

VOTERS, ANSWERS, THREADS, BLOCKS = 400, 40, 8, 5
BALLOTS = 40_000
COOKIE = "branchbook"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def voting_evening(world) -> Iterator[Figure]:
    """Votes and bare inserts in turn, by the same people over the same server."""
    bases = {"SQLite": ""}
    if url := os.environ.get("BENCH_POSTGRES"):
        bases["PostgreSQL"] = url
    for name, url in bases.items():
        yield from _evening(world.home / f"evening-{name}", name, url)


def _evening(home: Path, name: str, url: str) -> Iterator[Figure]:
    app = open_instance(home, url)
    with app.app_context():
        upgrade()
        clock.set_epoch(app.config["INSTANCE"] / "clock.json", TODAY)
        with unit_of_work():
            campaign = _campaign()
            address, ballot = f"/evaluations/{campaign.id}/vote", _ballot(campaign)
    cookies = [_cookie(app, f"v{n}") for n in range(VOTERS)]
    with _served(home, url) as port, ThreadPoolExecutor(THREADS) as pool:
        people = list(pool.map(lambda cookie: _opened(port, cookie, address), cookies))
        votes, inserts, speeds = [], [], {"votes": 0.0, "inserts": 0.0}
        for block in range(BLOCKS):
            some = people[block::BLOCKS]
            inserts += _press(pool, port, some, "/bench/insert", {}, 303, speeds, "inserts")
            votes += _press(pool, port, some, address, ballot, 200, speeds, "votes")
    with app.app_context():
        box = db.session.get(Campaign, campaign_id(address)).box
        kept = envelopes.number(box), receipts.numbers([box.id]).get(box.id, 0)
        db.session.rollback()
        db.engine.dispose()
    if kept != (VOTERS, VOTERS):
        raise RuntimeError(f"{VOTERS} votes acknowledged, {kept} kept")
    ratio = speeds["inserts"] / speeds["votes"]
    told = (
        f"{VOTERS} votes of {ANSWERS} answers, {VOTERS / speeds['votes']:.0f} a second, against "
        f"{VOTERS / speeds['inserts']:.0f} bare inserts with login and CSRF, 2 workers, "
        f"{THREADS} at once; none lost, none twice"
    )
    yield Figure("voting_evening", told, "× (at least 0.4)", of=name, ratio=round(ratio, 2))
    middle, last = median(votes), quantiles(votes, n=100)[98]
    told = f"p99 {last * 1000:.0f} ms ÷ median {middle * 1000:.0f} ms of a vote"
    yield Figure("voting_p99", told, "×", of=name, ratio=round(last / middle, 1), limit=10)


def campaign_id(address: str) -> int:
    """The number in a campaign's address."""
    return int(address.split("/")[2])


def tally_cost(world) -> Iterator[Figure]:
    """Forty thousand sealed ballots opened, then added up beside one plain aggregate."""
    app = open_instance(world.home / "tally")
    paper = Questionnaire(
        tuple(str(n) for n in range(ANSWERS)), (Item("overall", ("a", "b", "c", "d"), True),), False
    )
    answers = Answers({s: {"overall": "abcd"[n % 4]} for n, s in enumerate(paper.subjects)})
    with app.app_context():
        upgrade()
        with unit_of_work():
            box = boxes.open_box(paper, 5)
            packed = pack(paper, answers)
            for n in range(BALLOTS):
                envelopes.put(box, packed)
                receipts.give(box, str(n))
            boxes.close(box.id)
        with unit_of_work():
            seconds = taken(lambda: counting.count(box.id, paper, BALLOTS), "wall")
        counting.settle(box)
        told = f"{BALLOTS} ballots × {ANSWERS} answers opened, split, mixed and stored"
        yield Figure("opening", told, "s wall", value=round(seconds, 1))
        bare = text(
            "SELECT voter_group, subject, item, mark, count(*) FROM ballot_counted_mark"
            " WHERE box_id = :box GROUP BY voter_group, subject, item, mark"
        )
        ours, theirs = medians(
            3, "CPU",
            lambda: counting.tally(box),
            lambda: db.session.execute(bare, {"box": box.id}).all(),
        )  # fmt: skip
        told = f"the tally ÷ one SQL aggregate over the same rows: {versus(ours, theirs, 'CPU')}"
        yield Figure("tally_cost", told, "×", ratio=round(ours / theirs, 2), limit=3)
        db.session.rollback()
        db.engine.dispose()


def _campaign() -> Campaign:
    """An open evaluation of forty matters by the members of one large branch."""
    branch = organizations.create(
        code="B", name="大支部", kind=OrganizationKind.BRANCH, unit_type=UnitType.TEACHER
    )
    for n in range(VOTERS):
        person = Person(name=f"投票人{n}")
        db.session.add_all([
            person,
            Member(person=person, organization=branch, stage=Stage.FULL, standing=Standing.NORMAL),
            Account(username=f"v{n}", person=person, organization=branch, password_hash="-"),  # noqa: S106
        ])  # fmt: skip
    db.session.flush()
    [campaign] = actions.prepare(
        [branch], kind=Kind.SATISFACTION, year=TODAY.year, title="", minimum=5,
        opens_on=TODAY, closes_on=TODAY,
    )  # fmt: skip
    actions.leave_out(campaign, [], [f"事项{n}" for n in range(ANSWERS)])
    actions.open_campaign(campaign, TODAY)
    return campaign


def _ballot(campaign) -> dict[str, str]:
    paper = campaign.asked
    return {
        field_name(subject, item.code): item.marks[n % len(item.marks)]
        for n, subject in enumerate(paper.subjects)
        for item in paper.asked
    }


def _cookie(app, username: str) -> str:
    """That person's session, signed as after a login, so that no password hash is measured."""
    with app.app_context():
        account = db.session.scalars(select(Account).where(Account.username == username)).one()
        moment = datetime.now(UTC).timestamp()
        told = {"_user_id": str(account.id), "_fresh": True, "epoch": account.epoch}
        told |= {"started": moment, "seen": moment}
        return app.session_interface.get_signing_serializer(app).dumps(told)


def _opened(port, cookie, address) -> tuple[str, str]:
    """(cookie, CSRF token) of a voter who has opened the ballot."""
    status, body, fresh = _ask(port, "GET", address, cookie)
    if status != 200:
        raise RuntimeError(f"{address} answers {status}")
    return fresh or cookie, TOKEN.search(body)[1]


def _press(pool, port, people, address, fields, expected, speeds, name) -> list[float]:
    """The seconds of each of these people's posts; the wall time of all goes into `speeds`."""

    def one(person):
        cookie, token = person
        begun = time.perf_counter()
        status, _, _ = _ask(port, "POST", address, cookie, fields | {"csrf_token": token})
        if status != expected:
            raise RuntimeError(f"{address} answers {status}")
        return time.perf_counter() - begun

    begun = time.perf_counter()
    times = list(pool.map(one, people))
    speeds[name] += time.perf_counter() - begun
    return times


def _ask(port, method, address, cookie, fields=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"{COOKIE}={cookie}"}
    body = None
    if fields is not None:
        body = urlencode(fields)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, address, body, headers)
    answer = connection.getresponse()
    told = answer.read().decode()
    fresh = re.search(rf"{COOKIE}=([^;]+)", answer.getheader("Set-Cookie") or "")
    connection.close()
    return answer.status, told, fresh and fresh[1]


@contextmanager
def _served(home: Path, url: str):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bench.served", str(home), str(port), url]
    server = subprocess.Popen(command, cwd=CHECKOUT, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        for _ in range(200):
            try:
                _ask(port, "GET", "/healthz", "")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(20)
