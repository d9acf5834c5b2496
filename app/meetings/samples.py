"""Invented meeting records for the eye: short, long, and with rare characters."""

from datetime import date

from app.meetings.sheets import MeetingRecord, Vote, absences, item
from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES

SPEECH = (
    "会议传达了学校党委关于做好本年度组织生活会和民主评议党员工作的通知，逐条学习了工作步骤和时间要求。"
    "与会同志结合教学科研实际，围绕支部如何更好联系服务师生交流了意见，认为要把谈心谈话做在会前，"
    "把问题找准，把整改落到人、落到时间。"
)

SHORT = MeetingRecord(
    organization="计算机学院教工第一党支部",
    kind="支部委员会会议",
    title="研究11月份党员学习安排和困难党员走访",
    held="2026年11月16日 15:00—16:10",
    place="学院楼402会议室",
    host="周敏",
    recorder="李喆",
    due=5,
    present=4,
    attendees=("周敏", "韩志远", "李喆", "陈立（线上）"),
    observers=(),
    absences=absences([("郑海燕", "公假：在外参加学术会议")]),
    items=(
        item(
            1,
            "研究11月份集中学习安排",
            discussion="书记周敏提出学习内容和时间的建议，委员逐一发表意见，一致同意。",
            resolution="11月26日下午集中学习，由韩志远同志领学，党小组会前做好准备。",
        ),
        item(2, "研究困难党员走访", resolution="11月底前由陈立、郑海燕同志走访两名离退休党员。"),
    ),
    filled=date(2026, 11, 16),
)

LONG = MeetingRecord(
    organization="计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部",
    kind="支部党员大会",
    title="接收预备党员、讨论支部年度工作总结并部署组织生活会和民主评议党员工作",
    held="2026年11月20日 14:30—17:40",
    place="学院楼报告厅（线上会议同步）",
    host="周敏",
    recorder="李喆",
    due=62,
    present=57,
    attendees=tuple(f"{name}{mark}" for mark in ("", "甲", "乙", "（线上）") for name in NAMES)[
        :57
    ],
    observers=("入党积极分子王一鸣", "入党积极分子沈思远", "学院党委组织员曹建华"),
    absences=absences(
        [
            ("高翔", "病假"),
            ("林涛", "公假：出国访学"),
            ("唐宁", ""),
            ("许可", "事假"),
            ("罗兰", "年老体弱，支部同意免考勤"),
        ]
    ),
    items=(
        item(
            1,
            "讨论接收王一鸣同志为预备党员",
            discussion="\n".join([SPEECH] * 3),
            vote=Vote(due=58, present=54, yes=53, no=0, abstain=2, written=1, outcome="通过"),
            resolution="同意接收王一鸣同志为中共预备党员，报上级党委审批。",
        ),
        item(
            2,
            "讨论支部年度工作总结",
            discussion="\n".join([SPEECH] * 6),
            vote=Vote(due=58, present=54, yes=50, no=1, abstain=3, outcome="通过"),
            resolution="原则通过年度工作总结，由支委会根据会上意见修改后上报。",
        ),
        item(3, "部署组织生活会和民主评议党员", discussion="\n".join([SPEECH] * 5)),
    ),
    filled=date(2026, 11, 25),
    late_reason="记录人出差，纸质记录11月24日才带回学校。",
    entered=date(2026, 11, 25),
    attachments=("接收预备党员票决情况汇总.pdf", "年度工作总结（讨论稿）.docx"),
    make_ups=("高翔（2026年11月23日，自学材料）", "许可（2026年11月24日，个别传达）"),
    hours="2",
)


RARE = MeetingRecord(
    organization="文学院古文字学党支部",
    kind="党小组会",
    title="学习讨论<b>“三会一课”</b> & 汇报思想",
    held="2026年11月",
    place="𠮷祥楼301室",
    host="王𬭩",
    recorder="赵㛃",
    due=18,
    present=18,
    attendees=RARE_NAMES,
    observers=("https://example.edu.cn/" + "very-long-address-without-any-break/" * 4,),
    absences=(),
    items=(item(1, "交流思想", discussion="马𠅤同志、孙骉同志先后发言。"),),
    filled=date(2026, 11, 30),
)

SAMPLES = {"meeting_record": {"short": SHORT, "long": LONG, "rare": RARE}}
FORMS = {
    "meeting_record": Form(
        "会议记录",
        LONG,
        {
            "title": "会议名称",
            "kind": "会议类别",
            "due": "应到：应到会人数",
            "present": "实到：实到会人数",
            "items.heading": "标题：序号和议题名称",
            "items.vote.due": "应到：应到会有表决权的人数",
            "items.vote.present": "实到：实到会有表决权的人数",
            "make_ups": "补学",
            "hours": "学时",
            "entered": "录入日期：补录的会议在哪一天录入",
        },
    )
}
