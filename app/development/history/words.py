"""The headings people write, and which column each of them means. Pure."""

from collections.abc import Iterable
from itertools import product

from app.development.history.columns import (
    BIRTH,
    BRANCH,
    FLOATING,
    HELPERS,
    ID_NUMBER,
    LEAVES_ON,
    NAME,
    NOTICES,
    NUMBER,
    OTHER_PAPERS,
    REVIEWS,
    STEMS,
    VOTES,
    Facet,
    Key,
    of_helper,
    of_notice,
    of_paper,
    of_review,
    of_step,
    paper_name,
)
from app.members.roster import fields as roster
from app.members.roster.headings import normal
from app.rules.development.case import HelperRole, NoticeKind, ReviewKind
from app.rules.development.steps import PAPERS, Step

_S, _F, _R = Step, Facet, roster.Field

# Written without spaces, brackets and punctuation, as `normal` leaves them.
_STEMS = {
    _S.APPLY: "入党申请 递交入党申请书 提交入党申请书 递交申请书 递交入党申请 申请",
    _S.TALK: "组织谈话 派人谈话 党组织谈话 党组织派人谈话 入党申请人谈话 同入党申请人谈话",
    _S.ACTIVIST: (
        "积极分子 入党积极分子 确定入党积极分子 列为积极分子 列为入党积极分子 确定为积极分子 "
        "确定为入党积极分子 推荐和确定入党积极分子 推荐确定入党积极分子"
    ),
    _S.ACTIVIST_FILED: "备案 入党积极分子备案 上级备案 上级党委备案 党委备案 积极分子上级备案",
    _S.CONTACTS: "确定培养联系人 培养联系人指定 培养联系人确定 落实培养联系人",
    _S.TRAINING: "培养教育",
    _S.PROSPECT: "确定为发展对象 讨论发展对象 支委会确定发展对象 研究发展对象",
    _S.PROSPECT_LISTED: "发展对象 列发展对象 发展对象列为 报上级党委公示列为发展对象",
    _S.INTRODUCERS: "入党介绍人确定 指定入党介绍人",
    _S.POLITICAL_REVIEW: "政治审查 政治审查结论 政审结论 政审结论性材料",
    _S.COURSE: "短期集中培训 培训 短期培训 发展对象培训 发展对象短期集中培训 集训",
    _S.EXAMINED: "支部委员会审查 支委审查 支委会集体审查",
    _S.PREREVIEW: "上级预审 党委预审 上级党委预审 预审合格 预审通过",
    _S.BOOKLET: "填写入党志愿书",
    _S.ACCEPTED: (
        "支部大会 支部党员大会 发展大会 入党大会 接收预备党员大会 接收预备党员 接收为预备党员 "
        "接收预备党员支部大会 支部大会通过 大会 支部党员大会讨论"
    ),
    _S.SUPERIOR_TALK: "党委谈话 上级党委谈话 上级党委派人谈话 组织员谈话 入党前谈话",
    _S.APPROVED: "上级审批 党委审批 预备党员审批 上级党委审批 入党审批 批准入党 接收审批",
    _S.APPROVAL_FILED: "报组织部门备案 报上级党委组织部门备案 组织部备案",
    _S.ASSIGNED: "编入党支部 编入党支部和党小组 编入支部和党小组 编组",
    _S.OATH: "入党宣誓",
    _S.PROBATION: "预备期教育考察",
    _S.CONFIRMATION_ASKED: "提出转正申请 申请转正 递交转正申请 递交转正申请书",
    _S.CONFIRMATION_VOTED: "转正支部大会 转正支部党员大会 讨论转正 支部党员大会讨论转正 转正讨论",
    _S.CONFIRMATION_APPROVED: "批准转正 转正批准 上级审批转正 上级党委审批转正 转正上级审批",
    _S.ARCHIVED: "材料归档",
}
_FACETS = {
    _F.ON: "日期 时间 年月日 年月 开始日期 开始时间 起 通过日期 通过时间 日",
    _F.UNTIL: "结束日期 结束时间 截止日期 截止时间 止 结束 截止",
    _F.SPAN: "起止 起止日期 起止时间 起止年月日",
    _F.AGREED: "上级同意日期 同意日期 上级同意时间 同意时间 上级备案日期 备案日期 备案时间",
    _F.SUBMITTED: "报上级日期 报送日期 上报日期 报批日期 请示日期 报审批日期 报预审日期",
    _F.OUTCOME: "结果 结论 是否通过 是否合格 表决结果 意见",
    _F.ORGAN: "组织 审批组织 批准组织 审批机关 决定组织 单位 党组织",
    _F.BY: "办理人 谈话人 经办人 承办人 人",
    _F.DUE: "应到 应到人数 应到会 应到会人数 应到会有表决权人数 应到会有表决权的党员人数",
    _F.PRESENT: "实到 实到人数 实到会 实到会人数 实到会有表决权人数",
    _F.YES: "赞成 赞成票 同意票 赞成票数 同意 赞成人数 同意人数",
    _F.NO: "反对 反对票 不同意票 反对票数 不赞成 反对人数",
    _F.ABSTAIN: "弃权 弃权票 弃权票数 弃权人数",
    _F.WRITTEN: "书面意见 书面 书面意见人数 书面意见数",
    _F.SECRET: "无记名 是否无记名 无记名投票 是否无记名投票",
    _F.DAYS: "天数 培训天数",
    _F.HOURS: "学时 培训学时 学时数",
    _F.MONTHS: "延长月数 延长",
    _F.REASON: "说明 理由 原因",
    _F.NUMBER: "文号 批复文号",
    _F.PLACE: "地点",
}
_FOLLOWING = (*VOTES, _F.SECRET, _F.OUTCOME, _F.DAYS, _F.HOURS, _F.NUMBER, _F.ORGAN)
_NOTICE_STEMS = {
    NoticeKind.ACTIVIST: "入党积极分子公示 确定入党积极分子公示",
    NoticeKind.PROSPECT: "公示 拟列为发展对象公示 拟发展对象公示 发展对象拟列公示",
    NoticeKind.CONFIRMATION: "转正前公示 预备党员转正公示",
}
_NOTICE_FACETS = {
    _F.ON: "张贴日期 起 开始日期 开始时间 日期 时间 张贴时间 起始日期",
    _F.UNTIL: "截止日期 止 结束日期 结束时间 截止时间",
    _F.SPAN: "起止 起止日期 起止时间",
    _F.PLACE: "地点",
    _F.SECOND: "另一地点 第二地点",
}
_REVIEWS = {
    ReviewKind.ACTIVIST: (
        "积极分子考察 考察日期 考察时间 入党积极分子考察日期 入党积极分子考察 半年考察日期 "
        "培养考察日期 积极分子考察时间"
    ),
    ReviewKind.PROBATIONARY: "预备期考察 预备党员考察日期 预备期考察时间 预备党员考察",
    ReviewKind.REPORT: "思想汇报 思想汇报时间",
    ReviewKind.CONTACT: "联系人记录 培养联系人记录日期 联系人考察日期",
}
_HELPER_STEMS = {
    HelperRole.CONTACT: "培养联系人 联系人 培养联系人姓名",
    HelperRole.INTRODUCER: "入党介绍人 介绍人 入党介绍人姓名",
}
_HELPER_FACETS = {_F.ON: "起 起始日期 开始日期 日期", _F.UNTIL: "止 结束日期 截止日期"}
_PEOPLE = {
    NAME: roster.SYNONYMS[roster.Field.NAME],
    ID_NUMBER: roster.SYNONYMS[roster.Field.ID_NUMBER],
    NUMBER: " ".join(("工号或学号", roster.SYNONYMS[_R.STUDENT_NO], roster.SYNONYMS[_R.STAFF_NO])),
    BIRTH: roster.SYNONYMS[roster.Field.BIRTH],
    BRANCH: roster.SYNONYMS[roster.Field.BRANCH],
    FLOATING: "是否流动 流动",
    LEAVES_ON: "预计离开日期 毕业日期 预计离开时间",
}


