"""What the trail's columns and values are called on the page; the trail itself holds plain codes.

Enumerations and references are read off the models, so only names of columns stand here.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple

from app.core.audit import CHANGED, REMOVED, Audited, AuditEntry
from app.core.db import Base
from app.core.filters import moment
from app.core.types import Code, Moment
from app.rules.development.steps import PAPERS

OTHER_SUBJECTS = ("登录", "页面", "共同记录")
"""Subjects of events that are no change of a row."""

FIELDS = {
    "clearing": "参评名单何时清除", "codes": "投票码张数", "counted_on": "计票日期",
    "design": "题目", "key_name": "钥匙文件", "label": "名称", "left_out": "不评的对象",
    "matters": "测评的事项", "public_key": "公开的钥匙", "rehearsed_on": "试开日期",
    "seat": "第几名", "shown_as": "计入的组", "small": "不足的组怎么办", "voter_group": "组",
    "votes": "各项票数", "who": "由谁组成",
    "closed_by": "经办人",
    "void_on": "作废日期", "void_by": "作废经办人", "void_why": "作废理由",
    "what": "事项", "cite": "依据条文", "minutes": "估计分钟", "answered_on": "答复日期",
    "record_title": "补办的记录", "made_on": "提出日期", "reply": "上级答复",
    "replied_on": "上级答复日期", "asker_id": "提出的组织",
    "activated_at": "启用时间", "added_by": "上传人", "data": "文件内容", "edition": "版次",
    "form": "表格", "placeholders": "占位符",
    "activist_on": "确定积极分子日期", "added_at": "添加时间", "administrator": "系统管理员",
    "applied_on": "申请入党日期", "base": "正式党员数", "basis": "依据", "birth": "出生日期",
    "campaign_id": "评议编号", "chair_id": "主持人", "closes_on": "结束日期", "code": "代码",
    "comment": "退回原因", "confirmed_on": "转正日期", "content": "其他记录", "degree": "学位",
    "disabled_at": "停用时间", "dissolved_on": "撤销日期", "due": "应到", "duty": "分工",
    "education": "学历", "elected_on": "本届选举日期", "ended_at": "结束时间",
    "ended_on": "结束日期", "ethnicity": "民族", "excess_reason": "优秀超过三分之一的说明",
    "exempt": "不作硬性要求", "feedback": "反馈意见", "founded_on": "成立日期", "gender": "性别",
    "grade": "等次", "group_id": "党小组", "guests": "列席人员", "held_on": "会议日期",
    "id_number": "身份证号", "job": "工作单位及职务", "joined_on": "入党日期", "kind": "类别",
    "late_reason": "补录原因", "lecturer": "讲课人", "meeting_id": "会议编号",
    "minimum": "最低票数", "name": "名称", "native_place": "籍贯", "number": "工号或学号",
    "opens_on": "开始日期", "opinion": "支委会意见", "organization_id": "党组织",
    "parent_id": "上级", "password_hash": "密码", "performance": "履职情况与成效",
    "person_id": "人员", "phone": "电话", "place": "地点", "plans": "下一步思路和整改措施",
    "present": "实到", "problems": "存在问题及原因", "prospect_on": "确定发展对象日期",
    "recorder_id": "记录人", "rectification": "上年度问题整改情况", "registered_on": "登记日期",
    "remark": "备注",
    "removed_at": "移除时间", "removed_why": "移除原因", "revised_at": "更正时间",
    "size": "大小（字节）", "stage": "人员类别", "standing": "党籍状态",
    "standing_on": "状态变更日期", "started_at": "开始时间", "started_on": "任职日期",
    "state": "状态", "status": "状态", "submitted_at": "提交时间",
    "superior_opinion": "上级党组织意见", "text": "正文", "title": "标题", "told_on": "反馈日期",
    "unit_type": "单位类型", "username": "登录名", "vote_suspended": "没有表决权",
    "voters": "参评人数", "year": "年度",
    "rows": "人数", "new": "新增", "updated": "更新", "duplicate": "重复", "refused": "未导入",
    "kept": "保留未撤",
    "activists": "入党积极分子人数", "agreed_on": "上级同意日期", "analysed_on": "分析日期",
    "approves": "有审批预备党员权限", "branch_opinion": "党支部意见",
    "certificate": "证书编号", "closed_on": "结束日期", "closed_why": "结束原因",
    "contact": "联系方式", "contact_opinion": "联系人意见", "course_id": "培训班编号",
    "days": "天数", "decided_on": "办理日期", "done_by": "承办人", "file_id": "发展档案编号",
    "floating": "流动", "giver": "反映人", "hours": "学时", "import_id": "导入编号",
    "leaves_on": "预计离开日期", "level": "级别", "measures": "措施", "member_id": "党员编号",
    "months": "延长月数", "no": "反对", "abstain": "弃权", "yes": "赞成", "written": "书面意见",
    "secret": "无记名投票", "note": "说明", "notice_id": "公示编号", "online": "线上",
    "opened_on": "建立日期", "organ": "决定的组织", "outcome": "结果", "passed": "考核合格",
    "planned": "计划发展人数", "posted_on": "张贴日期", "reason": "理由", "receiver": "受理人",
    "received_on": "收到日期", "report": "执行情况", "reported_on": "报告日期",
    "result": "处理结果", "returned_why": "退回原因", "reviewed_on": "考察日期", "role": "身份",
    "second_place": "另一公示地点", "settled_on": "处理日期", "since_on": "开始日期",
    "step": "步骤", "submitted_on": "报送日期", "taken_on": "办理日期", "temporary": "临时党组织",
    "turn": "次数", "until_on": "截止日期", "why_ended": "结束原因", "recorded_at": "录入时间",
    "stop_ground": "停止党籍的原因", "ground": "情形", "punishment": "处分种类", "care": "困难情况",
    "happened_on": "日期", "since": "自何时起", "until": "到期日期", "fixed": "地点固定",
    "rule_id": "规定编号", "switched_on": "执行", "holidays": "放假的日子",
    "workdays": "调休上班的日子", "source": "来源",
    "paper": "文号", "stage_after": "变为", "standing_after": "党籍变为", "relation": "组织关系",
    "from_id": "转出党组织", "to_id": "转入党组织", "issuer_id": "开具党委",
    "letter": "介绍信文号", "proposed_on": "提出日期", "issued_on": "开具日期",
    "valid_until": "有效期至", "receipt_on": "回执日期", "dues_until": "党费交至",
    "graduate": "毕业生", "relation_before": "原组织关系", "answer": "答复", "field": "项目",
    "old_value": "原值", "new_value": "新值", "made_at": "提出时间", "settled_at": "审核时间",
    "settled_by": "审核人", "superior_id": "批准的党组织", "done_on": "日期",
    "units": "覆盖单位数", "ends_on": "任务结束日期",
    "about": "事项", "asked_on": "报送日期", "collected": "收回选票", "committee": "设支部委员会",
    "consented_on": "上级同意日期", "convener_id": "第一次会议主持人", "deputies": "副书记名额",
    "election_id": "选举编号", "fewer_consent": "同意减少名额的人数", "fewer_seats": "减少后的名额",
    "filed_on": "批复备案日期", "first_meeting_on": "第一次支委会日期", "handed_out": "发出选票",
    "invalid": "无效票", "method": "投票方式", "again": "票数相等再次投票",
    "planned_on": "计划日期", "position": "次序", "post": "职务", "published_on": "公布日期",
    "reminded_on": "提醒日期", "reply_number": "批复文号", "round_id": "轮次编号",
    "seats": "应选名额", "secretary": "选举书记", "term_ends_on": "本届任期到",
    "written_in": "另选产生",
    "account_id": "账号编号", "agenda": "议程", "asked_at": "请假时间", "call_id": "会议通知编号",
    "cancelled_why": "取消原因", "day": "每月几日", "entry_id": "计划的会议编号",
    "first_on": "开始日期", "goals": "总体要求", "how": "方式", "last_on": "结束日期",
    "leader": "负责人", "made_up_on": "补学日期", "month": "月份", "plan_id": "计划编号",
    "sent_at": "发出时间", "token_hash": "订阅地址", "topic": "主题",
    "week": "第几个", "weekday": "星期几（0 为星期一）",
    "accepted_by": "验收人", "accepted_note": "验收意见", "accepted_on": "验收日期",
    "due_on": "完成时限", "ended_why": "不再办理或退回的原因",
    "goal": "整改目标", "item_id": "整改事项编号", "measure": "整改措施", "problem": "问题",
    "raised_on": "提出日期", "responsible": "责任人", "responsible_id": "责任人（人员）",
    "source_address": "来源地址", "source_id": "来源编号", "source_kind": "来源类别",
    "source_part": "来源的第几项", "source_title": "来源名称", "told_by": "记录人",
    "first_id": "谈话人", "second_id": "谈话对象", "gist": "谈话要点", "occasion": "时机",
    "more_1": "另外的部分（一）", "more_2": "另外的部分（二）", "more_3": "另外的部分（三）",
    "returned_field": "退回的部分", "debrief_id": "述职报告编号",
    "starts_at": "开始时间", "submit_by": "交报告的最后日期", "feedback_by": "反馈的最后日期",
    "shortest": "最少字数",
    "longest": "最多字数", "more": "另外要写的部分", "requirements": "其他要求",
    "comment_minutes": "每人点评分钟", "delivered_on": "述职日期",
    "commented_by": "点评人", "commented_on": "点评日期", "overall": "综合评价",
    "capped": "不是“好”的不评优秀", "uncapped_why": "不执行的原因", "shown_on": "反馈日期",
    "objections_until": "异议期到", "final_on": "确定日期", "weight": "权重（%）",
    "evidence": "旁边的依据", "assessment_id": "考核编号", "mark": "评分",
    "raised_by": "提出人", "upheld": "成立",
    "talked_on": "谈话日期", "opinion_on": "支部意见日期", "opinions_note": "征求到的意见",
    "opinions_on": "征求意见日期", "study_note": "学习内容",
    "study_on": "会前学习日期", "texts": "对照检查",
}  # fmt: skip
OWN = {
    ("整改进展", "told_on"): "日期",
    ("整改进展", "text"): "进展",
    ("党性分析", "due_on"): "交齐日期",
    ("对照检查", "opinion"): "支部意见",
    ("人员", "name"): "姓名",
    ("人员", "title"): "职称",
    ("会议通知", "remark"): "会前准备",
    ("会议请假", "code"): "请什么假",
    ("日历订阅", "made_at"): "开通时间",
    ("评定等次", "confirmed_on"): "确认日期",
    ("听取述职", "confirmed_on"): "确认日期",
    ("听取述职", "comment"): "点评意见",
    ("听取述职", "opinion"): "综合意见",
    ("听取述职", "minutes"): "用时（分钟）",
    ("听取述职", "written"): "书面述职",
    ("听取述职", "reply"): "书记表态",
    ("听取述职", "position"): "发言顺序",
    ("述职安排", "held_on"): "述职会日期",
    ("述职安排", "minutes"): "每人述职分钟",
    ("述职报告", "note"): "提交时的说明",
    ("述职整改措施", "number"): "第几条",
    ("考核对象", "remark"): "评语",
    ("考核异议", "text"): "异议",
    ("考核异议", "entry_id"): "考核对象编号",
    ("考核评分", "entry_id"): "考核对象编号",
    ("考核项目", "title"): "考核项目",
    ("发展步骤", "number"): "文号",
    ("报上级办理", "number"): "文号",
    ("组织关系转接", "number"): "介绍信号",
    ("发展培训班", "started_on"): "开始日期",
    ("档案材料", "code"): "材料",
    ("发展步骤", "content"): "内容",
    ("考察记录", "content"): "考察内容",
    ("换届请示", "number"): "文号",
    ("选举投票", "number"): "第几次",
    ("选举投票", "held_on"): "投票日期",
    ("换届选举", "held_on"): "选举大会日期",
    ("选举得票", "name"): "姓名",
    ("选举得票", "written"): "另选",
    ("选举得票", "yes"): "赞成",
    ("选举得票", "no"): "不赞成",
    ("不计入应到会", "decided_on"): "大会通过日期",
    ("入党积极分子队伍分析", "content"): "分析",
    ("公示期间的反映", "content"): "反映内容",
}
INNER = {
    "added_by_id", "last_promise", "address", "answered_by_id", "facts", "made_by_id", "record_url",
    "asked_by_id",
    "recorded_by_id", "replied_by_id", "subject",
    "before", "box_id", "epoch", "id_number_mark", "initials", "judged_id", "media_type", "pinyin",
    "questionnaire", "sent_by_id", "sha256", "stored", "strokes",
    "submitted_by_id", "touched_at",
}  # fmt: skip
"""Columns that tell a person nothing."""
NAMED = {"organization", "person"}
"""Tables whose rows are told by name instead of number."""


class Line(NamedTuple):
    """One field of one change; an absent value is an empty text."""

    label: str
    before: str
    after: str


@cache
def models() -> dict[str, type]:
    """{subject: model} of everything that leaves a trail."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    return {model.audit_name: model for model in classes if issubclass(model, Audited)}


