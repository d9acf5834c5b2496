"""R-25: what about a branch's set-up is not as it should be. Seven statements for any number.

No rule sets a last day for most of it: what must be (应当) is due from the day it came to be so
and stays so until it is done, what is usual (一般) is a hint. Only a temporary branch has a day on
which it is to end.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.core.db import db
from app.findings.engine import Finding, State
from app.members.life.models import Event
from app.members.models import Member
from app.organizations import queries as tree
from app.organizations.models import Organization, Post
from app.rules.base import Reason, Strength
from app.rules.life import EventKind
from app.rules.members import Stage, Standing
from app.rules.organizations import COMMITTEE_POSTS, OrganizationKind, PostKind, Shape, check_shape
from app.rules.registry import rule

JOINT = "BR-03.units"
WATCHED = {OrganizationKind.BRANCH, OrganizationKind.GENERAL_BRANCH}
WHAT = {
    "BR-02": "支部人数较多", "BR-03": "正式党员不足三人", "BR-06": "临时党支部任务已结束",
    "BR-15": "划分党小组", "BR-22": "设立支部委员会", "BR-23": "支部委员会人数",
    "BR-27": "没有书记", "BR-35": "按人数设立上一级组织", "UNI-02": "教师党支部人数较多",
    "UNI-12": "学生党支部人数较多", JOINT: "联合党支部覆盖单位较多",
}  # fmt: skip
"""What each rule's finding is called, in lists and as a group on the page."""


@dataclass
class _Facts:
    """What is known of one organisation that day."""

    members: int = 0
    full: int = 0
    groups: dict[int, list[int]] = field(default_factory=dict)
    committee: set[int] = field(default_factory=set)
    seats: set[int] = field(default_factory=set)
    secretary: bool = False


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """What is off about these branches and general branches."""
    watched = [one for one in organizations if one.kind in WATCHED and one.in_force(day)]
    if not watched:
        return
    facts = _facts(watched, day)
    on = tree.local_rules(EVERYTHING, watched, day)
    told = [
        (one, reason)
        for one in watched
        for reason in check_shape(one.kind, _shape(one, facts[one.id], on[one.id]), day)
    ]
    since = _Since([one for one, _ in told], day) if told else None
    for one, reason in told:
        yield _finding(one, reason, since.of(one, reason))


def kind_of(reason: Reason) -> str:
    """The key of WHAT; BR-03 speaks of two things."""
    return JOINT if reason.rule_id == "BR-03" and "覆盖" in reason.message else reason.rule_id


def _finding(one, reason, since):
    kind = kind_of(reason)
    ended = kind == "BR-06"
    due = one.ends_on if ended else since
    must = reason.strength is Strength.MUST
    state = State.LATE if ended else State.SOON if must else State.INFO
    label, url, needs = _press(kind, one)
    return Finding(
        rule_id=reason.rule_id,
        cite=str(reason.cite),
        organization_id=one.id,
        path=one.path,
        subject=f"structure/{kind}",
        what=WHAT[kind],
        why=f"{reason.message}。",
        since=since,
        due=due,
        state=state,
        press_label=label,
        press_url=url,
        press_needs=needs,
        superior=needs is not Can.ORGANIZATIONS_VIEW,
    )


def _press(kind, one):
    if kind == "BR-27":
        return "任命书记", f"/structure/{one.id}/secretary", Can.POSTS_EDIT
    if kind == "BR-06":
        return "办理撤销", f"/structure/{one.id}/dissolve", Can.ORGANIZATIONS_EDIT
    if kind in {"BR-02", "UNI-02", "UNI-12", JOINT}:
        return "办理拆分", f"/structure/{one.id}/split", Can.ORGANIZATIONS_EDIT
    if kind == "BR-03":
        return "办理合并", f"/structure/{one.id}/merge", Can.ORGANIZATIONS_EDIT
    return "看组织", f"/organizations/{one.id}", Can.ORGANIZATIONS_VIEW


def _shape(one, facts, on):
    """Seats count once a member besides the secretary and deputies sits on a committee."""
    return Shape(
        unit=one.unit_type,
        full=facts.full,
        members=facts.members,
        seats=len(facts.seats) if facts.committee else 0,
        secretary=facts.secretary,
        temporary=one.temporary,
        ends_on=one.ends_on,
        units=one.units,
        groups=tuple((members, full) for members, full in facts.groups.values()),
        on=on,
    )


def _facts(watched, day) -> dict[int, _Facts]:
    facts = {one.id: _Facts() for one in watched}
    _count(facts)
    _groups(facts, day)
    _posts(facts, day)
    return facts


