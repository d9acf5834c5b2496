"""Invented 述职 papers for the eye: short, long, and with rare characters."""

from datetime import date

from app.debriefs.sheets import debrief_report
from app.evaluations.debrief_ballot import ITEMS, Judged, debrief_ballot
from app.evaluations.sheets import Turnout
from app.papers.registry import Form

HELD = date(2026, 12, 12)
OPENING = "按照学校党委统一安排，现将本人2026年度履行党支部书记职责情况报告如下。"
PAST = (
    "2025年度述职评议反馈问题3条，制定措施5项。已完成4项，1项正在推进：联系青年教师制度已于3月建立，"
    "全年谈心谈话47人次；“支委会议事不经常”问题已整改，全年召开支委会11次。"
)
DUTY = (
    "（一）落实组织生活制度\n"
    "全年召开支部党员大会4次、支部委员会会议11次、主题党日11次，党课2次，组织生活会1次。"
    "应到会528人次，实到489人次，到会率92.6%。6月因集中外出调研未召开支部委员会会议，已于7月2日补开。\n"
    "（二）做好发展党员工作\n"
    "现有入党申请人4名、积极分子3名、发展对象2名、预备党员2名。"
    "全年接收预备党员1名，按期转正1名，程序和材料经核对无缺项。"
)
PROBLEMS = (
    "一是理论学习的深度不够，结合学科特点讲党课的办法不多；二是联系青年教师还不够经常，"
    "对思想上的困惑了解得晚；三是支部活动的形式比较单一，吸引力不强。"
)
PLANS = "每季度确定一个学习专题，由支委带头领学；每月走访两名青年教师；把主题党日开进实验室和课堂。"
BODY = (
    "支部坚持把政治建设摆在首位组织党员认真学习党的创新理论并同教学科研管理服务工作结合起来"
    "推动党员在急难险重任务中站得出来冲得上去努力把支部建设成为团结带领师生干事创业的坚强堡垒"
)

SHORT_REPORT = debrief_report(
    year=2026,
    post="计算机学院教工第一党支部书记",
    author="周敏",
    held=HELD,
    opening=OPENING,
    sections=[
        ("上年度问题整改情况", PAST),
        ("履职情况和主要成效", DUTY),
        ("存在的主要问题及原因", PROBLEMS),
        ("下一步工作思路", PLANS),
    ],
)
LONG_REPORT = debrief_report(
    year=2026,
    post="计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部书记",
    author="欧阳懿",
    held=HELD,
    opening=OPENING,
    sections=[
        ("上年度问题整改情况", BODY * 24),
        ("履职情况和主要成效", "\n".join([DUTY] * 5)),
        ("存在的主要问题及原因", "\n".join([PROBLEMS] * 6)),
        ("下一步工作思路", "\n".join([PLANS] * 6)),
    ],
)
RARE_REPORT = debrief_report(
    year=2026,
    post="文学院古文字学党支部书记",
    author="王𬭩",
    held="2026年12月",
    opening="支部有䶮、喆、昇、淼、燊、㛃、犇、骉、翀、祎、赟、镕、堃、彧、𠅤、𠮷等同志。<script>",
    sections=[("联系𠅤、䶮两名同志", "（一）同赵㛃同志谈心\n" + PROBLEMS)],
)

ONE = Judged("计算机学院教工第一党支部", "周敏")
MANY = tuple(
    Judged(branch, secretary)
    for branch, secretary in (
        ("教工第一党支部", "周敏"),
        ("教工第二党支部", "韩志远"),
        ("行政党支部", "欧阳懿"),
        ("2023级本科生党支部", "张淼燊"),
        ("软件工程系与网络空间安全系联合党支部", "司马建国"),
        ("离退休党支部", "李喆昇"),
    )
)
SECRETARIES = (
    *MANY,
    *(Judged(f"2024级硕士研究生第{number}党支部", "陈立") for number in "一二三四五六七八九"),
    Judged("博士研究生党支部", "赵㛃"),
)
TURNOUT = Turnout(due=50, issued=50, returned=47, valid=46)


def _counted(one, offset=0):
    rows = tuple((30 - n - offset, 13 + offset, 2 + n, 1) for n in range(len(ITEMS)))
    return Judged(one.branch, one.secretary, (*rows, (27, 17, 2, 0)))


def _ballot(judged, turnout=None, organization="计算机学院党委"):
    return debrief_ballot(
        year=2026, organization=organization, held=HELD, judged=judged, turnout=turnout
    )


SAMPLES = {
    "debrief_report": {"short": SHORT_REPORT, "long": LONG_REPORT, "rare": RARE_REPORT},
    "debrief_ballot": {
        "short": _ballot([ONE], organization="计算机学院教工第一党支部"),
        "short-result": _ballot([_counted(ONE)], TURNOUT),
        "long": _ballot(SECRETARIES),
        "long-result": _ballot(
            [_counted(one, n % 5) for n, one in enumerate(SECRETARIES)], TURNOUT
        ),
        "rare": _ballot([Judged("文学院𠮷金文字党支部", "王𬭩"), Judged("䶮湖党支部", "马𠅤")]),
    },
}
FORMS = {
    "debrief_report": Form(
        "党支部书记述职报告",
        SHORT_REPORT,
        {
            "title": "标题",
            "blocks": "正文",
            "blocks.level": "层级：1 是一级标题，2 是二级标题，0 是正文",
        },
    )
}
