"""Sample papers of stage 3 for the eye: short, long, and with rare characters."""

from datetime import date

from app.development.samples.people import (
    BRANCH,
    FAMILY,
    LONG_BRANCH,
    LONG_FAMILY,
    LONG_TEXT,
    LONGEST_NAME,
    NAMED,
    PLAIN,
    RARE,
    RARE_BRANCH,
    RARE_FAMILY,
    STUDENTS,
    TEXT,
    UNIVERSITY,
    WANG,
    said,
)
from app.development.sheets.prospects import (
    Candidate,
    CourseCertificate,
    NoticeRecord,
    PublicNotice,
    Remark,
    ReviewLetter,
    ReviewReport,
    ReviewSubject,
)
from app.printing.samples import RARE_NAMES


def _candidate(number, name):
    return Candidate(
        name=name,
        sex="男女"[number % 2],
        ethnicity=("汉族", "壮族", "维吾尔族")[number % 3],
        born=f"{2002 + number % 5}年{number % 12 + 1}月",
        education=("大学", "硕士研究生")[number % 2],
        work="2024级信息安全专业学生、学生会副主席",
        applied=f"2025年{number % 12 + 1}月",
        activist_since=f"2025年{number % 3 + 10}月",
    )


WINDOW = {
    "first": date(2026, 9, 28),
    "last": date(2026, 10, 12),
    "working_days": 6,
    "posted": date(2026, 9, 27),
}
NOTICES = {
    "short": PublicNotice(
        organization=BRANCH,
        candidates=(
            Candidate(
                name="王一鸣",
                sex="男",
                ethnicity="回族",
                born="2003年11月",
                work="2023级计算机科学与技术专业1班学生",
                applied=date(2025, 3, 1),
                activist_since=date(2025, 9, 18),
            ),
        ),
        receiver="计算机学院党委组织员曹建华",
        phone="0000-1234567",
        address="学院楼305室",
        **WINDOW,
    ),
    "few": PublicNotice(
        organization=BRANCH,
        candidates=tuple(_candidate(n, name) for n, name in enumerate(STUDENTS[:3])),
        receiver="计算机学院党委",
        phone="0000-1234567",
        **WINDOW,
    ),
    "long": PublicNotice(
        organization=LONG_BRANCH,
        candidates=tuple(_candidate(n, name) for n, name in enumerate(STUDENTS)),
        receiver="计算机科学与技术学院党委组织员曹建华、纪检委员郑海燕",
        phone="0000-1234567，0000-7654321",
        email="party-office@example.edu.cn",
        address="云山市青川路1号云山大学西校区学院楼305室",
        elsewhere="流出地青川县城关镇社区公告栏",
        **WINDOW,
    ),
    "crowd": PublicNotice(
        organization=LONG_BRANCH,
        candidates=tuple(_candidate(n, name) for n, name in enumerate(NAMED[:15])),
        receiver="计算机科学与技术学院党委",
        phone="0000-1234567",
        **WINDOW,
    ),
    "rare": PublicNotice(
        organization=RARE_BRANCH,
        candidates=tuple(Candidate(name) for name in (LONGEST_NAME, "𠮷田", "孙骉")),
    ),
}

RECORDS = {
    "blank": NoticeRecord(),
    "short": NoticeRecord(
        organization=BRANCH,
        person=WANG,
        places=("学院楼一楼公告栏", "23号学生公寓公告栏"),
        first=date(2026, 9, 28),
        last=date(2026, 10, 12),
        working_days=6,
        receiver="曹建华",
        phone="0000-1234567",
        remarks=(),
        result=said("公示期满，没有收到意见，同意列为发展对象。", day=date(2026, 10, 13)),
        superior=said("同意列为发展对象。", day=date(2026, 10, 14)),
        filled=date(2026, 10, 13),
    ),
    "long": NoticeRecord(
        organization=LONG_BRANCH,
        person=WANG,
        places=("学院楼一楼公告栏", "23号学生公寓公告栏", "流出地青川县城关镇社区公告栏"),
        first=date(2026, 9, 28),
        last=date(2026, 10, 12),
        working_days=6,
        receiver="曹建华、郑海燕",
        phone="0000-1234567，0000-7654321",
        remarks=tuple(
            Remark(day, way, "反映其在社团经费使用中手续不全。", TEXT)
            for day, way in (
                (date(2026, 9, 29), "来信（署名）"),
                (date(2026, 9, 30), "来电（未署名）"),
                (date(2026, 10, 12), "来访（署名）"),
            )
        ),
        result=said(TEXT, day=date(2026, 10, 13), times=2),
        superior=said(PLAIN, day=date(2026, 10, 14)),
        filled=date(2026, 10, 13),
    ),
    "rare": NoticeRecord(
        organization=RARE_BRANCH,
        person=RARE,
        first="2026年9月",
        receiver="马𠅤",
        remarks=(Remark("", "来信", "谈及<古籍> & 𠮷祥楼值班。"),),
    ),
}