def _pairs() -> Iterable[tuple[str, Key]]:
    """Every heading with its meaning; what comes first stands where two read the same."""
    yield from ((word, key) for key, words in _PEOPLE.items() for word in words.split())
    yield from ((of_step(s, f).label, of_step(s, f)) for s, f in product(Step, _FACETS))
    for facet, step in product(_FACETS, Step):
        stems = [STEMS[step], *_STEMS[step].split()]
        yield from _joined(stems, _FACETS[facet], of_step(step, facet))
    for kind, words in _REVIEWS.items():
        yield from ((word, of_review(kind)) for word in [REVIEWS[kind], *words.split()])
    for kind, stem in NOTICES.items():
        stems = [stem, *_NOTICE_STEMS[kind].split()]
        for facet, words in _NOTICE_FACETS.items():
            yield from _joined(stems, words, of_notice(kind, facet))
        yield from ((word, of_notice(kind, _F.SPAN)) for word in stems)
    yield from _of_helpers()
    for step in Step:
        yield from ((word, of_step(step)) for word in [STEMS[step], *_STEMS[step].split()])
    yield from _of_papers()


def _of_helpers():
    for role, stem in HELPERS.items():
        stems = [stem, *_HELPER_STEMS[role].split()]
        yield from ((word, of_helper(role, 1)) for word in stems)
        for facet, words in _HELPER_FACETS.items():
            yield from _joined(stems, words, of_helper(role, 1, facet))


def _of_papers():
    for code, (_, paper) in PAPERS.items():
        for word in (f"材料{paper_name(code)}", paper_name(code), paper.name):
            yield word, of_paper(code)
    for word in ("其他在档材料", "在档材料", "档案材料", "材料"):
        yield word, of_paper(OTHER_PAPERS)


def _joined(stems, words, key):
    return ((stem + word, key) for stem, word in product(stems, words.split()))


def _first_stands() -> dict[str, Key]:
    found: dict[str, Key] = {}
    for word, key in _pairs():
        found.setdefault(normal(word), key)
    return found


WORDS = _first_stands()
"""Heading as `normal` leaves it → what it means, its number left out."""
BARE = {word: facet for facet in _FOLLOWING for word in _FACETS[facet].split()}
"""A fact named alone belongs to the step of the column before it."""
