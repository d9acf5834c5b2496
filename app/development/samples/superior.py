"""Sample papers of the committee's side for the eye: replies, and a year's report."""

from datetime import date

from app.development.plans.sheets import Section, Side, YearReport
from app.development.samples.people import (
    BRANCH,
    COMMITTEE,
    LONG_BRANCH,
    LONGEST_NAME,
    RARE_BRANCH,
    STUDENTS,
    TEXT,
    UNIVERSITY,
)
from app.development.superior.sheets import consent_reply, filing_reply

DAY = date(2026, 11, 16)

SUPERIOR_REPLIES = {
    "short": filing_reply(
        names=["王一鸣"], recipient=BRANCH, sender=COMMITTEE, number="计党发〔2026〕12号", day=DAY
    ),
    "approval": filing_reply(
        names=["王一鸣"], recipient=COMMITTEE, sender=UNIVERSITY, day=DAY, approval=True
    ),
    "long": consent_reply(
        names=STUDENTS,
        decided=DAY,
        recipient=LONG_BRANCH,
        sender=UNIVERSITY,
        number="计党发〔2026〕12号",
        day=DAY,
    ),
    "rare": consent_reply(
        names=[LONGEST_NAME], decided=DAY, recipient=RARE_BRANCH, sender=COMMITTEE, day=DAY
    ),
}

YEAR_REPORTS = {
    "short": YearReport(
        title="2026年发展党员工作计划和执行情况",
        organization=COMMITTEE,
        year=2026,
        facts=(("计划发展", "12 人"), ("已接收", "9 人"), ("现有积极分子", "41 人")),
        sides=(Side("单位", (("教工", 2), ("本科生", 5), ("研究生", 2))),),
        sections=(Section("主要措施", ("早发现、早培养，每半年考察一次。",)),),
        day=DAY,
    ),
    "long": YearReport(
        title="2026年入党积极分子队伍状况分析",
        organization=UNIVERSITY,
        year=2026,
        facts=(("入党积极分子", "1286 人"),),
        sides=(
            Side("单位", (("教工", 86), ("本科生", 820), ("研究生", 371), ("离退休", 9))),
            Side("性别", (("男", 640), ("女", 646))),
            Side(
                "年龄", (("18—20 岁", 730), ("21—25 岁", 412), ("26—30 岁", 98), ("36 岁以上", 46))
            ),
            Side("学历", (("高中", 790), ("大学本科", 380), ("硕士研究生", 116))),
            Side("培养时间", (("不满半年", 402), ("半年以上不满一年", 390), ("满一年", 494))),
        ),
        sections=(
            Section("队伍状况和分析", (TEXT,) * 3),
            Section("改进措施", (TEXT,)),
        ),
        day=DAY,
    ),
    "rare": YearReport(
        title="2026年入党积极分子队伍状况分析",
        organization="中共𠮷祥大学文学院委员会",
        year=2026,
        sections=(Section("队伍状况和分析", (f"{LONGEST_NAME}等同志表现突出。",)),),
    ),
}

SAMPLES = {"superior_reply": SUPERIOR_REPLIES, "year_report": YEAR_REPORTS}