def _asked(relative):
    return ReviewSubject(relative.name, relative.relation, relative.born, relative.work)


LETTERS = {
    "short": ReviewLetter(
        organization=BRANCH,
        recipient="云山省青川县水务局机关党委",
        name="王一鸣",
        subjects=(_asked(FAMILY[0]),),
        number="计教一支函〔2026〕3号",
        reply_by=date(2026, 10, 31),
        contact="李喆",
        phone="0000-1234567",
        address="云山市青川路1号云山大学学院楼402室",
        day=date(2026, 10, 10),
    ),
    "long": ReviewLetter(
        organization=LONG_BRANCH,
        recipient="云山省江北市交通运输综合行政执法支队机关委员会暨所属各党支部",
        name="王一鸣",
        subjects=tuple(_asked(one) for one in LONG_FAMILY[:4]),
        reply_by=date(2026, 10, 31),
        contact="李喆、韩志远",
        phone="0000-1234567，0000-7654321",
        address="云山市青川路1号云山大学西校区学院楼402室",
        day=date(2026, 10, 10),
    ),
    "rare": ReviewLetter(
        organization=RARE_BRANCH,
        recipient="𠮷祥县档案馆党支部",
        name=LONGEST_NAME,
        subjects=(_asked(RARE_FAMILY[0]),),
    ),
}

REPORTS = {
    "short": ReviewReport(
        organization=BRANCH,
        person=WANG,
        resume=("2015年9月至2021年6月在青川县第一中学学习；2023年9月至今在云山大学学习。",),
        relatives=FAMILY,
        questions=("审查中没有提出需要查清的问题。",),
        findings=("经同本人谈话、查阅档案、函调，本人和家庭主要成员情况清楚，与本人所述一致。",),
        conclusion=("王一鸣同志政治审查合格。",),
        investigators=("李喆", "韩志远"),
        day=date(2026, 11, 2),
    ),
    "long": ReviewReport(
        organization=LONG_BRANCH,
        person=WANG,
        resume=LONG_TEXT,
        relatives=LONG_FAMILY,
        questions=LONG_TEXT,
        findings=LONG_TEXT,
        conclusion=LONG_TEXT[:2],
        investigators=("李喆", "韩志远", "欧阳懿"),
        day=date(2026, 11, 2),
    ),
    "rare": ReviewReport(
        organization=RARE_BRANCH,
        person=RARE,
        relatives=RARE_FAMILY,
        findings=("查阅了<档案> & 函调材料。",),
        investigators=RARE_NAMES[7:9],
    ),
}

CERTIFICATES = {
    "short": CourseCertificate(
        name="王一鸣",
        organization=BRANCH,
        organizer="中共云山大学计算机学院委员会",
        first=date(2026, 9, 5),
        last=date(2026, 9, 7),
        days=3,
        hours=24,
        mode="线下",
        result="合格",
        number="2026-017",
        day=date(2026, 9, 8),
    ),
    "long": CourseCertificate(
        name="王一鸣",
        organization=LONG_BRANCH,
        organizer=UNIVERSITY,
        course="2026年秋季学期发展对象短期集中培训班（第二期）",
        first=date(2026, 9, 5),
        last=date(2026, 9, 13),
        hours=40,
        mode="线下为主，专题报告采取视频方式",
        subjects=("党章和党的基本知识（8学时）", "党的纪律和优良传统作风（8学时）",
                  "党的创新理论专题辅导（12学时）", "实践教学：走进云山革命纪念馆（8学时）",
                  "分组研讨和结业考核（4学时）"),
        result="优秀",
        day=date(2026, 9, 14),
    ),
    "rare": CourseCertificate(name=LONGEST_NAME, organization=RARE_BRANCH),
}  # fmt: skip

SAMPLES = {
    "public_notice": NOTICES,
    "notice_record": RECORDS,
    "review_letter": LETTERS,
    "review_report": REPORTS,
    "course_certificate": CERTIFICATES,
}
