"""What a page costs beside the least page of the same application, and its SQL statements."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.core.db import db
from bench import yardsticks
from bench.figures import Figure, medians, versus

ROUNDS = 40
PAGES = [
    ("member list, 50 rows", "/members/", "committee"),
    ("meeting list", "/meetings/", "committee"),
    ("workspace of a secretary", "/", "secretary"),
    ("workspace of a member", "/", "member"),
    ("workspace of a committee", "/", "committee"),
]
LISTS = [
    "/members/", "/members/imports", "/members/transfers", "/members/corrections", "/meetings/",
"/organizations/", "/accounts/", "/evaluations/", "/debriefs/",
    "/findings/rules", "/audit/", "/search?q=周", "/papers/", "/jobs/", "/development/courses",
    "/development/plans", "/development/history",
]  # fmt: skip
JUDGED = ["/development/", "/development/queue"]
"""Lists that judge every file they show; they gather it in more statements."""
GATHERED = ["/", "/findings/", "/development/lint", "/meetings/year"]
"""Pages of all duties and all files; for information."""
READERS = ["admin", "committee", "faculty", "secretary", "member", "applicant", "liaison"]


def page_cost(world) -> Iterator[Figure]:
    """CPU seconds of a request through the test client, both pages in the same process."""
    bare = yardsticks.bare().test_client()
    for name, address, username in PAGES:
        browser = world.client(username)
        _open(browser, address)
        page, plain, least = medians(
            ROUNDS,
            "CPU",
            lambda b=browser, a=address: b.get(a),
            lambda b=browser: b.get("/bench/page"),
            lambda: bare.get("/"),
        )
        told = f"GET {address} as {username} ÷ base.html, login, 50 ORM rows"
        yield Figure(
            "page_cost", f"{told}: {versus(page, plain, 'CPU')}", "×", name, _short(page / plain),
            limit=2,
        )  # fmt: skip
        told = f"GET {address} as {username} ÷ a page of an empty Flask application"
        yield Figure(
            "page_cost_bare", f"{told}: {versus(page, least, 'CPU')}", "×", name,
            _short(page / least),
        )  # fmt: skip


def statements(world) -> Iterator[Figure]:
    """For each list the most that any account causes, from one branch's rows to everybody's."""
    browsers = {username: world.client(username) for username in READERS}
    for address in [*LISTS, *JUDGED]:
        counted = _counted(world.app, browsers, address)
        yield Figure(
            "statements", _told(counted), "statements", address, value=max(counted.values()),
            limit=10 if address in JUDGED else 8,
        )  # fmt: skip
    for address in GATHERED:
        counted = _counted(world.app, browsers, address)
        yield Figure(
            "statements_gathered", _told(counted), "statements", address,
            value=max(counted.values()),
        )  # fmt: skip


def _counted(app, browsers, address) -> dict[str, int]:
    """Statements by account, of those that may open the page."""
    with app.app_context():
        engine = db.engine
    counted = {}
    for username, browser in browsers.items():
        with _counting(engine) as sent:
            if browser.get(address).status_code == 200:
                counted[username] = len(sent)
    return counted


def statements_of(app, browser, address) -> int:
    """SQL statements of one request."""
    return _counted(app, {"": browser}, address)[""]


def _told(counted):
    numbers = "、".join(f"{username} {number}" for username, number in counted.items())
    return f"{numbers}; BEGIN left out"


@contextmanager
def _counting(engine):
    sent = []

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def _open(browser, address):
    status = browser.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address} answers {status}")


def _short(ratio):
    return round(ratio, 2)
