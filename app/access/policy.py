"""The whole authorisation policy on one screen."""

from enum import StrEnum


class Can(StrEnum):
    ORGANIZATIONS_VIEW = "查看组织"
    ORGANIZATIONS_EDIT = "维护组织"
    POSTS_EDIT = "任免职务"
    RULES_EDIT = "设置地方规定"
    CALENDARS_EDIT = "维护放假安排"
    ACCOUNTS_INVITE = "开通账号"
    ACCOUNTS_MANAGE = "管理账号"
    AUDIT_VIEW = "查看操作记录"
    MEMBERS_VIEW = "查看党员"
    MEMBERS_EDIT = "维护党员"
    MEMBERS_IMPORT = "导入名册"
    MEMBERS_REVEAL = "查看证件号码"
    MEETINGS_VIEW = "查看会议记录"
    MEETINGS_LOG = "记录会议"
    TALKS_READ = "查看谈话要点"
    LIFE_OWN = "本人组织生活"
    RECTIFICATION_VIEW = "查看整改"
    RECTIFICATION_EDIT = "办理整改"
    RECTIFICATION_ACCEPT = "验收整改"
    ANALYSIS_RUN = "组织党性分析"
    PLEDGES_VIEW = "查看承诺"
    PLEDGES_MEMBERS = "办理党员承诺"
    PLEDGES_ORGANIZATION = "办理组织承诺"
    PLEDGES_COMMENT = "点评承诺"
    EVALUATIONS_FILL = "参加评议"
    EVALUATIONS_RUN = "组织评议"
    EVALUATIONS_RESULTS = "查看评议结果"
    GRADES_DECIDE = "评定等次"
    DEBRIEFS_VIEW = "查看述职"
    DEBRIEFS_WRITE = "撰写述职"
    DEBRIEFS_JUDGE = "组织述职"
    ASSESSMENTS_RUN = "组织考核"
    BRANCHES_OVERSEE = "督促支部"
    BRANCHES_URGE = "催办和退回"
    FINDINGS_ANSWER = "说明待办"
    DEVELOPMENT_VIEW = "查看发展档案"
    DEVELOPMENT_EDIT = "维护发展档案"
    DEVELOPMENT_DECIDE = "审批发展事项"
    DEVELOPMENT_IMPORT = "导入发展历史"
    TEMPLATES_EDIT = "维护模板"
    ELECTIONS_VIEW = "查看换届"
    ELECTIONS_RUN = "办理换届"
    ELECTIONS_DECIDE = "审批换届"
    ELECTIONS_VOTE = "参加选举"
    OPINIONS_HANDLE = "办理意见"
    VENUES_VIEW = "查看场所"
    VENUES_BOOK = "预约场所"
    VENUES_KEEP = "管理场所"
    VENUES_INSPECT = "检查场所"
    DUES_VIEW = "查看党费收支"
    DUES_KEEP = "办理党费"
    DUES_BOOK = "登记党费收支"
    DUES_DECIDE = "批复党费事项"
    FUNDS_VIEW = "查看经费"
    FUNDS_EDIT = "办理经费"
    FUNDS_APPROVE = "审批经费"
    FUNDS_MANNERS = "设置经费办法"
    TRAINING_VIEW = "查看培训"
    TRAINING_NOMINATE = "推荐学员"
    TRAINING_HOST = "举办培训"
    HOURS_EDIT = "登记学时"
    OPINIONS_ABOVE = "办理对书记的意见"


class Role(StrEnum):
    """What a person is to an organisation and everything below it."""

    APPLICANT = "发展中的人"
    MEMBER = "党员"
    LIAISON = "联系点干部"
    COMMITTEE_MEMBER = "支部委员"
    SECRETARY = "支部书记"
    OFFICER = "上级党务干部"
    ADMINISTRATOR = "系统管理员"


