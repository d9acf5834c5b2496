"""Addresses of findings: what is owed where, and the book of rules."""

from flask import g, request

from app.access.policy import Can, requires, signed_in
from app.core import clock
from app.core.web import page
from app.findings import bp, queries
from app.findings.engine import State
from app.organizations import queries as organizations
from app.rules import registry


@bp.get("/")
@requires(Can.ORGANIZATIONS_VIEW)
def index():
    today = clock.today()
    branches = organizations.branches(g.scope, today)
    found = queries.of_organizations(g.scope, branches, today)
    behind = [(branch, found[branch.id]) for branch in branches if _pressing(found[branch.id])]
    return page(
        "findings/index.html",
        branches=branches,
        found=found,
        behind=sorted(behind, key=lambda pair: -_late(pair[1])),
        states=State,
    )


@bp.get("/rules")
@signed_in
def rules():
    text = request.args.get("q", "").strip()[:60]
    document = request.args.get("document", "")
    rows = registry.as_rows()
    shown = [r for r in rows if document in {"", r["document"]} and _speaks_of(r, text)]
    return page(
        "findings/rules.html",
        rows=_by_rule(shown),
        documents=sorted({row["document"] for row in rows}),
        q=text,
        document=document,
    )


def _pressing(findings):
    return any(f.state in {State.LATE, State.SOON} for f in findings)


def _late(findings):
    return sum(f.state is State.LATE for f in findings)


def _speaks_of(row, text):
    words = (row["id"], row["title"], row["text"], row["document"], row["article"])
    return all(any(part.lower() in word.lower() for word in words) for part in text.split())


def _by_rule(rows):
    """[(the version in force last, its earlier versions)] – a rule's anchor stands once."""
    grouped = {}
    for row in rows:
        grouped.setdefault(row["id"], []).append(row)
    return [(versions[-1], versions[:-1]) for versions in grouped.values()]
