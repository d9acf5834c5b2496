"""The rail on the left: by work, and only what this person may open, one group unfolded."""

from typing import NamedTuple

from flask import request, url_for
from flask_login import current_user

from app.access.policy import Can
from app.accounts.models import Account

RAIL = [
    (
        "今天",
        [
            ("工作台", "home.index", None),
            ("待办", "findings.index", Can.ORGANIZATIONS_VIEW),
            ("近期会议", "meetings.coming", None),
        ],
    ),
    (
        "我的",
        [
            ("我的党员卡片", "members.me", None),
            ("我的组织生活", "analysis.mine", Can.LIFE_OWN),
            ("意见建议", "affairs.mine", Can.LIFE_OWN),
            ("我的承诺", "pledges.mine", Can.LIFE_OWN),
            ("我的党费", "dues.mine", Can.LIFE_OWN),
            ("我的培训", "training.mine", None),
            ("我的考核结果", "debriefs.own_results", Can.DEBRIEFS_VIEW),
        ],
    ),
    (
        "支部",
        [
            ("组织", "organizations.index", Can.ORGANIZATIONS_VIEW),
            ("党员", "members.index", Can.MEMBERS_VIEW),
            ("发展", "development.index", Can.DEVELOPMENT_VIEW),
            ("发展审批", "development.waiting", Can.DEVELOPMENT_DECIDE),
            ("组织生活", "meetings.index", Can.MEETINGS_VIEW),
            ("换届", "elections.index", None),
            ("谈心谈话", "meetings.talks", Can.MEETINGS_VIEW),
            ("党性分析", "analysis.index", Can.MEETINGS_VIEW),
            ("承诺", "pledges.index", Can.PLEDGES_VIEW),
            ("整改", "rectification.index", Can.RECTIFICATION_VIEW),
            ("意见办理", "affairs.index", Can.OPINIONS_HANDLE),
            ("对书记的意见", "affairs.above", Can.OPINIONS_ABOVE),
            ("意见办理数", "affairs.counts", Can.BRANCHES_OVERSEE),
            ("评议", "evaluations.index", None),
            ("述职", "debriefs.index", Can.DEBRIEFS_VIEW),
            ("考核", "debriefs.assessments", Can.ASSESSMENTS_RUN),
        ],
    ),
    (
        "活动经费",
        [
            ("活动", "activities.index", Can.MEETINGS_VIEW),
            ("活动场所", "venues.index", Can.VENUES_VIEW),
            ("党费", "dues.index", Can.DUES_VIEW),
            ("经费", "funds.index", Can.FUNDS_VIEW),
            ("培训", "training.index", Can.TRAINING_VIEW),
        ],
    ),
    (
        "管理",
        [
            ("处理进度", "jobs.index", Can.MEMBERS_VIEW),
            ("账号", "accounts.index", Can.ACCOUNTS_INVITE),
            ("表格模板", "papers.index", Can.TEMPLATES_EDIT),
            ("工作日历", "calendars.index", Can.ORGANIZATIONS_VIEW),
            ("操作记录", "auditing.index", Can.AUDIT_VIEW),
        ],
    ),
]

WITHIN = [
    ("年度计划", "meetings.plan", Can.MEETINGS_VIEW),
    ("会议通知", "meetings.calls", Can.MEETINGS_VIEW),
    ("全年一览", "meetings.year", Can.MEETINGS_VIEW),
    ("学时", "training.branch_hours", Can.TRAINING_VIEW),
    ("各支部学时", "training.hours_overview", Can.TRAINING_VIEW),
    ("书记培训", "training.secretaries_page", Can.TRAINING_VIEW),
    ("校外学时", "training.outside", Can.HOURS_EDIT),
    ("补学", "meetings.make_ups", Can.MEETINGS_VIEW),
    ("会议记录成册", "meetings.book", Can.MEETINGS_VIEW),
    ("假期安排", "meetings.breaks", Can.ORGANIZATIONS_VIEW),
    ("全年应办事项", "findings.year_picture", Can.ORGANIZATIONS_VIEW),
    ("减负台账", "findings.burden", Can.ORGANIZATIONS_VIEW),
    ("每日提醒信", "findings.digest", None),
    ("依据", "findings.rules", None),
    ("核验证书和证明", "home.verify_page", None),
    ("组织关系转接", "members.transfers", Can.MEMBERS_VIEW),
    ("名册导入", "members.imports", Can.MEMBERS_IMPORT),
    ("我负责的整改", "rectification.mine", Can.LIFE_OWN),
    ("承诺公示", "pledges.board", Can.LIFE_OWN),
    ("我的入党历程", "development.mine", None),
    ("发展材料检查", "development.lint_files", Can.DEVELOPMENT_VIEW),
    ("组织一次活动", "activities.new", Can.MEETINGS_LOG),
    ("场所日程", "venues.calendar_page", Can.VENUES_VIEW),
    ("找空闲场所", "venues.find", Can.VENUES_VIEW),
    ("场所预约", "venues.bookings", Can.VENUES_VIEW),
    ("场所检查", "venues.checks", Can.VENUES_VIEW),
    ("场所使用情况", "venues.use", Can.VENUES_VIEW),
    ("组织变动", "structure.acts", Can.ORGANIZATIONS_VIEW),
    ("本支部公布的党费", "dues.published", Can.LIFE_OWN),
    ("党费计算器", "dues.calculator", None),
]
"""Pages within those of the rail that people look for by name."""