def subjects() -> list[str]:
    """What changes can be about, for the filter."""
    return sorted(models()) + list(OTHER_SUBJECTS)


def references(entries: list[AuditEntry]) -> dict[str, set[int]]:
    """The ids that these changes mention, by the table they belong to."""
    found: dict[str, set[int]] = {}
    for entry in entries:
        for column, values in entry.changes.items():
            if table := _target(entry.subject, column):
                pair = values if isinstance(values, list) else [values]
                found.setdefault(table, set()).update(v for v in pair if isinstance(v, int))
    return found


def lines(entry: AuditEntry, names: Mapping[tuple[str, int], str]) -> list[Line]:
    """The change field by field; `names` is {(table, id): name} of what it mentions."""
    told = []
    for column, values in entry.changes.items():
        if column in INNER:
            continue
        if entry.verb == CHANGED:
            before, after = values
        else:
            before, after = (values, None) if entry.verb == REMOVED else (None, values)
        label = OWN.get((entry.subject, column)) or FIELDS.get(column, column)
        plain = (_plain(entry.subject, column, value) for value in (before, after))
        say = (_said(entry.subject, column, value, names) for value in plain)
        told.append(Line(label, *say))
    return told


def _plain(subject, column, value):
    """Lists and the codes of papers in words; everything else as it is."""
    if (subject, column) == ("档案材料", "code") and value in PAPERS:
        return PAPERS[value][1].name
    return "、".join(str(one) for one in value) if isinstance(value, list) else value


def _said(subject, column, value, names):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if table := _target(subject, column):
        return names.get((table, value), f"编号 {value}")
    kind = _type(subject, column)
    if isinstance(kind, Code) and value in set(kind.enum):
        return kind.enum(value).label
    if isinstance(kind, Moment):
        return moment(datetime.fromisoformat(value))
    return str(value)


def _column(subject, column):
    model = models().get(subject)
    return model.__table__.columns.get(column) if model else None


def _type(subject, column):
    found = _column(subject, column)
    return None if found is None else found.type


def _target(subject, column):
    """The table a column refers to, if it is one of NAMED."""
    found = _column(subject, column)
    keys = () if found is None else found.foreign_keys
    return next((key.column.table.name for key in keys if key.column.table.name in NAMED), None)
