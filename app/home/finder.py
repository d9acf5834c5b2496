"""One box that finds pages, people, meetings and rules; only what the asking person may open."""

from dataclasses import dataclass, field

from app.access.policy import Can
from app.accounts.models import Account
from app.home.navigation import open_pages
from app.meetings import queries as meetings
from app.members import queries as members
from app.members.queries import Filter
from app.rules.registry import as_rows

MOST = 10


@dataclass
class Found:
    """`pages` are (label, address)."""

    pages: list[tuple[str, str]] = field(default_factory=list)
    people: list = field(default_factory=list)
    meetings: list = field(default_factory=list)
    rules: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.pages or self.people or self.meetings or self.rules)


def find(account: Account, words: str) -> Found:
    """At most ten of each; nothing for no words."""
    if not words:
        return Found()
    rules = [r for r in as_rows() if words in r["title"] or words in r["text"]]
    pages = [(label, address) for label, address in open_pages(account) if words in label]
    found = Found(pages=pages[:MOST], rules=rules[:MOST])
    if scope := account.scope_for(Can.MEMBERS_VIEW):
        found.people = members.listed(scope, Filter(text=words, standing=""), limit=MOST)
    if scope := account.scope_for(Can.MEETINGS_VIEW):
        found.meetings = meetings.listed(scope, text=words, limit=MOST)[:MOST]
    return found