_LIAISON = {
    Can.ORGANIZATIONS_VIEW,
    Can.MEMBERS_VIEW,
    Can.MEETINGS_VIEW,
    Can.RECTIFICATION_VIEW,
    Can.DEBRIEFS_VIEW,
    Can.PLEDGES_VIEW,
    Can.BRANCHES_OVERSEE,
    Can.DEVELOPMENT_VIEW,
    Can.ELECTIONS_VIEW,
    Can.VENUES_VIEW,
    Can.TRAINING_VIEW,
}
_COMMITTEE_MEMBER = {
    Can.ORGANIZATIONS_VIEW,
    Can.MEMBERS_VIEW,
    Can.MEMBERS_EDIT,
    Can.MEETINGS_VIEW,
    Can.MEETINGS_LOG,
    Can.RECTIFICATION_VIEW,
    Can.RECTIFICATION_EDIT,
    Can.ANALYSIS_RUN,
    Can.PLEDGES_VIEW,
    Can.PLEDGES_MEMBERS,
    Can.PLEDGES_ORGANIZATION,
    Can.EVALUATIONS_RESULTS,
    Can.DEBRIEFS_VIEW,
    Can.DEVELOPMENT_VIEW,
    Can.DEVELOPMENT_EDIT,
    Can.FINDINGS_ANSWER,
    Can.ELECTIONS_VIEW,
    Can.VENUES_VIEW,
    Can.VENUES_BOOK,
    Can.DUES_VIEW,
    Can.DUES_KEEP,
    Can.DUES_BOOK,
    Can.FUNDS_VIEW,
    Can.FUNDS_APPROVE,
    Can.TRAINING_VIEW,
    Can.HOURS_EDIT,
}
_OF_BRANCHES = {
    Can.DEBRIEFS_WRITE,
    Can.MEETINGS_LOG,
    Can.DEVELOPMENT_EDIT,
    Can.FINDINGS_ANSWER,
    Can.ELECTIONS_RUN,
    Can.TALKS_READ,
    Can.ANALYSIS_RUN,
    Can.OPINIONS_HANDLE,
    Can.PLEDGES_MEMBERS,
    Can.DUES_KEEP,
}
"""What is done or read in the branch itself and by nobody above it."""
_SECRETARY = _COMMITTEE_MEMBER | {
    Can.TALKS_READ,
    Can.RECTIFICATION_ACCEPT,
    Can.PLEDGES_COMMENT,
    Can.RULES_EDIT,
    Can.ACCOUNTS_INVITE,
    Can.DEVELOPMENT_IMPORT,
    Can.MEMBERS_IMPORT,
    Can.MEMBERS_REVEAL,
    Can.EVALUATIONS_RUN,
    Can.GRADES_DECIDE,
    Can.DEBRIEFS_WRITE,
    Can.TEMPLATES_EDIT,
    Can.ELECTIONS_RUN,
    Can.OPINIONS_HANDLE,
    Can.VENUES_KEEP,
    Can.VENUES_INSPECT,
    Can.FUNDS_EDIT,
    Can.TRAINING_NOMINATE,
    Can.TRAINING_HOST,
}
GRANTS = {
    Role.APPLICANT: set(),
    Role.MEMBER: {Can.EVALUATIONS_FILL, Can.ELECTIONS_VOTE, Can.LIFE_OWN},
    Role.LIAISON: _LIAISON,
    Role.COMMITTEE_MEMBER: _COMMITTEE_MEMBER,
    Role.SECRETARY: _SECRETARY,
    Role.OFFICER: (_SECRETARY - _OF_BRANCHES)
    | {Can.ORGANIZATIONS_EDIT, Can.POSTS_EDIT, Can.AUDIT_VIEW, Can.BRANCHES_OVERSEE}
    | {Can.DEVELOPMENT_DECIDE, Can.BRANCHES_URGE, Can.ELECTIONS_DECIDE}
    | {Can.DEBRIEFS_JUDGE, Can.ASSESSMENTS_RUN, Can.DUES_DECIDE, Can.FUNDS_MANNERS}
    | {Can.OPINIONS_ABOVE},
    Role.ADMINISTRATOR: {
        Can.ORGANIZATIONS_VIEW,
        Can.ORGANIZATIONS_EDIT,
        Can.POSTS_EDIT,
        Can.CALENDARS_EDIT,
        Can.ACCOUNTS_INVITE,
        Can.ACCOUNTS_MANAGE,
        Can.AUDIT_VIEW,
        Can.MEMBERS_VIEW,
        Can.MEMBERS_EDIT,
        Can.MEMBERS_IMPORT,
    },
}

PUBLIC, SIGNED_IN = "公开", "登录"


def requires(permission: Can):
    """Declare what a route needs. The gate enforces it; tests read it."""

    def mark(view):
        view.access = permission
        return view

    return mark


def public(view):
    """Declare a route open to everybody."""
    view.access = PUBLIC
    return view


def signed_in(view):
    """Declare a route for every account; what it shows is the person's own."""
    view.access = SIGNED_IN
    return view


def keeps_nothing(view):
    """Declare that nothing typed on this page is ever stored before it is sent: ballots."""
    view.keeps_nothing = True
    return view


def commits_itself(view):
    """Declare that a route writes only in short transactions and takes no write lock before."""
    view.commits_itself = True
    return view
