"""What findings cost as the institution grows: the same pages over 12 branches and over a thousand,
and one pass over everything."""

from collections.abc import Iterator

from app.access.scope import EVERYTHING
from app.core.db import db, reads_only
from app.findings import keeping
from app.organizations import queries as organizations
from app.rules.organizations import OrganizationKind
from bench.figures import Figure, medians, taken, versus
from bench.pages import statements_of
from bench.world import TODAY, client_of

SMALL, LARGE = 12, 1000
ROUNDS = 40
PASSES = 3
PAGES = [
    ("the committee's exceptions", "/findings/", "committee"),
    ("a branch's page", "/findings/", "secretary"),
    ("workspace of a secretary", "/", "secretary"),
    ("workspace of a committee", "/", "committee"),
]


def findings_growth(world) -> Iterator[Figure]:
    """CPU of each page over the large institution ÷ over the small one, in turn."""
    small, large = world.institution(SMALL), world.institution(LARGE)
    for name, address, username in PAGES:
        few, many = client_of(small.app, username), client_of(large.app, username)
        most, least = medians(
            ROUNDS, "CPU", lambda b=many, a=address: b.get(a), lambda b=few, a=address: b.get(a)
        )
        told = f"GET {address} as {username}, {LARGE} branches ÷ {SMALL}: "
        yield Figure(
            "findings_growth", told + versus(most, least, "CPU"), "×", name,
            round(most / least, 2), limit=2,
        )  # fmt: skip
        yield Figure(
            "findings_statements", f"GET {address} as {username}, {LARGE} branches", "statements",
            name, value=statements_of(large.app, many, address), limit=12,
        )  # fmt: skip


def findings_full(world) -> Iterator[Figure]:
    """CPU seconds of every duty of every organisation, worked out from the records."""
    app = world.institution(LARGE).app
    with app.app_context():
        reads_only(True)
        tree = [
            one for one in organizations.tree(EVERYTHING) if one.kind is not OrganizationKind.GROUP
        ]
        seconds = sorted(taken(lambda: keeping.fresh(tree, TODAY), "CPU") for _ in range(PASSES))
        db.session.rollback()
    yield Figure(
        "findings_full", f"{len(tree)} organisations, median of {PASSES} passes", "s",
        value=round(seconds[PASSES // 2], 2), limit=5,
    )  # fmt: skip