DECIDING = {"queue", "pipeline", "coverage", "courses", "plans", "analysis"}
"""Addresses below 发展 that belong to 发展审批."""


def _within(endpoint: str, *pages: str) -> dict[str, str]:
    return dict.fromkeys(pages, endpoint)


ELSEWHERE = {
    **_within("meetings.coming", "meetings.leave", "meetings.feed"),
    **_within("analysis.mine", "analysis.write", "rectification.mine", "meetings.my_talks"),
    **_within(
        "affairs.mine", "affairs.new", "affairs.respond", "affairs.anonymous", "affairs.by_code",
        "affairs.who_can_see", "affairs.given", "affairs.answer_given", "affairs.open_list",
    ),
    **_within("affairs.above", "affairs.show_above", "affairs.step_above"),
    **_within("pledges.mine", "pledges.write_own", "pledges.tell_own", "pledges.board"),
    **_within("dues.mine", "dues.published", "dues.calculator"),
    **_within("training.mine", "training.leave_own"),
    **_within("meetings.talks", "meetings.new_talk", "meetings.remove_talk"),
    **_within(
        "debriefs.assessments", "debriefs.assessment", "debriefs.new_assessment",
        "debriefs.assessment_items", "debriefs.entry", "debriefs.show_result", "debriefs.objection",
    ),
    **_within("debriefs.own_results", "debriefs.object_to"),
}  # fmt: skip
"""Pages that belong to another entry of the rail than their feature's first, mostly one's own."""


class Group(NamedTuple):
    """Entries of one kind of work, as (label, address, is this page in it)."""

    name: str
    links: list[tuple[str, str, bool]]
    unfolded: bool


def navigation() -> list[Group]:
    """The rail of the current person: what is always shown, then groups of which one is unfolded:
    the one this page is in, else the one with most entries."""
    here = _here()
    shown = []
    for name, links in RAIL:
        open_to_me = _open_to(current_user, links)
        if open_to_me:
            shown.append((name, [(label, at, one == here) for label, at, one in open_to_me]))
    folded = shown[1:]
    inside = [name for name, links in folded if any(current for *_, current in links)]
    fullest = max(folded, key=lambda group: len(group[1]), default=("", []))[0]
    unfolded = {shown[0][0], *(inside or [fullest])}
    return [Group(name, links, name in unfolded) for name, links in shown]


def _here():
    """The entry that this page belongs to."""
    named = {endpoint for _, links in RAIL for _, endpoint, _ in links}
    here = ELSEWHERE.get(request.endpoint, request.endpoint or "")
    if here.startswith("development.") and request.path.split("/")[2] in DECIDING:
        here = "development.waiting"
    if here.startswith("structure."):  # reached from 组织, and one work with it
        here = "organizations.index"
    return here if here in named else here.partition(".")[0] + ".index"


def open_pages(account: Account) -> list[tuple[str, str]]:
    """(label, address) of every page with a name of its own that this person may open."""
    links = [link for _, group in RAIL for link in group] + WITHIN
    return [(label, address) for label, address, _ in _open_to(account, links)]


def nearby() -> list[tuple[str, str]]:
    """(label, address) of what this person may open of the feature in the address, for whoever may
    not open the page itself: a member at /dues/ is led to the own dues."""
    if not current_user.is_authenticated:
        return []
    feature = request.path.split("/")[1]
    return [one for one in open_pages(current_user) if one[1].split("/")[1] == feature]


def _open_to(account, links):
    return [
        (label, url_for(endpoint), endpoint)
        for label, endpoint, permission in links
        if permission is None or account.may(permission)
    ]
