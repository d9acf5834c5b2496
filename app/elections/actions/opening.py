"""An election begins: the superior reminds, or the branch starts; it may be given up again."""

from datetime import date

from app.access.scope import Scope
from app.core.db import db
from app.core.errors import Refused
from app.elections import queries
from app.elections.models import Election, ElectionState, RoundState
from app.organizations.models import Organization
from app.rules.elections.terms import ElectionKind, check_temporary
from app.rules.organizations import OrganizationKind, needs_committee, term_end, term_years


def end_of_term(organization: Organization, day: date) -> date | None:
    """The last day of the present term: from the election, or from the founding where no election
    is on record; None where neither is known or the organisation has no term."""
    begun = organization.elected_on or organization.founded_on
    if begun is None or organization.kind is OrganizationKind.GROUP:
        return None
    return term_end(begun, term_years(organization.kind, day))


def start(
    branch: Organization, kind: ElectionKind, day: date, *, full_members: int, reason: str = ""
) -> Election:
    """Open an election of a branch. Refused where one of the kind is open; a temporary branch
    gives a reason."""
    if branch.kind is not OrganizationKind.BRANCH:
        raise Refused("这里办理党支部的选举；党委、党总支换届请在组织页更新本届选举日期。", "kind")
    if queries.open_of(_whole(branch), branch.id, kind):
        raise Refused(f"已经有一次{kind.label}正在进行，请从列表里打开。", "kind")
    warnings = check_temporary(branch.temporary, day).warnings
    if kind is ElectionKind.TERM and warnings and not reason:
        raise Refused(f"{warnings[0]}。确需换届的，请写明理由。", "reason")
    committee = needs_committee(full_members, day)
    election = Election(
        organization=branch,
        kind=kind,
        term_ends_on=end_of_term(branch, day) if kind is ElectionKind.TERM else None,
        committee=committee,
        seats=3 if committee and kind is ElectionKind.TERM else 0,
        reason=reason,
    )
    db.session.add(election)
    db.session.flush()
    return election


def remind(branch: Organization, day: date, *, full_members: int) -> Election:
    """The superior reminds of the term's end (BR-25); the election is opened with it."""
    scope = _whole(branch)
    election = queries.open_of(scope, branch.id, ElectionKind.TERM)
    election = election or start(
        branch,
        ElectionKind.TERM,
        day,
        full_members=full_members,
        reason="上级提醒换届" if branch.temporary else "",
    )
    if election.reminded_on is None:
        election.reminded_on = day
    db.session.flush()
    return election


def cancel(election: Election, why: str) -> None:
    """Give an open election up; what was recorded stays to be seen."""
    check_open(election)
    if any(one.state in {RoundState.OPEN, RoundState.CLOSED} for one in election.rounds):
        raise Refused("有一轮投票还没有计票，请先计票或者作废这一轮。")
    election.state, election.remark = ElectionState.CANCELLED, why
    db.session.flush()


def check_open(election: Election) -> None:
    """Refused for an election that is over."""
    if not election.open:
        raise Refused(f"这次选举{election.state.label}，不能再改。")


def _whole(branch):
    return Scope(frozenset({branch.path}))
