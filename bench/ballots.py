"""What a durable ballot of forty answers costs beside one durable insert."""

import re
from collections.abc import Iterator
from itertools import count
from statistics import median

from sqlalchemy import select

from app.access.scope import EVERYTHING
from app.accounts.models import Account
from app.ballots.questionnaire import field_name, judged_by
from app.core import clock
from app.core.db import db, unit_of_work
from app.evaluations import actions, queries
from app.evaluations.models import Kind
from app.organizations import queries as organizations
from bench.figures import Figure, taken, versus

ANSWERS = 40
BRANCH = "LT-01"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def ballot_cost(world) -> Iterator[Figure]:
    """Everybody of a branch votes once, each beside one insert of the same person."""
    with world.app.app_context(), unit_of_work():
        campaign, voters = _opened()
        ballots = {username: _ballot(campaign, person) for username, person in voters.items()}
        address = f"/evaluations/{campaign.id}/vote"
    ballot_times, insert_times = [], []
    for username, ballot in ballots.items():
        browser = world.client(username)
        token = {"csrf_token": TOKEN.search(browser.get(address).text)[1]}
        _press(browser, "/bench/insert", token)
        insert_times.append(taken(lambda: _press(browser, "/bench/insert", token), "wall"))  # noqa: B023
        ballot_times.append(taken(lambda: _press(browser, address, token | ballot, 200), "wall"))  # noqa: B023
    ours, theirs = median(ballot_times[1:]), median(insert_times[1:])
    told = f"a sealed, committed vote of {ANSWERS} answers ÷ login, CSRF and one committed insert"
    yield Figure(
        "ballot_cost", f"{told}, {len(ballots) - 1} voters: {versus(ours, theirs, 'wall')}", "×",
        ratio=round(ours / theirs, 2), limit=3,
    )  # fmt: skip


def _opened():
    """An open review in a branch that has none, and an account for each of its voters."""
    day = clock.today()
    branch = organizations.by_code(EVERYTHING, BRANCH)
    [campaign] = actions.prepare(
        [branch], kind=Kind.MEMBER_REVIEW, year=day.year, title="", minimum=5, opens_on=day,
        closes_on=day,
    )  # fmt: skip
    actions.open_campaign(campaign, day)
    voters = [m.person_id for m in queries.people(EVERYTHING, branch)]
    have = select(Account.person_id).where(Account.person_id.in_(voters))
    known, number = set(db.session.scalars(have)), count(1)
    found = {f"bench-{next(number)}": v for v in voters if v not in known}
    db.session.add_all(
        Account(username=name, person_id=person, organization=branch, password_hash="-")  # noqa: S106
        for name, person in found.items()
    )
    db.session.flush()
    return campaign, found


def _ballot(campaign, person_id) -> dict[str, str]:
    """Every needed answer, then others until there are forty."""
    paper = campaign.asked
    subjects = judged_by(paper, str(person_id))
    items = sorted(paper.items, key=lambda item: not item.needed)
    names = [(field_name(s, item.code), item.marks[0]) for item in items for s in subjects]
    return dict(names[:ANSWERS])


def _press(browser, address, fields, expected=303):
    status = browser.post(address, data=fields).status_code
    if status != expected:
        raise RuntimeError(f"{address} answers {status}")
