"""Invented 民主评议 papers for the eye: short, long, and with rare characters."""

from dataclasses import replace
from datetime import date

from app.evaluations.sheets import (
    ReviewRegistration,
    SummaryRow,
    Tally,
    Turnout,
    ballot_form_a,
    ballot_form_b,
    review_summary,
)
from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES

BRANCH = "计算机学院教工第一党支部"
LONG_BRANCH = "计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部"
HELD = date(2026, 12, 18)
LONG_NAMES = [name + mark for mark in ("", "甲", "乙") for name in NAMES]
SELF = (
    "一年来，本人认真学习党的创新理论，按时参加支部组织生活，按月足额交纳党费，全年参加集中学习42学时。",
    "工作上承担两门本科课程的教学任务，指导学生参加学科竞赛，在实验室安全检查中主动值守；"
    "联系三名青年教师，帮助解决备课和生活中的实际困难。",
    "对照党员标准，还存在理论学习不够系统、联系服务群众不够经常的问题。下一步将制定学习计划，"
    "每月同联系对象谈心一次，把整改落到日常。",
)

BLANK = ReviewRegistration(
    organization=BRANCH,
    year=2026,
    name="周敏",
    sex="女",
    ethnicity="汉族",
    born="1985年3月",
    education="博士研究生",
    joined=date(2006, 6, 15),
    confirmed=date(2007, 6, 15),
    work="计算机学院软件工程系副教授",
    party_post="支部书记",
    group="第一党小组",
)
NORMAL = replace(
    BLANK,
    filled=HELD,
    self_evaluation=SELF,
    mutual=("周敏同志政治立场坚定，工作认真负责，乐于帮助同志；希望进一步加强理论学习的系统性。",),
    tally=Tally(ballots=21, counts=(17, 4, 0, 0)),
    opinion=("经支部委员会研究，认为该同志较好发挥了党员先锋模范作用。",),
    grade="优秀",
    remarks=("2026年获学校优秀共产党员称号。",),
)
LONG = replace(
    NORMAL,
    organization=LONG_BRANCH,
    name="阿卜杜热西提·阿卜杜克热木",
    ethnicity="维吾尔族",
    work="计算机科学与技术学院网络空间安全系教授、系主任，省重点实验室副主任",
    party_post="支部副书记兼纪检委员",
    self_evaluation=SELF * 9,
    mutual=NORMAL.mutual * 3,
    opinion=NORMAL.opinion * 4,
)
RARE = replace(NORMAL, name="王𬭩", group="𠮷祥楼党小组", mutual=("马𠅤、赵㛃同志肯定其工作。",))


def _summary(organization, names, voters):
    turnout = Turnout(due=voters, issued=voters, returned=voters - 1, valid=voters - 1)
    rows = [
        SummaryRow(
            name,
            voters - 2,
            (voters - 2 - n % 4 - n % 2, n % 4, n % 2, 0),
            "优秀" if n < len(names) // 3 else "合格",
        )
        for n, name in enumerate(names)
    ]
    rows.append(SummaryRow("王一鸣", 0, None, "不评等次", "预备党员"))
    return review_summary(
        organization=organization,
        year=2026,
        filled=HELD,
        rows=rows,
        turnout=turnout,
        base=len(names),
        within_third=True,
    )


def _ballots(make, organization=BRANCH, names=NAMES):
    return make(organization=organization, year=2026, names=names, held=HELD)


SAMPLES = {
    "review_registration": {"blank": BLANK, "short": NORMAL, "long": LONG, "rare": RARE},
    "review_ballot": {
        "short": _ballots(ballot_form_a),
        "long": _ballots(ballot_form_a, LONG_BRANCH, LONG_NAMES),
        "rare": _ballots(ballot_form_a, "文学院古文字学党支部", RARE_NAMES),
        "b-short": _ballots(ballot_form_b),
        "b-long": _ballots(ballot_form_b, LONG_BRANCH, LONG_NAMES),
        "b-rare": _ballots(ballot_form_b, "文学院古文字学党支部", RARE_NAMES),
    },
    "review_summary": {
        "short": _summary(BRANCH, NAMES, 15),
        "long": _summary(LONG_BRANCH, LONG_NAMES, 46),
        "rare": _summary("文学院古文字学党支部", RARE_NAMES, 17),
    },
}
FORMS = {
    "review_registration": Form(
        "民主评议党员登记表",
        NORMAL,
        {
            "tally.ballots": "票数：有效票数",
            "tally.counts": "各等次票数：依优秀、合格、基本合格、不合格的次序",
            "grade": "等次",
        },
    ),
    "review_summary": Form(
        "民主评议汇总表",
        SAMPLES["review_summary"]["short"],
        {
            "turnout.due": "应到：应参加评议的人数",
            "base": "正式党员数：组织关系在本支部的正式党员",
            "grades": "等次名称",
            "rows.grade": "等次",
            "rows.note": "备注",
        },
    ),
}
