"""What a person finds on the workspace: what they owe, what is open, what they look after."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from app.access.policy import Can
from app.access.scope import EVERYTHING, Scope
from app.accounts import queries as accounts
from app.accounts.models import Account
from app.analysis import queries as analysis
from app.core import drafts
from app.development.superior import queries as superior
from app.development.superior.queue import Group, groups
from app.dues import desk as own_dues
from app.dues.desk import Owed
from app.elections import queries as elections
from app.evaluations import notices
from app.evaluations import queries as evaluations
from app.findings import ours, year
from app.findings import queries as findings
from app.findings.demands import queries as demands
from app.findings.engine import Finding, State, owed
from app.findings.queries import Exceptions
from app.meetings import queries as meetings
from app.meetings.calls import queries as calls
from app.members import queries as members
from app.members.models import Member
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.pledges import desk as own_pledges
from app.pledges.desk import Own
from app.rules.dues.months import month_of
from app.rules.members import Stage
from app.training import people as training

MOST_BEHIND = 10
"""Organisations named on the workspace; the page of findings has them all."""


@dataclass
class Desk:
    """One person's workspace; lists are empty where the person has no such work."""

    links: list = field(default_factory=list)
    to_fill: list = field(default_factory=list)
    results: list[notices.News] = field(default_factory=list)
    to_vote: list = field(default_factory=list)
    to_examine: list = field(default_factory=list)
    pledges: Own = field(default_factory=Own)
    dues: Owed | None = None
    to_answer: list = field(default_factory=list)
    coming: list = field(default_factory=list)
    elections: list = field(default_factory=list)
    queue: list[Group] = field(default_factory=list)
    open_drafts: list = field(default_factory=list)
    owed: list[Finding] = field(default_factory=list)
    own: Organization | None = None
    people: dict = field(default_factory=dict)
    urged: dict = field(default_factory=dict)
    picture: list[year.Row] = field(default_factory=list)
    off: Exceptions | None = None
    member: Member | None = None
    attended: list = field(default_factory=list)

    @property
    def things(self) -> int:
        """How many things are to be done by this person."""
        waiting = sum(len(group.lines) for group in self.queue)
        own = len(self.to_fill) + len(self.to_vote) + len(self.to_examine) + len(self.pledges)
        own += self.dues is not None
        own += len(self.to_answer)
        return own + len(self.owed) + waiting + len(self.elections)


def of(account: Account, today: date) -> Desk:
    """Gathered in a fixed number of statements, whatever the number of branches."""
    desk = Desk(open_drafts=drafts.listed(account.id) if account.drafts_waiting else [])
    if account.person_id:  # a roster may name people from anywhere
        if account.links_waiting:
            desk.links = accounts.links_told(EVERYTHING, account.person_id)
        desk.to_fill = evaluations.to_fill(EVERYTHING, account.person_id, today)
        desk.results = notices.of(account.person_id, account.scope_for(Can.GRADES_DECIDE), today)
    if decides := account.scope_for(Can.DEVELOPMENT_DECIDE):
        rows = superior.waiting(decides)
        own = [row for row in rows if row.committee_path in decides.roots]
        desk.queue = sorted(groups(own, {}, {}, today), key=_days_left)
    if decides := account.scope_for(Can.ELECTIONS_DECIDE):
        desk.elections = elections.waiting(decides)
    _asked_of_me(desk, account, today)
    works, oversees = account.scope_for(Can.MEETINGS_LOG), account.scope_for(Can.BRANCHES_OVERSEE)
    if works or oversees:
        _branches(desk, works, oversees, today)
    else:
        _own_record(desk, account, today)
    return desk


def _asked_of_me(desk, account, today):
    """Meetings the person is called to, ballots, the own comparison check and pledge."""
    own, person = _own(account), account.person_id
    desk.coming = [
        one for one in calls.coming(own, person, today) if one.call.held_on <= _soon(today)
    ]
    if person:
        desk.to_answer = training.to_answer(EVERYTHING, person, today)
    if votes := account.scope_for(Can.ELECTIONS_VOTE):
        desk.to_vote = elections.to_vote(votes, person)
    if lives := account.scope_for(Can.LIFE_OWN):
        desk.to_examine = analysis.to_hand_in(lives, person)
        beside = own_dues.columns(person, month_of(today))
        desk.pledges = own_pledges.of_person(lives, person, today, beside)
        desk.dues = own_dues.told(desk.pledges.beside)


def _own(account):
    """Where the person has a place: the own branch, and wherever a post is held."""
    return Scope(frozenset(path for _, path in account.roles))


def _soon(today):
    """Up to when meetings are announced on the workspace."""
    return today + timedelta(days=14)


def _branches(desk, works, oversees, today):
    if works:
        mine = organizations.branches(works, today)
        found = findings.instances(works, mine, today, set(State))
        desk.owed = [finding for branch in mine for finding in owed(found[branch.id])]
        desk.urged = demands.urged(works, found, ours.lately(today))
        if len(mine) == 1:
            desk.own = mine[0]
            desk.picture = year.of_one(found[desk.own.id], today.year)
            numbers = members.stages(works).get(desk.own.id, {})
            desk.people = {stage: numbers[stage] for stage in reversed(Stage) if stage in numbers}
    if oversees:
        desk.off = findings.exceptions(oversees, today, limit=MOST_BEHIND)


def _own_record(desk, account, today):
    scope = _own(account)
    desk.member = members.of_person(scope, account.person_id)
    if desk.member:
        desk.attended = meetings.of_person(scope, account.person_id, today.year)


def _days_left(group):
    left = group.lines[0].left
    return left is None, left or 0