def _count(facts):
    branch, above = Organization, aliased(Organization)
    query = (
        select(branch.id, above.id, Member.group_id, Member.stage, func.count())
        .select_from(Member)
        .join(branch, Member.organization_id == branch.id)
        .outerjoin(above, branch.parent_id == above.id)
        .where(
            Member.standing == Standing.NORMAL,
            Member.stage.in_([Stage.PROBATIONARY, Stage.FULL]),
            branch.id.in_(list(facts)) | above.id.in_(list(facts)),
        )
        .group_by(branch.id, above.id, Member.group_id, Member.stage)
    )
    for branch_id, parent_id, group_id, stage, number in db.session.execute(query):
        for found in (facts.get(branch_id), facts.get(parent_id)):
            if found:
                found.members += number
                found.full += number if stage is Stage.FULL else 0
        if branch_id in facts and group_id:
            counted = facts[branch_id].groups.setdefault(group_id, [0, 0])
            counted[0] += number
            counted[1] += number if stage is Stage.FULL else 0


def _groups(facts, day):
    """Groups without anybody count as well; those that are no more do not."""
    query = select(Organization.parent_id, Organization.id, Organization.dissolved_on).where(
        Organization.parent_id.in_(list(facts)), Organization.kind == OrganizationKind.GROUP
    )
    for parent_id, group_id, ended in db.session.execute(query):
        groups = facts[parent_id].groups
        if ended and ended <= day:
            groups.pop(group_id, None)
        else:
            groups.setdefault(group_id, [0, 0])


def _posts(facts, day):
    query = select(Post.organization_id, Post.person_id, Post.kind).where(
        Post.organization_id.in_(list(facts)),
        Post.kind.in_(COMMITTEE_POSTS),
        Post.started_on <= day,
        Post.ended_on.is_(None) | (Post.ended_on >= day),
    )
    for organization_id, person_id, kind in db.session.execute(query):
        found = facts[organization_id]
        found.seats.add(person_id)
        found.secretary |= kind is PostKind.SECRETARY
        if kind is PostKind.COMMITTEE_MEMBER:
            found.committee.add(person_id)


def _latest(*days) -> date:
    return max((one.latest for one in days if one), default=date.min)


def _reached(one, days, number) -> date:
    """The day on which they were that many; what the record does not tell began with the branch."""
    known = sorted(max(day, one.since) for day in days)
    return known[number - 1] if len(known) >= number else one.since


class _Since:
    """From which day on it is so, as far as the record tells: three statements. The seventh full
    member was confirmed or came, the twenty-first joined or came; the last who left made them too
    few; the secretary's post ended. Otherwise since the organisation is known of."""

    def __init__(self, organizations, day):
        self._full, self._members = defaultdict(list), defaultdict(list)
        self._left, self._vacant = {}, {}
        ids = {one.id for one in organizations}
        self._arrivals(ids)
        self._departures(ids, day)

    def of(self, one, reason) -> date:
        kind = kind_of(reason)
        if kind == "BR-06":
            return one.ends_on
        if kind == "BR-22":
            return _reached(one, self._full[one.id], rule(kind).nearest(one.since).value)
        if kind in {"BR-02", "UNI-02", "UNI-12"}:
            return _reached(one, self._members[one.id], rule(kind).nearest(one.since).value + 1)
        if kind in {"BR-27", "BR-23"}:
            return self._vacant.get(one.id, one.since)
        if kind == "BR-03":
            return self._left.get(one.id, one.since)
        return one.since

    def _arrivals(self, ids):
        came = (
            select(func.max(Event.happened_on))
            .where(
                Event.member_id == Member.id,
                Event.organization_id == Member.organization_id,
                Event.kind == EventKind.CAME,
            )
            .scalar_subquery()
        )
        query = select(Member.organization_id, Member.joined_on, Member.confirmed_on, came).where(
            Member.organization_id.in_(ids),
            Member.stage.in_([Stage.PROBATIONARY, Stage.FULL]),
            Member.standing == Standing.NORMAL,
        )
        for organization_id, joined, confirmed, arrived in db.session.execute(query):
            self._members[organization_id].append(_latest(joined, arrived))
            if confirmed:
                self._full[organization_id].append(_latest(confirmed, arrived))

    def _departures(self, ids, day):
        left = (
            select(Event.organization_id, func.max(Event.happened_on))
            .where(
                Event.organization_id.in_(ids),
                Event.kind.in_([EventKind.LEFT, EventKind.DIED, EventKind.REMOVED]),
            )
            .group_by(Event.organization_id)
        )
        for organization_id, on in db.session.execute(left):
            self._left[organization_id] = min(on.latest, day)
        ended = (
            select(Post.organization_id, func.max(Post.ended_on))
            .where(
                Post.organization_id.in_(ids),
                Post.kind.in_(COMMITTEE_POSTS),
                Post.ended_on < day,
            )
            .group_by(Post.organization_id)
        )
        self._vacant = dict(db.session.execute(ended).all())
