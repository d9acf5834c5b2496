"""Gathers the hand-over of one branch: open things, people, the year, where everything is.

What somebody is still typing is personal and is no part of it.
"""

from datetime import date

from app.access.scope import Scope
from app.core.filters import full_day
from app.elections.actions.opening import end_of_term
from app.elections.handover import queries
from app.elections.handover.sheets import Group, HandoverList, Row
from app.findings import queries as findings
from app.findings.engine import Finding, State
from app.members import queries as members
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.rules.dates import add_months
from app.rules.meetings import MeetingKind
from app.rules.members import Stage
from app.rules.organizations import OrganizationKind, PostKind, concerns
from app.rules.registry import rule

MONTHS = 3
SETTLED = frozenset({State.DONE, State.INFO})
PLACES = (
    ("党员名册", "“党员”页：名册、个人页、流动和转接", "/members/?organization={id}"),
    ("组织生活记录", "“组织生活”页：会议记录、附件、全年一览", "/meetings/?organization={id}"),
    ("发展党员档案", "“发展”页：每个人的步骤、考察和材料", "/development/?organization={id}"),
    ("评议", "“评议”页：民主评议、述职评议和结果", "/evaluations/"),
    ("述职报告", "“述职”页：各年的报告", "/debriefs/"),
    ("选举材料", "“换届”页：请示、批复、选举记录", "/elections/"),
    ("组织和任职", "“组织”页：成立、任期、历任委员", "/organizations/{id}"),
    ("到期事项和条文", "“待办”页", "/findings/"),
)
"""What, on which page of the rail, and its address: paper has no links."""


def gather(scope: Scope, branch: Organization, day: date) -> HandoverList:
    """The branch's list on that day; the statements do not grow with the number of rows."""
    owed = findings.of_organizations(scope, [branch], day)[branch.id]
    posts = organizations.posts(scope, branch)
    secretaries = [post for post in posts if post.kind is PostKind.SECRETARY]
    held = [post for post in secretaries if _held(post, day)]
    now = held[-1].person if held else None
    before = [
        post
        for post in secretaries
        if post.ended_on and post.ended_on < day and post.person is not now
    ]
    former = max(before, key=lambda post: post.ended_on, default=None)
    return HandoverList(
        branch=branch.long_name,
        day=day,
        outgoing=former.person.name if former else "",
        incoming=now.name if now else "",
        groups=(
            Group("已经超期，要先补的", _owed(owed, day, {State.LATE})),
            Group("说明过的", _answered(scope, branch)),
            Group(f"今后 {MONTHS} 个月的日历", _ahead(branch, owed, day)),
            Group("党员", _people(scope, branch)),
            Group("任职", _posts(posts, day)),
            Group("正在发展的人", _files(scope, branch)),
            Group(f"{day.year}年的组织生活", _meetings(scope, branch, day)),
            Group("正在执行的地方规定", _local(scope, branch, day)),
            Group("东西在哪里", _places(branch)),
        ),
    )


def _held(post, day):
    return post.started_on <= day and (post.ended_on is None or post.ended_on >= day)


def _owed(owed, day, states):
    return tuple(_row(one, day) for one in owed if one.state in states)


def _answered(scope, branch):
    """What the branch said of a duty and still stands by: the next secretary is asked about it."""
    return tuple(
        Row(
            one.what,
            f"{one.kind.label}，{full_day(one.made_on)}，{one.state.label}。"
            f"{one.record_title or one.reason}",
            one.record_url or f"/findings/{branch.id}",
        )
        for one in findings.answers(scope, [branch.id])
    )


def _ahead(branch, owed: list[Finding], day):
    until = add_months(day, MONTHS)
    coming = sorted(
        (one for one in owed if one.state not in SETTLED and day <= one.due <= until),
        key=lambda one: (one.due, one.subject),
    )
    rows = [_row(one, day) for one in coming]
    end = end_of_term(branch, day)
    if end and not any(one.subject.startswith("elections/") for one in coming):
        rows.append(Row("本届任期届满", full_day(end), "/elections/"))
    return tuple(rows)


def _row(one, day):
    left = (one.due - day).days
    when = f"已超 {-left} 天" if left < 0 else f"{full_day(one.due)}前"
    return Row(one.what, f"{when}。{one.why}", one.press_url)


def _people(scope, branch):
    numbers = members.stages(scope).get(branch.id, {})
    rows = [
        Row(
            stage.label, f"{numbers[stage]} 人", f"/members/?organization={branch.id}&stage={stage}"
        )
        for stage in reversed(Stage)
        if stage in numbers
    ]
    sizes = queries.group_sizes(scope, branch)
    groups = organizations.children(scope, branch, OrganizationKind.GROUP)
    return (*rows, *(Row(one.name, f"{sizes.get(one.id, 0)} 人") for one in groups))


def _posts(posts, day):
    return tuple(
        Row(post.label, f"{post.person.name}，{full_day(post.started_on)}起")
        for post in sorted(posts, key=lambda post: list(PostKind).index(post.kind))
        if _held(post, day)
    )


def _files(scope, branch):
    return tuple(
        Row(name, stage.label, f"/development/{key}")
        for key, name, stage in queries.open_files(scope, branch)
    )


def _meetings(scope, branch, day):
    numbers = queries.meetings_of_year(scope, branch, day.year)
    address = f"/meetings/?organization={branch.id}&year={day.year}"
    rows = [
        Row(kind.label, f"已记录 {numbers.get(kind, 0)} 次", f"{address}&kind={kind}")
        for kind in MeetingKind
    ]
    return (
        *rows,
        Row("缺什么", "“组织生活”页的“全年一览”", f"/meetings/year?organization={branch.id}"),
    )


def _local(scope, branch, day):
    on = organizations.local_rules(scope, [branch], day).get(branch.id, frozenset())
    return tuple(
        Row(rule(one).title, rule(one).text, f"/organizations/{branch.id}/rules")
        for one in sorted(on)
        if concerns(one, branch.unit_type)
    )


def _places(branch):
    return tuple(Row(name, told, at.format(id=branch.id)) for name, told, at in PLACES)
